"""How long PDFs take to read, beside pypdfium2 taking their text out and doing nothing with it.

    python -m benchmarks pdfs [FOLDER] [--rounds 5]

FOLDER holds PDFs, at any depth; without it those of the folder ../shared are read, and the demo study's. Shown are
medians in milliseconds of CPU: the text alone, what the importer makes of it (paragraphs, headings, tables, without
running heads), and the whole transcript with its speakers.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from collabstudy.io.importers import pdf
from collabstudy.io.source import Source
from collabstudy.io.sources import read

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    shared = Path(os.environ.get("COLLABSTUDY_SHARED") or ROOT.parent / "shared")
    folders = [chosen.folder] if chosen.folder else [shared / "real", ROOT / "corpus"]
    files = sorted(path for folder in folders for path in folder.rglob("*.pdf"))
    print(f"{'':32s} {'text ms':>9s} {'importer':>16s} {'transcript':>16s}")
    all_of_them = [0.0, 0.0, 0.0]
    for path in files:
        source = Source.open(path)
        ways = (lambda: text_of(source), lambda: pdf.read(source), lambda: read(source))  # noqa: B023
        spent = [milliseconds(way, chosen.rounds) for way in ways]
        all_of_them = [one + other for one, other in zip(all_of_them, spent, strict=True)]
        show(path.name, spent)
    show(f"{len(files)} files", all_of_them)


def text_of(source: Source) -> list[str]:
    """What pypdfium2 gives, page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source.data)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return pages


def milliseconds(way: Callable[[], object], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        way()
        spent.append(time.process_time() - begun)
    return median(spent) * 1000


def show(what: str, spent: list[float]) -> None:
    beside = [f"{each:8.1f} {each / spent[0]:6.2f}×" for each in spent[1:]]
    print(f"{what[:32]:32s} {spent[0]:9.1f} {' '.join(beside)}", flush=True)


if __name__ == "__main__":
    main()
