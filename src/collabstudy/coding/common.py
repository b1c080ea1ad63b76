"""What two texts certainly have in common, word by word, and what could have come from more than one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.coding.unique import Run, in_order, joined, signs, unique_windows

if TYPE_CHECKING:
    from collabstudy.coding.unique import Numbers

CELLS = 40_000
"""A stretch is compared word against word up to this many pairs; larger ones are first cut at what is unique."""
MOST_CELLS = 1_000_000
_STEPS = ((4, 4), (4, 1), (2, 1), (1, 1))


@dataclass(frozen=True)
class Common:
    """Runs in order, and words (by number) that have several equally good places, or are such a place."""

    runs: list[Run] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)
    loose_places: set[int] = field(default_factory=set)


def common(old: str, new: str, windows: list[Run] | None = None, size: int = 4) -> Common:
    """What two sequences certainly share; `windows` are stretches known to belong together, if known already.

    A word is certain when every longest common subsequence matches it with the same word; where something was
    put in or taken out between equal words, those at the seam are loose, as nobody can tell which are the old ones.

    >>> common("abcd", "abXcd").runs
    [Run(old=0, new=0, size=2), Run(old=2, new=3, size=2)]
    >>> common("aYYb", "aYb")
    Common(runs=[Run(old=0, new=0, size=1), Run(old=3, new=2, size=1)], loose={1, 2}, loose_places={1})
    """
    found = Common()
    if windows:
        _between(old, new, 0, len(old), 0, len(new), windows, size, 0, found)
    else:
        _compare(old, new, 0, len(old), 0, len(new), 0, found)
    return Common(joined(found.runs), found.loose, found.loose_places)


def _between(
    old: str, new: str, a0: int, a1: int, b0: int, b1: int, windows: list[Run], size: int, step: int, found: Common
) -> None:
    """Take the inside of each stretch as certain, and compare what lies between."""
    for run in windows:
        words = run.size + size - 1
        soft = min(size - 1, (words - 1) // 2)
        a, b, many = run.old + soft, run.new + soft, words - 2 * soft
        _compare(old, new, a0, a, b0, b, step, found)
        found.runs.append(Run(a, b, many))
        a0, b0 = a + many, b + many
    _compare(old, new, a0, a1, b0, b1, step, found)


def _compare(old: str, new: str, a0: int, a1: int, b0: int, b1: int, step: int, found: Common) -> None:
    before, after = old[a0:a1], new[b0:b1]
    if before == after:
        if before:
            found.runs.append(Run(a0, b0, a1 - a0))
        return
    if not before or not after:
        return
    head, tail = _alike(before, after), _alike(before[::-1], after[::-1])
    least = min(len(before), len(after))
    if head + tail >= least:
        _seam(a0, a1, b0, b1, head, tail, found)
        return
    if set(before[head : len(before) - tail]).isdisjoint(after) and set(after[head : len(after) - tail]).isdisjoint(
        before
    ):
        _ends(a0, a1, b0, b1, head, tail, found)
        return
    if len(before) * len(after) > CELLS and _cut(old, new, a0, a1, b0, b1, step, found):
        return
    if len(before) * len(after) <= MOST_CELLS:
        _longest(before, after, a0, b0, found)
        return
    found.loose.update(range(a0, a1))


def _ends(a0: int, a1: int, b0: int, b1: int, head: int, tail: int, found: Common) -> None:
    if head:
        found.runs.append(Run(a0, b0, head))
    if tail:
        found.runs.append(Run(a1 - tail, b1 - tail, tail))


def _seam(a0: int, a1: int, b0: int, b1: int, head: int, tail: int, found: Common) -> None:
    """Something was only put in, or only taken out: what fits on both sides of it is loose."""
    least = min(a1 - a0, b1 - b0)
    sure_head, sure_tail = max(least - tail, 0), max(least - head, 0)
    _ends(a0, a1, b0, b1, sure_head, sure_tail, found)
    for first, last, loose in ((a0, a1, found.loose), (b0, b1, found.loose_places)):
        loose.update(range(first + sure_head, first + least - sure_tail))
        loose.update(range(last - least + sure_head, last - sure_tail))


def _cut(old: str, new: str, a0: int, a1: int, b0: int, b1: int, step: int, found: Common) -> bool:
    for number in range(step, len(_STEPS)):
        size, fewest = _STEPS[number]
        chain, _ = in_order(*unique_windows(old[a0:a1], new[b0:b1], size))
        chain = [Run(a0 + run.old, b0 + run.new, run.size) for run in chain if run.size >= fewest]
        if chain:
            _between(old, new, a0, a1, b0, b1, chain, size, number, found)
            return True
    return False


def _longest(before: str, after: str, a0: int, b0: int, found: Common) -> None:
    """Match what all longest common subsequences match alike; what only some of them match is loose."""
    import numpy as np

    first, second = signs(before), signs(after)
    upto = _lengths(first, second)
    beyond = _lengths(first[::-1], second[::-1])[::-1, ::-1]
    best = upto[-1, -1]
    paired = (first[:, None] == second[None, :]) & (upto[:-1, :-1] + beyond[1:, 1:] + 1 == best)
    skipped = (upto[:-1, :] + beyond[1:, :] == best).any(axis=1)
    sure = (paired.sum(axis=1) == 1) & ~skipped
    partner = paired.argmax(axis=1)
    for at in np.flatnonzero(sure).tolist():
        found.runs.append(Run(a0 + at, b0 + int(partner[at]), 1))
    found.loose.update((a0 + np.flatnonzero(paired.any(axis=1) & ~sure)).tolist())
    taken = paired.any(axis=0)
    taken[partner[sure]] = False
    found.loose_places.update((b0 + np.flatnonzero(taken)).tolist())


def _lengths(first: Numbers, second: Numbers) -> Numbers:
    """Lengths of the longest common subsequence of every beginning of one with every beginning of the other."""
    import numpy as np

    table = np.zeros((len(first) + 1, len(second) + 1), dtype=np.int16 if len(first) < 2**15 else np.int32)
    for at, sign in enumerate(first):
        row = np.maximum(table[at, 1:], table[at, :-1] + (second == sign))
        np.maximum.accumulate(row, out=table[at + 1, 1:])
    return table


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low
