"""The coding log: events in, codings out, in whatever order the events arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from collabstudy.model.coding import Coding

Do = Literal["add", "remove", "recode", "move", "memo", "accept", "reject", "reanchor", "retire", "done"]
DOINGS: tuple[Do, ...] = get_args(Do)


@dataclass(frozen=True, slots=True)
class Event:
    """One action of one coder in one document, as one line of a log.

    `time` is UTC, ISO 8601 with microseconds. `details` holds what the action needs, by name: `coding`, `code`,
    `start`, `end`, `quote`, `prefix`, `suffix`, `text`, `memo`, `status`.
    """

    id: str
    time: str
    do: Do
    coder: str
    document: str
    codebook: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """A document marked as finished by a coder, on the text that was read."""

    document: str
    coder: str
    time: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """What the events add up to: the standing codings, and who has finished what."""

    codings: tuple[Coding, ...]
    done: tuple[Done, ...]
    rejected: frozenset[str] = frozenset()


def fold(events: Iterable[Event]) -> Folded:
    """Add up events, sorted by (time, id); order of lines, repetition and merging of files do not matter.

    >>> add = Event("1", "2026-01-01T10:00:00Z", "add", "mira", "P01", details=dict(
    ...     coding="c1", code="trust", start=0, end=5, quote="Trust"))
    >>> gone = Event("2", "2026-01-01T10:01:00Z", "remove", "mira", "P01", details={"coding": "c1"})
    >>> len(fold([add, add]).codings), len(fold([gone, add]).codings)
    (1, 0)
    """
    standing: dict[str, Coding] = {}
    done: dict[tuple[str, str], Done] = {}
    rejected: set[str] = set()
    for event in sorted({event.id: event for event in events}.values(), key=lambda e: (e.time, e.id)):
        if event.do == "done":
            _mark(done, event)
        elif event.do == "reject":
            rejected.add(str(event.details["coding"]))
        else:
            _apply(standing, event)
    return Folded(tuple(standing.values()), tuple(done.values()), frozenset(rejected))


def _mark(done: dict[tuple[str, str], Done], event: Event) -> None:
    key = (event.document, event.coder)
    if event.details.get("undo"):
        done.pop(key, None)
        return
    done[key] = Done(event.document, event.coder, event.time, str(event.details.get("text", "")))


def _apply(standing: dict[str, Coding], event: Event) -> None:
    details = event.details
    coding = str(details["coding"])
    if event.do in ("add", "accept"):
        standing[coding] = _coding(event)
        return
    if coding not in standing:
        return
    if event.do == "remove":
        del standing[coding]
        return
    standing[coding] = replace(standing[coding], **_change(event))


def _coding(event: Event) -> Coding:
    details = event.details
    return Coding(
        id=str(details["coding"]),
        document=event.document,
        code=str(details["code"]),
        coder=event.coder,
        start=int(details["start"]),
        end=int(details["end"]),
        quote=str(details["quote"]),
        memo=str(details.get("memo", "")),
        created=event.time,
        text=str(details.get("text", "")),
        prefix=str(details.get("prefix", "")),
        suffix=str(details.get("suffix", "")),
        codebook=event.codebook,
    )


def _change(event: Event) -> dict[str, Any]:
    details = event.details
    if event.do == "recode":
        return {"code": details["code"], "codebook": event.codebook}
    if event.do == "memo":
        return {"memo": details["memo"]}
    if event.do == "retire":
        return {"status": "retired"}
    placed = ("start", "end", "quote", "prefix", "suffix", "text", "status")
    return {name: details[name] for name in placed if name in details}
