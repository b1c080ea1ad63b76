"""How long comparisons take on 1,000,000 codings in 1,000 cases × 60 codes, beside pandas on the same rows.

    python -m benchmarks comparison [--codings 1000000] [--cases 1000] [--rounds 5]

The study is made up in memory with a seed: an interview a case, 60 codes, two coders. Everything is run in turn, round
by round; seconds of CPU, medians. What is compared is checked to be the same: each crosstab has the same numbers
as pandas.crosstab on the codings that count (of overlapping ones of one coder and code the first), each matrix of codes
together those of a merge of the frame with itself.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from collabstudy.compare.cooccurrence import cooccurrence
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded, coded
from collabstudy.compare.counting.grid import Grid
from collabstudy.compare.counting.slices import slices_of
from collabstudy.compare.counting.values import values
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.model.case import Case
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.finding import Claim, Finding
from collabstudy.model.guide import Guide
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Settings, Study, Ways

CODES, TURNS, QUESTION, ANSWER = 60, 120, 60, 400
TOGETHER = {"level": "own", "coders": "together"}
Times = dict[str, list[float]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--codings", type=int, default=1_000_000)
    asked.add_argument("--cases", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    study = made(chosen.codings, chosen.cases)
    columns = coded(study)
    rows = frame_of(columns)
    turns = in_turns(study, columns)
    same_counts(study, rows)
    same_pairs(study, turns)
    times: Times = {}
    for _ in range(chosen.rounds):
        crosstabs(study, rows, times)
        pairs(study, turns, times)
        sentences(study, times)
        overlaps(chosen.codings, chosen.cases, times)
    report(times, len(columns))


def crosstabs(study: Study, rows: pd.DataFrame, times: Times) -> None:
    names = rows.astype("category")
    timed(times, "pandas.crosstab, names", lambda: pd.crosstab(rows["case"], rows["code"]))
    timed(times, "pandas.crosstab, categories", lambda: pd.crosstab(names["case"], names["code"]))
    timed(times, "crosstab", lambda: crosstab(study, unit="turn"))
    columns, cases = coded(study), slices_of(Reading(study, frozenset({"person"})), "case", None, None)
    for kept in ("tally", "branches"):
        vars(columns).pop(kept)
    timed(times, "counting alone", lambda: Grid(study, columns, cases, columns.codes).counts())
    timed(times, "values", lambda: values(study))
    fresh = replace(study)
    timed(times, "columns, once a study", lambda: coded(fresh))
    timed(times, "crosstab, the first one", lambda: crosstab(fresh, unit="turn"))


def pairs(study: Study, turns: pd.DataFrame, times: Times) -> None:
    timed(times, "self-merge on turns", lambda: merged(turns))
    chosen: Any = TOGETHER | {"uncoded": "in"}
    timed(times, "cooccurrence, turn", lambda: cooccurrence(study, within="turn", **chosen))
    for within in ("3 turns", "case"):
        timed(times, f"cooccurrence, {within}", lambda: cooccurrence(study, within=within, **chosen))  # noqa: B023


def overlaps(codings: int, cases: int, times: Times) -> None:
    """Half the codings, then all of them: in the same interviews, and in twice as many."""
    few = made(codings // 2, cases // 2)
    for name, study in (("half", few), ("all", made(codings, cases)), ("denser", made(codings, cases // 2))):
        coded(study).hash  # noqa: B018 - made once a study
        chosen: Any = TOGETHER
        timed(times, f"overlaps, {name}", lambda: cooccurrence(study, within="passage", **chosen))  # noqa: B023


def sentences(study: Study, times: Times) -> None:
    kinds = ("all", "most", "some", "few", "none")
    claims = [Claim(kinds[n % 5], (f"k{n % CODES}",), {"sector": ("ab"[n % 2],)} if n % 3 else {}) for n in range(80)]
    claims += [Claim("only", (f"k{n}",), {"sector": ("a",)}) for n in range(10)]
    claims += [Claim("together", (f"k{n}", f"k{n + 1}"), within="turn") for n in range(10)]
    findings = [Finding(f"f{n}", f"Sentence {n}.", claim) for n, claim in enumerate(claims)]
    fresh = replace(study)
    timed(times, "100 findings, columns and all", lambda: check(fresh, findings))
    timed(times, "100 findings again", lambda: check(fresh, findings))


def timed(times: Times, what: str, run: Callable[[], object]) -> None:
    start = time.process_time()
    run()
    times.setdefault(what, []).append(time.process_time() - start)


def report(times: Times, codings: int) -> None:
    found = {what: median(taken) for what, taken in times.items()}
    print(f"{codings:,} codings count\n{'':34s} {'CPU s':>8s}")
    for what, taken in found.items():
        print(f"{what:34s} {taken:8.3f}")
    fastest = min(found["pandas.crosstab, names"], found["pandas.crosstab, categories"])
    for name in ("counting alone", "crosstab"):
        print(f"{name}: {fastest / found[name]:.1f} times pandas.crosstab (at least 5)")
    print(f"cooccurrence: {found['self-merge on turns'] / found['cooccurrence, turn']:.1f} times a merge (at least 8)")
    for name in ("all", "denser"):
        print(f"overlaps, twice the codings, {name}: {found[f'overlaps, {name}'] / found['overlaps, half']:.2f} times")


def merged(turns: pd.DataFrame) -> pd.Series[int]:
    """In how many turns two codes are together, as one would write it: each code of a turn once, merged with itself."""
    once = turns.drop_duplicates()
    both = once.merge(once, on="turn", suffixes=("_a", "_b"))
    return both.groupby(["code_a", "code_b"], observed=True).size()


def same_counts(study: Study, rows: pd.DataFrame) -> None:
    """The same numbers as pandas, of the codings that are not the same one twice."""
    expected = pd.crosstab(rows.loc[rows["first"], "case"], rows.loc[rows["first"], "code"])
    table = crosstab(study, unit="turn")
    found = [[table.cell(case, code).codings for code in expected.columns] for case in expected.index]
    assert (expected.to_numpy() == np.array(found)).all()
    assert expected.to_numpy().sum() > 0.9 * len(rows) > 0


def same_pairs(study: Study, turns: pd.DataFrame) -> None:
    chosen: Any = TOGETHER | {"uncoded": "in"}
    found = cooccurrence(study, within="turn", **chosen).matrix()
    expected = merged(turns)
    assert int(expected.sum()) == int(found.to_numpy().sum()) > 0
    assert all(found.loc[a, b] == both for (a, b), both in expected.items())


def frame_of(columns: Coded) -> pd.DataFrame:
    """Case and code of each coding by name, and whether it is the first of those that overlap."""
    frame = pd.DataFrame(
        {
            "case": [columns.cases[at] for at in columns.case.tolist()],
            "code": [columns.codes[at] for at in columns.code.tolist()],
            "coder": columns.coder,
            "start": columns.start,
            "end": columns.end,
        }
    )
    frame = frame.astype({"case": "string", "code": "string"}).sort_values("start", kind="stable")
    alike = [frame["case"], frame["code"], frame["coder"]]
    reach = frame["end"].groupby(alike).cummax()
    frame["first"] = frame["start"] >= reach.groupby(alike).shift(fill_value=0)
    return frame.sort_index()


def in_turns(study: Study, columns: Coded) -> pd.DataFrame:
    """The turns of each coding, those of the interviewer left out, with its code: what a merge begins with."""
    which, turn = [], []
    for at in range(len(columns.documents)):
        here = np.flatnonzero(columns.document == at)
        if len(here):
            place, number = columns.turns[at].evidence(columns.first_turn[here], columns.last_turn[here])
            which.append(here[place])
            turn.append(number + at * TURNS)
    codes = pd.Categorical.from_codes(columns.code[np.concatenate(which)], [*columns.codes])
    return pd.DataFrame({"turn": np.concatenate(turn), "code": codes})


def made(codings: int, cases: int) -> Study:
    """A study in memory: an interview a case, questions and answers in turn."""
    chance = np.random.default_rng(1)
    text, turns = "", []
    for number in range(1, TURNS + 1):
        said = ("somehow " * ANSWER)[: QUESTION if number % 2 else ANSWER]
        turns.append(Turn(number, "speech", len(text), len(text) + len(said), "I" if number % 2 else "P"))
        text += said + "\n\n"
    starts = chance.integers(0, len(text) - 200, codings)
    columns = (chance.integers(0, cases, codings), chance.integers(0, CODES, codings), chance.integers(0, 2, codings))
    rows = zip(*(column.tolist() for column in (*columns, starts, chance.integers(20, 200, codings))), strict=True)
    found = tuple(
        Coding(f"{n:07x}", f"D{case:04}", f"k{code}", ("jonas", "mira")[coder], start, start + length, "")
        for n, (case, code, coder, start, length) in enumerate(rows)
    )
    done = tuple(Done(f"D{case:04}", "mira", "2025-01-01") for case in range(cases))
    transcript = Transcript(text, tuple(turns))
    folded = Folded(found, done)
    ways = Ways(
        transcript=lambda *_: transcript,
        fold=lambda _: folded,
        tags=lambda _: (),
        caselinks=lambda _: (),
        frame=lambda _, name: (_ for _ in ()).throw(LookupError(name)),
    )
    speakers = {"I": "interviewer", "P": "manager"}
    documents = tuple(Document(f"D{n:04}", f"D{n:04}.txt", f"c{n:04}", speakers=speakers) for n in range(cases))
    places = tuple(Case(f"c{n:04}", f"Place {n}", (), {"sector": "ab"[n % 2]}) for n in range(cases))
    book = Codebook("made", tuple(Code(f"k{n}", f"Code {n}") for n in range(CODES)))
    return Study(Path("nowhere"), Settings("made"), places, documents, book, Guide(()), ways)


if __name__ == "__main__":
    main()
