"""What two texts have in common, by line: people put in and take out whole turns, hardly ever from one into another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from collabstudy.coding.common import Common, common
from collabstudy.coding.unique import Run, joined

Gap = tuple[int, int, int, int]
"""The old words a0:a1 and the new words b0:b1 between two stretches that belong together."""


@dataclass(frozen=True)
class Rows:
    """One text as words, one character each, and the words (by number) that begin a line, or a paragraph, in order."""

    said: str
    begins: list[int]
    paragraphs: list[int]

    def before(self, word: int) -> tuple[int, int]:
        """How many words of the paragraph, and of the line, stand before this word."""
        paragraph, line = (begins[bisect_right(begins, word) - 1] for begins in (self.paragraphs, self.begins))
        return word - paragraph, word - line

    def beyond(self, word: int) -> tuple[int, int]:
        """How many words of the paragraph, and of the line, of the word before this one are still to come."""
        return self._next(self.paragraphs, word) - word, self._next(self.begins, word) - word

    def _next(self, begins: list[int], word: int) -> int:
        at = bisect_left(begins, word)
        return begins[at] if at < len(begins) else len(self.said)

    def lines(self, first: int, last: int) -> list[tuple[int, int]]:
        """The lines that lie wholly within the words first:last, each as a half-open range."""
        at = bisect_left(self.begins, first)
        until = bisect_right(self.begins, last)
        found = list(pairwise(self.begins[at:until]))
        tail = self.begins[until - 1] if until > at else last
        return [*found, (tail, last)] if tail < last == len(self.said) else found


def by_line(old: Rows, new: Rows, windows: list[Run], size: int) -> Common:
    """What two texts certainly share; `windows` are stretches of `size` words and more known to belong together.

    Where something was put in or taken out between equal words, it is whole lines if it can be, in one way. What is
    not certain even so is told as `common` tells it.

    >>> old = Rows("pyes", [0, 1], [0])
    >>> by_line(old, Rows("pymsyes", [0, 1, 4], [0]), [], 4).runs
    [Run(old=0, new=0, size=1), Run(old=1, new=4, size=3)]
    """
    found = Common()
    a0 = b0 = 0
    for run in [*_firm(old, new, windows, size), Run(len(old.said), len(new.said), 0)]:
        _lines_between(old, new, (a0, run.old, b0, run.new), found)
        if run.size:
            found.runs.append(run)
        a0, b0 = run.old + run.size, run.new + run.size
    return Common(joined(found.runs), found.loose, found.loose_places)


def _firm(old: Rows, new: Rows, windows: list[Run], size: int) -> Iterator[Run]:
    """The inside of each stretch; its ends too where the words stand alike up to the end of a paragraph or line."""
    cores = [_core(run, size) for run in windows]
    a0 = b0 = 0
    for core, after in pairwise([*cores, Run(len(old.said), len(new.said), 0)]):
        a, b, words = core
        end, there = a + words, b + words
        back = on = 0
        for many in _both(old.before(a), new.before(b), min(a - a0, b - b0)):
            if old.said[a - many : a] == new.said[b - many : b]:
                back = many
        for many in _both(old.beyond(end), new.beyond(there), min(after.old - end, after.new - there)):
            if old.said[end : end + many] == new.said[there : there + many]:
                on = many
        yield Run(a - back, b - back, back + words + on)
        a0, b0 = end + on, there + on


def _both(first: tuple[int, int], second: tuple[int, int], most: int) -> Iterator[int]:
    """Up to the end of the line, then of the paragraph: the words that it takes in both texts, if as many as may be."""
    return (one for one, other in zip(first[::-1], second[::-1], strict=True) if one == other <= most)


def _core(run: Run, size: int) -> Run:
    """The inside of a stretch: its ends may be there by chance, as they need what follows to stand only once."""
    words = run.size + size - 1
    soft = min(size - 1, (words - 1) // 2)
    return Run(run.old + soft, run.new + soft, words - 2 * soft)


def _lines_between(old: Rows, new: Rows, gap: Gap, found: Common) -> None:
    """Hold a gap together by the lines that stand once in it in either text, and compare what lies between."""
    a0, a1, b0, b1 = gap
    if a0 == a1 or b0 == b1:
        return
    runs = _once(old, new, gap) if old.said[a0:a1] != new.said[b0:b1] else []
    if not runs:
        inside = common(old.said[a0:a1], new.said[b0:b1])
        found.runs.extend(Run(a0 + run.old, b0 + run.new, run.size) for run in inside.runs)
        found.loose.update(a0 + at for at in inside.loose)
        found.loose_places.update(b0 + at for at in inside.loose_places)
        return
    for run in runs:
        _lines_between(old, new, (a0, run.old, b0, run.new), found)
        found.runs.append(run)
        a0, b0 = run.old + run.size, run.new + run.size
    _lines_between(old, new, (a0, a1, b0, b1), found)


def _once(old: Rows, new: Rows, gap: Gap) -> list[Run]:
    """The lines that stand once within each side of a gap; none when not all of them are in one order."""
    a0, a1, b0, b1 = gap
    first, second = old.lines(a0, a1), new.lines(b0, b1)
    if not first or not second:
        return []
    times = Counter(old.said[start:end] for start, end in first)
    also = Counter(new.said[start:end] for start, end in second)
    there = {new.said[start:end]: start for start, end in second}
    runs = [
        Run(start, there[said], end - start)
        for start, end in first
        if times[said := old.said[start:end]] == 1 and also[said] == 1
    ]
    in_one_order = all(one.new < other.new for one, other in pairwise(runs))
    return runs if in_one_order else []
