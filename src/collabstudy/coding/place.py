"""Where a coded passage of the old version stands in the new one, and how sure that is."""

from __future__ import annotations

from collabstudy.coding.elsewhere import elsewhere, stands_elsewhere, went
from collabstudy.coding.held import SEAM, Asked, Held, frayed, held, size_within
from collabstudy.coding.laid import Laid
from collabstudy.coding.spot import STANDS, Placing, span, with_spaces

STANDS_SHORT = 0.85
"""As STANDS, for a short coding, of which the name of the speaker may be the greater part."""
LEFT = 0.3
"""A coding of which less than this part stands has lost its place."""
TORN = 0.15
"""One of which more than this part went elsewhere is torn apart."""
SHORT = 24
"""A coding with fewer characters than this is short: its neighbours must stand too, on both sides."""
_BESIDE = 4


def place(laid: Laid, start: int, end: int) -> Placing:
    """Where start:end of the old text stands in the new one."""
    first, last = laid.old.within(start, end)
    if first == last:
        return _between_words(laid, start, end, first)
    asked = Asked(start, end, first, last, size_within(laid.old, start, end, first, last))
    holding = [held(laid, way, asked) for way in laid.ways if way.first < last and way.last > first]
    if not holding:
        return elsewhere(laid, asked)
    best = max(holding, key=lambda one: one.sure + one.weak)
    other = max((one.sure for one in holding if one is not best), default=0)
    much = min(SEAM, TORN * asked.total)
    torn = other > much or went(laid, best, asked, much)
    found = _stands(laid, best, asked, torn) if best.sure + best.weak else _replaced(laid, best, asked)
    if found:
        return found
    if best.loose >= LEFT * asked.total:
        return Placing("ambiguous")
    return elsewhere(laid, asked)


def _stands(laid: Laid, held: Held, asked: Asked, torn: bool) -> Placing | None:
    """The place of what is held, unless that is too little; `torn` when another part of the coding went elsewhere."""
    method = "block" if held.way.moved else "diff"
    if held.strong and not torn and not frayed(laid, held, asked):
        start, end, stands, seam = span(laid, held, held.strong, asked)
        certain = start < end and held.outside <= SEAM and _is_certain(laid, held, asked, start, end, stands, seam)
        if certain and not stands_elsewhere(laid, asked, start, end):
            return Placing("moved", *with_spaces(laid, asked, start, end), method)
    start, end, stands, _ = span(laid, held, held.parts, asked)
    if start >= end or stands + held.weak < LEFT * asked.total:
        return None
    return Placing("review", *with_spaces(laid, asked, start, end), method)


def _is_certain(laid: Laid, held: Held, asked: Asked, start: int, end: int, stands: float, seam: int) -> bool:
    first, last = laid.new.within(start, end)
    put_in = size_within(laid.new, start, end, first, last) - stands
    return (
        _is_enough(laid, held, asked, stands)
        and seam <= min(SEAM, LEFT * asked.total)
        and put_in <= max(stands, SHORT)
        and (
            stands >= SHORT or (_went_along(laid, held, asked) if held.way.moved else _beside(laid, asked, first, last))
        )
    )


def _went_along(laid: Laid, held: Held, asked: Asked) -> bool:
    """Tell whether a short coding belongs to the passage that was moved: a first or last line may be another's.

    What is on that line must be long enough, or stand once in each text.
    """
    first, last = held.way.first, held.way.last
    begin, end = laid.old.line(asked.first)[0], laid.old.line(asked.last - 1)[1]
    if first < begin and end < last:
        return True
    begin, end = max(first, begin), min(last, end)
    said = laid.old.said[begin:end]
    return laid.old.size(begin, end) >= SHORT or laid.old.said.count(said) == laid.new.said.count(said) == 1


def _is_enough(laid: Laid, held: Held, asked: Asked, stands: float) -> bool:
    """Tell whether most of a coding stands; where stamps and signs are gone from it, most of its words will do."""
    if stands >= (STANDS if asked.total >= SHORT else STANDS_SHORT) * asked.total:
        return True
    spans = ((part.share, max(part.old, asked.first), min(part.old_end, asked.last)) for part in held.strong)
    said = sum(share * laid.old.lettered(first, last) for share, first, last in spans)
    words = laid.old.lettered(asked.first, asked.last)
    return stands >= LEFT * asked.total and words >= SHORT and said >= STANDS * words


def _beside(laid: Laid, asked: Asked, first: int, last: int) -> bool:
    """Tell whether on both sides of a place, in either text, most of what is near has stayed."""
    way = laid.ways[0]
    old_from, old_to = max(asked.first - _BESIDE, 0), min(asked.last + _BESIDE, len(laid.old.said))
    new_from, new_to = max(first - _BESIDE, 0), min(last + _BESIDE, len(laid.new.said))
    left = way.holds_old(old_from, asked.first) or way.holds_new(new_from, first)
    return left and (way.holds_old(asked.last, old_to) or way.holds_new(last, new_to))


def _replaced(laid: Laid, held: Held, asked: Asked) -> Placing | None:
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
