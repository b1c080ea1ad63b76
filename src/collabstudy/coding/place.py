"""Where a coded passage of the old version stands in the new one, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from collabstudy.coding.changed import Part
from collabstudy.coding.laid import Laid, Way, is_lines
from collabstudy.coding.like import like
from collabstudy.coding.words import Words, plain

Sureness = Literal["moved", "review", "ambiguous", "orphaned"]

STANDS = 0.7
"""A coding of which this part of the characters stands is carried without asking."""
STANDS_SHORT = 0.85
"""The same for a short one, of which the name of the speaker may be the greater part."""
LEFT = 0.3
"""One of which less than this stands has lost its place."""
SEAM = 24
"""So many characters at the edge of a coding may be those of an equal word beside the one that was coded."""
SHORT = 24
"""A coding with fewer certain characters than this is short: its neighbours must stand too, on both sides."""
LEAST = 12
"""A passage with fewer characters than this is not looked for elsewhere."""
_BESIDE = 4
_FEWEST = 3
_MOST = 1000
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Placing:
    """A place in the new text, and how it was found; `start` = `end` where there is none."""

    sureness: Sureness
    start: int = 0
    end: int = 0
    method: str = "diff"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The coding that is looked for: its characters in the old text, its words, and their size."""

    start: int
    end: int
    first: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class _Held:
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


def place(laid: Laid, start: int, end: int) -> Placing:
    """Where start:end of the old text stands in the new one."""
    first, last = laid.old.within(start, end)
    if first == last:
        return _between_words(laid, start, end, first)
    asked = _Asked(start, end, first, last, _size(laid.old, start, end, first, last))
    held = [_held(laid, way, asked) for way in laid.ways if way.first < last and way.last > first]
    if not held:
        return _elsewhere(laid, asked)
    best = max(held, key=lambda one: one.sure + one.weak)
    other = max((one.sure for one in held if one is not best), default=0)
    torn = other > min(SEAM, LEFT * asked.total) or _went(laid, best, asked)
    found = _stands(laid, best, asked, torn) if best.sure + best.weak else _replaced(laid, best, asked)
    if found:
        return found
    if best.loose >= LEFT * asked.total:
        return Placing("ambiguous")
    return _elsewhere(laid, asked)


def _held(laid: Laid, way: Way, asked: _Asked) -> _Held:
    numbers = way.within(asked.first, asked.last)
    parts = [way.parts[number] for number in numbers]
    sizes = [part.share * _size_of(laid.old, part, asked) for part in parts]
    certain = [at for at, number in enumerate(numbers) if parts[at].share and not way.weak[number]]
    sure = sum(sizes[at] for at in certain)
    weak = sum(sizes) - sure
    loose = _loose(laid, way, asked.first, asked.last)
    first, last = _firmly(laid, way, parts, sizes, certain) if certain else (0, 0)
    if first == last:
        return _Held(way, sure, weak, loose, parts, [], sure + weak)
    surely = set(certain)
    sure = sum(sizes[at] for at in range(first, last) if at in surely)
    weak = sum(sizes) - sure
    outside = sum(sizes[:first]) + sum(sizes[last:])
    return _Held(way, sure, weak, loose, parts, _with_touching(parts, first, last), outside)


def _firmly(laid: Laid, way: Way, parts: list[Part], sizes: list[float], certain: list[int]) -> tuple[int, int]:
    """From which part to which a coding stands, without ends of which less has stayed than was exchanged."""
    first = _beyond(laid, way, parts, sizes, certain, 0)
    backwards = _beyond(laid, way, parts, sizes, certain[::-1], -1)
    return (first, backwards + 1) if first <= backwards else (0, 0)


def _frayed(laid: Laid, held: _Held, asked: _Asked) -> bool:
    """Tell whether little at one end of a coding is kept apart from the rest by more that was put in."""
    return any(_parted(laid, parts, asked, side) for side, parts in ((0, held.strong), (-1, held.strong[::-1])))


def _parted(laid: Laid, parts: list[Part], asked: _Asked, side: int) -> bool:
    stayed = 0.0
    for part, beyond in pairwise(parts):
        one, other = (part, beyond) if side == 0 else (beyond, part)
        stayed += part.share * _size_of(laid.old, part, asked)
        if stayed > SEAM:
            return False
        if laid.new.size(one.new_end, other.new) > 2 * SEAM:
            return True
    return False


def _beyond(laid: Laid, way: Way, parts: list[Part], sizes: list[float], certain: list[int], side: int) -> int:
    """The first of some parts before which, taken together, not more was exchanged than has stayed."""
    stayed, exchanged, chosen = 0.0, 0, certain[0]
    for at, beyond in pairwise(certain):
        one, other = (parts[at], parts[beyond]) if side == 0 else (parts[beyond], parts[at])
        stayed += sizes[at]
        gone = laid.old.size(one.old_end, other.old) - _loose(laid, way, one.old_end, other.old)
        exchanged += min(gone, laid.new.size(one.new_end, other.new))
        if stayed < exchanged:
            chosen = beyond
    return chosen


def _size_of(text: Words, part: Part, asked: _Asked) -> int:
    """Characters of a part that lie within the coding."""
    return _size(text, asked.start, asked.end, max(asked.first, part.old), min(asked.last, part.old_end))


def _with_touching(parts: list[Part], first: int, last: int) -> list[Part]:
    """The parts first:last, with other words that were put in the place of what stood right before or after."""
    if first and parts[first - 1].other and parts[first - 1].new_end == parts[first].new:
        first -= 1
    if last < len(parts) and parts[last].other and parts[last].new == parts[last - 1].new_end:
        last += 1
    return parts[first:last]


def _loose(laid: Laid, way: Way, first: int, last: int) -> int:
    if not way.loose:
        return 0
    return sum(laid.old.size(at, at + 1) for at in range(first, last) if at in way.loose)


def _size(text: Words, start: int, end: int, first: int, last: int) -> int:
    """Characters of the words first:last that lie within start:end."""
    return text.size(first, last) - max(start - text.starts[first], 0) - max(text.ends[last - 1] - end, 0)


def _stands(laid: Laid, held: _Held, asked: _Asked, torn: bool) -> Placing | None:
    """The place of what is held, unless that is too little; `torn` when another part of the coding went elsewhere."""
    method = "block" if held.way.moved else "diff"
    if held.strong and not torn and not _frayed(laid, held, asked):
        start, end, stands, seam = _span(laid, held, held.strong, asked)
        if start < end and held.outside <= SEAM and _is_certain(laid, held, asked, start, end, stands, seam):
            return Placing("moved", *_with_spaces(laid, asked, start, end), method)
    start, end, stands, _ = _span(laid, held, held.parts, asked)
    if start >= end or stands + held.weak < LEFT * asked.total:
        return None
    return Placing("review", *_with_spaces(laid, asked, start, end), method)


def _span(laid: Laid, held: _Held, parts: list[Part], asked: _Asked) -> tuple[int, int, float, int]:
    """From where to where parts of a coding stand, how many characters stand, and how many of these at a seam."""
    before, after = _seams(laid, parts, asked)
    seam = laid.old.size(parts[0].old - before, parts[0].old) + laid.old.size(
        parts[-1].old_end, parts[-1].old_end + after
    )
    stands = held.sure + _loose(laid, held.way, parts[0].old_end, parts[-1].old) + seam
    return _start(laid, parts[0], before, asked), _end(laid, parts[-1], after, asked), stands, seam


def _is_certain(laid: Laid, held: _Held, asked: _Asked, start: int, end: int, stands: float, seam: int) -> bool:
    first, last = laid.new.within(start, end)
    put_in = _size(laid.new, start, end, first, last) - stands
    return (
        stands >= (STANDS if asked.total >= SHORT else STANDS_SHORT) * asked.total
        and seam <= min(SEAM, LEFT * asked.total)
        and put_in <= max(stands, SHORT)
        and (stands >= SHORT or held.way.moved or _beside(laid, asked, first, last))
    )


def _went(laid: Laid, held: _Held, asked: _Asked) -> bool:
    """Tell whether a longer stretch of the coding that is not held came new somewhere else."""
    at = asked.first
    for part in [*held.parts, Part(asked.last, asked.last, 0, 0)]:
        if at < part.old and laid.old.size(at, part.old) > SEAM and _hits(laid, at, part.old, STANDS):
            return True
        at = max(at, part.old_end)
    return False


def _seams(laid: Laid, parts: list[Part], asked: _Asked) -> tuple[int, int]:
    """How many coded words before and after those that are held stand in the new text in the same row."""
    old, new, before, after = laid.old.said, laid.new.said, 0, 0
    a, b = parts[0].old, parts[0].new
    while a - before > asked.first and b - before > 0 and old[a - before - 1] == new[b - before - 1]:
        before += 1
    a, b = parts[-1].old_end, parts[-1].new_end
    while a + after < asked.last and b + after < len(new) and old[a + after] == new[b + after]:
        after += 1
    return before, after


def _start(laid: Laid, part: Part, before: int, asked: _Asked) -> int:
    if before:
        cut = max(asked.start - laid.old.starts[part.old - before], 0)
        return min(laid.new.starts[part.new - before] + cut, laid.new.ends[part.new - before])
    start = max(asked.start, laid.old.starts[asked.first])
    if start <= laid.old.starts[part.old]:
        return laid.new.starts[part.new]
    return _inside(laid, part, start, 0)


def _end(laid: Laid, part: Part, after: int, asked: _Asked) -> int:
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


def _with_spaces(laid: Laid, asked: _Asked, start: int, end: int) -> tuple[int, int]:
    """Add what stood within the coding before its first word and after its last, where it stands there still."""
    old, new = laid.old, laid.new
    before = old.text[asked.start : max(old.starts[asked.first], asked.start)]
    after = old.text[min(old.ends[asked.last - 1], asked.end) : asked.end]
    if before and new.text[max(start - len(before), 0) : start] == before:
        start -= len(before)
    if after and new.text[end : end + len(after)] == after:
        end += len(after)
    return start, end


def _beside(laid: Laid, asked: _Asked, first: int, last: int) -> bool:
    """Tell whether on both sides of a place something near it stands as it stood."""
    way = laid.ways[0]
    left = (
        asked.first == 0 or way.holds_old(asked.first - _BESIDE, asked.first) or way.holds_new(first - _BESIDE, first)
    )
    return left and (
        asked.last == len(laid.old.said)
        or way.holds_old(asked.last, asked.last + _BESIDE)
        or way.holds_new(last, last + _BESIDE)
    )


def _replaced(laid: Laid, held: _Held, asked: _Asked) -> Placing | None:
    """The place of other words that were put in the place of the coded ones."""
    if held.way.moved or not held.parts:
        return None
    first, last = held.parts[0], held.parts[-1]
    covered = laid.old.size(max(first.old, asked.first), min(last.old_end, asked.last))
    if covered < STANDS * asked.total or not _beside(laid, asked, first.new, last.new_end):
        return None
    return Placing("review", laid.new.starts[first.new], laid.new.ends[last.new_end - 1])


def _between_words(laid: Laid, start: int, end: int, next_word: int) -> Placing:
    """A coding of nothing but spaces stands where the words around it stand, with the same spaces between."""
    old, new = laid.old, laid.new
    if 0 < next_word < len(old.said):
        for at in laid.ways[0].within(next_word - 1, next_word):
            part = laid.ways[0].parts[at]
            there = part.new + next_word - part.old
            if part.exact and next_word < part.old_end:
                before, after = old.ends[next_word - 1], new.ends[there - 1]
                if old.text[before : old.starts[next_word]] == new.text[after : new.starts[there]]:
                    return Placing("moved", after + start - before, after + end - before)
    return Placing("orphaned")


def _elsewhere(laid: Laid, asked: _Asked) -> Placing:
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


def _lost_with(laid: Laid, asked: _Asked) -> tuple[int, int]:
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
    at = said.find(wanted)
    while at >= 0 and len(hits) < _MOST:
        if laid.fresh.count(1, at, at + last - first) > fresh * (last - first):
            hits.append(at)
        at = said.find(wanted, at + 1)
    return hits


def _alike(laid: Laid, asked: _Asked) -> Placing:
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
