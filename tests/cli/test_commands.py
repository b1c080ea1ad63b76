"""The words people type, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TALK = (
    "I: Whom do you trust?\n\nP: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nP: There was none.\n"
)
Typed = Callable[..., "subprocess.CompletedProcess[str]"]
Registered = Callable[[Path], list[dict[str, str]]]


def test_a_new_study_has_nothing_wrong_but_being_empty(tmp_path: Path, typed: Typed) -> None:
    typed("new", "fresh", folder=tmp_path)
    told = typed("check", "--json", folder=tmp_path / "fresh")
    assert told.returncode == 0, told.stdout + told.stderr
    assert {problem["severity"] for problem in json.loads(told.stdout)} <= {"warning", "note"}
    assert "notebooks/10_corpus.ipynb" in {
        path.relative_to(tmp_path / "fresh").as_posix() for path in (tmp_path / "fresh").rglob("*")
    }


def test_a_new_study_is_never_written_over_an_old_one(study: Path, typed: Typed) -> None:
    told = typed("new", study, folder=study.parent)
    assert told.returncode == 1
    assert "there is something here already" in told.stderr


def test_read_tells_speakers_and_turns_of_one_file(tmp_path: Path, typed: Typed) -> None:
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


def test_add_tells_the_case_by_the_name_of_the_file_and_the_interviewer_by_the_label(
    study: Path, typed: Typed, registered: Registered
) -> None:
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


def test_add_asks_for_the_case_when_it_cannot_tell(study: Path, typed: Typed, registered: Registered) -> None:
    (study.parent / "talk.txt").write_text(TALK, encoding="utf-8")
    told = typed("add", "../talk.txt", folder=study)
    assert told.returncode == 1
    assert "which case?" in told.stderr and "--case" in told.stderr
    assert registered(study) == []
    assert typed("add", "../talk.txt", "--case", "oak", folder=study).returncode == 0
    assert registered(study)[0]["case"] == "oak"


def test_add_never_overwrites_a_source(study: Path, typed: Typed) -> None:
    assert typed("add", "../Elm 2026-05-03.txt", folder=study).returncode == 0
    (study.parent / "Elm 2026-05-03.txt").write_text("I: Other.\n\nP: Words.\n\nI: Now.\n\nP: Yes.\n", encoding="utf-8")
    told = typed("add", "../Elm 2026-05-03.txt", "--id", "again", folder=study)
    assert told.returncode == 1
    assert "has a file of this name" in told.stderr and "corrected transcript" in told.stderr
    assert (study / "corpus/interviews/Elm 2026-05-03.txt").read_text(encoding="utf-8") == TALK


def test_tag_counts_what_the_interviewee_says_and_not_what_the_interviewer_does(study: Path, typed: Typed) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert json.loads(typed("tag", "--json", folder=study).stdout)["codes"] == {"trust": 1}


def test_export_by_suffix_and_to_the_screen(study: Path, typed: Typed) -> None:
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


def test_a_command_finds_the_study_from_a_folder_inside_it(study: Path, typed: Typed) -> None:
    assert typed("check", folder=study / "corpus").returncode == 0


def test_a_command_outside_any_study_says_how_to_make_one(tmp_path: Path, typed: Typed) -> None:
    told = typed("check", folder=tmp_path)
    assert told.returncode == 1
    assert "collabstudy new" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_codebook_from_taguette_becomes_ours(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "tags.csv").write_text("tag,description\ntrust,Relying on others\n", encoding="utf-8")
    assert typed("codebook", "tags.csv", "--to", "book.yaml", folder=tmp_path).returncode == 0
    assert "definition: Relying on others" in (tmp_path / "book.yaml").read_text(encoding="utf-8")
    assert typed("codebook", "tags.csv", "--to", "book.yaml", folder=tmp_path).returncode == 1


def test_a_study_in_a_folder_with_a_space_is_named_so_that_it_can_be_typed(tmp_path: Path, typed: Typed) -> None:
    told = typed("new", "our study", folder=tmp_path)
    assert told.stdout.rstrip().endswith('--study "our study"')


def test_words_that_no_command_knows_end_with_1(study: Path, typed: Typed) -> None:
    told = typed("check", "--zebra", folder=study)
    assert told.returncode == 1
    assert "--zebra" in told.stderr and "Traceback" not in told.stderr


def test_a_file_that_may_not_be_written_is_named(study: Path, typed: Typed) -> None:
    (study / "out.csv").mkdir()
    told = typed("export", "cases", "--to", "out.csv", folder=study)
    assert told.returncode == 1
    assert "out.csv" in told.stderr and "hint:" in told.stderr and "Traceback" not in told.stderr


def test_export_prints_json_for_machines(study: Path, typed: Typed) -> None:
    rows = json.loads(typed("export", "cases", "--json", folder=study).stdout)
    assert [row["case"] for row in rows] == ["elm", "oak"]


def test_a_study_without_codes_says_so_everywhere(study: Path, typed: Typed) -> None:
    (study / "codebooks/codebook.yaml").write_text("name: b\ncodes: []\n", encoding="utf-8")
    assert "no-codes" in typed("check", folder=study).stdout
    assert "there are no codes" in typed("compare", "crosstab", folder=study).stdout
    assert "there are no codes in codebooks/codebook.yaml" in typed("tag", folder=study).stdout
    assert typed("findings", folder=study).stdout.startswith("no sentences yet")


@pytest.mark.parametrize("cases", [2, 12, 25])
def test_a_crosstab_is_no_wider_than_the_terminal(study: Path, typed: Typed, cases: int) -> None:
    rows = "".join(f"c{n},Place number {n},\n" for n in range(1, cases + 1))
    (study / "corpus/cases.csv").write_text("case,name,aliases\n" + rows, encoding="utf-8")
    book = "codes:\n  - {id: a, name: A code with rather a long name that goes on for ever, definition: x}\n"
    (study / "codebooks/codebook.yaml").write_text(book, encoding="utf-8")
    told = typed("compare", "crosstab", folder=study)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    shown = [line for line in lines if line.startswith("A code with")]
    assert sum(line.count("×") for line in shown) == cases
    assert sum(line.rstrip().endswith("0 of 0") for line in shown) == 1


def test_read_keeps_every_column_at_80_characters(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "talk.txt").write_text(TALK.replace("none", "none " * 60), encoding="utf-8")
    lines = typed("read", "talk.txt", folder=tmp_path).stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("turn  kind"))
    assert [line.split()[:3] for line in lines[at + 1 :]] == [
        ["1", "speech", "I"],
        ["2", "speech", "P"],
        ["3", "speech", "I"],
        ["4", "speech", "P"],
    ]
    assert max(map(len, lines)) <= 80


def test_what_a_codebook_has_no_place_for_is_said(tmp_path: Path, typed: Typed) -> None:
    (tmp_path / "tags.csv").write_text("tag,description,weight\ntrust,Relying,7\n", encoding="utf-8")
    told = typed("codebook", "tags.csv", folder=tmp_path)
    assert told.returncode == 0
    assert "`weight`" in told.stderr
    assert "definition: Relying" in told.stdout


def test_a_withdrawn_source_is_not_counted_among_those_that_were_tagged(study: Path, typed: Typed) -> None:
    typed("add", "../Elm 2026-05-03.txt", folder=study)
    (study.parent / "Oak Trust.txt").write_text(TALK.replace("none", "some"), encoding="utf-8")
    typed("add", "../Oak Trust.txt", "--consent", "withdrawn", folder=study)
    assert json.loads(typed("tag", "--json", folder=study).stdout) == {
        "codes": {"trust": 1},
        "documents": 1,
        "codings": 1,
    }
