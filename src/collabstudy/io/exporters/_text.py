"""Cells that a spreadsheet would take for something else than text."""

from __future__ import annotations

import re

# What Excel, LibreOffice and Sheets read as the beginning of a formula, full-width forms and hidden blanks included.
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
# Controls that XML, and so every xlsx file, forbids; lone surrogates, which nothing can encode.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could run this text.

    >>> [looks_like_formula(text) for text in ("=1+1", "- well", " @home", "x = 1", "")]
    [True, True, True, False, False]
    """
    return _FORMULA.match(text) is not None


def writable(text: str) -> str:
    """The text without characters that no file can hold; each becomes �."""
    return _UNWRITABLE.sub("\ufffd", text)
