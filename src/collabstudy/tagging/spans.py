"""Stretches of words, and patterns of one word found in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.tagging.tokens import Words

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places, Whole


class Spans(NamedTuple):
    """Stretches of words: number of the first, number of the last, and which pattern was found (its slot)."""

    first: Places
    last: Places
    slot: Ints

    @classmethod
    def joined(cls, parts: Sequence[Spans]) -> Spans:
        """All of them, one lot after the other."""
        import numpy as np

        return cls(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def where(self, wanted: Flags) -> Spans:
        """Those that are wanted."""
        return Spans(self.first[wanted], self.last[wanted], self.slot[wanted])

    def by_slot(self, slots: int) -> Callable[[int], Spans]:
        """A function that gives the spans of one slot."""
        import numpy as np

        order = np.argsort(self.slot, kind="stable")
        edges = np.searchsorted(self.slot[order], np.arange(slots + 1))

        def of_slot(slot: int) -> Spans:
            chosen = order[edges[slot] : edges[slot + 1]]
            return Spans(self.first[chosen], self.last[chosen], self.slot[chosen])

        return of_slot


class Rows:
    """For each word of a vocabulary, the rows of a table that are about it."""

    def __init__(self, numbers: Sequence[Ints], vocabulary: int) -> None:
        import numpy as np

        words = np.concatenate([np.zeros(0, dtype=np.int32), *numbers])
        owner = np.repeat(np.arange(len(numbers), dtype=np.int32), [part.size for part in numbers])
        self.owner: Ints = owner[np.argsort(words, kind="stable")]
        counts = np.bincount(words, minlength=vocabulary)
        self.first: Ints = (np.cumsum(counts) - counts).astype(np.int32)
        self.more: Ints = (counts - 1).astype(np.int32)
        self.has: Flags = counts > 0

    def find(self, ids: Whole, among: Places) -> tuple[Places, Ints]:
        """Every place (of those to look at) whose word has rows, with each of its rows' owners."""
        import numpy as np

        words = ids[among]
        here = self.has[words]
        at, words = among[here], words[here]
        rows, more = self.first[words], self.more[words]
        several = np.flatnonzero(more)
        if several.size:
            counts = more[several]
            ends = np.cumsum(counts)
            further = np.repeat(rows[several] + 1 - (ends - counts), counts) + np.arange(int(ends[-1]))
            at = np.concatenate([at, np.repeat(at[several], counts)])
            rows = np.concatenate([rows, further.astype(np.int32)])
        return at, self.owner[rows]


class Singles:
    """Patterns of one word."""

    def __init__(self, vocabulary: int) -> None:
        self._vocabulary = vocabulary
        self._numbers: list[Ints] = []
        self._slots: list[int] = []

    def add(self, numbers: Ints, slot: int) -> None:
        """Look for any of these words."""
        self._numbers.append(numbers)
        self._slots.append(slot)

    @property
    def has(self) -> Flags:
        """For each word of the vocabulary, whether a pattern may be found where it stands."""
        return self._rows.has

    def find(self, words: Words, among: Places) -> Spans:
        """All places (of those to look at) where one of the words stands."""
        import numpy as np

        at, pattern = self._rows.find(words.ids, among)
        return Spans(at, at, np.array(self._slots, dtype=np.int32)[pattern])

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._numbers, self._vocabulary)
