"""A coding found again by its words and what stood around them, when the text that it was made on is not there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from collabstudy.coding.like import like
from collabstudy.coding.spot import Placing
from collabstudy.coding.words import Vocabulary, Words, plain, words
from collabstudy.model.coding import CONTEXT, Coding

SIDE = 8
"""So many characters of context must stand on each side before a place is taken without asking."""
MARGIN = 16
"""So many more of them must stand at one place than at the next best."""
LONG = 24
"""A quote of this length that is found once, and of which no context is known, is taken without asking."""
_CONTEXT_ALIKE = 60
_MOST = 1000


class _Hit(NamedTuple):
    start: int
    end: int
    left: int
    right: int


def quoted(coding: Coding, text: Words, vocabulary: Vocabulary) -> Placing:
    """Where the coding's quote stands: *moved* only where its context stands too and at one place clearly best."""
    found = _hits(coding, text, vocabulary)
    if not found:
        return Placing("orphaned", method="quote")
    before, after = _squeezed(coding.prefix), _squeezed(coding.suffix)
    hits = sorted(
        (_scored(text.text, hit, before, after) for hit in found), key=lambda hit: (-hit.left - hit.right, hit)
    )
    best = hits[0]
    if len(hits) > 1 and best.left + best.right - hits[1].left - hits[1].right < MARGIN:
        return Placing("ambiguous", method="quote")
    return Placing("moved" if _is_sure(best, before, after) else "review", best.start, best.end, "quote")


def nearby(coding: Coding, text: str, anchored: Sequence[tuple[int, int]]) -> Placing:
    """Something like the quote, near where it should be by how far its neighbours went: always for review.

    `anchored` are old and new starts of codings of the same text that have a place, in order.
    """
    near = coding.start + _drift(coding.start, anchored)
    found = like(coding.quote, text, near=max(near, 0))
    if found is None or not _context_alike(coding, text, *found):
        return Placing("orphaned", method="none")
    return Placing("review", *found, "fuzzy")


def _hits(coding: Coding, text: Words, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    quote = coding.quote
    if not quote.strip():
        return []
    hits: list[tuple[int, int]] = []
    at = text.text.find(quote)
    while at >= 0 and len(hits) < _MOST:
        hits.append((at, at + len(quote)))
        at = text.text.find(quote, at + 1)
    if hits:
        return hits
    said = words(quote, vocabulary).said
    at = text.said.find(said) if said else -1
    while at >= 0 and len(hits) < _MOST:
        hits.append((text.starts[at], text.ends[at + len(said) - 1]))
        at = text.said.find(said, at + 1)
    return hits


def _scored(text: str, hit: tuple[int, int], before: str, after: str) -> _Hit:
    start, end = hit
    left = _squeezed(text[max(start - 2 * CONTEXT, 0) : start])
    right = _squeezed(text[end : end + 2 * CONTEXT])
    return _Hit(start, end, _same(before[::-1], left[::-1]), _same(after, right))


def _is_sure(hit: _Hit, before: str, after: str) -> bool:
    if not before and not after:
        return hit.end - hit.start >= LONG
    enough = 2 * (hit.left + hit.right) >= len(before) + len(after)
    return enough and hit.left >= min(SIDE, len(before)) and hit.right >= min(SIDE, len(after))


def _squeezed(text: str) -> str:
    """Without spaces and in plain spelling: where lines break makes no difference, nor do capitals."""
    return "".join(plain(text).split())


def _same(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _drift(start: int, anchored: Sequence[tuple[int, int]]) -> int:
    if not anchored:
        return 0
    at = bisect_left(anchored, (start, 0))
    old, new = min(anchored[max(at - 1, 0) : at + 1], key=lambda pair: abs(pair[0] - start))
    return new - old


def _context_alike(coding: Coding, text: str, start: int, end: int) -> bool:
    from rapidfuzz.fuzz import ratio

    context = coding.prefix + coding.suffix
    around = text[max(start - len(coding.prefix), 0) : start] + text[end : end + len(coding.suffix)]
    return not context or ratio(context, around) >= _CONTEXT_ALIKE
