"""What the name of a paragraph style says, in any language and in a user's own template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from collabstudy.io.finished._paragraph import Look, Paragraph

INDENTED = 14.0
"""In points: half a centimetre further in than the text around it is how a quotation is set off."""
_FEWEST_SLANTED = 4
_UNITS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75, "em": 12.0}
_OF_QUOTES = r"(?:quot\w*|zitat\w*|cit\w*|sitat\w*)"
_SOURCE = re.compile(
    rf"(?i)\b{_OF_QUOTES}[ _-]*(?:source|author|attribution|by|name|speaker|role|who|quelle|autor\w*)\b"
    rf"|\battribution\b|\b(?:source|speaker|author) of {_OF_QUOTES}|\bquellenangabe\b"
)
_QUOTE = re.compile(
    r"(?i)\b(?:(?!un)\w*quot(?:e|es|ation|ations|ed)|\w*zitat\w*|cita(?:s|zione|tion\w*|t\w*)?|citaat\w*|sita(?:at)?ti?\w*"
    r"|cytat\w*|idézet|citace|verbatims?|block ?text|extracts?)\b"
)
_HEADING = re.compile(
    r"(?i)^(?:heading|überschrift|berschrift|titre|título|titolo|kop|rubrik|otsikko)[ _]*\d|^(?:sub)?title$|^titel$"
)
_CAPTION = re.compile(
    r"(?i)^(?:caption|beschriftung|légende|legenda|leyenda|didascalia|bildtext|figure|illustration|table)$"
)
_CONTENTS = re.compile(r"(?i)^(?:toc|contents|verzeichnis|tm|table of figures|index)[ _]?\d*(?:heading)?$")


def look_of(names: Iterable[str]) -> Look:
    """The look of a style by its name and the names of those that it is based on, the nearest first.

    >>> look_of(["Interview Quote", "Normal"]), look_of(["Quote Source", "Quote"]), look_of(["Zitat"])
    ('quote', 'source', 'quote')
    >>> look_of(["heading 2"]), look_of(["Body Text"])
    ('heading', '')
    """
    for name in map(spaced, names):
        if _SOURCE.search(name):
            return "source"
        if _HEADING.search(name):
            return "heading"
        if _CAPTION.search(name):
            return "caption"
        if _QUOTE.search(name):
            return "quote"
    return ""


def is_contents(names: Iterable[str]) -> bool:
    """Whether a style is that of a table of contents.

    >>> is_contents(["toc 1"]), is_contents(["Contents 2"]), is_contents(["Normal"])
    (True, True, False)
    """
    return any(_CONTENTS.search(spaced(name)) for name in names)


def slanted(paragraph: Paragraph) -> Paragraph:
    """A paragraph all of whose letters are italic: it may be a quotation, as one that is set further in."""
    plain = not paragraph.look and paragraph.part == "text" and len(paragraph.text.split()) >= _FEWEST_SLANTED
    return replace(paragraph, look="indented") if plain else paragraph


def spaced(name: str) -> str:
    """A style's name with spaces where its words begin.

    >>> spaced("IntenseQuote"), spaced("Intense_20_Quote"), spaced("heading 1")
    ('Intense Quote', 'Intense Quote', 'heading 1')
    """
    return re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", name.replace("_20_", " ")).strip()


def points(length: str) -> float:
    """A length with its unit, in points; 0 where it is none.

    >>> points("1cm"), points("0.5in"), points("2%")
    (28.35, 36.0, 0.0)
    """
    try:
        return float(length[:-2]) * _UNITS.get(length[-2:], 0.0)
    except ValueError:
        return 0.0
