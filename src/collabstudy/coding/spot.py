"""The very characters between which a coding stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from collabstudy.coding.changed import Part
from collabstudy.coding.held import Asked, Held, loose_size
from collabstudy.coding.laid import Laid
from collabstudy.coding.words import plain

Sureness = Literal["moved", "review", "ambiguous", "orphaned"]

STANDS = 0.7
"""A coding of which this part of the characters stands is carried without asking."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A place in the new text, and how it was found; `start` = `end` where there is none."""

    sureness: Sureness
    start: int = 0
    end: int = 0
    method: str = "diff"


def span(laid: Laid, held: Held, parts: list[Part], asked: Asked) -> tuple[int, int, float, int]:
    """From where to where parts of a coding stand, how many characters stand, and how many of these at a seam."""
    before, after = _seams(laid, parts, asked)
    seam = laid.old.size(parts[0].old - before, parts[0].old) + laid.old.size(
        parts[-1].old_end, parts[-1].old_end + after
    )
    stands = held.sure + loose_size(laid, held.way, parts[0].old_end, parts[-1].old) + seam
    return _start(laid, parts[0], before, asked), _end(laid, parts[-1], after, asked), stands, seam


def _seams(laid: Laid, parts: list[Part], asked: Asked) -> tuple[int, int]:
    """How many coded words before and after those that are held stand in the new text in the same row."""
    old, new, before, after = laid.old.said, laid.new.said, 0, 0
    a, b = parts[0].old, parts[0].new
    while a - before > asked.first and b - before > 0 and old[a - before - 1] == new[b - before - 1]:
        before += 1
    a, b = parts[-1].old_end, parts[-1].new_end
    while a + after < asked.last and b + after < len(new) and old[a + after] == new[b + after]:
        after += 1
    return before, after


def _start(laid: Laid, part: Part, before: int, asked: Asked) -> int:
    if before:
        cut = max(asked.start - laid.old.starts[part.old - before], 0)
        return min(laid.new.starts[part.new - before] + cut, laid.new.ends[part.new - before])
    start = max(asked.start, laid.old.starts[asked.first])
    if start <= laid.old.starts[part.old]:
        return laid.new.starts[part.new]
    return _inside(laid, part, start, 0)


def _end(laid: Laid, part: Part, after: int, asked: Asked) -> int:
    if after:
        cut = max(laid.old.ends[part.old_end + after - 1] - asked.end, 0)
        return max(laid.new.ends[part.new_end + after - 1] - cut, laid.new.starts[part.new_end + after - 1])
    end = min(asked.end, laid.old.ends[asked.last - 1])
    if end >= laid.old.ends[part.old_end - 1]:
        return laid.new.ends[part.new_end - 1]
    return _inside(laid, part, end, 1)


def _inside(laid: Laid, part: Part, position: int, side: int) -> int:
    """Where a position within a part stands; `side` is 0 for the start of a coding and 1 for its end."""
    first, last, new_first, new_last = part[:4]
    if part.exact:
        first = laid.old.within(position - side, position - side + 1)[0]
        new_first += first - part.old
        last, new_last = first + 1, new_first + 1
    elif part.other:
        return laid.new.ends[new_last - 1] if side else laid.new.starts[new_first]
    old_start, new_start = laid.old.starts[first], laid.new.starts[new_first]
    if position <= old_start:
        return new_start
    if position >= laid.old.ends[last - 1]:
        return laid.new.ends[new_last - 1]
    return new_start + _letter(laid.old.raw(first, last), laid.new.raw(new_first, new_last), position - old_start, side)


def _letter(old: str, new: str, position: int, side: int) -> int:
    from rapidfuzz.distance import Levenshtein

    if len(old) == len(new) and plain(old) == plain(new):
        return position
    for step in Levenshtein.opcodes(old, new):
        if step.src_start <= position < step.src_end or (side and position == step.src_end):
            if step.tag == "equal":
                return step.dest_start + position - step.src_start
            return step.dest_end if side else step.dest_start
    return len(new)


def with_spaces(laid: Laid, asked: Asked, start: int, end: int) -> tuple[int, int]:
    """Add what stood within the coding before its first word and after its last, where it stands there still."""
    old, new = laid.old, laid.new
    before = old.text[asked.start : max(old.starts[asked.first], asked.start)]
    after = old.text[min(old.ends[asked.last - 1], asked.end) : asked.end]
    if before and new.text[max(start - len(before), 0) : start] == before:
        start -= len(before)
    if after and new.text[end : end + len(after)] == after:
        end += len(after)
    return start, end
