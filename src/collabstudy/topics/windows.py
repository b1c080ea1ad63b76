"""A long stretch of speech in parts that a model can read whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from collabstudy.model.sentences import sentences

_CLAUSE = re.compile(r"[,;:–—-]\s+|\s+[–—-]\s+")
_SPACE = re.compile(r"\s+")


def windows(text: str, fits: Callable[[str], bool]) -> tuple[tuple[int, int], ...]:
    """Start and end of the parts, in code points; together they hold every word.

    What does not fit is parted at the sentence end nearest to its middle, and again until all parts fit. Where the
    middle half holds no sentence end, a clause's end is taken, then any space, then the very middle.

    >>> text = "One two. Three four. Five six, seven eight nine."
    >>> [text[start:end] for start, end in windows(text, lambda part: len(part.split()) <= 3)]
    ['One two.', 'Three four.', 'Five six,', 'seven eight nine.']
    """
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return tuple(_parted(text, start, end, fits))


def _parted(text: str, start: int, end: int, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    piece = text[start:end]
    if len(piece) < 2 or fits(piece):
        return [(start, end)] if piece else []
    left_end, right_start = _middle(piece)
    return [
        *_parted(text, start, start + left_end, fits),
        *_parted(text, start + right_start, end, fits),
    ]


def _middle(piece: str) -> tuple[int, int]:
    """Where the left part ends and the right part starts."""
    spans = sentences(piece)
    ends = [(left[1], right[0]) for left, right in pairwise(spans)]
    clauses = [(len(piece[: m.end()].rstrip()), m.end()) for m in _CLAUSE.finditer(piece)]
    spaces = [m.span() for m in _SPACE.finditer(piece)]
    half = len(piece) / 2
    for cuts in (ends, clauses, spaces):
        central = [cut for cut in cuts if half / 2 <= cut[0] and cut[1] <= 3 * half / 2]
        if central:
            return min(central, key=lambda cut: abs(cut[0] - half))
    return len(piece) // 2, len(piece) // 2
