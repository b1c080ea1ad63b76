"""How long queries take, and how that grows: overlap and proximity with so many codings, and with twice as many.

    python -m benchmarks find [--codings 250000] [--interviews 500] [--rounds 9]

The study is made up in memory: interviews of 100 turns, 60 codes, codings of 40 to 400 characters; the other one has
twice the codings in twice the interviews, so that there is twice as much to be found. Both are asked in turn, round by
round, so that what else the machine does falls on both alike; seconds of CPU and by the clock, medians. What is laid
out once for a study (codings as columns, places of words) is asked for before, and stands in a line of its own. Python
does not look through both studies for garbage (`gc.freeze`): when it does is chance, and would be counted for one.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time
from pathlib import Path
from statistics import median

from collabstudy.compare.find import find
from collabstudy.model.case import Case
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Settings, Study, Ways

CODES, TURNS, TURN, CASES = 60, 100, 600, 100
QUERIES = {
    "overlaps": "k0 overlaps k1",
    "inside": "k0 inside k1",
    "within turns": "k0 within 3 turns of k1",
    "follows": "k0 follows k1 within 3 turns",
    "within words": "k0 within 20 words of k1",
    "and, not": "k0 & !k1 within 3 turns of k2",
    "any code": "* overlaps *",
}
LIMIT = 2.5


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--codings", type=int, default=250_000)
    asked.add_argument("--interviews", type=int, default=500)
    asked.add_argument("--rounds", type=int, default=9)
    chosen = asked.parse_args()
    both = tuple(made(times * chosen.interviews, times * chosen.codings) for times in (1, 2))
    print(f"{'':16s} {chosen.codings:>10,d} {2 * chosen.codings:>10,d}   times   by the clock", flush=True)
    report("first of all", [[taken(study, QUERIES["within words"]) for study in both]])
    gc.collect()
    gc.freeze()
    for name, query in QUERIES.items():
        report(name, [[taken(study, query) for study in both] for _ in range(chosen.rounds)])
    print(f"at most {LIMIT} times; load average {os.getloadavg()[0]:.1f}")


def taken(study: Study, query: str) -> tuple[float, float]:
    """Seconds of CPU, and by the clock."""
    busy, begin = time.process_time(), time.perf_counter()
    find(study, query, unit="turn")
    return time.process_time() - busy, time.perf_counter() - begin


def report(name: str, rounds: list[list[tuple[float, float]]]) -> None:
    (one, two), (clock, clocks) = ([median(each[at][of] for each in rounds) for at in (0, 1)] for of in (0, 1))
    print(f"{name:16s} {one:10.3f} {two:10.3f} {two / one:7.2f} {clocks / clock:14.2f}", flush=True)


def made(interviews: int, number: int) -> Study:
    chance = random.Random(1)
    text = " ".join(
        chance.choice(("yes", "well", "then", "we", "did", "it", "somehow")) for _ in range(TURNS * TURN // 4)
    )
    text = text[: TURNS * TURN]
    turns = tuple(
        Turn(
            at + 1,
            "speech",
            at * TURN,
            (at + 1) * TURN - 2,
            "P" if at % 2 else "I",
            "manager" if at % 2 else "interviewer",
        )
        for at in range(TURNS)
    )
    talk = Transcript(text, turns)
    codings = tuple(a_coding(chance, at, interviews) for at in range(number))
    done = tuple(Done(f"D{at}", "mira", "2025-01-01") for at in range(interviews))
    folded = Folded(codings, done)
    ways = Ways(
        transcript=lambda _, document: talk,
        fold=lambda _: folded,
        tags=lambda _: (),
        caselinks=lambda _: (),
        frame=lambda _, name: (_ for _ in ()).throw(LookupError(name)),
    )
    documents = tuple(Document(f"D{at}", f"D{at}.txt", f"c{at % CASES}") for at in range(interviews))
    cases = tuple(Case(f"c{at}", f"Place {at}", (), {}) for at in range(CASES))
    codes = tuple(Code(f"k{at}", f"Code {at}") for at in range(CODES))
    return Study(Path("nowhere"), Settings("made"), cases, documents, Codebook("made", codes), Guide(()), ways)


def a_coding(chance: random.Random, at: int, interviews: int) -> Coding:
    start = (2 * chance.randrange(TURNS // 2) + 1) * TURN + chance.randrange(TURN - 420)
    document, code = f"D{chance.randrange(interviews)}", f"k{chance.randrange(CODES)}"
    return Coding(str(at), document, code, "mira", start, start + chance.randrange(40, 400), "")


if __name__ == "__main__":
    main()
