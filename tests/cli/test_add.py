"""Bringing sources in, one after the other, and some of them again."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

TALK = (
    "I: Whom do you trust?\n\nP: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nP: There was none.\n"
)
Typed = Callable[..., "subprocess.CompletedProcess[str]"]
Registered = Callable[[Path], list[dict[str, str]]]


def told_in_a_terminal(study: Path, file: str, answers: list[str]) -> str:
    """What `collabstudy add` says to somebody who answers its questions."""
    pty = pytest.importorskip("pty", reason="there is no terminal to play on Windows")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(study)
        os.execv(sys.executable, [sys.executable, "-m", "collabstudy", "add", file])
    said, waiting, until = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                more = os.read(terminal, 4096)
            except OSError:
                break
            if not more:
                break
            said += more
        elif waiting and said.rstrip().endswith((b"none):", b"none)")):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
            said += b"\n"
    os.waitpid(child, 0)
    return said.decode("utf-8")


def test_add_asks_until_it_is_told_a_case_and_who_asks(study: Path, registered: Registered) -> None:
    (study.parent / "talk.txt").write_text(TALK.replace("I:", "Mira Q:").replace("P:", "Ruth H:"), encoding="utf-8")
    said = told_in_a_terminal(study, "../talk.txt", ["ash", "oak", "1"])
    assert "Traceback" not in said
    assert said.count("which case?") == 2
    (row,) = registered(study)
    assert (row["case"], row["speakers"]) == ("oak", "Mira Q=interviewer")


def test_add_without_cases_says_to_write_them(tmp_path: Path, study: Path, typed: Typed) -> None:
    (study / "corpus/cases.csv").write_text("case,name\n", encoding="utf-8")
    told = typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert told.returncode == 1
    assert "cases.csv: there is no case yet" in told.stderr


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--date", "3 May", "is not a date"),
        ("--id", "../P01", "cannot be the id"),
        ("--id", "", "cannot be the id"),
        ("--consent", "maybe", "is no consent"),
        ("--language", "english", "is no language code"),
        ("--kind", "film", "is no kind"),
        ("--interviewer", "Zoe", "no speaker Zoe"),
        ("--case", "ash", "no case ash"),
    ],
)
def test_add_writes_nothing_that_check_would_refuse(
    study: Path, typed: Typed, registered: Registered, option: str, value: str, problem: str
) -> None:
    told = typed("add", "../Elm 2026-05-03.txt", option, value, folder=study)
    assert told.returncode == 1
    assert problem in told.stderr
    assert registered(study) == []
    assert not (study / "corpus/interviews/Elm 2026-05-03.txt").exists()


def test_the_same_content_comes_in_once(study: Path, typed: Typed, registered: Registered) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    (study.parent / "copy of it.txt").write_text(TALK, encoding="utf-8")
    for name in ("../Elm 2026-05-03.txt", "../copy of it.txt", "corpus/interviews/Elm 2026-05-03.txt"):
        told = typed("add", name, "--case", "oak", folder=study)
        assert told.returncode == 1
        assert "this is Elm-2026-05-03 already (corpus/interviews/Elm 2026-05-03.txt)" in told.stderr
    assert len(registered(study)) == 1


def test_of_several_the_new_ones_come_in_and_each_of_the_others_is_named(
    study: Path, typed: Typed, registered: Registered
) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    (study.parent / "Oak Trust.txt").write_text(TALK.replace("none", "some"), encoding="utf-8")
    again = ("../Elm 2026-05-03.txt", "../Oak Trust.txt")
    told = typed("add", *again, folder=study)
    assert told.returncode == 0, told.stderr
    assert "Elm 2026-05-03.txt: this is Elm-2026-05-03 already" in told.stdout
    assert [row["document"] for row in registered(study)] == ["Elm-2026-05-03", "Oak-Trust"]
    told = typed("add", *again, "../gone.txt", folder=study)
    assert told.returncode == 1
    assert "gone.txt: there is no such file" in told.stderr


def test_a_register_from_excel_stays_one(study: Path, typed: Typed) -> None:
    register = study / "corpus/documents.csv"
    header = "document;file;case;kind;date;title;speakers;asked;Consent;language\r\n"
    register.write_bytes(b"\xef\xbb\xbf" + header.encode())
    assert typed("add", "../Elm 2026-05-03.txt", folder=study).returncode == 0
    row = "Elm-2026-05-03;interviews/Elm 2026-05-03.txt;elm;interview;2026-05-03;;I=interviewer;;role;\r\n"
    assert register.read_bytes() == b"\xef\xbb\xbf" + (header + row).encode()


def test_nothing_is_lost_for_want_of_a_column(study: Path, typed: Typed) -> None:
    (study / "corpus/documents.csv").write_text("document,file,case\n", encoding="utf-8")
    told = typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert told.returncode == 1
    assert "no column" in told.stderr and "speakers" in told.stderr and "consent" in told.stderr
    assert not (study / "corpus/interviews/Elm 2026-05-03.txt").exists()


def test_a_register_whose_letters_were_guessed_is_not_written_into(study: Path, typed: Typed) -> None:
    register = study / "corpus/documents.csv"
    before = (register.read_text(encoding="utf-8") + "P00,interviews/P00.txt,oak,interview,,Über uns,,,,\n").encode(
        "cp1252"
    )
    (study / "corpus/interviews/P00.txt").write_text(TALK.replace("none", "some"), encoding="utf-8")
    register.write_bytes(before)
    told = typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert told.returncode == 1
    assert "not UTF-8, so nothing is written into it" in told.stderr
    assert register.read_bytes() == before


def test_subtitles_without_names_are_an_interview(study: Path, typed: Typed, registered: Registered) -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:04.000\nWhom do you trust?\n\n00:05.000 --> 00:09.000\nThe neighbours.\n"
    (study.parent / "Elm.vtt").write_text(cues, encoding="utf-8")
    assert typed("add", "../Elm.vtt", folder=study).returncode == 0
    assert [(row["kind"], row["case"]) for row in registered(study)] == [("interview", "elm")]


def test_an_article_that_names_a_case_does_not_belong_to_it(study: Path, typed: Typed, registered: Registered) -> None:
    text = "# Elm Council and the flood\n\nIn the flood the neighbours came.\n\nOak Trust came later, and stayed.\n"
    (study.parent / "Elm Council.md").write_text(text, encoding="utf-8")
    assert typed("add", "../Elm Council.md", folder=study).returncode == 0
    assert [(row["kind"], row["case"]) for row in registered(study)] == [("article", "")]
    assert typed("add", "../Elm Council.md", "--case", "elm", folder=study).returncode == 1
