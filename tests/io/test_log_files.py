"""Coding logs on disk."""

from __future__ import annotations

import json
from pathlib import Path

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


@pytest.mark.parametrize("coder", ["../mira", "a/b", "", ".", "texts", "mira."])
def test_a_coder_is_never_a_path(tmp_path: Path, coder: str) -> None:
    with pytest.raises(LogError):
        log_file(tmp_path, coder, "P01")
