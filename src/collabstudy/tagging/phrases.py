"""Phrases found in sequences of numbers, all of them in one pass."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.tagging.spans import Rows, Spans
from collabstudy.tagging.tokens import NEXT, PARTED, TURN, Words

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places, Small, Whole

_ANY = 0


class Phrases:
    """Patterns of several words next to each other.

    Each is looked for at the rarest of its words, so that a phrase of common words costs little; `frequency` tells,
    roughly, how often each word of the vocabulary stands in the texts.
    """

    def __init__(self, frequency: Places) -> None:
        self._vocabulary = frequency.size
        self._frequency: list[int] = frequency.tolist()
        self._words: list[list[Ints | None]] = []
        self._loose: list[tuple[bool, ...]] = []
        self._slots: list[int] = []

    def add(self, words: list[Ints | None], loose: tuple[bool, ...], slot: int) -> None:
        """Look for one of these numbers at each step (None: any word)."""
        if all(numbers is None or numbers.size for numbers in words):
            self._words.append(words)
            self._loose.append(loose)
            self._slots.append(slot)

    @property
    def has(self) -> Flags:
        """For each word of the vocabulary, whether it is the rarest of a phrase."""
        return self._rows.has

    def find(self, words: Words, among: Places) -> Spans:
        """All places where one of the phrases stands, nothing but blanks, hyphens and quotation marks inside.

        `among` are the places to look at: at least those of the phrases' rarest words.
        """
        import numpy as np

        if not self._slots:
            nowhere = np.zeros(0, dtype=np.int64)
            return Spans(nowhere, nowhere, np.zeros(0, dtype=np.int32))
        at, phrase = self._rows.find(words.ids, among)
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

        keys = element.astype(np.int64) * self._vocabulary + word
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
        return float("inf") if numbers is None else sum([self._frequency[number] for number in numbers.tolist()])

    @cached_property
    def _rows(self) -> Rows:
        anchors = [words[anchor] for words, anchor in zip(self._words, self._anchors.tolist(), strict=True)]
        return Rows([numbers for numbers in anchors if numbers is not None], self._vocabulary)

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

        sets = np.repeat(np.arange(len(self._different)), [numbers.size for numbers in self._different])
        return np.concatenate([np.full(1, -1), sets * self._vocabulary + np.concatenate(self._different)])

    @cached_property
    def _tolerated(self) -> Small:
        """What may stand before each word of a phrase: anything before its first, and beyond its end."""
        import numpy as np

        steps = np.arange(int(self._lengths.max()))
        within = (steps > 0) & (steps < self._lengths[:, np.newaxis])
        table = np.where(within, NEXT, TURN).astype(np.uint8)
        for row, loose in enumerate(self._loose):
            for step in range(1, len(loose)) if any(loose) else ():
                table[row, step] = PARTED if loose[step] else NEXT
        return table
