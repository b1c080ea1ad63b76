"""Coding logs on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from collabstudy.errors import LogError
from collabstudy.io.log import append_events, log_file, read_events
from collabstudy.model.checks import Problem
from collabstudy.model.log import Event, fold

ADD = Event(
    "e1",
    "2026-01-01T10:00:00Z",
    "add",
    "mira",
    "P01",
    "b1",
    {"coding": "c1", "code": "trust", "start": 4, "end": 9, "quote": "Crème"},
)
DONE = Event("e2", "2026-01-01T11:00:00Z", "done", "mira", "P01", "b1", {"text": "t"})


def test_what_is_appended_reads_back(tmp_path: Path) -> None:
    append_events(tmp_path, [ADD])
    append_events(tmp_path, [DONE])
    problems: list[Problem] = []
    assert list(read_events(tmp_path, problems)) == [ADD, DONE]
    assert problems == []
    assert "Crème" in (tmp_path / "codings/mira/P01.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "bad",
    [
        b'{"event": "add", "id": ',
        b"[]",
        json.dumps({"event": "shout", "id": "x", "time": "t", "coder": "mira", "document": "P01"}).encode(),
        json.dumps({"event": "add", "id": "x", "time": "t", "coder": "mira", "document": "P01"}).encode(),
        json.dumps({"event": "done", "id": "x", "time": "t", "coder": "ben", "document": "P01"}).encode(),
        b"\xff\xfe",
    ],
)
def test_a_bad_line_is_named_and_the_rest_still_loads(tmp_path: Path, bad: bytes) -> None:
    append_events(tmp_path, [ADD])
    with log_file(tmp_path, "mira", "P01").open("ab") as file:
        file.write(bad + b"\n")
    append_events(tmp_path, [DONE])
    problems: list[Problem] = []
    folded = fold(read_events(tmp_path, problems))
    assert [(p.file, p.line) for p in problems] == [("codings/mira/P01.jsonl", 2)]
    assert (len(folded.codings), len(folded.done)) == (1, 1)


@pytest.mark.parametrize("coder", ["../mira", "a/b", "", ".", "texts", "mira.", "a\\b", "\u0301a", "NUL", "a\nb"])
def test_a_coder_is_never_a_path(tmp_path: Path, coder: str) -> None:
    with pytest.raises(LogError):
        log_file(tmp_path, coder, "P01")


def test_an_event_after_a_torn_line_is_not_lost_with_it(tmp_path: Path) -> None:
    append_events(tmp_path, [ADD])
    with log_file(tmp_path, "mira", "P01").open("ab") as file:
        file.write(b'{"event":"add","id":"e9","time":"2026-01-01T10:30:00Z","coder":"mi')
    append_events(tmp_path, [DONE])
    problems: list[Problem] = []
    assert list(read_events(tmp_path, problems)) == [ADD, DONE]
    assert [(p.code, p.severity, p.line) for p in problems] == [("log-torn", "warning", 2)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"event": "reanchor", "status": "kept", "end": None}, "no end"),
        ({"code": ["trust"]}, "code of this event is no text"),
        ({"quote": 5}, "quote of this event is no text"),
        ({"memo": {"a": 1}}, "memo of this event is no text"),
        ({"event": "reanchor", "status": "banana"}, "a status nobody knows"),
        ({"time": "yesterday"}, "is no time"),
        ({"start": True}, "no span"),
        ({"end": 10**30}, "no span"),
        ({"id": ""}, "no id"),
        ({"coding": ""}, "no coding"),
        ({"code": ""}, "no code"),
    ],
)
def test_an_event_of_the_wrong_shape_is_named_and_stops_nothing(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    append_events(tmp_path, [ADD])
    sound: dict[str, object] = {
        "event": "add",
        "id": "e9",
        "time": "2026-01-01T10:30:00Z",
        "coder": "mira",
        "document": "P01",
    }
    sound |= {"coding": "c9", "code": "trust", "start": 4, "end": 9, "quote": "Crème"}
    event = {name: value for name, value in (sound | change).items() if value is not None}
    with log_file(tmp_path, "mira", "P01").open("ab") as file:
        file.write(json.dumps(event).encode() + b"\n")
    problems: list[Problem] = []
    assert list(read_events(tmp_path, problems)) == [ADD]
    (problem,) = problems
    assert told in problem.problem and problem.line == 2


def test_two_events_of_one_id_do_not_hide_each_other_in_silence(tmp_path: Path) -> None:
    other = Event("e1", ADD.time, "add", "mira", "P01", "b1", {**ADD.details, "coding": "c2", "code": "money"})
    append_events(tmp_path, [ADD, ADD])
    problems: list[Problem] = []
    assert len(list(read_events(tmp_path, problems))) == 2
    assert problems == []
    append_events(tmp_path, [other])
    assert len(list(read_events(tmp_path, problems))) == 3
    assert [(p.code, p.line) for p in problems] == [("log-id", 3)]


def test_what_was_adopted_on_two_branches_is_one_thing_and_no_problem(tmp_path: Path) -> None:
    later = replace(ADD, time="2026-01-01T11:00:00Z", codebook="b2")
    append_events(tmp_path, [later, ADD])
    problems: list[Problem] = []
    assert fold(read_events(tmp_path, problems)).codings[0].created == ADD.time
    assert problems == []


def test_a_conflict_that_git_left_is_called_so(tmp_path: Path) -> None:
    append_events(tmp_path, [ADD])
    with log_file(tmp_path, "mira", "P01").open("ab") as file:
        file.write(b"<<<<<<< HEAD\n")
    problems: list[Problem] = []
    list(read_events(tmp_path, problems))
    assert [p.problem for p in problems] == ["git left a conflict here"]


def test_a_machine_is_no_person(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="cannot be the name of a coder"):
        log_file(tmp_path, "rules", "P01")
    (tmp_path / "codings/rules").mkdir(parents=True)
    append_events(tmp_path, [ADD])
    text = log_file(tmp_path, "mira", "P01").read_text(encoding="utf-8").replace('"coder":"mira"', '"coder":"rules"')
    (tmp_path / "codings/rules/P01.jsonl").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    assert list(read_events(tmp_path, problems)) == [ADD]
    assert [p.code for p in problems] == ["coder-name"]


@pytest.mark.parametrize("document", ["../P01", "a/b", "", ".."])
def test_a_document_is_never_a_path(tmp_path: Path, document: str) -> None:
    with pytest.raises(LogError, match="name of a file"):
        log_file(tmp_path, "mira", document)


@pytest.mark.parametrize("coder", ["mira", "Zoë K. Ames", "मीरा", "陳大文", "consensus"])
def test_people_are_called_what_they_are_called(tmp_path: Path, coder: str) -> None:
    append_events(tmp_path, [replace(ADD, coder=coder)])
    problems: list[Problem] = []
    assert [event.coder for event in read_events(tmp_path, problems)] == [coder]
    assert problems == []


def test_a_disk_may_spell_an_accent_as_a_sign_of_its_own(tmp_path: Path) -> None:
    append_events(tmp_path, [replace(ADD, coder="Zoë", document="entretien-é")])
    (tmp_path / "codings/Zoë").rename(tmp_path / "codings" / normalize("NFD", "Zoë"))
    problems: list[Problem] = []
    assert [(e.coder, e.document) for e in read_events(tmp_path, problems)] == [("Zoë", "entretien-é")]
    assert problems == []


def test_a_coders_folder_may_be_a_link_to_another_place(tmp_path: Path) -> None:
    append_events(tmp_path / "elsewhere", [ADD])
    (tmp_path / "study/codings").mkdir(parents=True)
    (tmp_path / "study/codings/mira").symlink_to(tmp_path / "elsewhere/codings/mira", target_is_directory=True)
    assert list(read_events(tmp_path / "study", [])) == [ADD]
