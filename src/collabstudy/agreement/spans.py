"""Stretches of text, as start and end: cut at edges, and kept to what is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from collabstudy.model.span import Stretch


def cut(stretches: Sequence[Stretch], edges: Iterable[int]) -> list[Stretch]:
    """Stretches (sorted, not overlapping) cut wherever there is an edge inside.

    >>> cut([(0, 4), (6, 9)], [2, 5, 6, 8])
    [(0, 2), (2, 4), (6, 8), (8, 9)]
    """
    found, marks, at = [], sorted(set(edges)), 0
    for start, end in stretches:
        while at < len(marks) and marks[at] <= start:
            at += 1
        while at < len(marks) and marks[at] < end:
            found.append((start, marks[at]))
            start = marks[at]  # noqa: PLW2901 (what is left of the stretch)
            at += 1
        if start < end:
            found.append((start, end))
    return found


def shared(first: Sequence[Stretch], second: Sequence[Stretch]) -> Iterator[tuple[int, Stretch]]:
    """What stretches share with others (both sorted, not overlapping), with the place of the other one.

    >>> list(shared([(0, 5), (8, 12)], [(3, 9), (9, 10), (11, 20)]))
    [(0, (3, 5)), (0, (8, 9)), (1, (9, 10)), (2, (11, 12))]
    """
    at = 0
    for start, end in first:
        while at < len(second) and second[at][1] <= start:
            at += 1
        for place in range(at, len(second)):
            if second[place][0] >= end:
                break
            yield place, (max(start, second[place][0]), min(end, second[place][1]))
