"""A word with what stands left and right of it, out of words that may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collabstudy.compare.distinguishing.distinct import Keyword
from collabstudy.compare.distinguishing.words import words_of
from collabstudy.tables.look import Quotes

CUT = "[…]"


@dataclass(frozen=True, slots=True)
class Line:
    """A place where a word is said, with the blanks around it; `document` and `turn` are empty where not to be told."""

    left: str
    word: str
    right: str
    attribution: str
    document: str = ""
    turn: int | None = None

    @property
    def where(self) -> str:
        """Document and turn, or who said it where that is all that may be told."""
        return f"{self.document}, turn {self.turn}" if self.document and self.turn else self.attribution


@dataclass(frozen=True, slots=True)
class InContext:
    """The lines that may be shown, and how many others there are."""

    lines: tuple[Line, ...]
    withheld: int = 0


def in_context(keywords: Iterable[Keyword], quotes: Quotes, most: int | None = None) -> InContext:
    """The lines of a word, in the order of documents and texts; not more than `most`, those not tried not counted.

    Each is asked for by itself: of what was said anonymously none is shown, as nothing stands beside it to hide it.
    """
    lines: list[Line] = []
    withheld = 0
    for keyword in keywords:
        if most is not None and len(lines) >= most:
            break
        line = _line(keyword, quotes)
        if line is None:
            withheld += 1
        else:
            lines.append(line)
    return InContext(tuple(lines), withheld)


def _line(keyword: Keyword, quotes: Quotes) -> Line | None:
    """The words around one place, None where they may not be shown, or the word is part of a name."""
    shown = quotes([keyword.passage]).quotes
    if not shown:
        return None
    quote = shown[0]
    text = quote.text.removeprefix(CUT).removesuffix(CUT).strip()
    places = [word for word in words_of(text) if word.word == keyword.said]
    if keyword.nth >= len(places):
        return None
    here = places[keyword.nth]
    left, word, right = text[: here.start], text[here.start : here.end], text[here.end :]
    return Line(left, word, right, quote.attribution, quote.document, quote.turn)
