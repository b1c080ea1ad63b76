"""What is wrong with a log is named by file and line, and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collabstudy.io.log import append_events, read_events
from collabstudy.io.log_checks import log_problems, standing_in
from collabstudy.io.logbook import open_logbook
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.log import Event, fold

TEXT = "P: we trust them now, and they trust us."
BOOK = Codebook("b", (Code("trust", "Trust"), Code("money", "Money"), Code("old", "Old", formerly=("older",))))
LOG = "codings/mira/P01.jsonl"
Line = dict[str, Any]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """Three lines of mira: two codings, and the first of them recoded."""
    with open_logbook(tmp_path, "mira", "P01") as book:
        text = book.keep(TEXT)
        book.write("add", id="e-1", coding="c1", code="trust", start=6, end=11, quote="trust", text=text)
        book.write("add", id="e-2", coding="c2", code="trust", start=31, end=36, quote="trust", text=text)
        book.write("recode", id="e-3", coding="c1", code="money")
    return tmp_path


def found(folder: Path, book: Codebook = BOOK) -> list[tuple[str, str, str, int | None]]:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    problems = log_problems(folder, book, lambda _: None)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert all(problem.hint for problem in problems)
    assert not any("trust them" in f"{problem}{problem.hint}" for problem in problems)
    return [(p.code, p.severity, p.file, p.line) for p in problems]


def edited(folder: Path, number: int, change: Callable[[Line], object]) -> None:
    path = folder / LOG
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines[number - 1])
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_a_sound_log_has_no_problems(coded: Path) -> None:
    assert found(coded) == []
    assert standing_in(coded) == {"c1": (LOG, 3), "c2": (LOG, 2)}


@pytest.mark.parametrize(
    ("number", "change", "told"),
    [
        (2, {"end": 400}, ("log-span", "error")),
        (2, {"start": 30, "end": 35}, ("log-quote", "error")),
        (2, {"quote": "money"}, ("log-quote", "error")),
        (2, {"text": "0123456789abcdef"}, ("text-missing", "warning")),
        (2, {"text": "../../passwords"}, ("text-missing", "warning")),
        (2, {"time": "2999-01-01T00:00:00Z"}, ("log-clock", "warning")),
        (3, {"time": "2001-01-01T00:00:00Z"}, ("log-clock", "warning")),
        (3, {"time": "2026-13-01T00:00:00Z"}, ("log-line", "error")),
        (3, {"code": "gone"}, ("log-code", "warning")),
        (3, {"coding": "c9"}, ("log-coding", "warning")),
        (3, {"event": "shout"}, ("log-line", "error")),
        (3, {"coder": "../mira"}, ("log-line", "error")),
        (3, {"coder": "jonas"}, ("log-line", "error")),
        (3, {"id": "e-2"}, ("log-id", "error")),
        (3, {"event": "memo", "memo": "x", "coding": None}, ("log-line", "error")),
    ],
)
def test_an_edited_line_is_named(coded: Path, number: int, change: Line, told: tuple[str, str]) -> None:
    edited(coded, number, lambda line: line.update(change))
    assert found(coded) == [(*told, LOG, number)]
    assert len(fold(read_events(coded, [])).codings) >= 1


def test_a_line_that_is_no_json_is_named_and_the_others_are_read(coded: Path) -> None:
    text = (coded / LOG).read_text(encoding="utf-8").splitlines()
    (coded / LOG).write_text("\n".join([text[0], "what?", *text[1:], ""]), encoding="utf-8")
    assert found(coded) == [("log-line", "error", LOG, 2)]
    assert len(list(read_events(coded, []))) == 3


def test_a_code_that_was_split_is_not_gone_and_one_that_was_removed_is(coded: Path) -> None:
    parts = (Code("ours", "Ours", formerly=("trust",)), Code("theirs", "Theirs", formerly=("trust",)))
    assert found(coded, Codebook("b", (*parts, Code("money", "Money")))) == []
    assert found(coded, Codebook("b", (Code("money", "Money"),))) == [("log-code", "warning", LOG, 2)]
    with open_logbook(coded, "mira", "P01") as book:
        book.write("remove", coding="c2")
        book.write("add", code="asked:q1", start=0, end=2, quote="P:")
    assert found(coded, Codebook("b", (Code("money", "Money"),))) == []


def test_a_clock_that_was_behind_when_two_branches_were_merged_is_named_where_order_matters(coded: Path) -> None:
    early = "2001-01-01T00:00:00.000000Z"
    append_events(coded, [Event("e-4", early, "remove", "mira", "P01", details={"coding": "c1", "undoes": "e-1"})])
    append_events(coded, [Event("e-5", "2001-01-01T00:00:01Z", "done", "mira", "P01")])
    assert found(coded) == [("log-clock", "warning", LOG, 4)]  # the fifth rests on nothing: a merge may put it there
    assert [c.id for c in fold(read_events(coded, [])).removed] == ["c1"]  # and its birth came first all the same


def test_a_change_of_somebody_elses_coding_is_named(coded: Path) -> None:
    append_events(coded, [Event("e-9", "2999-01-01T00:00:00Z", "remove", "jonas", "P01", details={"coding": "c1"})])
    assert ("log-coding", "error", "codings/jonas/P01.jsonl", 1) in found(coded)


def test_a_kept_text_that_was_edited_is_named_and_the_codings_on_it_stay(coded: Path) -> None:
    (kept,) = (coded / "codings/texts").iterdir()
    kept.write_text(TEXT + " And more.", encoding="utf-8")
    told = found(coded)
    assert told == [
        ("text-missing", "warning", LOG, 1),
        ("text-edited", "error", f"codings/texts/{kept.name}", None),
    ]
    assert [c.quote for c in fold(read_events(coded, [])).codings] == ["trust", "trust"]
    assert log_problems(coded, BOOK, lambda _: TEXT)[0].code == "text-edited"


def test_logs_where_none_belong_are_named(coded: Path) -> None:
    line = (coded / LOG).read_bytes().splitlines(keepends=True)[0]
    for place in ("codings/P01.jsonl", "codings/mira/old/P01.jsonl", "codings/rules/P01.jsonl"):
        (coded / place).parent.mkdir(exist_ok=True)
        (coded / place).write_bytes(line)
    (coded / "codings/mira/P02.jsonl").mkdir()
    for put_by in ("codings/mira/.ipynb_checkpoints", "codings/.ipynb_checkpoints"):
        (coded / put_by).mkdir()
        (coded / put_by / "P01-checkpoint.jsonl").write_bytes(line)
    assert sorted(found(coded)) == [
        ("coder-name", "error", "codings/rules/P01.jsonl", None),
        ("log-place", "warning", "codings/P01.jsonl", None),
        ("log-place", "warning", "codings/mira/old/P01.jsonl", None),
        ("log-unreadable", "error", "codings/mira/P02.jsonl", None),
    ]
