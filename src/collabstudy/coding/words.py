"""A text as the words and signs that it says, whatever its spaces, line breaks, case and typography."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

Vocabulary = dict[str, str]
"""One sign for each thing that is said, shared by the texts that are laid side by side."""

NOWHERE_OLD, NOWHERE_NEW = "\x00", "\x01"
_FIRST = 2
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_JOINED = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u20d0-\u20ff"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
_TOKEN = re.compile(rf"(?:[^\W{_UNSPACED}]|[{_JOINED}{_UNSEEN}])+|\S")
_UNSEEN_SIGNS = re.compile(f"[{_UNSEEN}]+")
_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛ʼ`´′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Words:
    """A text cut into words and single signs; `said` has one character for each, equal where they mean the same."""

    text: str
    said: str
    starts: array[int]
    ends: array[int]

    @cached_property
    def sizes(self) -> list[int]:
        """Characters before each word, spaces not counted; one number more than there are words."""
        return list(accumulate((end - start for start, end in zip(self.starts, self.ends, strict=True)), initial=0))

    @cached_property
    def _lettered(self) -> list[int]:
        """As `sizes`, of words that begin with a letter."""
        spans = zip(self.starts, self.ends, strict=True)
        return list(accumulate(((end - start) * self.text[start].isalpha() for start, end in spans), initial=0))

    @cached_property
    def lines(self) -> list[tuple[str, int, int]]:
        """What each line says, and its words as a half-open range; lines that say nothing are left out."""
        return [(self.said[a:b], a, b) for a, b in pairwise([*self.begins, len(self.said)])]

    @cached_property
    def begins(self) -> list[int]:
        """The words that begin a line, in order."""
        return [at for at in range(len(self.said)) if self.begins_line(at)]

    def line(self, word: int) -> tuple[int, int]:
        """The words of the line of this word, as a half-open range."""
        at = bisect_right(self.begins, word)
        return self.begins[at - 1], self.begins[at] if at < len(self.begins) else len(self.said)

    def begins_line(self, word: int) -> bool:
        """Tell whether a word is the first of its line."""
        return word == 0 or self.text.find("\n", self.ends[word - 1], self.starts[word]) >= 0

    @cached_property
    def paragraphs(self) -> list[int]:
        """The words that begin a paragraph, in order: there is an empty line before them."""
        return [at for at in self.begins if at == 0 or self.text.count("\n", self.ends[at - 1], self.starts[at]) > 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that share a character with start:end, as a half-open range."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def size(self, first: int, last: int) -> int:
        """Characters of the words first:last, spaces not counted."""
        return self.sizes[last] - self.sizes[first]

    def lettered(self, first: int, last: int) -> int:
        """Characters of those of the words first:last that begin with a letter: not of numbers, stamps or signs."""
        return self._lettered[last] - self._lettered[first]

    def raw(self, first: int, last: int) -> str:
        """The text from the first of the words first:last to the end of the last."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def joined(self, first: int, last: int) -> str:
        """The words first:last in plain spelling, without anything between them."""
        return "".join(plain(self.text[self.starts[at] : self.ends[at]]) for at in range(first, last))


def words(text: str, vocabulary: Vocabulary) -> Words:
    r"""Cut a text into words; what is new is added to the vocabulary.

    >>> vocabulary: Vocabulary = {}
    >>> words("It's “new”,\nyes.", vocabulary).said == words('IT’S "new", yes.', vocabulary).said
    True
    """
    starts, ends, said = array("q"), array("q"), []
    seen: dict[str, str | None] = {}
    for raw, start, end in _tokens(text):
        sign = seen.get(raw, "")
        if sign == "":
            sign = seen[raw] = _sign(plain(raw), vocabulary)
        if sign is not None:
            starts.append(start)
            ends.append(end)
            said.append(sign)
    return Words(text, "".join(said), starts, ends)


def plain(raw: str) -> str:
    """A word without what changes in typing only: case, curly quotes, kinds of dash, composed letters."""
    if raw.isascii():
        return raw.lower().translate(_PLAIN)
    return unicodedata.normalize("NFKC", _UNSEEN_SIGNS.sub("", raw)).casefold().translate(_PLAIN)


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _TOKEN.finditer(text):
        yield found.group(), *found.span()


def _sign(word: str, vocabulary: Vocabulary) -> str | None:
    return vocabulary.setdefault(word, chr(_FIRST + len(vocabulary))) if word else None
