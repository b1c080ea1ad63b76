"""What a coder's log comes to in one document, on the text and the codebook of today, as a screen needs it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collabstudy.model.coding import NO_PLACE
from collabstudy.model.log import fold
from collabstudy.run.standing import standing

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.model.log import Done, Event, Folded
    from collabstudy.model.study import Study


@dataclass(frozen=True, slots=True)
class Standing:
    """One coder's work in one document. Codings by id, in the order of the text; `memos` by what they are about.

    `settled` are the ids of suggestions this coder has accepted or rejected; `rejected` are the latter, on this text.
    """

    codings: Mapping[str, Coding]
    asked: Mapping[str, Coding]
    rejected: tuple[Coding, ...]
    removed: tuple[Coding, ...]
    memos: Mapping[str, str]
    done: Done | None
    settled: frozenset[str]


def standing_of(
    study: Study,
    document: str,
    events: Sequence[Event],
    *,
    elsewhere: Sequence[Event] = (),
    before: Standing | None = None,
    touched: Collection[str] = (),
) -> Standing:
    """Add up one coder's events of one document; memos about cases and codes may come from `elsewhere`.

    Where it is known what stood `before`, and that only these codings were `touched` since, the others are not folded
    again.
    """
    if before is None:
        folded = standing(study, document, events)
    else:
        folded = _beside(before, standing(study, document, [e for e in events if _is_needed(e, touched)]), touched)
    memos = fold(event for event in (*elsewhere, *events) if event.do == "memo" and "about" in event.details).memos
    return Standing(
        {coding.id: coding for coding in sorted(folded.codings, key=_place)},
        {mark.id: mark for mark in sorted(folded.asked, key=_place)},
        folded.rejected,
        folded.removed,
        {m.about: m.memo for m in memos if m.about != "document" or m.document == document},
        next((done for done in folded.done if done.document == document), None),
        frozenset(_settled(folded, events)),
    )


def is_placed(coding: Coding, sha: str) -> bool:
    """Tell whether a coding has a place in the text with this hash."""
    return coding.status not in NO_PLACE and coding.text == sha


def still_open(suggestions: Iterable[Coding], own: Standing, sha: str) -> list[Coding]:
    """The suggestions not decided on yet: none settled, and none where the same code stands or was rejected."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for coding in (*own.codings.values(), *own.rejected):
        if is_placed(coding, sha):
            spans[coding.code].append((coding.start, coding.end))
    taken = {code: _joined(places) for code, places in spans.items()}
    return [s for s in suggestions if s.id not in own.settled and not _overlaps(taken.get(s.code, []), s.start, s.end)]


def _is_needed(event: Event, touched: Collection[str]) -> bool:
    coding = event.details.get("coding")
    return coding is None or event.do == "reject" or coding in touched


def _beside(before: Standing, now: Folded, touched: Collection[str]) -> Folded:
    """What was folded anew, and beside it whatever was not touched."""
    return replace(
        now,
        codings=(*(c for c in before.codings.values() if c.id not in touched), *now.codings),
        asked=(*(c for c in before.asked.values() if c.id not in touched), *now.asked),
        removed=(*(c for c in before.removed if c.id not in touched), *now.removed),
    )


def _place(coding: Coding) -> tuple[int, int, str, str]:
    return (coding.start, coding.end, coding.code, coding.id)


def _settled(folded: Folded, events: Iterable[Event]) -> Iterable[str]:
    """Suggestions decided on: also one whose coding was removed later, but not one whose acceptance was undone."""
    undone = {str(event.details["coding"]) for event in events if event.do == "remove" and "undoes" in event.details}
    yield from (coding.id for coding in folded.rejected)
    yield from (coding.suggestion for coding in folded.codings if coding.suggestion)
    yield from (coding.suggestion for coding in folded.removed if coding.suggestion and coding.id not in undone)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (end, 0)) - 1
    return at >= 0 and spans[at][1] > start
