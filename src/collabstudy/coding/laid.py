"""Two versions of a text side by side: which words of the old one stand where in the new one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from collabstudy.coding.by_line import Rows, by_line
from collabstudy.coding.changed import Part, parts
from collabstudy.coding.common import Common
from collabstudy.coding.moved import LINE, WHOLE, Free, left, lines_once, out_of_order, passages, without
from collabstudy.coding.unique import Run, in_order, unique_windows
from collabstudy.coding.words import Words

_WINDOW = 4
_AROUND = 60
_MOSTLY = 0.5


@dataclass(frozen=True)
class Way:
    """Parts of the old text in the order of the new one: all that stayed in order, or one passage that was moved.

    `weak[n]` says that part n is little between much that was changed, or a short passage that was moved: it may be
    there by chance.
    """

    parts: list[Part]
    weak: list[bool]
    loose: set[int]
    moved: bool = False

    @cached_property
    def first(self) -> int:
        """The first old word of this way."""
        return self.parts[0].old if self.parts else 0

    @cached_property
    def last(self) -> int:
        """One more than its last old word; of the words that stayed in order, the loose ones count too."""
        return max([self.parts[-1].old_end if self.parts else 0, *(at + 1 for at in self.loose)])

    @cached_property
    def _ends(self) -> list[int]:
        return [part.old_end for part in self.parts]

    @cached_property
    def _new_ends(self) -> list[int]:
        return [part.new_end for part in self.parts]

    def within(self, first: int, last: int) -> range:
        """The parts, by number, that share a word with the old words first:last."""
        begin = bisect_left(self._ends, first + 1)
        end = begin
        while end < len(self.parts) and self.parts[end].old < last:
            end += 1
        return range(begin, end)

    def holds_old(self, first: int, last: int) -> bool:
        """Tell whether at least half of the old words first:last have a partner."""
        held = 0
        for at in self.within(first, last):
            part = self.parts[at]
            held += (min(part.old_end, last) - max(part.old, first)) if part.share else 0
        return 2 * held >= last - first

    def holds_new(self, first: int, last: int) -> bool:
        """Tell whether at least half of the new words first:last have a partner."""
        held, at = 0, bisect_left(self._new_ends, first + 1)
        while at < len(self.parts) and self.parts[at].new < last:
            part = self.parts[at]
            held += (min(part.new_end, last) - max(part.new, first)) if part.share else 0
            at += 1
        return 2 * held >= last - first


@dataclass(frozen=True)
class Laid:
    """Two versions side by side; `ways[0]` is what stayed in order."""

    old: Words
    new: Words
    ways: list[Way]
    lost: bytes
    """1 for every old word that has become no new one."""
    fresh: bytes
    """1 for every new word that no old word has become."""


def lay(old: Words, new: Words) -> Laid:
    """Lay two versions of a text side by side.

    Both must be cut with one vocabulary.
    """
    stays, goes = in_order(*unique_windows(old.said, new.said, _WINDOW))
    free = Free(old, new)
    blocks = out_of_order(old, new, _in_words(stays), _in_words(goes), free)
    kept = left(_in_words(stays), blocks)
    found = by_line(
        Rows(without(old.said, [(block.old, block.size) for block in blocks], new=False), old.begins, old.paragraphs),
        Rows(without(new.said, [(block.new, block.size) for block in blocks], new=True), new.begins, new.paragraphs),
        [run._replace(size=run.size - _WINDOW + 1) for run in kept if run.size >= 2 * _WINDOW - 1],
        _WINDOW,
    )
    for run in found.runs:
        free.take(run)
    for number in found.loose:
        free.old[number] = 1
    for number in found.loose_places:
        free.new[number] = 1
    moved = passages(old, new, blocks, _in_words(goes), free)
    whole = [*lines_once(old, new), *(run for run in kept if run.size >= WHOLE)]
    ways = [_main(old, new, found, whole, free), *(_passage(old, new, group, free) for group in moved)]
    return Laid(old, new, ways, bytes(1 - taken for taken in free.old), bytes(1 - taken for taken in free.new))


def _in_words(windows: list[Run]) -> list[Run]:
    return [Run(run.old, run.new, run.size + _WINDOW - 1) for run in windows]


def _main(old: Words, new: Words, found: Common, whole: list[Run], free: Free) -> Way:
    all_parts = parts(old, new, found, (free.old, free.new))
    return Way(all_parts, _weak(old, new, all_parts, found.loose, whole), found.loose)


def _passage(old: Words, new: Words, group: Common, free: Free) -> Way:
    all_parts = parts(old, new, group, (free.old, free.new))
    first, last = all_parts[0], all_parts[-1]
    sound = sum(run.size for run in group.runs) >= WHOLE or (
        old.size(first.old, last.old_end) >= LINE
        and is_lines(old, first.old, last.old_end)
        and is_lines(new, first.new, last.new_end)
    )
    return Way(all_parts, [not sound] * len(all_parts), group.loose, moved=True)


def is_lines(text: Words, first: int, last: int) -> bool:
    """Tell whether these words are one or more whole lines."""
    return text.begins_line(first) and (last == len(text.said) or text.begins_line(last))


def _weak(old: Words, new: Words, all_parts: list[Part], loose: set[int], whole: list[Run]) -> list[bool]:
    """Which parts stand where more was changed than has stayed, and hold nothing that is `whole`."""
    lost = list(accumulate((0 if at in loose else old.size(at, at + 1) for at in range(len(old.said))), initial=0))
    islands: list[list[int]] = []
    for number, part in enumerate(all_parts):
        before = all_parts[number - 1]
        if not part.share:
            continue
        if islands and islands[-1][-1] == number - 1 and (before.old_end, before.new_end) == (part.old, part.new):
            islands[-1].append(number)
        else:
            islands.append([number])
    sizes = [sum(all_parts[at].share * old.size(*all_parts[at][:2]) for at in island) for island in islands]
    first = [all_parts[island[0]] for island in islands]
    last = [all_parts[island[-1]] for island in islands]
    gaps = [
        (lost[old_end] - lost[old_start], new.size(new_start, new_end))
        for old_start, old_end, new_start, new_end in zip(
            [0, *(part.old_end for part in last)],
            [*(part.old for part in first), len(old.said)],
            [0, *(part.new_end for part in last)],
            [*(part.new for part in first), len(new.said)],
            strict=True,
        )
    ]
    weak = [False] * len(all_parts)
    sure = _holding(all_parts, whole)
    for at, island in enumerate(islands):
        if _stayed(sizes, gaps, at) < _MOSTLY and sure.isdisjoint(island):
            for number in island:
                weak[number] = True
    return weak


def _holding(all_parts: list[Part], whole: list[Run]) -> set[int]:
    """The parts, by number, that hold one of these stretches as a whole, word for word."""
    ends = [part.old_end for part in all_parts]
    found = set()
    for run in whole:
        at = bisect_left(ends, run.old + run.size)
        if at < len(all_parts):
            part = all_parts[at]
            if part.exact and part.old <= run.old and part.new - part.old == run.new - run.old:
                found.add(at)
    return found


def _stayed(sizes: list[float], gaps: list[tuple[int, int]], at: int) -> float:
    """What part of the characters in and around an island has stayed; what was only put in or taken out is no loss."""
    stayed, gone, come = sizes[at], 0, 0
    for step in (-1, 1):
        beside, here = 0.0, at
        while 0 <= here < len(sizes) and beside < _AROUND:
            gap = gaps[here + (step + 1) // 2]
            gone, come, beside = gone + gap[0], come + gap[1], beside + max(gap)
            here += step
            if 0 <= here < len(sizes) and beside < _AROUND:
                more = min(sizes[here], _AROUND - beside)
                stayed, beside = stayed + more, beside + more
    return stayed / max(stayed + min(gone, come), 1)
