"""What tables look like in a notebook: one style sheet, text as text, passages as far as they may be shown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from typing import Protocol

from collabstudy.compare.table import Passage

MOST_SHOWN = 12
_TURNING = re.compile("[\x00-\x08\u202a-\u202e\u2066-\u2069]")


class Quoted(Protocol):
    """Words that may be shown; `document` and `turn` are empty where they must not be told."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def attribution(self) -> str:
        """Who said it, as far as that may be told."""

    @property
    def document(self) -> str:
        """Where it was said."""

    @property
    def turn(self) -> int | None:
        """In which turn."""


class Shown(Protocol):
    """The passages behind a number that may be shown, and how many others there are."""

    @property
    def quotes(self) -> Sequence[Quoted]:
        """Those with words."""

    @property
    def withheld(self) -> int:
        """How many may not be shown."""

    @property
    def lost(self) -> int:
        """How many no longer stand in their text."""


# Hands out words as consent allows: the only way by which a table comes to any.
Quotes = Callable[[Iterable[Passage]], Shown]


class Html(str):
    """HTML that a notebook draws."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def text(said: str) -> str:
    """Text from outside, as text: no tag in it, and no dollar that a notebook would read as a formula.

    >>> text("<b> & $5")
    '&lt;b&gt; &amp; <span>$</span>5'
    """
    return html.escape(_line(said)).replace("$", "<span>$</span>")


def attribute(said: str) -> str:
    """Text from outside inside an attribute."""
    return html.escape(_line(said), quote=True).replace("$", "&#36;")


def _line(said: str) -> str:
    """On one line, without what turns the direction of the text around it."""
    return " ".join(_TURNING.sub("", said).split())


def passages(found: Sequence[Passage], quotes: Quotes | None) -> str:
    """A list of passages: with their words where they may be shown, else only where they are."""
    if quotes is None:
        items = [text(_place(passage)) for passage in found[:MOST_SHOWN]]
        return _list(items, len(found) - len(items), "")
    shown = quotes(found)
    items = [f"“{text(quote.text)}” <cite>{text(_told(quote))}</cite>" for quote in shown.quotes[:MOST_SHOWN]]
    return _list(items, len(shown.quotes) - len(items), _kept_back(shown))


def _list(items: list[str], more: int, after: str) -> str:
    told = "".join(f"<li>{item}</li>" for item in items)
    rest = " · ".join(part for part in (f"{more} more" if more else "", after) if part)
    return (f"<ul>{told}</ul>" if told else "") + (f"<small>{rest}</small>" if rest else "")


def _kept_back(shown: Shown) -> str:
    parts = []
    if shown.withheld:
        parts.append(f"{shown.withheld} may not be shown here")
    if shown.lost:
        parts.append(f"{shown.lost} no longer in the text")
    return " · ".join(parts)


def _told(quote: Quoted) -> str:
    where = f" · {quote.document}" if quote.document else ""
    return quote.attribution + where + (f", turn {quote.turn}" if quote.document and quote.turn else "")


def _place(passage: Passage) -> str:
    turn = f", turn {passage.turn}" if passage.turn else ""
    return " · ".join(filter(None, (f"{passage.document}{turn}", ", ".join(passage.coders))))


def style(own: str = "") -> str:
    """The style sheet, to stand at the head of each table, and after it the table's own."""
    return "".join(f"<style>\n{_file(name)}</style>" for name in ("notebook.css", own) if name)


def script() -> str:
    """What selects a mark, to stand at the end of a table."""
    return f"<script>\n{_file('notebook.js')}</script>"


def _file(name: str) -> str:
    return files("collabstudy.tables").joinpath(name).read_text(encoding="utf-8")
