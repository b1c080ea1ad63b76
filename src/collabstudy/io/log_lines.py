"""One event as one line of JSON, and back."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any, get_args

from collabstudy.errors import LogError
from collabstudy.io.log_names import is_coder, same_name
from collabstudy.model.coding import Status
from collabstudy.model.log import DOINGS, Event

BEGIN = b'{"event"'
STATUSES: tuple[Status, ...] = get_args(Status)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_ABOUT = re.compile(r"document|(?:case|code):.+", re.DOTALL)
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_READ = json.JSONDecoder().raw_decode
_BEYOND = 1 << 31
"""No text that can be read is so long."""
_HALF = re.compile("[\ud800-\udfff]")
_WAY_OUT = "restore the line from git, or take it out"
_FIXED = ("event", "id", "time", "coder", "document", "codebook")
_ALWAYS = ("id", "time", "coder", "document")
_PLACED = ("coding", "code", "start", "end", "quote")
_NEEDS = {
    do: frozenset((*_ALWAYS, *needed))
    for do, needed in {
        "add": _PLACED,
        "accept": _PLACED,
        "remove": ("coding",),
        "recode": ("coding", "code"),
        "move": ("coding", "start", "end", "quote"),
        "memo": ("memo",),
        "reject": ("coding",),
        "reanchor": ("coding", "status"),
        "retire": ("coding",),
        "done": (),
    }.items()
}
_TEXTS = frozenset(
    (
        *_ALWAYS,
        *("coding", "code", "meaning", "quote", "memo", "about", "prefix", "suffix", "text", "status"),
        *("suggestion", "by", "tried", "method", "undoes", "redoes"),
    )
)


def to_line(event: Event) -> bytes:
    r"""One event as one line of UTF-8 JSON, keys in a fixed order.

    >>> to_line(Event("e1", "2026-01-01T10:00:00Z", "done", "mira", "P01"))
    b'{"event":"done","id":"e1","time":"2026-01-01T10:00:00Z","coder":"mira","document":"P01","codebook":""}\n'
    """
    fixed = (event.do, event.id, event.time, event.coder, event.document, event.codebook)
    told = dict(zip(_FIXED, fixed, strict=True)) | dict(sorted(event.details.items()))
    try:
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # half of a character that UTF-8 cannot hold, from a damaged source
        return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def event_of(line: bytes, coder: str, document: str) -> Event:
    """The event that a line tells, in the log of this coder and document. Raises LogError when it tells none."""
    told = _json(line)
    _check(told, coder, document)
    if "memo" in told:
        told["memo"] = _HALF.sub("\ufffd", told["memo"])  # half a letter, which no table could hold
    fixed = [told.pop(name) for name in _ALWAYS]
    return Event(fixed[0], fixed[1], told.pop("event"), fixed[2], fixed[3], str(told.pop("codebook", "")), told)


class TornError(LogError):
    """A line that was not written to its end: nothing said that it was saved."""


def _json(line: bytes) -> dict[str, Any]:
    if line.startswith(_CONFLICT):
        hint = "keep the lines of both sides and take out the lines that git put between them"
        raise LogError("git left a conflict here", hint=hint)
    try:
        text = line.decode("utf-8").strip()
        told, end = _READ(text)
        if end != len(text):
            raise ValueError("more than one thing")
    except (ValueError, RecursionError):
        whole = line.rstrip()
        begun = whole.startswith(BEGIN) or BEGIN.startswith(whole)
        if begun and not whole.endswith(b"}"):
            hint = "nothing else is lost: code that passage again if it is missing, then take the line out"
            raise TornError("this line was not written to its end", hint=hint) from None
        raise LogError("this line is not JSON", hint=_WAY_OUT) from None
    if not isinstance(told, dict):
        raise LogError("this line is no event", hint=_WAY_OUT)
    return told


def _check(told: dict[str, Any], coder: str, document: str) -> None:
    do = told.get("event")
    if do not in DOINGS:
        raise LogError("an event nobody knows", hint=f"one of {', '.join(DOINGS)}")
    if not _NEEDS[do] <= told.keys() or ("start" in told and "end" not in told):
        needed = _NEEDS[do] | ({"end"} if "start" in told else set())
        raise LogError(f"this event has no {', '.join(sorted(needed - told.keys()))}", hint=_WAY_OUT)
    odd = [name for name, value in told.items() if type(value) is not str and name in _TEXTS]
    if odd:
        raise LogError(f"{', '.join(odd)} of this event is no text", hint=_WAY_OUT)
    empty = [name for name in ("id", "coding", "code") if told.get(name) == ""]
    if empty:
        raise LogError(f"this event has no {', '.join(empty)}", hint=_WAY_OUT)
    if "status" in told and told["status"] not in STATUSES:
        raise LogError("a status nobody knows", hint=f"one of {', '.join(STATUSES)}")
    if do == "memo" and "coding" not in told and not _ABOUT.fullmatch(told.get("about", "")):
        raise LogError("a memo about nothing", hint="`coding`, or `about`: document, case:<id> or code:<id>")
    if not (same_name(told["coder"], coder) and same_name(told["document"], document)):
        raise _other(told, coder)
    if not _is_time(told["time"]):
        raise LogError(f"`{told['time'][:32]}` is no time", hint="for example 2026-05-03T10:00:00Z (UTC)")
    if "start" in told and not _is_span(told["start"], told["end"]):
        raise LogError("start and end are no span", hint=_WAY_OUT)


def _is_span(start: object, end: object) -> bool:
    return type(start) is type(end) is int and 0 <= start < end < _BEYOND


def _is_time(told: str) -> bool:
    if not _TIME.fullmatch(told):
        return False
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return False
    return True


def _other(told: dict[str, Any], coder: str) -> LogError:
    if not same_name(told["coder"], coder) and not is_coder(told["coder"]):
        return LogError(f"`{told['coder'][:64]}` cannot be the name of a coder", hint=_WAY_OUT)
    whose = f"{told['coder'][:64]} in {told['document'][:64]}"
    return LogError(f"this event is of {whose}, but the file is another's", hint="move the line to its own file")
