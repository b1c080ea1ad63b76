"""How long it takes to check the quotations of a 100-page Word document against 1,000 interviews.

    python -m benchmarks quotes [FOLDER] [--interviews 1000] [--pages 100] [--rounds 3]

FOLDER holds what shared/bench/gen.py makes (texts/*.txt, codebook.yaml); without it interviews of 6,000 words are
made of the words of the demo's, each as often as it is said there. On each page of 400 words stand three quotations: of
ten, six as they were said, two cut with […], one altered in two words, one made up. Measured are whole processes as
typed, transcripts in the cache, and each is asked what it found: a quick answer that is wrong is none.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from workload import study_of

LIMIT = 20.0
PER_PAGE = 3
WORDS = 400
LENGTH = 6000
DENIES = re.compile(r"no(?:t|r|ne|body|thing)?|never|cannot|.*n['’]t")
"""A cut that hides one of these is an alteration: none must be where the benchmark cuts."""
EXPECTED = {"exact": 6, "edited": 2, "altered": 1, "not found": 1}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--interviews", type=int, default=1000)
    asked.add_argument("--pages", type=int, default=100)
    asked.add_argument("--rounds", type=int, default=3)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        made = chosen.folder or drawn(Path(place) / "made", chosen.interviews)
        study = study_of(made, Path(place) / "study", chosen.interviews)
        report, planted = written(study, Path(place) / "report.docx", chosen.pages)
        first = measured(study, report)
        rounds = [measured(study, report) for _ in range(chosen.rounds)]
    counts = rounds[0][2]
    print(f"{chosen.interviews} interviews, {chosen.pages} pages, {sum(planted.values())} quotations")
    print(f"{'planted':28s} {dict(planted)}")
    print(f"{'found':28s} {counts}")
    print(f"{'first time, seconds':28s} {first[0]:6.1f} clock {first[1]:6.1f} CPU")
    clock, spent = median(r[0] for r in rounds), median(r[1] for r in rounds)
    print(f"{'transcripts kept, seconds':28s} {clock:6.1f} clock {spent:6.1f} CPU   limit {LIMIT:.0f}")
    print(f"{'largest process, MB':28s} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:6.0f}")


def drawn(place: Path, interviews: int) -> Path:
    """Interviews of words that are drawn from those of the demo, and a codebook of one code."""
    from collabstudy import read_study

    demo = read_study(Path(__file__).resolve().parents[1])
    heard = [demo.transcript(document.id) for document in demo.documents if document.kind == "interview"]
    said = " ".join(one.said(turn) for one in heard for turn in one.turns)
    words = [word for word in re.findall(r"[a-z]+(?:['’][a-z]+)?", said) if not DENIES.fullmatch(word)]
    chance = random.Random(7)
    (place / "texts").mkdir(parents=True)
    (place / "codebook.yaml").write_text("words:\n  often:\n  - we\n", encoding="utf-8")
    for number in range(interviews):
        text = "\n\n".join(turns(chance, words))
        (place / "texts" / f"t{number:05d}.txt").write_text(text, encoding="utf-8")
    return place


def turns(chance: random.Random, words: Sequence[str]) -> Iterator[str]:
    """An interview, turn by turn: questions, and answers of two to fifteen sentences."""
    left = LENGTH
    while left > 0:
        for speaker, sentences in ("Interviewer", 1), ("Participant", chance.randint(2, 15)):
            said = [chance.choices(words, k=chance.randint(6, 20)) for _ in range(sentences)]
            left -= sum(map(len, said))
            yield f"{speaker}: {' '.join(' '.join(one).capitalize() + '.' for one in said)}"


def written(study: Path, path: Path, pages: int) -> tuple[Path, Counter[str]]:
    """A report as python-docx writes it, and how many quotations of each kind are in it."""
    from docx import Document

    chance = random.Random(11)
    texts = sorted((study / "corpus" / "interviews").glob("*.txt"))
    document, planted = Document(), Counter[str]()
    kinds = [kind for kind, times in EXPECTED.items() for _ in range(times)]
    for page in range(pages):
        document.add_heading(f"Part {page + 1}", 1)
        narrator = chance.choice(texts).read_text(encoding="utf-8").split()
        for quotation in range(PER_PAGE):
            kind = kinds[(page * PER_PAGE + quotation) % len(kinds)]
            start = chance.randrange(len(narrator) - WORDS)
            told = sorted(narrator[start : start + WORDS // PER_PAGE], key=str.casefold)
            document.add_paragraph(" ".join(told))
            document.add_paragraph(f"“{quoted(chance, texts, kind)}”")
            planted[kind] += 1
    document.save(str(path))
    return path, planted


def quoted(chance: random.Random, texts: list[Path], kind: str) -> str:
    """Words of one turn of a participant, as a quotation of a kind has them."""
    turns = chance.choice(texts).read_text(encoding="utf-8").split("\n\n")
    said = chance.choice([t.split()[1:] for t in turns if t.startswith("Participant") and len(t.split()) > 60])
    start = chance.randrange(len(said) - 45)
    words = said[start : start + chance.randrange(12, 40)]
    if kind == "edited":
        return " ".join([*words[:5], "[…]", *words[8:]])
    if kind == "altered":
        return " ".join([*words[:4], "elephants", *words[5:9], "gardens", *words[10:]])
    return " ".join(chance.sample(said, len(words))) if kind == "not found" else " ".join(words)


def measured(study: Path, report: Path) -> tuple[float, float, dict[str, int]]:
    """Seconds by the clock and of CPU of one whole process, and what it found."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "collabstudy", "quotes", str(report), "--study", str(study), "--json"]
    run = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, check=False
    )
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1) or not run.stdout:
        raise SystemExit(run.stderr)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock, spent, json.loads(run.stdout)["counts"]


if __name__ == "__main__":
    main()
