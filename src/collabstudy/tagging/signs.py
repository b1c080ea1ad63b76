"""What the signs of a text do: letters make words, some signs part words from each other, the others do nothing.

Texts are read in two ways with one result. Most fit into Latin-1 once their typographic signs are replaced one for
one; in those, bytes stand for signs. All others are read sign by sign.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from collabstudy.tagging.letters import APOSTROPHES, HYPHENS, INVISIBLE, is_letter

if TYPE_CHECKING:
    from regex import Pattern

    from collabstudy.tagging.arrays import Places, Small

_BLANK, _BREAK, _APOSTROPHE, _HYPHEN, _NEWLINE = 0, 1, 2, 3, 4
LETTERS = 5  # classes of bytes end below; a letter keeps its own code, which is 48 or more


def as_bytes(text: str) -> bytes | None:
    """The text in Latin-1, one byte a code point, or None where that would lose a letter."""
    try:
        letters = text.encode("latin-1")
        return None if b"\xad" in letters else letters
    except UnicodeEncodeError:
        odd = sorted(sign for sign in set(text) if sign > "\xff" or sign in INVISIBLE)
    if any(is_letter(sign) or sign in INVISIBLE for sign in odd):
        return None
    for sign in odd:
        text = text.replace(sign, _STAND_IN[_class(sign)])
    return text.encode("latin-1")


_STAND_IN = {_BLANK: " ", _BREAK: ".", _APOSTROPHE: "'", _HYPHEN: "-"}


def _class(sign: str) -> int:
    """What a sign that is no letter does to the words around it."""
    if sign in APOSTROPHES:
        return _APOSTROPHE
    if sign in HYPHENS:
        return _HYPHEN
    if sign == "\n":
        return _NEWLINE
    quotation_mark = unicodedata.category(sign) in ("Pi", "Pf") or sign in '"„‚'
    return _BLANK if quotation_mark or sign.isspace() or sign in "*_" or sign in INVISIBLE else _BREAK


@cache
def classes() -> bytes:
    """For each byte of Latin-1: itself in lower case if it is a letter, else its class."""
    table = bytearray(256)
    for code in range(256):
        sign = chr(code)
        lower = sign.lower()
        table[code] = (ord(lower) if len(lower) == 1 and lower <= "\xff" else code) if is_letter(sign) else _class(sign)
    return bytes(table)


def settle(signs: Small) -> Places:
    """Make apostrophes between letters part of the word, and tell which signs part words from each other."""
    import numpy as np

    letter = signs >= LETTERS
    apostrophes = np.flatnonzero(signs == _APOSTROPHE)
    hyphens = np.flatnonzero(signs == _HYPHEN)
    newlines = np.flatnonzero(signs == _NEWLINE)
    parting = (
        np.flatnonzero(signs == _BREAK),
        hyphens[~letter[hyphens - 1]],
        newlines[signs[newlines - 1] == _NEWLINE],
    )
    inside = letter[apostrophes - 1] & letter[apostrophes + 1]
    signs[apostrophes] = np.where(inside, ord("'"), _BLANK)
    return np.concatenate(parting)


@cache
def word_pattern() -> Pattern[str]:
    """One word."""
    import regex

    letters = r"[\p{L}\p{M}\p{N}]+"
    return regex.compile(f"{letters}(?:(?:[{APOSTROPHES}]|[{INVISIBLE}]+){letters})*")


def parts(text: str, edge: int, start: int) -> bool:
    """Tell whether what stands between two words, from `edge` to `start`, parts them."""
    for at in range(edge, start):
        sign, previous = text[at], text[at - 1 : at]
        kind = _class(sign)
        after_letter = previous != "" and is_letter(previous)
        if kind == _BREAK or (kind == _HYPHEN and not after_letter) or (kind == _NEWLINE and previous == "\n"):
            return True
    return False
