"""How long agreement takes: coefficients with their intervals, and a study compared in every unit.

    python -m benchmarks agreement [--interviews 30] [--units 1000]

The study is made up in memory: interviews of 200 turns and 100,000 characters, 60 codes, two coders with 120 codings
each in every interview. Seconds by the clock, and of CPU.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from collabstudy import agreement
from collabstudy.model.case import Case
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.guide import Guide
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Settings, Study, Ways

CODES, CODINGS, TURNS, CASES = 60, 150, 200, 10
SAID = ("Yes.", "well", "then we", "did it.", "somehow")
COEFFICIENTS = (
    *(agreement.percent_agreement, agreement.cohen_kappa, agreement.scott_pi, agreement.fleiss_kappa),
    *(agreement.brennan_prediger, agreement.gwet_ac1, agreement.krippendorff_alpha, agreement.pooled_kappa),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--interviews", type=int, default=30)
    asked.add_argument("--units", type=int, default=1000)
    chosen = asked.parse_args()
    print(f"{'':44s} {'clock s':>8s} {'CPU s':>8s}")
    ratings = np.random.default_rng(1).integers(0, 5, (chosen.units, 3))
    for coefficient in COEFFICIENTS:
        timed(f"{coefficient.__name__}, {chosen.units:,} units, 3 coders", lambda: coefficient(ratings))  # noqa: B023
    study = made(chosen.interviews)
    for unit in ("case", "document", "turn", "sentence", "character"):
        timed(f"compare by {unit}, {chosen.interviews} interviews", lambda: agreement.compare(study, unit=unit))  # noqa: B023


def timed(what: str, run: Callable[[], object]) -> None:
    clock, cpu = time.perf_counter(), time.process_time()
    run()
    print(f"{what:44s} {time.perf_counter() - clock:8.2f} {time.process_time() - cpu:8.2f}", flush=True)


def made(interviews: int) -> Study:
    chance = random.Random(1)
    texts = {f"D{number}": talk(chance) for number in range(interviews)}
    codings = [coding for document, text in texts.items() for coding in coded(chance, document, len(text.text))]
    done = tuple(Done(document, coder, "2025-01-01") for document in texts for coder in ("mira", "jonas"))
    ways = Ways(
        transcript=lambda _, document: texts[document.id],
        fold=lambda _: Folded(tuple(codings), done),
        tags=lambda _: (),
        caselinks=lambda _: (),
        frame=lambda _, name: (_ for _ in ()).throw(LookupError(name)),
    )
    documents = tuple(
        Document(document, f"{document}.txt", f"c{number % CASES}", speakers={"I": "interviewer", "P": "manager"})
        for number, document in enumerate(texts)
    )
    cases = tuple(Case(f"c{number}", f"Place {number}", (), {}) for number in range(CASES))
    codes = tuple(Code(f"k{number}", f"Code {number}") for number in range(CODES))
    return Study(Path("nowhere"), Settings("made"), cases, documents, Codebook("made", codes), Guide(()), ways)


def talk(chance: random.Random) -> Transcript:
    text, turns = "", []
    for number in range(1, TURNS + 1):
        words = " ".join(chance.choice(SAID) for _ in range(80))
        turns.append(Turn(number, "speech", len(text), len(text) + len(words), "I" if number % 2 else "P"))
        text += words + "\n\n"
    return Transcript(text, tuple(turns))


def coded(chance: random.Random, document: str, length: int) -> list[Coding]:
    found = []
    for number in range(CODINGS):
        code, place = f"k{chance.randrange(CODES)}", chance.randrange(length - 300)
        for coder in ("mira", "jonas"):
            start = place + chance.randrange(40)
            coding = Coding(f"{document}-{number}-{coder}", document, code, coder, start, start + 200, "")
            found += [coding] if chance.random() < 0.8 else []
    return found


if __name__ == "__main__":
    main()
