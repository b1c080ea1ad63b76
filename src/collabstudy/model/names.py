"""Names that are not said where words are shown: who or what is meant stands instead, in square brackets."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from collabstudy.model.document import Transcript, Turn

_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?<![^\W_])[a-z][^\W_]+")
_CAPITAL = re.compile(r"[A-Z](?=\w)")
_NO_CAPITALS = 0.001  # of all letters: what speech recognition writes that knows none
_SENTENCE = re.compile(r"(?:^|[.!?…:][\"'”’)\]]*\s+|\n\s*|[“\"‘(]\s*)$")
_TITLE = re.compile(r"(?<![^\W_])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Cllr|Councillor|Herr|Frau)\.?\s+$")
_SPELLINGS = {"'": "['’‘ʼ`]", "’": "['’‘ʼ`]", "-": "[-‐‑–]", "&": "(?:&|and)", "and": "(?:&|and)"}


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name and what stands instead of it, without the brackets that it is shown in; nothing if it may be told.

    A `part` of somebody's name (`Will`) may be an ordinary word too: at the beginning of a sentence it is taken for
    one where the text has that word in small letters. A `person` loses the title before the name as well.
    """

    name: str
    instead: str
    part: bool = False
    person: bool = False


class Named(NamedTuple):
    """Where a text has a name, and what stands instead."""

    start: int
    end: int
    instead: str


class _Sought(NamedTuple):
    pseudonym: Pseudonym
    spelled: str
    words: tuple[str, ...]


class NameList:
    """Pseudonyms, made ready to be found in any number of texts. Of two for one name the first counts."""

    def __init__(self, pseudonyms: Iterable[Pseudonym]) -> None:
        self.by_word: dict[str, list[_Sought]] = defaultdict(list)
        for pseudonym in {" ".join(p.name.split()): p for p in reversed([*pseudonyms])}.values():
            for form in ("NFC", "NFD"):
                spelled = " ".join(unicodedata.normalize(form, pseudonym.name).split())
                words = tuple(_WORD.findall(spelled))
                sought = _Sought(pseudonym, spelled, words)
                if words and sought not in self.by_word[words[0].lower()]:
                    self.by_word[words[0].lower()].append(sought)


class Names:
    """Finds the names of some lists in one text: whole words, the longest name first, with 's, in either apostrophe.

    Capitals are needed where the name has them, unless the text has none. What an earlier list says of a name counts
    before a later one.

    >>> names = Names([NameList([Pseudonym("Hilda", "a neighbour"), Pseudonym("Hilda Bray", "the baker")])])
    >>> names.replaced("Ask Hilda Bray. Or HILDA’s sister, or Hildagard.")
    'Ask [the baker]. Or [a neighbour]’s sister, or Hildagard.'
    """

    def __init__(self, lists: Sequence[NameList], whole_text: Callable[[], str] = str) -> None:
        self._lists = [names.by_word for names in lists if names.by_word]
        self._whole_text = whole_text
        self._turns: dict[int, tuple[Named, ...]] = {}

    def find(self, text: str) -> tuple[Named, ...]:
        """Where a text has names, from first to last; they do not overlap."""
        found: list[Named] = []
        at = 0
        for start, sought in self._candidates(text):
            match = _pattern(sought.spelled).match(text, start) if start >= at else None
            if match and self._meant(sought, match):
                if sought.pseudonym.instead:
                    found.append(Named(_from(sought, match, at), match.end(), sought.pseudonym.instead))
                at = match.end()
        return tuple(found)

    def _candidates(self, text: str) -> list[tuple[int, _Sought]]:
        """Where a text has the first word of a name; of several names at one place the longest first."""
        words = {word.lower() for word in _WORD.findall(text)} if self._lists else set()  # İ alone becomes two
        places = [
            (found.start(), -len(sought.spelled), order, sought)
            for order, names in enumerate(self._lists)
            for word in words
            if word in names
            for sought in names[word]
            for found in _first(sought.words[0]).finditer(text)
        ]
        return [(start, sought) for start, _, _, sought in sorted(places, key=lambda place: place[:3])]

    def replaced(self, text: str) -> str:
        """The text without the names."""
        return _replaced(text, 0, len(text), self.find(text))

    def whole(self, transcript: Transcript, turn: Turn, start: int, end: int) -> tuple[int, int]:
        """A stretch inside a turn, widened so that it cuts no name in two."""
        for named in self._in_turn(transcript, turn):
            if named.start < start < named.end:
                start = named.start
            if named.start < end < named.end:
                end = named.end
        return start, end

    def said(self, transcript: Transcript, turn: Turn, start: int, end: int) -> str:
        """What is said of a turn between start and end, gaps left out, without the names."""
        out, at = [], start
        for named in self._in_turn(transcript, turn):
            if at < named.end and named.start < end:
                out += [transcript.without_gaps(turn, at, max(at, named.start)), _bracketed(transcript.text, named)]
                at = named.end
        return "".join([*out, transcript.without_gaps(turn, at, max(at, end))])

    def standing(self, transcript: Transcript, start: int, end: int) -> str:
        """A stretch of the canonical text as it stands, labels and all, without the names."""
        turns = transcript.turns_in(start, end)
        if len(turns) == 1 and not turns[0].gaps and turns[0].start <= start and end <= turns[0].end:
            return _replaced(transcript.text, start, end, self._in_turn(transcript, turns[0]))
        first, last = (min(start, turns[0].start), max(end, turns[-1].end)) if turns else (start, end)
        found = (Named(first + n.start, first + n.end, n.instead) for n in self.find(transcript.text[first:last]))
        return _replaced(transcript.text, start, end, found)

    def _in_turn(self, transcript: Transcript, turn: Turn) -> tuple[Named, ...]:
        if turn.number not in self._turns:
            text = transcript.slice(turn)
            for start, end in turn.gaps:
                before, after = max(start - turn.start, 0), max(end - turn.start, 0)
                text = text[:before] + " " * (after - before) + text[after:]
            found = self.find(text)
            self._turns[turn.number] = tuple(Named(turn.start + n.start, turn.start + n.end, n.instead) for n in found)
        return self._turns[turn.number]

    def _meant(self, sought: _Sought, match: re.Match[str]) -> bool:
        """Tell whether words are the name, and not only spelled like it."""
        if self._without_capitals:
            return True
        said = _WORD.findall(match.group())
        if any(name[0].isupper() and not word[0].isupper() for name, word in zip(sought.words, said, strict=False)):
            return False
        ordinary = sought.pseudonym.part and match.group().lower() in self._small
        return not (ordinary and _SENTENCE.search(match.string, max(0, match.start() - 8), match.start()))

    @cached_property
    def _text(self) -> str:
        return self._whole_text()

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self._text))

    @cached_property
    def _without_capitals(self) -> bool:
        letters = sum(map(str.isalpha, self._text))
        return letters > 0 and len(_CAPITAL.findall(self._text)) < letters * _NO_CAPITALS


@lru_cache(10_000)
def _first(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.IGNORECASE)


@lru_cache(10_000)
def _pattern(name: str) -> re.Pattern[str]:
    """The name's words in any spelling; it is tried where its first word begins."""
    name = name[next(iter(_WORD.finditer(name))).start() :]
    words = [_SPELLINGS.get(word) or "".join(_SPELLINGS.get(c) or re.escape(c) for c in word) for word in name.split()]
    end = r"(?![^\W_])" if name[-1].isalnum() else ""
    return re.compile(r"\s+".join(words) + end, re.IGNORECASE)


def _from(sought: _Sought, match: re.Match[str], at: int) -> int:
    title = _TITLE.search(match.string, at, match.start()) if sought.pseudonym.person else None
    return title.start() if title else match.start()


def _replaced(text: str, start: int, end: int, found: Iterable[Named]) -> str:
    out, at = [], start
    for named in found:
        if at < named.end and named.start < end:
            out += [text[at : max(at, named.start)], _bracketed(text, named)]
            at = named.end
    return "".join([*out, text[at : max(at, end)]])


def _bracketed(text: str, named: Named) -> str:
    there = text[max(named.start - 1, 0) : named.start] == "[" and text[named.end : named.end + 1] == "]"
    return named.instead if there else f"[{named.instead}]"
