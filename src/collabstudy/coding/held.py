"""What of a coding still stands, in what two versions have in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from collabstudy.coding.changed import Part
from collabstudy.coding.laid import Laid, Way
from collabstudy.coding.words import Words

SEAM = 24
"""So many characters at the edge of a coding may be those of an equal word beside the one that was coded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The coding that is looked for: its characters in the old text, its words, and their size."""

    start: int
    end: int
    first: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class Held:
    """What of a coding one way holds, in characters: certainly, perhaps, and as one of several equal places.

    `strong` are its parts from the first certain one to the last, `outside` the characters held beyond those.
    """

    way: Way
    sure: float
    weak: float
    loose: int
    parts: list[Part]
    strong: list[Part]
    outside: float


def held(laid: Laid, way: Way, asked: Asked) -> Held:
    """What one way holds of a coding."""
    numbers = way.within(asked.first, asked.last)
    parts = [way.parts[number] for number in numbers]
    sizes = [part.share * _size_of(laid.old, part, asked) for part in parts]
    certain = [at for at, number in enumerate(numbers) if parts[at].share and not way.weak[number]]
    sure = sum(sizes[at] for at in certain)
    weak = sum(sizes) - sure
    loose = loose_size(laid, way, asked.first, asked.last)
    first, last = _firmly(laid, way, parts, sizes, certain) if certain else (0, 0)
    if first == last:
        return Held(way, sure, weak, loose, parts, [], sure + weak)
    surely = set(certain)
    sure = sum(sizes[at] for at in range(first, last) if at in surely)
    weak = sum(sizes) - sure
    outside = sum(sizes[:first]) + sum(sizes[last:])
    return Held(way, sure, weak, loose, parts, _with_touching(parts, first, last), outside)


def _firmly(laid: Laid, way: Way, parts: list[Part], sizes: list[float], certain: list[int]) -> tuple[int, int]:
    """From which part to which a coding stands, without ends of which less has stayed than was exchanged."""
    first = _beyond(laid, way, parts, sizes, certain, 0)
    backwards = _beyond(laid, way, parts, sizes, certain[::-1], -1)
    return (first, backwards + 1) if first <= backwards else (0, 0)


def frayed(laid: Laid, held: Held, asked: Asked) -> bool:
    """Tell whether little at one end of a coding is kept apart from the rest by more that was put in."""
    return any(_parted(laid, parts, asked, side) for side, parts in ((0, held.strong), (-1, held.strong[::-1])))


def _parted(laid: Laid, parts: list[Part], asked: Asked, side: int) -> bool:
    stayed = 0.0
    for part, beyond in pairwise(parts):
        one, other = (part, beyond) if side == 0 else (beyond, part)
        stayed += part.share * _size_of(laid.old, part, asked)
        if stayed > SEAM:
            return False
        if laid.new.size(one.new_end, other.new) > max(SEAM, 3 * stayed):
            return True
    return False


def _beyond(laid: Laid, way: Way, parts: list[Part], sizes: list[float], certain: list[int], side: int) -> int:
    """The first of some parts before which, taken together, not more was exchanged than has stayed."""
    stayed, exchanged, chosen = 0.0, 0, certain[0]
    for at, beyond in pairwise(certain):
        one, other = (parts[at], parts[beyond]) if side == 0 else (parts[beyond], parts[at])
        stayed += sizes[at]
        gone = laid.old.size(one.old_end, other.old) - loose_size(laid, way, one.old_end, other.old)
        exchanged += min(gone, laid.new.size(one.new_end, other.new))
        if stayed < exchanged:
            chosen = beyond
    return chosen


def _size_of(text: Words, part: Part, asked: Asked) -> int:
    """Characters of a part that lie within the coding."""
    return size_within(text, asked.start, asked.end, max(asked.first, part.old), min(asked.last, part.old_end))


def _with_touching(parts: list[Part], first: int, last: int) -> list[Part]:
    """The parts first:last, with other words that were put in the place of what stood right before or after."""
    if first and parts[first - 1].other and parts[first - 1].new_end == parts[first].new:
        first -= 1
    if last < len(parts) and parts[last].other and parts[last].new == parts[last - 1].new_end:
        last += 1
    return parts[first:last]


def loose_size(laid: Laid, way: Way, first: int, last: int) -> int:
    """Characters of those of the old words first:last that are loose."""
    if not way.loose:
        return 0
    return sum(laid.old.size(at, at + 1) for at in range(first, last) if at in way.loose)


def size_within(text: Words, start: int, end: int, first: int, last: int) -> int:
    """Characters of the words first:last that lie within start:end."""
    return text.size(first, last) - max(start - text.starts[first], 0) - max(text.ends[last - 1] - end, 0)
