"""Words and phrases found in sequences of numbers, all of them in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.tagging.tokens import NEXT, PARTED, Words

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places


_ANY = -1


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
        self.owner = np.repeat(np.arange(len(numbers)), [part.size for part in numbers])[
            np.argsort(words, kind="stable")
        ]
        self.edges = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=vocabulary))])
        self.has = np.diff(self.edges) > 0

    def find(self, ids: Ints) -> tuple[Places, Places]:
        """Every place whose word has rows, with each of its rows' owners."""
        import numpy as np

        at = np.flatnonzero(self.has[ids])
        word = ids[at]
        counts = self.edges[word + 1] - self.edges[word]
        ends = np.cumsum(counts)
        rows = np.arange(int(ends[-1]) if ends.size else 0) + np.repeat(self.edges[word] - (ends - counts), counts)
        return np.repeat(at, counts), self.owner[rows]


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
        for step in range(int(self._lengths.max())):
            fits = self._fits(words, at, phrase, step)
            at, phrase = at[fits], phrase[fits]
        return Spans(at, at + self._lengths[phrase] - 1, np.array(self._slots, dtype=np.int32)[phrase])

    def _fits(self, words: Words, at: Places, phrase: Places, step: int) -> Flags:
        import numpy as np

        fits = self._lengths[phrase] <= step
        more = np.flatnonzero(~fits)
        place, which = at[more] + step, phrase[more]
        element, word = self._elements[which, step], words.ids[place]
        good = (element == _ANY) | (self._only[element] == word)
        several = np.flatnonzero(~good & (self._only[element] < 0))
        good[several] = self._among(element[several], word[several])
        if step:
            breaks = words.breaks[place]
            good &= (breaks == NEXT) | ((breaks == PARTED) & self._looseness[which, step])
        fits[more] = good
        return fits

    def _among(self, element: Ints, word: Ints) -> Flags:
        import numpy as np

        keys = element.astype(np.int64) * self._frequency.size + word
        found: Flags = self._pairs[np.minimum(np.searchsorted(self._pairs, keys), self._pairs.size - 1)] == keys
        return found

    @cached_property
    def _lengths(self) -> Places:
        import numpy as np

        return np.array([len(words) for words in self._words], dtype=np.int64)

    @cached_property
    def _anchors(self) -> Places:
        import numpy as np

        return np.array([min(range(len(words)), key=lambda i: self._cost(words[i])) for words in self._words], np.int64)

    def _cost(self, numbers: Ints | None) -> float:
        return float("inf") if numbers is None else float(self._frequency[numbers].sum())

    @cached_property
    def _rows(self) -> _Rows:
        anchors = [words[anchor] for words, anchor in zip(self._words, self._anchors.tolist(), strict=True)]
        return _Rows([numbers for numbers in anchors if numbers is not None], self._frequency.size)

    @cached_property
    def _different(self) -> list[Ints]:
        """Every set of words that stands somewhere in a phrase, once; the first has none, for steps beyond the end."""
        sets = {numbers.tobytes(): numbers for words in self._words for numbers in words if numbers is not None}
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

        return np.array(
            [numbers[0] if numbers.size == 1 else -1 for numbers in self._different] or [-1], dtype=np.int32
        )

    @cached_property
    def _pairs(self) -> Places:
        import numpy as np

        pairs = [np.int64(place) * self._frequency.size + numbers for place, numbers in enumerate(self._different)]
        return np.sort(np.concatenate([np.full(1, -1), *pairs])).astype(np.int64)

    @cached_property
    def _looseness(self) -> Flags:
        import numpy as np

        table = np.zeros((len(self._words), int(self._lengths.max())), dtype=np.bool_)
        for row, loose in enumerate(self._loose):
            table[row, : len(loose)] = loose
        return table
