"""Places in a row of texts, and how they lie to each other: by sorting, never pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


@dataclass(frozen=True, eq=False)
class Places:
    """Stretches, each within one cell, sorted by start and end, none twice; `whole` ones mark a cell as such."""

    start: Numbers
    end: Numbers
    cell: Numbers
    whole: Mask

    def __len__(self) -> int:
        return len(self.start)

    def only(self, wanted: Mask) -> Places:
        """Those at which the array is true."""
        return Places(self.start[wanted], self.end[wanted], self.cell[wanted], self.whole[wanted])


def in_order(start: Numbers, end: Numbers, cell: Numbers, whole: Mask) -> Places:
    """Places sorted, each once; what is whole and also marked otherwise counts as marked."""
    import numpy as np

    order = np.lexsort((whole, end, start))
    start, end, cell, whole = start[order], end[order], cell[order], whole[order]
    new = np.ones(len(start), dtype=bool)
    new[1:] = (np.diff(start) != 0) | (np.diff(end) != 0)
    return Places(start[new], end[new], cell[new], whole[new])


def together(parts: Sequence[Places]) -> Places:
    """All places of several lots."""
    import numpy as np

    columns = [[getattr(part, name) for part in parts] for name in ("start", "end", "cell", "whole")]
    start, end, cell, whole = (np.concatenate(column) for column in columns)
    return in_order(start, end, cell, whole)


def meets(first: Numbers, last: Numbers, others_first: Numbers, others_last: Numbers) -> Mask:
    """Whether each stretch of numbers (both ends included) shares one with any of the others.

    >>> import numpy as np
    >>> meets(np.array([0, 5, -2]), np.array([2, 6, -1]), np.array([2, 9]), np.array([3, 9])).tolist()
    [True, False, False]
    """
    import numpy as np

    order = np.argsort(others_first, kind="stable")
    nowhere = np.iinfo(np.int64).min
    reach = np.maximum.accumulate(np.concatenate([[nowhere], others_last[order]]))
    before = np.searchsorted(others_first[order], last, side="right")
    return reach[before] >= first


def inside(places: Places, others: Places) -> Mask:
    """Whether each place lies wholly in one of the others."""
    import numpy as np

    reach = np.maximum.accumulate(np.concatenate([[-1], others.end]))
    before = np.searchsorted(others.start, places.start, side="right")
    return reach[before] >= places.end


def contains(places: Places, others: Places) -> Mask:
    """Whether one of the others lies wholly in each place."""
    import numpy as np

    far = np.iinfo(np.int64).max
    shortest = np.minimum.accumulate(np.concatenate([others.end, [far]])[::-1])[::-1]
    return shortest[np.searchsorted(others.start, places.start, side="left")] <= places.end


def last_before(places: Places, others: Places) -> Numbers:
    """For each place the one of the others that ends last before it or where it starts; -1 where none does."""
    import numpy as np

    order = np.argsort(others.end, kind="stable")
    at = np.searchsorted(others.end[order], places.start, side="right") - 1
    return np.concatenate([order, [-1]])[at]


def first_after(places: Places, others: Places) -> Numbers:
    """For each place the one of the others that starts first after it or where it ends; -1 where none does."""
    import numpy as np

    at = np.searchsorted(others.start, places.end, side="left")
    return np.where(at < len(others), at, -1)


def joined(places: Places) -> Places:
    """Places that share a code point as one."""
    import numpy as np

    new = np.ones(len(places), dtype=bool)
    new[1:] = places.start[1:] >= np.maximum.accumulate(places.end)[:-1]
    at = np.flatnonzero(new)
    end = np.maximum.reduceat(places.end, at) if len(at) else places.end
    return Places(places.start[at], end, places.cell[at], places.whole[at])


def common(one: Places, other: Places) -> Places:
    """The stretches that lie in places of both; each of the two has to be joined."""
    import numpy as np

    first = np.searchsorted(other.end, one.start, side="right")
    many = np.maximum(np.searchsorted(other.start, one.end, side="left") - first, 0)
    which = np.repeat(np.arange(len(one)), many)
    its = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many) + first[which]
    start, end = np.maximum(one.start[which], other.start[its]), np.minimum(one.end[which], other.end[its])
    return in_order(start, end, one.cell[which], one.whole[which] & other.whole[its])


def between(cells: Places, taken: Places) -> Places:
    """What of these cells no place takes; places have to be joined, each within one of the cells."""
    import numpy as np

    start, end = np.concatenate([cells.start, taken.end]), np.concatenate([taken.start, cells.end])
    order = np.argsort(start, kind="stable")
    start, end, cell = start[order], np.sort(end), np.concatenate([cells.cell, taken.cell])[order]
    left = start < end
    return Places(start[left], end[left], cell[left], np.zeros(int(left.sum()), dtype=bool))
