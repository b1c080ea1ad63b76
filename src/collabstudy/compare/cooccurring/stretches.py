"""Which codes overlap: coded stretches on one long line, compared by sorting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int32, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]

MOST_AT_ONCE = 1 << 19  # numbers held for a piece of the line: as many as a processor keeps at hand


@dataclass(frozen=True, eq=False)
class Stretches:
    """Where codes are given, sorted by start: stretches of one code (`row`) that overlap are joined.

    All texts lie one behind the other on a line (those of one coder, then of the next, if coders are held apart).
    """

    row: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def of(cls, row: Numbers, start: Numbers, end: Numbers) -> Stretches:
        """Join what overlaps.

        >>> import numpy as np
        >>> two = Stretches.of(np.array([0, 0, 1]), np.array([0, 3, 4]), np.array([5, 9, 6]))
        >>> [found.tolist() for found in (two.row, two.start, two.end)]
        [[0, 1], [0, 4], [9, 6]]
        """
        import numpy as np

        if not len(row):
            return cls(row, start, end)
        order = np.lexsort((start, row))
        row, start, end = row[order], start[order], end[order]
        fresh = np.concatenate([[True], row[1:] != row[:-1]])
        shift = row * (end.max() + 1)
        reach = np.maximum.accumulate(end + shift)
        fresh[1:] |= (start + shift)[1:] >= reach[:-1]
        last = np.concatenate([fresh[1:], [True]])
        row, start, end = row[fresh], start[fresh], (reach - shift)[last]
        order = np.argsort(start, kind="stable")
        return cls(row[order], start[order], end[order])

    def numbers(self, rows: int) -> Numbers:
        """How many stretches each code has."""
        import numpy as np

        return np.bincount(self.row, minlength=rows)

    def different(self) -> int:
        """How many stretches there are, those of several codes counted once."""
        import numpy as np

        length = self.end - self.start
        ordered = np.sort(self.start * (length.max(initial=0) + 1) + length)
        return min(len(ordered), 1) + int((ordered[1:] != ordered[:-1]).sum())

    def meeting(self, rows: int) -> Numbers:
        """Codes × codes: how many stretches of the one overlap at least one of the other."""
        import numpy as np

        found = np.zeros((rows, rows), dtype=np.int64)
        for piece in self._pieces(rows):
            found += piece._meeting(rows)
        return found

    def _pieces(self, rows: int) -> Iterator[Stretches]:
        """The line cut where nothing is coded, into pieces of a handy size."""
        import numpy as np

        reach = np.maximum.accumulate(self.end)
        cuts = np.flatnonzero(np.concatenate([[True], self.start[1:] >= reach[:-1], [True]])[: len(self.start) + 1])
        edges = [*cuts.tolist(), len(self.start)]
        first = 0
        for at, edge in enumerate(edges):
            further = edges[at + 1] if at + 1 < len(edges) else len(self.start)
            if edge > first and ((further - first) * rows > MOST_AT_ONCE or edge == len(self.start)):
                yield Stretches(self.row[first:edge], self.start[first:edge], self.end[first:edge])
                first = edge

    def _meeting(self, rows: int) -> Numbers:
        """The same of a piece: as many of a code begin before a stretch ends as have ended when it begins, or more."""
        import numpy as np

        count = len(self.row)
        ends = np.argsort(self.end, kind="stable")
        begun = np.searchsorted(self.start, self.end, side="left")
        ended = np.searchsorted(self.end[ends], self.start, side="right")
        order = np.argsort(self.row, kind="stable")
        used, first = np.unique(self.row[order], return_index=True)
        found = np.zeros((rows, rows), dtype=np.int64)
        step = max(1, MOST_AT_ONCE // (count + 1))
        for low in range(0, rows, step):
            codes = np.arange(low, min(low + step, rows))
            opened = _so_far(self.row, codes).take(begun, axis=1)
            closed = _so_far(self.row[ends], codes).take(ended, axis=1)
            meets = (opened > closed).take(order, axis=1)
            found[used, low : low + len(codes)] = np.add.reduceat(meets, first, axis=1, dtype=np.int64).T
        return found


def _so_far(rows: Numbers, codes: Numbers) -> NDArray[int32]:
    """How many of the first 0, 1, 2 … are of each of these codes."""
    import numpy as np

    found = np.zeros((len(codes), len(rows) + 1), dtype=np.int32)
    np.cumsum(rows == codes[:, None], axis=1, out=found[:, 1:])
    return found
