"""The words people type, typed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

TALK = (
    "I: Whom do you trust?\n\nP: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nP: There was none.\n"
)


def typed(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "collabstudy", *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "our-study"
    assert typed("new", folder, folder=tmp_path).returncode == 0
    (folder / "corpus/cases.csv").write_text(
        "case,name,aliases\nelm,Elm Council,Elm\noak,Oak Trust,\n", encoding="utf-8"
    )
    book = "name: b\ncodes:\n  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}\n"
    (folder / "codebooks/codebook.yaml").write_text(book, encoding="utf-8")
    (tmp_path / "Elm 2026-05-03.txt").write_text(TALK, encoding="utf-8")
    return folder


def registered(study: Path) -> list[dict[str, str]]:
    with (study / "corpus/documents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_new_study_has_nothing_wrong_but_being_empty(tmp_path: Path) -> None:
    typed("new", "fresh", folder=tmp_path)
    told = typed("check", "--json", folder=tmp_path / "fresh")
    assert told.returncode == 0, told.stdout + told.stderr
    assert {problem["severity"] for problem in json.loads(told.stdout)} <= {"warning", "note"}
    assert (tmp_path / "fresh/.gitattributes").read_text().startswith("codings/**/*.jsonl merge=union")


def test_a_new_study_is_never_written_over_an_old_one(study: Path) -> None:
    told = typed("new", study, folder=study.parent)
    assert told.returncode == 1
    assert "there is something here already" in told.stderr


def test_read_tells_speakers_and_turns_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    told = json.loads(typed("read", "talk.txt", "--json", folder=tmp_path).stdout)
    assert told["speakers"] == ["I", "P"]
    assert [turn["text"] for turn in told["turns"]][1] == "The neighbours. I trusted them in the flood."
    assert [TALK[turn["start"] : turn["end"]] for turn in told["turns"]] == [turn["text"] for turn in told["turns"]]
    assert list(told["turns"][0])[:11] == [
        "document",
        "turn",
        "kind",
        "speaker",
        "role",
        "heading",
        "time_start",
        "time_end",
        "start",
        "end",
        "text",
    ]


def test_add_tells_the_case_by_the_name_of_the_file_and_the_interviewer_by_the_label(study: Path) -> None:
    told = typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert told.returncode == 0, told.stderr
    (row,) = registered(study)
    assert (row["case"], row["kind"], row["date"], row["speakers"]) == (
        "elm",
        "interview",
        "2026-05-03",
        "I=interviewer",
    )
    assert (study / "corpus" / row["file"]).read_text(encoding="utf-8") == TALK


def test_add_asks_for_the_case_when_it_cannot_tell(study: Path) -> None:
    (study.parent / "talk.txt").write_text(TALK, encoding="utf-8")
    told = typed("add", "../talk.txt", folder=study)
    assert told.returncode == 1
    assert "which case?" in told.stderr and "--case" in told.stderr
    assert registered(study) == []
    assert typed("add", "../talk.txt", "--case", "oak", folder=study).returncode == 0
    assert registered(study)[0]["case"] == "oak"


def test_add_never_overwrites_a_source(study: Path) -> None:
    assert typed("add", "../Elm 2026-05-03.txt", folder=study).returncode == 0
    (study.parent / "Elm 2026-05-03.txt").write_text("I: Other.\n\nP: Words.\n\nI: Now.\n\nP: Yes.\n", encoding="utf-8")
    told = typed("add", "../Elm 2026-05-03.txt", "--id", "again", folder=study)
    assert told.returncode == 1
    assert "has a file of this name" in told.stderr and "corrected transcript" in told.stderr
    assert (study / "corpus/interviews/Elm 2026-05-03.txt").read_text(encoding="utf-8") == TALK


def test_tag_counts_what_the_interviewee_says_and_not_what_the_interviewer_does(study: Path) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert json.loads(typed("tag", "--json", folder=study).stdout)["codes"] == {"trust": 1}


def test_export_by_suffix_and_to_the_screen(study: Path) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert (
        typed("export", "turns", folder=study)
        .stdout.splitlines()[0]
        .startswith("document,turn,kind,speaker,role,heading")
    )
    told = typed("export", "codings", "--to", "codings.json", folder=study)
    assert told.returncode == 0, told.stderr
    assert [row["origin"] for row in json.loads((study / "codings.json").read_text(encoding="utf-8"))] == ["rules"]
    wrong = typed("export", "codings", "--to", "codings.doc", folder=study)
    assert wrong.returncode == 1
    assert ".xlsx" in wrong.stderr


def test_a_command_finds_the_study_from_a_folder_inside_it(study: Path) -> None:
    assert typed("check", folder=study / "corpus").returncode == 0


def test_a_command_outside_any_study_says_how_to_make_one(tmp_path: Path) -> None:
    told = typed("check", folder=tmp_path)
    assert told.returncode == 1
    assert "collabstudy new" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_codebook_from_taguette_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "tags.csv").write_text("tag,description\ntrust,Relying on others\n", encoding="utf-8")
    assert typed("codebook", "tags.csv", "--to", "book.yaml", folder=tmp_path).returncode == 0
    assert "definition: Relying on others" in (tmp_path / "book.yaml").read_text(encoding="utf-8")
    assert typed("codebook", "tags.csv", "--to", "book.yaml", folder=tmp_path).returncode == 1
