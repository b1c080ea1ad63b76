"""What became of one coding, from the event that made it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from collabstudy.model.coding import Coding, Status
from collabstudy.model.event import Event, when

PLACE = ("start", "end", "quote", "prefix", "suffix", "text")
_READ_AGAIN = ("review", "moved")


def birth(events: Iterable[Event]) -> Event | None:
    """The event that made a coding: its first `add` or `accept` that brings nothing back; None when there is none."""
    made = [event for event in events if event.do in ("add", "accept")]
    if len(made) == 1:
        return made[0]
    return min(made, key=lambda event: (_brings_back(event), when(event)), default=None)


def coding_of(events: Iterable[Event]) -> tuple[Coding, bool] | None:
    """A coding after these events of it, which are in order, and whether it stands; None when nothing made it."""
    events = tuple(events)
    first = birth(events)
    return None if first is None else lived(first, events)


def details_of(coding: Coding) -> dict[str, Any]:
    """The details of an `add` that makes this coding, but for its id.

    >>> details_of(Coding("c1", "P01", "trust", "mira", 0, 5, "Trust", memo="?"))["memo"]
    '?'
    """
    told: dict[str, Any] = {name: getattr(coding, name) for name in ("code", *PLACE)}
    told |= {name: value for name in ("meaning", "memo", "suggestion", "by") if (value := getattr(coding, name))}
    return told if coding.status == "kept" else told | {"status": coding.status}


def lived(first: Event, events: Sequence[Event]) -> tuple[Coding, bool]:
    """What became of a coding that was made by the first of these events, and whether it stands."""
    coding, stands = born(first), True
    if len(events) == 1:
        return coding, stands
    changed: dict[str, Any] = {"status": coding.status}
    for event in events:
        if event is not first:
            if event.do in ("add", "accept", "remove"):
                stands = event.do != "remove"
            _apply(changed, event)
    return replace(coding, **changed), stands


def _brings_back(event: Event) -> bool:
    return "undoes" in event.details or "redoes" in event.details


def born(event: Event) -> Coding:
    """The coding that an event makes, or the suggestion that one rejects."""
    told = event.details.get
    text = told("text", "")
    return Coding(
        event.details["coding"],
        event.document,
        told("code", ""),
        event.coder,
        told("start", 0),
        told("end", 0),
        told("quote", ""),
        "person",
        told("status", "kept"),
        told("memo", ""),
        event.time,
        text,
        told("prefix", ""),
        told("suffix", ""),
        event.codebook,
        told("meaning", ""),
        told("suggestion", ""),
        told("by", ""),
        text,
    )


def _apply(state: dict[str, Any], event: Event) -> None:
    """Let an event change what has changed of a coding, which may be one that was removed."""
    details = event.details
    match event.do:
        case "recode":
            state["status"] = details.get("status", _looked_at(state["status"]))
            state |= {"code": details["code"], "meaning": details.get("meaning", ""), "codebook": event.codebook}
        case "memo":
            state["memo"] = details["memo"]
        case "retire":
            state["status"] = details.get("status", "kept") if details.get("undo") else "retired"
        case "move":
            _place(state, details, details.get("status", "kept"))
        case "reanchor":
            retired = state["status"] == "retired"  # a person has: no machine takes that back, whenever it wrote
            _place(state, details, "retired" if retired else details["status"])
            state |= {"tried": details["tried"]} if "tried" in details else {}
        case "add" | "accept" if "undoes" not in details:  # what undoes a removal finds everything as it was left
            _anew(state, event)
        case "remove" if "code" in details:  # undoes an `add` that brought it back as something else
            _anew(state, event)


def _anew(state: dict[str, Any], event: Event) -> None:
    state |= {name: event.details.get(name, "") for name in ("code", "memo", "meaning", "suggestion", "by")}
    state["codebook"] = event.codebook
    _place(state, event.details, event.details.get("status", "kept"))


def _place(state: dict[str, Any], details: Mapping[str, Any], status: Status) -> None:
    state["status"] = status
    state |= {name: details[name] for name in PLACE if name in details}
    if "text" in details:
        state["tried"] = details["text"]


def _looked_at(status: Status) -> Status:
    """What a person has coded anew was looked at; it is placed no better by that."""
    return "kept" if status in _READ_AGAIN else status
