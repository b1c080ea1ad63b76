"""A small study, and the command as it is typed."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TALK = (
    "I: Whom do you trust?\n\nP: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nP: There was none.\n"
)

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def typed() -> Typed:
    """Run `collabstudy` with these words, in this folder."""

    def run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "collabstudy", *map(str, words)]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


@pytest.fixture
def study(tmp_path: Path, typed: Typed) -> Path:
    """Two cases, one code with a term, no sources; beside it a transcript that could be added."""
    folder = tmp_path / "our-study"
    assert typed("new", folder, folder=tmp_path).returncode == 0
    (folder / "corpus/cases.csv").write_text(
        "case,name,aliases\nelm,Elm Council,Elm\noak,Oak Trust,\n", encoding="utf-8"
    )
    book = "name: b\ncodes:\n  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}\n"
    (folder / "codebooks/codebook.yaml").write_text(book, encoding="utf-8")
    (tmp_path / "Elm 2026-05-03.txt").write_text(TALK, encoding="utf-8")
    return folder


@pytest.fixture
def registered() -> Callable[[Path], list[dict[str, str]]]:
    """The rows of documents.csv."""

    def rows(study: Path) -> list[dict[str, str]]:
        with (study / "corpus/documents.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return rows
