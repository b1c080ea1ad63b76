"""Coded stretches as passages: the turns, sentences, codings or documents that they touch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from collabstudy.errors import SettingsError
from collabstudy.model.coding import Coding
from collabstudy.model.document import Transcript, Turn
from collabstudy.model.sentences import sentences
from collabstudy.model.span import Stretch

Unit = Literal["turn", "sentence", "coding", "document"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_WORD = re.compile(r"[^\s\w]*\w\S*")


def check_unit(unit: str) -> Unit:
    """The unit, if we can count in it. Raises SettingsError otherwise."""
    for known in UNITS:
        if unit == known:
            return known
    raise SettingsError(f"`{unit}` is no unit to count in", hint=f"one of {', '.join(UNITS)}")


def count_words(text: str) -> int:
    """Words as a word processor counts them: what stands between blanks and has a letter or digit.

    >>> count_words("Well – um, it's co-produced.")
    4
    """
    return len(_WORD.findall(text))


def once(codings: Sequence[Coding]) -> dict[str, int]:
    """Which codings are one: overlapping codings of one coder in one document share a number.

    >>> trust = [Coding(i, "P01", "trust", who, s, e, "") for i, who, s, e in
    ...          [("a", "mira", 0, 5), ("b", "mira", 3, 9), ("c", "jonas", 3, 9)]]
    >>> once(trust)
    {'c': 0, 'a': 1, 'b': 1}
    """
    number = -1
    last: tuple[str, str] | None = None
    end = 0
    found: dict[str, int] = {}
    for coding in sorted(codings, key=lambda c: (c.document, c.coder, c.start, c.end, c.id)):
        if (coding.document, coding.coder) != last or coding.start >= end:
            number += 1
            last, end = (coding.document, coding.coder), 0
        end = max(end, coding.end)
        found[coding.id] = number
    return found


def clipped(turns: Iterable[Turn], stretches: Sequence[Stretch]) -> Iterator[tuple[Turn, Stretch]]:
    """The parts of stretches (sorted, not overlapping) that lie in these turns (sorted), with their turn."""
    for turn in turns:
        for start, end in stretches:
            if start < turn.end and turn.start < end:
                yield turn, (max(start, turn.start), min(end, turn.end))


def words_in(transcript: Transcript, parts: Iterable[tuple[Turn, Stretch]]) -> int:
    """Words said in parts of turns, gaps left out."""
    return sum(count_words(transcript.without_gaps(turn, start, end)) for turn, (start, end) in parts)


Sentences = Callable[[Transcript, Turn], tuple[Stretch, ...]]


def sentences_of() -> Sentences:
    """A function that cuts turns into sentences (code points of the canonical text), blanks between them left out."""
    known: dict[tuple[str, int], tuple[Stretch, ...]] = {}

    def cut(transcript: Transcript, turn: Turn) -> tuple[Stretch, ...]:
        key = (transcript.hash, turn.number)
        if key not in known:
            known[key] = tuple((turn.start + a, turn.start + b) for a, b in sentences(transcript.slice(turn)))
        return known[key]

    return cut
