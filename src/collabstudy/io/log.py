"""Coding logs on disk: codings/<coder>/<document>.jsonl, one line per action."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from collabstudy.errors import LogError
from collabstudy.model.checks import Problem
from collabstudy.model.log import DOINGS, Event

FOLDER = "codings"
_CODER = re.compile(r"[\w][\w .-]*")
_FIXED = ("event", "id", "time", "coder", "document", "codebook")
_NEEDS = {
    "add": ("coding", "code", "start", "end", "quote"),
    "accept": ("coding", "code", "start", "end", "quote"),
    "remove": ("coding",),
    "recode": ("coding", "code"),
    "move": ("coding", "start", "end", "quote"),
    "memo": ("coding", "memo"),
    "reject": ("coding",),
    "reanchor": ("coding", "status"),
    "retire": ("coding",),
    "done": (),
}


def log_file(folder: Path, coder: str, document: str) -> Path:
    """Where a coder's log of a document lies.

    Raises LogError when the coder's name could not be a folder.
    """
    if not _CODER.fullmatch(coder) or coder.endswith((".", " ")) or coder == "texts":
        raise LogError("a coder's name is letters, digits, space, dot, hyphen", hint="for example mira", file=FOLDER)
    return folder / FOLDER / coder / f"{document}.jsonl"


def read_events(folder: Path, problems: list[Problem]) -> Iterator[Event]:
    """All events of all coders; a line that cannot be read goes to `problems` and the rest still loads."""
    for path in sorted((folder / FOLDER).glob("*/*.jsonl")):
        name = path.relative_to(folder).as_posix()
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                yield _event(line, path)
            except LogError as error:
                problems.append(Problem("log-line", "error", error.problem, name, number, error.hint))


def append_events(folder: Path, events: Iterable[Event]) -> None:
    """Write events at the end of their logs; on disk (fsync) when this returns.

    Raises LogError when the disk refuses; what was there before stays whole.
    """
    by_file: dict[Path, list[bytes]] = {}
    for event in events:
        by_file.setdefault(log_file(folder, event.coder, event.document), []).append(to_line(event))
    for path, lines in by_file.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("ab") as file:
                file.write(b"".join(lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise LogError(f"not written: {error.strerror}", hint="free some space", file=path) from error


def to_line(event: Event) -> bytes:
    r"""One event as one line of UTF-8 JSON, keys in a fixed order.

    >>> to_line(Event("e1", "2026-01-01T10:00:00Z", "done", "mira", "P01"))
    b'{"event":"done","id":"e1","time":"2026-01-01T10:00:00Z","coder":"mira","document":"P01","codebook":""}\n'
    """
    fixed = (event.do, event.id, event.time, event.coder, event.document, event.codebook)
    told = dict(zip(_FIXED, fixed, strict=True)) | dict(sorted(event.details.items()))
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _event(line: bytes, path: Path) -> Event:
    try:
        told = json.loads(line)
    except ValueError:
        raise LogError("this line is not JSON", hint="restore the line from git, or take it out") from None
    if not isinstance(told, dict):
        raise LogError("this line is no event", hint="restore the line from git, or take it out")
    _check(told, path)
    details = {name: value for name, value in told.items() if name not in _FIXED}
    return Event(
        told["id"], told["time"], told["event"], told["coder"], told["document"], str(told.get("codebook", "")), details
    )


def _check(told: dict[str, Any], path: Path) -> None:
    if told.get("event") not in DOINGS:
        raise LogError("an event nobody knows", hint=f"one of {', '.join(DOINGS)}")
    missing = [name for name in ("id", "time", "coder", "document") if not isinstance(told.get(name), str)]
    missing += [name for name in _NEEDS[told["event"]] if name not in told]
    if missing:
        raise LogError(f"this event has no {', '.join(missing)}", hint="restore the line from git, or take it out")
    if told["coder"] != path.parent.name or told["document"] != path.stem:
        raise LogError(
            f"this event is of {told['coder']} in {told['document']}, but the file is another's",
            hint="move the line to its own file",
        )
    if "start" in told and not (
        isinstance(told["start"], int) and isinstance(told["end"], int) and 0 <= told["start"] < told["end"]
    ):
        raise LogError("start and end are no span", hint="restore the line from git, or take it out")
