"""Numbers of words that are known by their bytes, looked up for a whole array of words at a time.

The first eight bytes of a word are its key; longer words are mixed into 64 bits, so that two different words have one
key once in many billions of billions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Ints, Keys, Places, Small

_FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd numbers of 64 bits that mix well


class KeyTable:
    """A hash table in two arrays: keys, and the numbers of the words that have them (-1 where there is none).

    >>> import numpy as np
    >>> table = KeyTable()
    >>> table.keep(np.array([7, 9], dtype=np.uint64), np.array([0, 1], dtype=np.int32))
    >>> found, unknown = table.look_up(np.array([9, 8, 7], dtype=np.uint64))
    >>> found[[0, 2]].tolist(), unknown.tolist()
    ([1, 0], [1])
    """

    def __init__(self) -> None:
        import numpy as np

        self._keys = np.zeros(1 << 14, dtype=np.uint64)
        self._values = np.full(1 << 14, -1, dtype=np.int32)
        self._used = 0

    def look_up(self, keys: Keys) -> tuple[Ints, Places]:
        """The number of each key, and the places of those that are not in the table (their numbers mean nothing)."""
        import numpy as np

        slots = self._slots(keys)
        found: Ints = self._values[slots]
        left = np.flatnonzero(self._keys[slots] != keys)
        at, unknown = slots[left], [left[:0]]
        while left.size:
            free = self._values[at] < 0
            unknown.append(left[free])
            left, at = left[~free], (at[~free] + 1) & (self._keys.size - 1)
            same = self._keys[at] == keys[left]
            found[left[same]] = self._values[at[same]]
            left, at = left[~same], at[~same]
        return found, np.sort(np.concatenate(unknown))

    def keep(self, keys: Keys, values: Ints) -> None:
        """Put different new keys into the table, each into the first free slot from its own on."""
        import numpy as np

        self._used += keys.size
        if self._used * 4 > self._keys.size:
            old = self._values >= 0
            keys, values = np.concatenate([self._keys[old], keys]), np.concatenate([self._values[old], values])
            size = 1 << (self._used * 8).bit_length()
            self._keys, self._values = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
        slots = self._slots(keys)
        while keys.size:
            free = self._values[slots] < 0
            self._keys[slots[free]] = keys[free]
            won = free & (self._keys[slots] == keys)
            self._values[slots[won]] = values[won]
            keys, values, slots = keys[~won], values[~won], (slots[~won] + 1) & (self._keys.size - 1)

    def _slots(self, keys: Keys) -> Places:
        import numpy as np

        bits = self._keys.size.bit_length() - 1
        slots: Places = ((keys * np.uint64(_FIRST)) >> np.uint64(64 - bits)).astype(np.int64)
        return slots


def keys_of(signs: Small, starts: Places, lengths: Places) -> Keys:
    """The key of each word; `signs` holds at least 16 bytes beyond the last."""
    import numpy as np

    eight: Keys = np.ndarray((signs.size - 7,), dtype="<u8", buffer=signs, strides=(1,))
    masks = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)
    keys = eight[starts] & masks[np.minimum(lengths, 8)]
    longer, offset = np.flatnonzero(lengths > 8), 8
    while longer.size:
        left = lengths[longer] - offset
        mixed = keys[longer]
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(_FIRST)
        rest = eight[starts[longer] + offset] & masks[np.minimum(left, 8)]
        keys[longer] = mixed ^ (rest * np.uint64(_SECOND))
        longer, offset = longer[left > 8], offset + 8
    return keys
