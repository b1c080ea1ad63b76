"""Which words of a vocabulary a word of a term means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.tagging.lemmas import lemma_of
from collabstudy.tagging.terms import Word

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Ints


class Lexicon:
    """A vocabulary that answers in numbers; each pattern is matched against it once.

    A word is found with an 's at its end too.

    >>> lexicon = Lexicon(["trust", "trusted", "women", "trust's"], "en")
    >>> lexicon.numbers(Word("trust")).tolist(), lexicon.numbers(Word("wom?n", "wild")).tolist()
    ([0, 3], [2])
    """

    def __init__(self, forms: Sequence[str], language: str) -> None:
        self.forms = forms
        self.language = language
        self._found: dict[tuple[str, str], Ints] = {}

    def numbers(self, word: Word) -> Ints:
        """Numbers of the words meant, rising. Raises StudyError where a lemma needs what is not there."""
        import numpy as np

        key = (word.text, word.how)
        if key not in self._found:
            found = self._look_up(word)
            self._found[key] = np.array(sorted(set(found)) if len(found) > 1 else found, dtype=np.int32)
        return self._found[key]

    def _look_up(self, word: Word) -> Sequence[int]:
        if word.how == "lemma":
            return self._by_lemma.get(lemma_of(word.text, self.language), []) + self._exact(word.text)
        if word.how == "exact":
            return self._exact(word.text)
        stem = word.text.rstrip("*")
        if stem != word.text and not set(stem) & set("*?"):
            return self._beginning_with(stem)
        return self._like(word.text)

    def _exact(self, text: str) -> list[int]:
        found = self._numbers.get(text)
        own = self._owning.get(text)
        if found is None:
            return own or []
        return [*own, found] if own else [found]

    def _beginning_with(self, stem: str) -> list[int]:
        first, ordered = bisect_left(self._sorted, stem), self._order
        return ordered[first : bisect_left(self._sorted, stem + "\U0010ffff", first)]

    def _like(self, text: str) -> list[int]:
        import numpy as np

        pattern = re.escape(text).replace(r"\*", r"[^\n]*").replace(r"\?", r"[^\n]")
        starts = [found.start() for found in re.finditer(f"^{pattern}(?:'s)?$", self._text, re.MULTILINE)]
        found: list[int] = np.searchsorted(self._starts, starts).tolist()
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(zip(self.forms, range(len(self.forms)), strict=True))

    @cached_property
    def _owning(self) -> dict[str, list[int]]:
        owning: dict[str, list[int]] = {}
        for number in [number for number, form in enumerate(self.forms) if form[-2:] == "'s"]:
            owning.setdefault(self.forms[number][:-2], []).append(number)
        return owning

    @cached_property
    def _order(self) -> list[int]:
        return sorted(range(len(self.forms)), key=self.forms.__getitem__)

    @cached_property
    def _sorted(self) -> list[str]:
        return [self.forms[number] for number in self._order]

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.forms)

    @cached_property
    def _starts(self) -> list[int]:
        import numpy as np

        ends = np.cumsum([len(form) + 1 for form in self.forms])
        return [0, *ends[:-1].tolist()]

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.forms):
            found.setdefault(lemma_of(form, self.language), []).append(number)
        return found
