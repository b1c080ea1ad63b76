"""The coding log: events in, codings out, in whatever order the events arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collabstudy.model.coding import Coding
from collabstudy.model.event import DOINGS, Do, Event, in_order, later, when
from collabstudy.model.lives import PLACE, birth, born, coding_of, details_of, lived

__all__ = [
    "ASKED",
    "DOINGS",
    "PLACE",
    "Do",
    "Done",
    "Event",
    "Folded",
    "Memo",
    "birth",
    "coding_of",
    "details_of",
    "fold",
    "in_order",
    "later",
    "when",
]
ASKED = "asked:"
"""A coding whose code is `asked:<question id>` is no coding: it marks where a question of the guide was put."""


@dataclass(frozen=True, slots=True)
class Done:
    """A document marked as finished by a coder, on the text that was read."""

    document: str
    coder: str
    time: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """What a coder noted about a whole thing: `document`, `case:<id>` or `code:<id>`.

    `document` is where it was written.
    """

    about: str
    document: str
    coder: str
    memo: str
    time: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What the events add up to.

    `codings` stand; `removed` were taken away and can be brought back as they are here; `rejected` are suggestions that
    a coder turned down (`id` is the suggestion's, `coder` who turned it down); `asked` are the standing marks of where
    a question of the guide was put.
    """

    codings: tuple[Coding, ...]
    done: tuple[Done, ...]
    rejected: tuple[Coding, ...] = ()
    removed: tuple[Coding, ...] = ()
    memos: tuple[Memo, ...] = ()
    asked: tuple[Coding, ...] = ()


def fold(events: Iterable[Event]) -> Folded:
    """Add up events, sorted by (time, id); order of lines, repetition and merging of files do not matter.

    The first `add` or `accept` of a coding comes before all else that happened to it, whatever the clocks said. What
    happens to a removed coding is still noted, so that bringing it back finds everything.

    >>> add = Event("1", "2026-01-01T10:00:00Z", "add", "mira", "P01", details=dict(
    ...     coding="c1", code="trust", start=0, end=5, quote="Trust"))
    >>> gone = Event("2", "2026-01-01T10:01:00Z", "remove", "mira", "P01", details={"coding": "c1"})
    >>> len(fold([add, add]).codings), len(fold([gone, add]).codings), len(fold([gone, add]).removed)
    (1, 0, 1)
    """
    coded: dict[str, list[Event]] = {}
    done: dict[tuple[str, str], Done] = {}
    rejected: dict[tuple[str, str], Coding] = {}
    memos: dict[tuple[str, str, str], Memo] = {}
    for event in in_order(events):
        if event.do == "done":
            _mark(done, event)
        elif event.do == "reject":
            _reject(rejected, event)
        elif "coding" in event.details:
            coded.setdefault(event.details["coding"], []).append(event)
        else:
            _note(memos, event)
    standing, removed = _codings(coded)
    return Folded(
        tuple(coding for coding in standing if not coding.code.startswith(ASKED)),
        tuple(done.values()),
        tuple(rejected.values()),
        tuple(removed),
        tuple(memo for memo in memos.values() if memo.memo),
        tuple(coding for coding in standing if coding.code.startswith(ASKED)),
    )


def _codings(coded: Mapping[str, list[Event]]) -> tuple[list[Coding], list[Coding]]:
    """The codings that stand and those that were removed, in the order in which they were made."""
    standing: list[Coding] = []
    removed: list[Coding] = []
    made: dict[str, str] = {}
    for coding, events in coded.items():
        first = birth(events)
        if first is not None:
            last, stands = lived(first, events)
            (standing if stands else removed).append(last)
            made[coding] = when(first)
    for found in (standing, removed):
        found.sort(key=lambda coding: made[coding.id])
    return standing, removed


def _mark(done: dict[tuple[str, str], Done], event: Event) -> None:
    key = (event.document, event.coder)
    if event.details.get("undo"):
        done.pop(key, None)
        return
    done[key] = Done(event.document, event.coder, event.time, str(event.details.get("text", "")))


def _reject(rejected: dict[tuple[str, str], Coding], event: Event) -> None:
    key = (event.coder, str(event.details["coding"]))
    if event.details.get("undo"):
        rejected.pop(key, None)
        return
    rejected[key] = born(event)


def _note(memos: dict[tuple[str, str, str], Memo], event: Event) -> None:
    about = str(event.details["about"])
    where = event.document if about == "document" else ""
    memos[(event.coder, about, where)] = Memo(
        about, event.document, event.coder, str(event.details["memo"]), event.time
    )
