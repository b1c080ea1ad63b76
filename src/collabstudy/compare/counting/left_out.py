"""Codings that could be evidence and are not counted, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from collabstudy.model.coding import NO_PLACE, Coding
from collabstudy.model.consensus import speaks

_TOLD = {
    "place": "without a place in the text",
    "retired": "retired",
    "split": "whose code was split",
    "consensus": "where a consensus stands instead",
    "draft": "of a consensus that is not finished",
    "interviewer": "on the interviewer's words alone",
    "case": "where no case is spoken of",
}


def left_out(uncounted: Mapping[tuple[str, str], int], documents: Collection[str]) -> dict[str, int]:
    """How many of the codings in these documents do not count, by why.

    >>> left_out({("P01", "retired"): 1, ("P01", "place"): 2, ("P02", "retired"): 3}, ["P01"])
    {'place': 2, 'retired': 1}
    """
    found: Counter[str] = Counter()
    for (document, reason), number in uncounted.items():
        if document in documents:
            found[reason] += number
    return {reason: found[reason] for reason in _TOLD if found[reason]}


def why(coding: Coding, finished: Collection[str]) -> str:
    """Why a coding does not count that has no place, no code of today, or a consensus in its stead.

    `finished` are the documents on which coders have agreed.
    """
    if coding.status in NO_PLACE:
        return "place"
    if coding.status == "retired":
        return "retired"
    if not speaks(coding, finished):
        return "consensus" if coding.document in finished else "draft"
    return "split"


def told(left: Mapping[str, int]) -> str:
    """The same in words; empty where nothing was left out.

    >>> told({"place": 2, "retired": 1})
    'Not counted: 2 codings without a place in the text, 1 retired.'
    """
    first, *more = [f"{number} {_TOLD[why]}" for why, number in left.items()] or [""]
    if not first:
        return ""
    number, _, why = first.partition(" ")
    noun = "coding" if number == "1" else "codings"
    return f"Not counted: {', '.join([f'{number} {noun} {why}', *more])}."
