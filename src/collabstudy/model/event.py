"""One action of one coder, and its place in the order of all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

Do = Literal["add", "remove", "recode", "move", "memo", "accept", "reject", "reanchor", "retire", "done"]
DOINGS: tuple[Do, ...] = get_args(Do)


@dataclass(frozen=True, slots=True)
class Event:
    """One action of one coder in one document, as one line of a log.

    `time` is UTC, ISO 8601 with microseconds. `details` holds what the action needs, by name: `coding`, `code`,
    `meaning`, `start`, `end`, `quote`, `prefix`, `suffix`, `text`, `memo`, `about`, `status`; `suggestion`, `by` and
    `changed` of what was accepted; `tried` and `method` of what was placed anew; `undoes` or `redoes` with the id of
    another event; `undo`.
    """

    id: str
    time: str
    do: Do
    coder: str
    document: str
    codebook: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by (time, id), each once.

    Of two that bear one id, which only a hand can have made, the earlier counts, whichever comes first.
    """
    once: dict[str, Event] = {}
    for event in events:
        other = once.setdefault(event.id, event)
        if other is not event and other != event:
            once[event.id] = min(other, event, key=_every_word)
    return sorted(once.values(), key=when)


def when(event: Event) -> str:
    """The place of an event in the order of all, by time and id."""
    return f"{moment(event.time)} {event.id}"


def moment(time: str) -> str:
    """A time by which others can be sorted: without the `Z`, whole seconds come before parts of them.

    >>> sorted(["2026-01-01T10:00:00.5Z", "2026-01-01T10:00:00Z"], key=moment)
    ['2026-01-01T10:00:00Z', '2026-01-01T10:00:00.5Z']
    """
    return time[:-1]


def later(time: str) -> str:
    """The next microsecond after a time.

    >>> later("2026-01-01T10:00:00Z")
    '2026-01-01T10:00:00.000001Z'
    """
    next_one = datetime.fromisoformat(time)
    try:
        next_one += timedelta(microseconds=1)
    except OverflowError:  # the last microsecond there is
        return time
    return next_one.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _every_word(event: Event) -> tuple[str, str]:
    words = [event.id, event.do, event.coder, event.document, event.codebook, dict(event.details)]
    return (moment(event.time), json.dumps(words, sort_keys=True, default=str))
