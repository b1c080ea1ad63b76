"""What can be undone, found in the log itself, so that it outlives whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from collabstudy.model.coding import Coding
from collabstudy.model.log import PLACE, Done, Event, coding_of, details_of, fold, in_order, when


def steps(events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """What one coder did in one document and can be undone, and what was undone and can be redone; the next one last.

    What a machine did (`reanchor`) is not among them. Doing something new forgets what could be redone.

    >>> add = Event("1", "2026-01-01T10:00:00Z", "add", "mira", "P01", details=dict(
    ...     coding="c1", code="trust", start=0, end=5, quote="Trust"))
    >>> undone = Event("2", "2026-01-01T10:01:00Z", "remove", "mira", "P01", details={"coding": "c1", "undoes": "1"})
    >>> [len(found) for found in steps([add])], [len(found) for found in steps([add, undone])]
    ([1, 0], [0, 1])
    """
    done: dict[str, Event] = {}
    undone: dict[str, Event] = {}
    events = in_order(events)
    made = {event.details.get("coding") for event in events if event.do in ("add", "accept")}
    for event in events:
        if "undoes" in event.details:
            _over(event.details["undoes"], event, done, undone)
        elif "redoes" in event.details:
            _over(event.details["redoes"], event, undone, done)
        elif event.do != "reanchor" and _can_be_undone(event, made):
            done[event.id] = event
            undone.clear()
    return tuple(done.values()), tuple(undone.values())


def inverse(event: Event, events: Iterable[Event]) -> Event:
    """The event that undoes another one of these events, without id and time.

    Raises ValueError for an event of a coding that none of the events made.
    """
    events = in_order(events)
    root = event.details.get("redoes", event.id)
    do, details, codebook = event.do, _former(event, events), event.codebook
    if do in ("add", "accept"):
        do = "remove"
    elif do == "remove":
        do = "add"
    if isinstance(details, Coding):
        codebook, details = details.codebook, _told(event, details)
    return Event("", "", do, event.coder, event.document, codebook, {**details, "undoes": root})


def again(event: Event) -> Event:
    """An event that was undone, done again; without id and time."""
    root = event.details.get("redoes", event.id)
    details = {name: value for name, value in event.details.items() if name != "redoes"}
    return replace(event, id="", time="", details={**details, "redoes": root})


def _over(root: str, event: Event, one: dict[str, Event], other: dict[str, Event]) -> None:
    """Take a step from one list to the end of the other, as the event that can be done again or undone next."""
    found = one.pop(root, None)
    if found is not None:
        other[root] = found if "undoes" in event.details else event


def _can_be_undone(event: Event, made: set[Any]) -> bool:
    return event.do in ("done", "reject") or "coding" not in event.details or event.details["coding"] in made


def _former(event: Event, events: list[Event]) -> dict[str, Any] | Coding:
    """What was before an event: a coding, or the details of the event that says so."""
    before = [other for other in events if when(other) < when(event)]
    if event.do == "done":
        marks = [mark for mark in fold(before).done if _whose(mark) == _whose(event)]
        return {"text": marks[0].text} if marks else {"undo": True}
    if event.do == "reject":
        return _rejected(event, before)
    if "coding" not in event.details:
        return _noted(event, before, events)
    return _coding(event, before, events)


def _rejected(event: Event, before: list[Event]) -> dict[str, Any]:
    coding = event.details["coding"]
    known = [one for one in fold(before).rejected if one.id == coding and one.coder == event.coder]
    if known:
        return {"coding": coding} | details_of(known[0])
    told = {name: value for name, value in event.details.items() if name not in ("redoes", "undoes")}
    return told | {"undo": True}


def _noted(event: Event, before: list[Event], events: list[Event]) -> dict[str, Any]:
    """What a memo said before; what it says now, if it was written anew in another document since."""
    about = event.details["about"]

    def same(other: Event) -> bool:
        told = (other.do, other.coder, other.details.get("about")) == ("memo", event.coder, about)
        return told and (about != "document" or other.document == event.document)

    elsewhere = [other for other in events if same(other) and other.document != event.document]
    since = any(when(other) > when(event) for other in elsewhere if other in steps(elsewhere)[0])
    memos = fold(filter(same, events if since else before)).memos
    return {"about": about, "memo": memos[0].memo if memos else ""}


def _coding(event: Event, before: list[Event], events: list[Event]) -> dict[str, Any] | Coding:
    coding = event.details["coding"]
    was = coding_of(other for other in before if _of(other, coding))
    if event.do in ("add", "accept"):
        return {"coding": coding} | (details_of(was[0]) if was else {})
    now = coding_of(other for other in events if _of(other, coding))
    found = now if event.do == "remove" else was or now
    if found is None:
        raise ValueError(f"no event here makes coding {coding}")
    return found[0]


def _of(event: Event, coding: str) -> bool:
    return event.do != "reject" and event.details.get("coding") == coding


def _told(event: Event, before: Coding) -> dict[str, Any]:
    """The details that give a coding back what an event took from it."""
    own = {"coding": before.id}
    match event.do:
        case "remove":
            return own | details_of(before)
        case "recode":
            return own | {"code": before.code, "meaning": before.meaning, "status": before.status}
        case "memo":
            return own | {"memo": before.memo}
        case "retire":
            return own if before.status == "retired" else own | {"undo": True, "status": before.status}
        case _:
            place = {name: getattr(before, name) for name in PLACE} | {"status": before.status}
            return own | place | ({"tried": before.tried} if event.do == "reanchor" else {})


def _whose(mark: Done | Event) -> tuple[str, str]:
    return (mark.document, mark.coder)
