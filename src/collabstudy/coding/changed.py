"""Words that were changed where they stand: spelling, hyphens, and names that became other names throughout."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from collabstudy.coding.common import Common
from collabstudy.coding.unique import Run
from collabstudy.coding.words import Words

ALIKE = 0.5
"""Words that share this part of their letters, in order, may be one word that was changed,"""
SPELLED = 0.75
"""and with this part, it is one word in two spellings."""
_LONGEST = 400
_NAME = 4


class Part(NamedTuple):
    """Words old:old_end that stand at new:new_end.

    `share` of their characters counts as standing. `exact`: word for word the same. `other`: wholly other words.
    """

    old: int
    old_end: int
    new: int
    new_end: int
    share: float = 1.0
    exact: bool = True
    other: bool = False


def parts(old: Words, new: Words, found: Common, taken: tuple[bytearray, bytearray]) -> list[Part]:
    """What the texts have in common and, between that, words that were changed one into the other.

    `taken` has 1 for every word, old and new, that has a partner already, here or elsewhere. A part with share 0 is a
    word that was put in the place of another: it says where, and not that it is the same.
    """
    changed = [part for gap in _gaps(found.runs) for part in _changed(old, new, gap, found, *taken)]
    names = _throughout(old, new, changed)
    named = [part._replace(share=1.0) if _as_name(old, new, part) in names else part for part in changed]
    return sorted([*(_part(run) for run in found.runs), *named])


def _part(run: Run) -> Part:
    return Part(run.old, run.old + run.size, run.new, run.new + run.size)


def _gaps(runs: list[Run]) -> Iterator[tuple[int, int, int, int]]:
    for one, next_ in pairwise(runs):
        gap = (one.old + one.size, next_.old, one.new + one.size, next_.new)
        if gap[0] < gap[1] and gap[2] < gap[3]:
            yield gap


def _changed(
    old: Words, new: Words, gap: tuple[int, int, int, int], found: Common, gone: bytearray, come: bytearray
) -> Iterator[Part]:
    """Pair what is alike from both ends of a gap, as far as it is free; the rest as a whole, or word for word."""
    a0, a1, b0, b1 = gap
    if not found.loose.isdisjoint(range(a0, a1)) or not found.loose_places.isdisjoint(range(b0, b1)):
        return
    a0, a1 = _without_taken(gone, a0, a1)
    b0, b1 = _without_taken(come, b0, b1)
    while a0 < a1 and b0 < b1 and not gone[a0] and not come[b0]:
        if (share := _alike(old, new, a0, a0 + 1, b0, b0 + 1)) < ALIKE:
            break
        yield _one_word(a0, a0 + 1, b0, b0 + 1, share)
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and not gone[a1 - 1] and not come[b1 - 1]:
        if (share := _alike(old, new, a1 - 1, a1, b1 - 1, b1)) < ALIKE:
            break
        yield _one_word(a1 - 1, a1, b1 - 1, b1, share)
        a1, b1 = a1 - 1, b1 - 1
    if a0 == a1 or b0 == b1 or gone.find(1, a0, a1) >= 0 or come.find(1, b0, b1) >= 0:
        return
    if (share := _alike(old, new, a0, a1, b0, b1)) >= ALIKE:
        yield _one_word(a0, a1, b0, b1, share)
    elif a1 - a0 <= _NAME and b1 - b0 <= _NAME:
        yield Part(a0, a1, b0, b1, 0.0, False, True)


def _without_taken(taken: bytearray, first: int, last: int) -> tuple[int, int]:
    """The words first:last without those at the ends that have a partner elsewhere."""
    while first < last and taken[first]:
        first += 1
    while first < last and taken[last - 1]:
        last -= 1
    return first, last


def _one_word(a0: int, a1: int, b0: int, b1: int, share: float) -> Part:
    return Part(a0, a1, b0, b1, 1.0 if share >= SPELLED else share, exact=False)


def _alike(old: Words, new: Words, a0: int, a1: int, b0: int, b1: int) -> float:
    from rapidfuzz.distance import LCSseq

    if old.size(a0, a1) > _LONGEST or new.size(b0, b1) > _LONGEST:
        return 0.0
    before, after = old.joined(a0, a1), new.joined(b0, b1)
    if before.isdigit() and after.isdigit():
        return float(before == after)  # another number is not the same number misspelled
    return float(LCSseq.normalized_similarity(before, after, score_cutoff=ALIKE))


def _as_name(old: Words, new: Words, part: Part) -> tuple[str, str]:
    if part.exact or part.share == 1.0:
        return "", ""
    return old.said[part.old : part.old_end], new.said[part.new : part.new_end]


def _throughout(old: Words, new: Words, changed: list[Part]) -> set[tuple[str, str]]:
    """Names, old and new, that were replaced at least twice, always by the same, and are left nowhere."""
    times = Counter(_as_name(old, new, part) for part in changed)
    times.pop(("", ""), None)
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), many in times.items():
        became[one][other] += many
    return {
        (one, other)
        for (one, other), many in times.items()
        if many >= 2 and many >= 0.9 * became[one].total() and one not in new.said
    }
