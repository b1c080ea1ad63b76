"""Stretches of words that occur once in each of two texts: what the texts can be held together by."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


class Run(NamedTuple):
    """`size` words from `old` on that stand, in the same order, from `new` on."""

    old: int
    new: int
    size: int


def unique_windows(old: str, new: str, size: int) -> tuple[Numbers, Numbers]:
    """Where stretches of `size` words begin that occur once in each text: places in old, places in new."""
    import numpy as np

    first, second = _windows(old, size), _windows(new, size)
    known, at_old, times_old = np.unique(first, return_index=True, return_counts=True)
    also, at_new, times_new = np.unique(second, return_index=True, return_counts=True)
    _, here, there = np.intersect1d(known[times_old == 1], also[times_new == 1], True, return_indices=True)
    places = np.stack([at_old[times_old == 1][here], at_new[times_new == 1][there]])
    places = places[:, np.argsort(places[0], kind="stable")]
    return places[0], places[1]


def in_order(old: Numbers, new: Numbers) -> tuple[list[Run], list[Run]]:
    """Windows joined to runs (sizes count windows): the heaviest that keep their order, and the others."""
    import numpy as np

    if not len(old):
        return [], []
    breaks = np.flatnonzero((np.diff(old) != 1) | (np.diff(new) != 1)) + 1
    begins, ends = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(old)]])
    runs = [Run(*run) for run in zip(old[begins].tolist(), new[begins].tolist(), (ends - begins).tolist(), strict=True)]
    chosen = _heaviest(runs)
    return [runs[at] for at in sorted(chosen)], [run for at, run in enumerate(runs) if at not in chosen]


def signs(said: str) -> Numbers:
    """A sequence of words as numbers."""
    import numpy as np

    return np.frombuffer(said.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def joined(runs: list[Run]) -> list[Run]:
    """Runs in order, those as one that follow each other directly in both texts."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and last.old + last.size == run.old and last.new + last.size == run.new:
            out[-1] = Run(last.old, last.new, last.size + run.size)
        else:
            out.append(run)
    return out


def _windows(said: str, size: int) -> Numbers:
    import numpy as np

    numbers = signs(said).astype(np.uint64)
    many = max(len(numbers) - size + 1, 0)
    total = np.zeros(many, dtype=np.uint64)
    for at in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + (numbers[at : at + many] + np.uint64(1))
        total ^= total >> np.uint64(29)
    return total


def _heaviest(runs: list[Run]) -> set[int]:
    """The runs, by number, of the heaviest sequence in which places in both texts go up."""
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before = [-1] * len(runs)
    for number, run in enumerate(runs):
        at = bisect_left(ends, run.new)
        if at:
            before[number] = lasts[at - 1]
        weight = run.size + (weights[at - 1] if at else 0)
        upto = at
        while upto < len(ends) and weights[upto] <= weight:
            upto += 1
        if upto == at and at < len(ends) and ends[at] == run.new:
            continue
        ends[at:upto], weights[at:upto], lasts[at:upto] = [run.new], [weight], [number]
    chosen, number = set(), lasts[-1]
    while number >= 0:
        chosen.add(number)
        number = before[number]
    return chosen
