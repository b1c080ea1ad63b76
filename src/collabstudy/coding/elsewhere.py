"""Coded words that were lost where they stood, looked for among what came new."""

from __future__ import annotations

from bisect import bisect_left

from collabstudy.coding.changed import Part
from collabstudy.coding.held import Asked, Held
from collabstudy.coding.laid import Laid, is_lines
from collabstudy.coding.like import LEAST, like
from collabstudy.coding.spot import STANDS, Placing

_FEWEST = 3
_MOST = 1000
_SEVERAL = 20
_AROUND = 40


def elsewhere(laid: Laid, asked: Asked) -> Placing:
    """The coded words, or the passage in which they were lost, among what came new: for a person to look at."""
    for first, last in ((asked.first, asked.last), _lost_with(laid, asked)):
        hits = []
        if last - first >= _FEWEST and laid.old.size(first, last) >= LEAST:
            hits = _hits(laid, first, last, STANDS)
        if not hits and is_lines(laid.old, first, last):
            hits = [at for at in _hits(laid, first, last, 0.0) if is_lines(laid.new, at, at + last - first)]
        if len(hits) > 1:
            return Placing("ambiguous", method="quote")
        if hits:
            begin, end = hits[0] + asked.first - first, hits[0] + asked.last - first
            return Placing("review", laid.new.starts[begin], laid.new.ends[end - 1], "quote")
    return _alike(laid, asked)


def _lost_with(laid: Laid, asked: Asked) -> tuple[int, int]:
    """The words around a coding that stand nowhere, at most some dozens on either side."""
    first, last = asked.first, asked.last
    while first > max(asked.first - _AROUND, 0) and laid.lost[first - 1]:
        first -= 1
    while last < min(asked.last + _AROUND, len(laid.lost)) and laid.lost[last]:
        last += 1
    return first, last


def _hits(laid: Laid, first: int, last: int, fresh: float) -> list[int]:
    """Where the old words first:last stand among new words of which more than this part has come from nowhere."""
    wanted, said = laid.old.said[first:last], laid.new.said
    hits: list[int] = []
    at, looked = said.find(wanted), 0
    while at >= 0 and looked < _MOST and len(hits) < _SEVERAL:
        if laid.fresh.count(1, at, at + last - first) > fresh * (last - first):
            hits.append(at)
        at, looked = said.find(wanted, at + 1), looked + 1
    return hits


def _alike(laid: Laid, asked: Asked) -> Placing:
    """Something like the coded words, among what came new where they stood."""
    parts = laid.ways[0].parts
    at = bisect_left(parts, asked.first, key=lambda part: part.old_end)
    before = parts[at - 1].new_end if at else 0
    beyond = bisect_left(parts, asked.last, key=lambda part: part.old)
    after = parts[beyond].new if beyond < len(parts) else len(laid.new.said)
    if before >= after:
        return Placing("orphaned")
    offset = laid.new.starts[before]
    window = laid.new.text[offset : laid.new.ends[after - 1]]
    found = like(laid.old.text[asked.start : asked.end], window)
    return Placing("review", offset + found[0], offset + found[1], "fuzzy") if found else Placing("orphaned")


def stands_elsewhere(laid: Laid, asked: Asked, start: int, end: int) -> bool:
    """Tell whether start:end of the new text says something else than the coding, and its very words came new."""
    wanted, said = slice(asked.first, asked.last), slice(*laid.new.within(start, end))
    if asked.last - asked.first < _FEWEST or laid.old.said[wanted] == laid.new.said[said]:
        return False
    return bool(_hits(laid, asked.first, asked.last, 0.0))


def went(laid: Laid, held: Held, asked: Asked, size: float) -> bool:
    """Tell whether a stretch of the coding of more than this size that is not held came new somewhere else."""
    at = asked.first
    for part in [*held.parts, Part(asked.last, asked.last, 0, 0)]:
        if at < part.old and laid.old.size(at, part.old) > max(size, LEAST) and _hits(laid, at, part.old, STANDS):
            return True
        at = max(at, part.old_end)
    return False
