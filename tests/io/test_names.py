"""The list of names that are shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from collabstudy.errors import SettingsError
from collabstudy.io.names import FILE, read_names
from collabstudy.model.checks import Problem
from collabstudy.model.names import Pseudonym


def read(folder: Path, text: str) -> tuple[tuple[Pseudonym, ...], list[Problem]]:
    (folder / "corpus").mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_names(folder, problems), problems


def test_a_study_needs_no_such_list(tmp_path: Path) -> None:
    assert read_names(tmp_path, []) == ()


def test_names_and_what_stands_instead(tmp_path: Path) -> None:
    names, problems = read(
        tmp_path,
        "name,instead,kind\nHilda  Bray,[a neighbour],person\nMill Road,,place\nRoy,,\nGod,,public\nBo,,Person\n",
    )
    assert problems == []
    assert names == (
        Pseudonym("Hilda Bray", "a neighbour", person=True),
        Pseudonym("Mill Road", "place"),
        Pseudonym("Roy", "name"),
        Pseudonym("God", ""),
        Pseudonym("Bo", "name", person=True),
    )


def test_a_column_of_names_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "name\nHilda\n")[0] == (Pseudonym("Hilda", "name"),)


def test_wrong_rows_are_named_by_their_line_and_not_by_the_name(tmp_path: Path) -> None:
    names, problems = read(tmp_path, "name,instead,kind\nHilda,a,person\n,b,\nHilda,c,\nBo,,saint\n")
    assert [name.name for name in names] == ["Hilda", "Bo"]
    assert [(p.code, p.severity, p.line) for p in problems] == [
        ("name-missing", "error", 3),
        ("name-twice", "error", 4),
        ("name-kind", "error", 5),
    ]
    assert not any("Hilda" in str(problem) + problem.hint for problem in problems)


def test_a_name_of_a_misspelled_kind_is_replaced_all_the_same(tmp_path: Path) -> None:
    names, (problem,) = read(tmp_path, "name,instead,kind\nBo,,persn\n")
    assert names == (Pseudonym("Bo", "name"),)
    assert problem.code == "name-kind"


def test_a_malformed_list_is_an_error_and_no_empty_list(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no column name"):
        read(tmp_path, "who,instead\nHilda,a\n")
