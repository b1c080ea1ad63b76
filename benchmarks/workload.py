"""A study folder of many interviews, made of the texts and the codebook that `gen.py` of the folder ../shared writes.

Interviews are of 6,000 words, the codebook has 60 codes of 30 terms each; the same numbers give the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HEAD = "document,file,case,kind,date,title,speakers,asked,consent,language"
SPEAKERS = "Interviewer=interviewer;Participant=Manager"
CASES = ("elm", "oak", "ash", "yew")


def generated(place: Path, interviews: int, python: str | None) -> Path:
    """Texts and codebook made by gen.py, run by a Python that has wordfreq, numpy and pyyaml."""
    root = Path(__file__).resolve().parents[1]
    shared = Path(os.environ.get("COLLABSTUDY_SHARED") or root.parent / "shared")
    runs = python or os.environ.get("COLLABSTUDY_BENCH_PYTHON") or sys.executable
    command = [runs, str(shared / "bench" / "gen.py"), str(place / "texts"), str(interviews)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return place


def study_of(made: Path, folder: Path, interviews: int) -> Path:
    """The texts as a study in which the rules are evidence; without topics and notebooks, of which it has no need."""
    (folder / "corpus" / "interviews").mkdir(parents=True)
    (folder / "codebooks").mkdir()
    shutil.copy(made / "codebook.yaml", folder / "codebooks" / "book.yaml")
    settings = 'title = "Many"\ncodebook = "codebooks/book.yaml"\nevidence = ["rules"]\n'
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    cases = "".join(f"{case},{case.capitalize()} Council,\n" for case in CASES)
    (folder / "corpus" / "cases.csv").write_text(f"case,name,aliases\n{cases}", encoding="utf-8")
    texts = sorted((made / "texts").glob("*.txt"))[:interviews]
    if len(texts) < interviews:
        raise SystemExit(f"{made / 'texts'} holds {len(texts)} interviews, not {interviews}")
    for path in texts:
        shutil.copy(path, folder / "corpus" / "interviews")
    register(folder, interviews)
    return folder


def register(folder: Path, interviews: int) -> None:
    """Let the first so many of the interviews be the study's documents."""
    files = sorted((folder / "corpus" / "interviews").glob("*.txt"))[:interviews]
    rows = [
        f"{path.stem},interviews/{path.name},{CASES[number % len(CASES)]},interview,2025,,{SPEAKERS},,role,en"
        for number, path in enumerate(files)
    ]
    (folder / "corpus" / "documents.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")


def edit_a_code(folder: Path, number: int) -> None:
    """Give the first code of the codebook another term, another one for each number."""
    book = folder / "codebooks" / "book.yaml"
    lines = [line for line in book.read_text(encoding="utf-8").splitlines() if "editedterm" not in line]
    first = next(at for at, line in enumerate(lines) if line.lstrip().startswith("- "))
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    lines.insert(first, f"{indent}- editedterm{number}")
    book.write_text("\n".join(lines) + "\n", encoding="utf-8")


def forget(folder: Path) -> None:
    """Take away what was made and kept."""
    for name in ("build", ".collabstudy"):
        shutil.rmtree(folder / name, ignore_errors=True)
