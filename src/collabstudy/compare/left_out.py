"""Codings that could be evidence and are not counted, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from collabstudy.compare.belonging import Belongings
from collabstudy.model.coding import NO_PLACE, Coding, Origin
from collabstudy.model.consensus import agreed, speaks
from collabstudy.model.study import Study

_TOLD = {
    "place": "without a place in the text",
    "retired": "retired",
    "split": "whose code was split",
    "consensus": "where a consensus stands instead",
    "draft": "of a consensus that is not finished",
    "interviewer": "on the interviewer's words alone",
    "case": "where no case is spoken of",
}


def left_out(
    study: Study, codings: Iterable[Coding], origins: Collection[Origin | str], documents: Collection[str]
) -> dict[str, int]:
    """How many of the codings of these origins and documents do not count, by why."""
    done, belongings = agreed(study.folded.done), Belongings(study)
    found: Counter[str] = Counter()
    for coding in {coding.id: coding for coding in codings}.values():
        if coding.origin in origins and coding.document in documents:
            found.update(_why(study, coding, done, belongings))
    return {why: found[why] for why in _TOLD if found[why]}


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


def _why(study: Study, coding: Coding, done: Collection[str], belongings: Belongings) -> list[str]:
    if coding.status in NO_PLACE:
        return ["place"]
    if coding.status == "retired":
        return ["retired"]
    if not speaks(coding, done):
        return ["consensus" if coding.document in done else "draft"]
    if coding.code not in study.codebook:
        return ["split"]
    if not study.stands(coding):
        return ["interviewer"]
    return [] if belongings.of(coding) else ["case"]
