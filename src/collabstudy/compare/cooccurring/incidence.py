"""Which codes are in which turns, documents or cases, and how often two are in the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, int64, uint64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]

AT_ONCE = 1 << 22  # yes or no, held at a time


@dataclass(frozen=True, eq=False)
class Incidence:
    """Codes (`row`) in places, both numbered from 0. Units are windows over places: from `first` to before `last`."""

    place: Numbers
    row: Numbers
    first: Numbers
    last: Numbers

    def together(self, rows: int) -> tuple[Numbers, int]:
        """Codes × codes: in how many units both are, a code with itself: in how many it is; and units with any code.

        >>> import numpy as np
        >>> places = Incidence(np.array([0, 0, 2]), np.array([0, 1, 1]), np.arange(3), np.arange(1, 4))
        >>> both, some = places.together(2)
        >>> both.tolist(), some
        ([[1, 1], [1, 2]], 2)
        """
        import numpy as np

        found, some = np.zeros((rows, rows), dtype=np.int64), 0
        for bits in self._bits(rows):
            some += int(np.bitwise_count(np.bitwise_or.reduce(bits, axis=0)).sum())
            for row in range(rows):
                both = np.bitwise_count(bits[row] & bits[row:]).sum(axis=1, dtype=np.int64)
                found[row, row:] += both
                found[row + 1 :, row] += both[1:]
        return found, some

    def _bits(self, rows: int) -> Iterator[NDArray[uint64]]:
        """Codes × some of the units, a bit for each: what is there."""
        import numpy as np

        for there in self._windows(rows):
            bits = np.packbits(there, axis=1)
            yield np.ascontiguousarray(np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))).view(np.uint64)

    def _windows(self, rows: int) -> Iterator[Mask]:
        """Codes × some of the units: what is there."""
        import numpy as np

        place, row = self.place, self.row
        if (place[1:] < place[:-1]).any():
            order = np.argsort(place, kind="stable")
            place, row = place[order], row[order]
        step = max(1, AT_ONCE // max(rows, 1))
        for at in range(0, len(self.first), step):
            first, last = self.first[at : at + step], self.last[at : at + step]
            low, high = int(first[0]), int(last[-1])
            here = slice(*np.searchsorted(place, [low, high]).tolist())
            there = np.zeros((rows, high - low + 1), dtype=bool)
            there[row[here], place[here] - low + 1] = True
            if high - low == len(first):  # each place is a unit
                yield there[:, 1:]
                continue
            so_far = np.cumsum(there, axis=1, dtype=np.int32)
            yield so_far[:, last - low] > so_far[:, first - low]
