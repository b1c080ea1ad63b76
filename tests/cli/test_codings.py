"""Codings from elsewhere, and corrected transcripts, as they are typed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def coded(study: Path, typed: Typed) -> Path:
    """A study with one interview and two codings of lea's in it."""
    assert typed("add", "../Elm 2026-05-03.txt", "--id", "P01", folder=study).returncode == 0
    told = "document,tag,content\nP01,Trust,I trusted them in the flood.\nP01,Trust,The neighbours.\n"
    (study.parent / "theirs.csv").write_text(told, encoding="utf-8")
    done = typed("codings", "../theirs.csv", "--coder", "lea", folder=study)
    assert (done.returncode, done.stdout) == (0, "2 codings: 2 brought in\n"), done.stderr
    return study


def test_a_second_time_they_are_there_already(coded: Path, typed: Typed) -> None:
    done = typed("codings", "../theirs.csv", "--coder", "lea", folder=coded)
    assert (done.returncode, done.stdout) == (0, "2 codings: 0 brought in, 2 there already\n")
    exported = typed("export", "codings", folder=coded)
    assert exported.stdout.count(",lea,") == 2


def test_rows_that_find_no_place_end_with_1_and_are_named(coded: Path, typed: Typed) -> None:
    (coded.parent / "more.csv").write_text(
        "document,tag,content\nP01,Trust,Nothing of the kind\nP01,Hope,There was none.\n"
    )
    done = typed("codings", "../more.csv", "--coder", "lea", "--dry-run", folder=coded)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "2 codings: 0 brought in, 2 not brought in",
        "nothing was written",
        "row 2: P01: its words do not stand there",
        "row 3: no code is called Hope",
    ]
    done = typed("codings", "../more.csv", "--coder", "lea", "--new-codes", folder=coded)
    assert done.stdout.splitlines()[:2] == ["2 codings: 1 brought in, 1 not brought in", "new codes: Hope"]


def test_a_file_that_is_none_is_told_in_two_lines(coded: Path, typed: Typed) -> None:
    done = typed("codings", "../none.csv", "--coder", "lea", folder=coded)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["../none.csv: there is no such file", "  hint: check the name and the folder"]


def test_a_corrected_transcript_takes_its_codings_along(coded: Path, typed: Typed) -> None:
    file = coded.parent / "Elm 2026-05-03.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("I: Whom", "I: So, whom"), encoding="utf-8")
    refused = typed("add", "../Elm 2026-05-03.txt", folder=coded)
    assert refused.returncode == 1
    assert "`collabstudy add --replace` puts it in its place" in refused.stderr
    done = typed("add", "../Elm 2026-05-03.txt", "--replace", folder=coded)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "P01: corpus/interviews/Elm 2026-05-03.txt is the new version, 4 turns",
        "P01: the text has changed; 2 codings: 2 moved",
    ]
    assert (
        "this is P01 as it is in the study" in typed("add", "../Elm 2026-05-03.txt", "--replace", folder=coded).stderr
    )


def test_what_the_register_says_is_not_replaced(coded: Path, typed: Typed) -> None:
    done = typed("add", "../Elm 2026-05-03.txt", "--replace", "--case", "oak", folder=coded)
    assert done.returncode == 1
    assert "with --replace the row in documents.csv stays as it is" in done.stderr
