"""A study small enough to count on the fingers, written to disk, and what a run makes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.io.log import append_events
from collabstudy.model.log import Event
from collabstudy.run.build import rebuild
from collabstudy.run.opening import read_study

FILES = {
    "study.toml": """
title = "Small"
codebook = "codebooks/book.yaml"
coders = ["mira"]
seed = 1
[words]
all = 1.0
most = "2/3"
[cases]
attributes = ["sector"]
group_by = "sector"
""",
    "corpus/cases.csv": "case,name,aliases,sector\nelm,Elm Council,Elm,council\noak,Oak House,,charity\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,interviews/P01.txt,elm,interview,2026-05-03,I=interviewer;Ann=Director,,role\n"
    "P02,interviews/P02.txt,oak,interview,2026-05-04,I=interviewer;Bea=Warden,q1,no-quotes\n",
    "corpus/guide.yaml": "questions:\n"
    "  - {id: q1, text: Whom do you trust?, codes: [trust]}\n"
    "  - {id: q2, text: Is there money?, codes: [money]}\n",
    "corpus/interviews/P01.txt": "I: Whom do you trust?\n\nAnn: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nAnn: There was no money at all.\n",
    "corpus/interviews/P02.txt": "I: Whom do you trust?\n\nBea: Nobody, thank you.\n\n"
    "I: Why?\n\nBea: It leaks like a roof.\n",
    "codebooks/book.yaml": "name: book\ncodes:\n"
    "  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}\n"
    "  - {id: money, name: Money, definition: What there is to spend., terms: [money]}\n",
    "briefing/summary.md": "Trust was made in the flood.\n",
    "briefing/findings.yaml": "findings:\n"
    "  - id: trust-all\n    statement: Everybody speaks of trust.\n    claim: {kind: all, code: trust}\n"
    "    was: 1 of 1\n",
}
CODED = [("P01", "trust", "I trusted them in the flood."), ("P01", "money", "There was no money at all.")]


def written(folder: Path) -> Path:
    """The study's files, in a folder: two cases, two interviews, two codes, two codings, one notebook."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    notebook(folder, "10_small", "6 * 7")
    for number, (document, code, quote) in enumerate(CODED):
        coded(folder, number, document, code, quote)
    append_events(folder, [Event(f"d-{d}", "2026-06-02T10:00:00Z", "done", "mira", d) for d in ("P01", "P02")])
    return folder


def coded(folder: Path, number: int, document: str, code: str, quote: str) -> None:
    """One more coding by mira, on these words."""
    transcript = read_study(folder).transcript(document)
    start = transcript.text.index(quote)
    details = {
        "coding": f"c{number}",
        "code": code,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "text": transcript.hash,
    }
    event = Event(f"e{number}", f"2026-06-01T10:00:{number:02}Z", "add", "mira", document, details=details)
    append_events(folder, [event])


def notebook(folder: Path, name: str, *cells: str) -> Path:
    """A notebook of code cells."""
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    told = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": cell, "outputs": [], "execution_count": None}
        for n, cell in enumerate(cells)
    ]
    path.write_text(json.dumps({"cells": told, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def outputs(folder: Path, *apart: str) -> dict[str, bytes]:
    """What a run has made, by name, but for what tells when it was made, and the parts named."""
    build = folder / "build"
    found = {p.relative_to(build).as_posix(): p.read_bytes() for p in sorted(build.rglob("*")) if p.is_file()}
    return {name: made for name, made in found.items() if not name.startswith(("manifest.json", "runs/", *apart))}


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("small") / "study")
    rebuild(folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small study as people wrote it."""
    return written(tmp_path / "study")


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """The small study after its first run, for this test alone."""
    shutil.copytree(built_once, tmp_path / "built")
    return tmp_path / "built"


@pytest.fixture
def quiet(built: Path) -> Path:
    """The same without its notebook, which takes longest."""
    (built / "notebooks/10_small.ipynb").unlink()
    return built


@pytest.fixture(scope="session")
def made_of() -> Callable[..., dict[str, bytes]]:
    """`outputs`, for tests: what a run has made, by name."""
    return outputs


@pytest.fixture(scope="session")
def add_notebook() -> Callable[..., Path]:
    """`notebook`, for tests."""
    return notebook


@pytest.fixture(scope="session")
def add_coding() -> Callable[..., None]:
    """`coded`, for tests."""
    return coded
