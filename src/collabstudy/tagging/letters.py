"""Which signs make words, and when two spellings are one."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’‘´`"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero width: inside a word they are not there

_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES + "ʼ", "'") | dict.fromkeys(INVISIBLE))


def is_letter(sign: str) -> bool:
    """Tell whether a sign can be part of a word: a letter, a mark on one, or a digit.

    >>> is_letter("é"), is_letter("7"), is_letter("_")
    (True, True, False)
    """
    return unicodedata.category(sign)[0] in "LMN"


def is_hyphen(sign: str) -> bool:
    """Tell whether a sign joins words, as in `place-based`; the long dash does not."""
    return sign in HYPHENS


def normal(word: str) -> str:
    r"""The spelling that stands for all that differ in case, composition, apostrophe or invisible signs only.

    >>> normal("Straße"), normal("DON’T"), normal("colla\u00adborate")
    ('strasse', "don't", 'collaborate')
    """
    if word.isascii() and "`" not in word:
        return word.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word.translate(_STRAIGHT)).casefold())
