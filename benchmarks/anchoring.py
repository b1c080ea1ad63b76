"""How long it takes to carry 3,000 codings over an edit of a document of 100,000 words, and what becomes of them.

    python -m benchmarks anchoring [--words 100000] [--codings 3000] [--rounds 3]

The document is real transcripts of the folder ../shared, one after the other, or a made-up interview where that folder
is not there. For each kind of edit: seconds of CPU (the median of the rounds), the most memory that carrying took,
codings by what became of them, and the silent placements that were wrong, as tests/coding/test_anchor_edits.py counts.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from collabstudy.coding.anchor import carry
from collabstudy.io.sources import read_source
from collabstudy.model.coding import Coding
from collabstudy.model.document import Transcript

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "coding"))

from anchor_edits import KINDS, Edited, interview, outcome, some_codings  # noqa: E402

TALKS = ("hitsave_otter_whisper/*/*/*.md", "metamuse_rev/plaintext/*.txt", "metamuse_rev/archive/completed/*.txt")
TEARING = ("lines_moved", "lines_swapped")
LIMIT = 5.0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--words", type=int, default=100_000)
    asked.add_argument("--codings", type=int, default=3_000)
    asked.add_argument("--rounds", type=int, default=3)
    chosen = asked.parse_args()
    old = document(chosen.words)
    print(f"{len(old.split()):,} words, {len(old):,} characters, {chosen.codings:,} codings; at most {LIMIT:.0f} s")
    print(f"{'':18s}  CPU s    MB    kept moved review ambig. orph.  wrong")
    for kind, edit in KINDS.items():
        chance = random.Random(kind)
        edited = edit(old, chance)
        codings = some_codings(old, chance, chosen.codings)
        spent = median(seconds(edited, codings) for _ in range(chosen.rounds))
        found = outcome(edited, codings, torn=kind in TEARING)
        classes = [found.classes.get(status, 0) for status in ("kept", "moved", "review", "ambiguous", "orphaned")]
        counts = " ".join(f"{count:{width}d}" for count, width in zip(classes, (5, 5, 6, 6, 5), strict=True))
        print(f"{kind:18s} {spent:6.2f} {peak(edited, codings):5.0f}   {counts}  {len(found.wrong):5d}", flush=True)


def document(words: int) -> str:
    shared = Path(os.environ.get("COLLABSTUDY_SHARED") or ROOT.parent / "shared") / "real"
    text = ""
    for path in (path for pattern in TALKS for path in sorted(shared.glob(pattern))):
        if len(text.split()) >= words:
            return text
        if not path.name.startswith("README"):
            text += read_source(path).text
    return text if len(text.split()) > words // 2 else interview(random.Random(1), words // 14)


def seconds(edited: Edited, codings: Sequence[Coding]) -> float:
    transcript = Transcript(edited.new, ())
    begun = time.process_time()
    carry(codings, transcript, lambda _: edited.old)
    return time.process_time() - begun


def peak(edited: Edited, codings: Sequence[Coding]) -> float:
    tracemalloc.start()
    carry(codings, Transcript(edited.new, ()), lambda _: edited.old)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


if __name__ == "__main__":
    main()
