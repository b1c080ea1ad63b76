"""Stretches of a text that have gone to another place in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from collabstudy.coding.common import Common, common
from collabstudy.coding.unique import Run
from collabstudy.coding.words import NOWHERE_NEW, NOWHERE_OLD, Words

WHOLE = 8
"""So many words in a row, found once in each text, are the same words."""
LINE = 12
"""A line of so many characters that stands once in each text is the same line."""
_NEAR = 40
_FAR = 5000
_THERE = 60


class Free:
    """Which words of both texts have no partner yet."""

    def __init__(self, old: Words, new: Words) -> None:
        self._old, self._new = old, new
        self.old, self.new = bytearray(len(old.said)), bytearray(len(new.said))

    def take(self, run: Run) -> None:
        """These words have a partner now."""
        self.old[run.old : run.old + run.size] = b"\1" * run.size
        self.new[run.new : run.new + run.size] = b"\1" * run.size

    def are(self, old: int, old_end: int, new: int, new_end: int) -> bool:
        """Tell whether all of these words have none."""
        return self.old.find(1, old, old_end) < 0 and self.new.find(1, new, new_end) < 0

    def part(self, run: Run) -> Run | None:
        """What of a run is free, from the first free word to the last; None when something between them is not."""
        old, new, size = run
        while size and (self.old[old] or self.new[new]):
            old, new, size = old + 1, new + 1, size - 1
        while size and (self.old[old + size - 1] or self.new[new + size - 1]):
            size -= 1
        return Run(old, new, size) if size and self.are(old, old + size, new, new + size) else None

    def grown(self, run: Run) -> Run:
        """A run with the equal free words before and after it in its line."""
        a, b, size = run
        while a and b and self._may_join(a - 1, b - 1) and not self._old.begins_line(a):
            a, b, size = a - 1, b - 1, size + 1
        last_a, last_b = a + size, b + size
        while last_a < len(self.old) and last_b < len(self.new) and self._may_join(last_a, last_b):
            if self._old.begins_line(last_a):
                break
            last_a, last_b, size = last_a + 1, last_b + 1, size + 1
        return Run(a, b, size)

    def trimmed(self, run: Run) -> Run:
        """A run without the few words at its ends that are only the beginning or the end of another line."""
        a, b, size = run
        for many in range(1, min(size, WHOLE)):
            if self._old.begins_line(a + many) and not self._old.begins_line(a):
                a, b, size = a + many, b + many, size - many
                break
        ends = a + size == len(self.old) or self._old.begins_line(a + size)
        for many in range(1, min(size, WHOLE)):
            if self._old.begins_line(a + size - many) and not ends:
                size -= many
                break
        return Run(a, b, size)

    def _may_join(self, old: int, new: int) -> bool:
        return self._old.said[old] == self._new.said[new] and not self.old[old] and not self.new[new]


def out_of_order(old: Words, new: Words, stays: list[Run], goes: list[Run], free: Free) -> list[Run]:
    """Of what does not keep the order, the stretches long enough to be certain; they and what stays are taken.

    `stays` and `goes` are stretches, in words, that are found once in each text. The few words at the end of one that
    are only the beginning of a line (or its end, at the beginning) go with that line, if it goes.
    """
    for run in stays:
        free.take(free.trimmed(run))
    blocks: list[Run] = []
    for run in _longest_first(_on_one_line(old, new, goes, free)):
        block = free.part(free.trimmed(run))
        if not block or block.size < WHOLE:
            continue
        grown = free.grown(block)
        if not _is_there(old, new, grown, stays):
            free.take(grown)
            blocks.append(grown)
    for run in _lines(old, new, stays):
        is_free = free.are(run.old, run.old + run.size, run.new, run.new + run.size)
        if is_free and not _is_there(old, new, run, stays):
            free.take(run)
            blocks.append(run)
    return sorted(blocks)


def left(stays: list[Run], blocks: list[Run]) -> list[Run]:
    """What of the stretches that stay has not gone with one of the blocks."""
    gone = sorted(at for block in blocks for at in range(block.old, block.old + block.size))
    come = sorted(at for block in blocks for at in range(block.new, block.new + block.size))
    return [cut for run in stays if (cut := _cut(_cut(run, gone, run.old), come, run.new)).size > 0]


def _cut(run: Run, taken: list[int], start: int) -> Run:
    """A run without what is taken at its ends; `start` is where it begins in the text that was taken from."""
    here = taken[bisect_left(taken, start) : bisect_left(taken, start + run.size)]
    middle = start + run.size / 2
    head = max((at + 1 - start for at in here if at < middle), default=0)
    tail = min((at - start for at in here if at >= middle), default=run.size)
    return Run(run.old + head, run.new + head, tail - head)


def without(said: str, blocks: list[tuple[int, int]], *, new: bool) -> str:
    """A text in which the words of some stretches are like none of the other text."""
    parts, at = [], 0
    for start, size in sorted(blocks):
        parts += [said[at:start], (NOWHERE_NEW if new else NOWHERE_OLD) * size]
        at = start + size
    return "".join([*parts, said[at:]])


def passages(old: Words, new: Words, blocks: list[Run], short: list[Run], free: Free) -> list[Common]:
    """Each moved passage with all its words: blocks that went to the same place belong together.

    `short` are stretches found once that are too short to be certain; they come back where nothing else took them.
    """
    clusters: list[list[Run]] = []
    for block in _with_short(blocks, short, free):
        grown = free.grown(block)
        free.take(grown)
        if clusters and _follows(clusters[-1][-1], grown):
            clusters[-1].append(grown)
        else:
            clusters.append([grown])
    return [_filled(cluster, old.said, new.said, free) for cluster in clusters]


def _longest_first(runs: list[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: (-run.size, run.old))


def _on_one_line(old: Words, new: Words, runs: list[Run], free: Free) -> list[Run]:
    """Runs joined where the words between them are equal too."""
    joined: list[Run] = []
    for run in sorted(runs):
        if joined:
            last = joined[-1]
            a, b = last.old + last.size, last.new + last.size
            same_way = run.old - run.new == last.old - last.new and run.old - a <= _NEAR
            equal = run.old < a or old.said[a : run.old] == new.said[b : run.new]
            if same_way and equal and free.are(a, run.old, b, run.new):
                joined[-1] = Run(last.old, last.new, run.old + run.size - last.old)
                continue
        joined.append(run)
    return joined


def _is_there(old: Words, new: Words, block: Run, stays: list[Run]) -> bool:
    """Tell whether something like a block stands where it stood: then what is elsewhere is a copy."""
    from rapidfuzz.fuzz import partial_ratio

    at = bisect_right(stays, (block.old,)) - 1
    least = stays[at].new + stays[at].size if at >= 0 else 0
    most = stays[at + 1].new if at + 1 < len(stays) else len(new.said)
    if most - least < block.size / 2 or most - least > _FAR:
        return False
    said = old.said[block.old : block.old + block.size]
    return partial_ratio(said, new.said[least:most], score_cutoff=_THERE) > 0


def _lines(old: Words, new: Words, stays: list[Run]) -> list[Run]:
    """Lines that stand once in each text and do not keep the order of what stays."""
    starts = [run.old for run in stays]
    found = []
    for run in lines_once(old, new):
        at = bisect_right(starts, run.old) - 1
        least = stays[at].new if at >= 0 else 0
        most = stays[at + 1].new if at + 1 < len(stays) else len(new.said)
        if not least <= run.new < most:
            found.append(run)
    return found


def lines_once(old: Words, new: Words) -> list[Run]:
    """Lines, not too short, that stand once in each text, in the order of the old one."""
    times_old, times_new = Counter(said for said, _, _ in old.lines), Counter(said for said, _, _ in new.lines)
    there = {said: start for said, start, _ in new.lines}
    return [
        Run(start, there[said], end - start)
        for said, start, end in old.lines
        if times_old[said] == times_new[said] == 1 and old.size(start, end) >= LINE
    ]


def _with_short(blocks: list[Run], short: list[Run], free: Free) -> list[Run]:
    found = list(blocks)
    for run in short:
        part = free.part(run)
        if part and part.size == run.size:
            free.take(part)
            found.append(part)
    return sorted(found)


def _follows(last: Run, block: Run) -> bool:
    gap_old, gap_new = block.old - last.old - last.size, block.new - last.new - last.size
    return 0 <= gap_old <= _NEAR and 0 <= gap_new <= _NEAR


def _filled(cluster: list[Run], old: str, new: str, free: Free) -> Common:
    """A cluster with what lies between its blocks, as far as that is free."""
    runs, loose, places = [cluster[0]], set[int](), set[int]()
    for block in cluster[1:]:
        a, b = runs[-1].old + runs[-1].size, runs[-1].new + runs[-1].size
        if free.are(a, block.old, b, block.new):
            between = common(old[a : block.old], new[b : block.new])
            runs += [Run(a + run.old, b + run.new, run.size) for run in between.runs]
            loose |= {a + at for at in between.loose}
            places |= {b + at for at in between.loose_places}
        runs.append(block)
    for run in runs:
        free.take(run)
    return Common(runs, loose, places)
