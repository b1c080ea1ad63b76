"""The words of a text as they are counted and compared: in small letters, each with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.model.document import Transcript, Turn
from collabstudy.model.span import Stretch

if TYPE_CHECKING:
    from regex import Pattern

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_STRAIGHT = str.maketrans(dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys(_INVISIBLE))
_CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m")


class Word(NamedTuple):
    """A word in the form in which it is counted, and where it stands."""

    word: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text: letters, marks and digits, joined by apostrophes and hyphens.

    Forms that differ in capitals, composition, kind of apostrophe or hyphen are one; what is tied to a word by an
    apostrophe (*council's*, *we've*) is not part of it, but *don't* is a word. What stands in square brackets was not
    said (`[laughs]`, `[name of a town]`) and is left out.

    >>> [word.word for word in words_of("The Council’s co-production – we’ve [laughs] DON'T.")]
    ['the', 'council', 'co-production', 'we', "don't"]
    """
    return (Word(form(text[start:end]), start, end) for start, end in places_of(text))


def places_of(text: str) -> Iterator[Stretch]:
    """Where the words of a text stand."""
    for found in _pattern().finditer(text):
        place = found.span()
        if text[place[0]] != "[":
            yield place


@lru_cache(maxsize=300_000)
def form(word: str) -> str:
    r"""The form in which a word is counted.

    >>> form("Straße"), form("colla\u00adborate"), form("council’s")
    ('strasse', 'collaborate', 'council')
    """
    told = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word.translate(_STRAIGHT)).casefold())
    for clitic in _CLITICS:
        if told.endswith(clitic):
            return told.removesuffix(clitic)
    return told


def blanked(transcript: Transcript, turn: Turn) -> str:
    """The turn as it stands in the text, with blanks where nobody speaks, so that places stay where they are."""
    text = transcript.slice(turn)
    for gap_start, gap_end in turn.gaps:
        start, end = max(gap_start - turn.start, 0), max(gap_end - turn.start, 0)
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _pattern() -> Pattern[str]:
    import regex

    sign = rf"[[\w--_]{_INVISIBLE}]"  # letters with their marks, and digits
    word = rf"[[\w--_]--\p{{M}}]{sign}*+(?:['’‘ʼ´`‐‑-]{sign}++)*+"
    return regex.compile(rf"\[[^\[\]]{{0,80}}\]|{word}", regex.V1)
