"""Codings counted, those of one coder that overlap once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.model.coding import ORIGINS

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    from collabstudy.compare.counting.coded import Coded

    Numbers = NDArray[int64]


class Branches(NamedTuple):
    """Which coding (`row`) counts towards which code, as positions in `codings` and `codes`."""

    row: Numbers
    code: Numbers


class InTurns(NamedTuple):
    """Which coding lies in which turn of a document (both by their positions), by document and turn."""

    document: Numbers
    coding: Numbers
    turn: Numbers


class Counted(NamedTuple):
    """For some cells, sorted: how many codings by origin, and in how many documents."""

    cell: Numbers
    codings: Numbers
    documents: Numbers


@dataclass(frozen=True, eq=False)
class Tally:
    """The codings of each document by code (`cell` is `document * codes + code`): with those below it, and alone."""

    branch: Counted
    own: Counted

    @classmethod
    def of(cls, columns: Coded) -> Tally:
        """Count all codings."""
        import numpy as np

        row, code = columns.branches
        codes = len(columns.codes)
        branch = once(columns, columns.document[row] * codes + code, row)
        if len(row) == len(columns):  # no code stands above another
            return cls(branch, branch)
        return cls(branch, once(columns, columns.document * codes + columns.code, np.arange(len(columns))))


def once(columns: Coded, cell: Numbers, coding: Numbers) -> Counted:
    """Count codings by cell; those in one cell of one coder that overlap are one.

    Cells may come in any order, and a coding may be named twice in one. `units.once` tells the same of a few codings.
    """
    import numpy as np

    if not len(cell):
        nothing = np.zeros(0, dtype=np.int64)
        return Counted(nothing, nothing.reshape(0, len(ORIGINS)), nothing)
    many = len(columns)
    coders, texts = len(columns.coders), len(columns.documents)
    key = (cell * texts + columns.document[coding]) * coders + columns.coder[coding]
    key, found = in_order(key, coding, many)
    fresh = np.concatenate([[True], key[1:] != key[:-1]])
    shift = np.cumsum(fresh) * (columns.end.max() + 1)
    reach = np.maximum.accumulate(columns.end[found] + shift)
    new = fresh.copy()
    new[1:] |= (columns.start[found] + shift)[1:] >= reach[:-1]
    last = np.concatenate([new[1:], [True]])
    text = key[last] // coders
    by_cell = text // texts
    another = np.concatenate([[True], by_cell[1:] != by_cell[:-1]])
    place = np.cumsum(another) - 1
    cells = int(place[-1]) + 1
    by_origin = np.bincount(place * len(ORIGINS) + columns.origin[found[last]], minlength=cells * len(ORIGINS))
    documents = np.bincount(place[np.concatenate([[True], text[1:] != text[:-1]])], minlength=cells)
    return Counted(by_cell[another], by_origin.reshape(cells, len(ORIGINS)), documents)


def in_order(key: Numbers, coding: Numbers, many: int) -> tuple[Numbers, Numbers]:
    """Both, by key, then by coding (of which there are `many`).

    Sorted as one number for each pair where that fits, which is several times as fast.

    >>> import numpy as np
    >>> for most in (7, 2**62):
    ...     print([found.tolist() for found in in_order(np.array([most, 5, 5]), np.array([0, 2, 1]), 3)])
    [[5, 5, 7], [1, 2, 0]]
    [[5, 5, 4611686018427387904], [1, 2, 0]]
    """
    import numpy as np

    bits = many.bit_length()
    if int(key.max()).bit_length() + bits < 63:
        both = np.sort(key << bits | coding)
        return both >> bits, both & (1 << bits) - 1
    order = np.lexsort((coding, key))
    return key[order], coding[order]
