"""Coding logs on disk: codings/<coder>/<document>.jsonl, one line per action."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from collabstudy.errors import LogError
from collabstudy.model.checks import Problem
from collabstudy.model.coding import Status
from collabstudy.model.log import DOINGS, Event

FOLDER = "codings"
NO_CODERS = frozenset({"texts", "rules", "topics"})
"""Names of folders that are no person's: the kept texts, and coders that are machines."""
_CODER = re.compile(r"[\w][\w .-]*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_BEGIN = b'{"event"'
_WAY_OUT = "restore the line from git, or take it out"
STATUSES: tuple[Status, ...] = get_args(Status)
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
_TEXTS = ("coding", "code", "quote", "memo", "prefix", "suffix", "text", "status")


def log_file(folder: Path, coder: str, document: str) -> Path:
    """Where a coder's log of a document lies.

    Raises LogError when the coder's name could not be a folder, or the document's not a file.
    """
    if not _is_coder(coder):
        raise LogError(
            f"`{coder}` cannot be the name of a coder",
            hint="letters, digits, space, dot, hyphen, and not the name of a machine; for example mira",
            file=FOLDER,
        )
    if not document or document in (".", "..") or re.search(r"[/\\\0]", document):
        raise LogError(f"`{document}` cannot be the name of a file", hint="for example P01", file=FOLDER)
    return folder / FOLDER / coder / f"{document}.jsonl"


def read_events(folder: Path, problems: list[Problem]) -> Iterator[Event]:
    """All events of all coders; a line that cannot be read goes to `problems` and the rest still loads."""
    seen: dict[str, tuple[Event, str]] = {}
    for path in sorted((folder / FOLDER).glob("*/*.jsonl")):
        name = path.relative_to(folder).as_posix()
        if not _is_coder(path.parent.name):
            problem = f"`{path.parent.name}` cannot be the name of a coder; what is here is not read"
            hint = "move the file to the folder of the person who coded, and correct `coder` in its lines"
            problems.append(Problem("coder-name", "error", problem, name, None, hint))
            continue
        for number, line in enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                event = _event(line, path)
            except _TornError as error:
                problems.append(Problem("log-torn", "warning", error.problem, name, number, error.hint))
                continue
            except LogError as error:
                problems.append(Problem("log-line", "error", error.problem, name, number, error.hint))
                continue
            first, where = seen.setdefault(event.id, (event, f"{name}, line {number}"))
            if first != event:
                problem = f"this event has the id of another ({where}), so only one of them counts"
                problems.append(
                    Problem("log-id", "error", problem, name, number, "give one of them a new `id`, and a new `coding`")
                )
            yield event


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
                file.write(_line_end(path) + b"".join(lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise LogError(f"not written: {error.strerror}", hint="free some space", file=path) from error


def _line_end(path: Path) -> bytes:
    """What ends the last line of a log where a crash tore it, so that the next event is not lost with it."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"


def to_line(event: Event) -> bytes:
    r"""One event as one line of UTF-8 JSON, keys in a fixed order.

    >>> to_line(Event("e1", "2026-01-01T10:00:00Z", "done", "mira", "P01"))
    b'{"event":"done","id":"e1","time":"2026-01-01T10:00:00Z","coder":"mira","document":"P01","codebook":""}\n'
    """
    fixed = (event.do, event.id, event.time, event.coder, event.document, event.codebook)
    told = dict(zip(_FIXED, fixed, strict=True)) | dict(sorted(event.details.items()))
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


class _TornError(LogError):
    """A line that was not written to its end: nothing said that it was saved."""


def _is_coder(name: str) -> bool:
    return bool(_CODER.fullmatch(name)) and not name.endswith((".", " ")) and name.casefold() not in NO_CODERS


def _event(line: bytes, path: Path) -> Event:
    told = _json(line)
    _check(told, path)
    details = {name: value for name, value in told.items() if name not in _FIXED}
    return Event(
        told["id"], told["time"], told["event"], told["coder"], told["document"], str(told.get("codebook", "")), details
    )


def _json(line: bytes) -> dict[str, Any]:
    if line.startswith(_CONFLICT):
        hint = "keep the lines of both sides and take out the lines that git put between them"
        raise LogError("git left a conflict here", hint=hint)
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        whole = line.rstrip()
        begun = whole.startswith(_BEGIN) or _BEGIN.startswith(whole)
        if begun and not whole.endswith(b"}"):
            hint = "nothing else is lost: code that passage again if it is missing, then take the line out"
            raise _TornError("this line was not written to its end", hint=hint) from None
        raise LogError("this line is not JSON", hint=_WAY_OUT) from None
    if not isinstance(told, dict):
        raise LogError("this line is no event", hint=_WAY_OUT)
    return told


def _check(told: dict[str, Any], path: Path) -> None:
    if told.get("event") not in DOINGS:
        raise LogError("an event nobody knows", hint=f"one of {', '.join(DOINGS)}")
    missing = [name for name in ("id", "time", "coder", "document") if not isinstance(told.get(name), str)]
    missing += [name for name in _NEEDS[told["event"]] if name not in told]
    missing += ["end"] if "start" in told and "end" not in told and "end" not in missing else []
    if missing:
        raise LogError(f"this event has no {', '.join(missing)}", hint=_WAY_OUT)
    odd = [name for name in _TEXTS if not isinstance(told.get(name, ""), str)]
    if odd:
        raise LogError(f"{', '.join(odd)} of this event is no text", hint=_WAY_OUT)
    if told.get("status", "kept") not in STATUSES:
        raise LogError("a status nobody knows", hint=f"one of {', '.join(STATUSES)}")
    if told["coder"] != path.parent.name or told["document"] != path.stem:
        raise LogError(
            f"this event is of {told['coder']} in {told['document']}, but the file is another's",
            hint="move the line to its own file",
        )
    if not _TIME.fullmatch(told["time"]):
        raise LogError(f"`{told['time'][:32]}` is no time", hint="for example 2026-05-03T10:00:00Z (UTC)")
    if "start" in told and not (type(told["start"]) is type(told["end"]) is int and 0 <= told["start"] < told["end"]):
        raise LogError("start and end are no span", hint=_WAY_OUT)
