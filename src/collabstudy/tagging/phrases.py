"""Words and phrases found in sequences of numbers, all of them in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.tagging.tokens import NEXT, PARTED, TURN, Words

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places, Small, Whole


_ANY = 0


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


class _Rows:
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

    def find(self, ids: Whole) -> tuple[Places, Ints]:
        """Every place whose word has rows, with each of its rows' owners."""
        import numpy as np

        at = np.flatnonzero(self.has[ids])
        words = ids[at]
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

    def find(self, words: Words) -> Spans:
        """All places where one of the words stands."""
        import numpy as np

        at, pattern = self._rows.find(words.ids)
        return Spans(at, at, np.array(self._slots, dtype=np.int32)[pattern])

    @cached_property
    def _rows(self) -> _Rows:
        return _Rows(self._numbers, self._vocabulary)


class Phrases:
    """Patterns of several words next to each other.

    Each is looked for at the rarest of its words, so that a phrase of common words costs little.
    """

    def __init__(self, frequency: Places) -> None:
        self._frequency = frequency
        self._words: list[list[Ints | None]] = []
        self._loose: list[tuple[bool, ...]] = []
        self._slots: list[int] = []

    def add(self, words: list[Ints | None], loose: tuple[bool, ...], slot: int) -> None:
        """Look for one of these numbers at each step (None: any word)."""
        if all(numbers is None or numbers.size for numbers in words):
            self._words.append(words)
            self._loose.append(loose)
            self._slots.append(slot)

    def find(self, words: Words) -> Spans:
        """All places where one of the phrases stands, nothing but blanks, hyphens and quotation marks inside."""
        import numpy as np

        if not self._slots:
            nowhere = np.zeros(0, dtype=np.int64)
            return Spans(nowhere, nowhere, np.zeros(0, dtype=np.int32))
        at, phrase = self._rows.find(words.ids)
        at = at - self._anchors[phrase]
        inside = (at >= 0) & (at + self._lengths[phrase] <= words.ids.size)
        at, phrase = at[inside], phrase[inside]
        for step in (self._neighbours, *range(int(self._lengths.max()))):
            fits = self._fits(words, at, phrase, step if isinstance(step, int) else step[phrase])
            at, phrase = at[fits], phrase[fits]
        return Spans(at, at + self._lengths[phrase] - 1, np.array(self._slots, dtype=np.int32)[phrase])

    def _fits(self, words: Words, at: Places, phrase: Ints, step: Places | int) -> Flags:
        """For each phrase that may begin there, whether its word at that step does; beyond its end everything does."""
        import numpy as np

        place = np.minimum(at + step, words.ids.size - 1)
        element, word = self._elements[phrase, step], words.ids[place]
        good: Flags = self._only[element] == word
        several = np.flatnonzero(self._only[element] < 0)
        good[several] = self._among(element[several], word[several])
        good &= words.breaks[place] <= self._tolerated[phrase, step]
        return good

    def _among(self, element: Ints, word: Whole) -> Flags:
        import numpy as np

        keys = element.astype(np.int64) * self._frequency.size + word
        at = np.minimum(np.searchsorted(self._pairs, keys), self._pairs.size - 1)
        found: Flags = (self._pairs[at] == keys) | (element == _ANY)
        return found

    @cached_property
    def _lengths(self) -> Places:
        import numpy as np

        return np.array([len(words) for words in self._words], dtype=np.int64)

    @cached_property
    def _anchors(self) -> Places:
        import numpy as np

        return np.array([min(range(len(words)), key=lambda i: self._cost(words[i])) for words in self._words], np.int64)

    @cached_property
    def _neighbours(self) -> Places:
        """The step beside the rarest word, which is looked at first, because it rules out most."""
        import numpy as np

        return np.where(self._anchors + 1 < self._lengths, self._anchors + 1, np.maximum(self._anchors - 1, 0))

    def _cost(self, numbers: Ints | None) -> float:
        return float("inf") if numbers is None else float(self._frequency[numbers].sum())

    @cached_property
    def _rows(self) -> _Rows:
        anchors = [words[anchor] for words, anchor in zip(self._words, self._anchors.tolist(), strict=True)]
        return _Rows([numbers for numbers in anchors if numbers is not None], self._frequency.size)

    @cached_property
    def _different(self) -> list[Ints]:
        """Every set of words that stands somewhere in a phrase, once; the first is that of any word."""
        import numpy as np

        sets = {b"": np.zeros(0, dtype=np.int32)}
        sets |= {numbers.tobytes(): numbers for words in self._words for numbers in words if numbers is not None}
        return list(sets.values())

    @cached_property
    def _elements(self) -> Ints:
        import numpy as np

        index = {numbers.tobytes(): place for place, numbers in enumerate(self._different)}
        table = np.full((len(self._words), int(self._lengths.max())), _ANY, dtype=np.int32)
        for row, words in enumerate(self._words):
            for step, numbers in enumerate(words):
                table[row, step] = _ANY if numbers is None else index[numbers.tobytes()]
        return table

    @cached_property
    def _only(self) -> Ints:
        """For each set its word if it has one only, else -1."""
        import numpy as np

        return np.array([numbers[0] if numbers.size == 1 else -1 for numbers in self._different], dtype=np.int32)

    @cached_property
    def _pairs(self) -> Places:
        """Each set with each of its words, as one number."""
        import numpy as np

        pairs = [np.int64(place) * self._frequency.size + numbers for place, numbers in enumerate(self._different)]
        return np.concatenate([np.full(1, -1), *pairs]).astype(np.int64)

    @cached_property
    def _tolerated(self) -> Small:
        """What may stand before each word of a phrase: anything before its first, and beyond its end."""
        import numpy as np

        table = np.full((len(self._words), int(self._lengths.max())), TURN, dtype=np.uint8)
        for row, loose in enumerate(self._loose):
            table[row, 1 : len(loose)] = [PARTED if may_be_parted else NEXT for may_be_parted in loose[1:]]
        return table
