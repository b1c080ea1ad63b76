"""Words as they are compared: whatever the typography, one spelling."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

BREAK = "\x00"
"""Stands between two speakers: no quotation runs across it."""
_JOINS = "’'‘ʼ`´‐‑\\-\u00ad\u200b-\u200d\u2060"
WORD = re.compile(rf"\x00|[£$€%&]|[^\W_]+(?:(?!--)[{_JOINS}]{{1,2}}[^\W_]+)*")
_JOINING = re.compile(f"[{_JOINS}]")


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    normal: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text.

    >>> [word.normal for word in words_of("Don’t re-open it — “ﬁnd” 1,450 & co.")]
    ['dont', 'reopen', 'it', 'find', '1', '450', 'and', 'co']
    """
    return [Word(normal(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]


def normal(word: str) -> str:
    """One spelling for all typography of a word: ligatures opened, apostrophes, hyphens and capitals gone."""
    if word == "&":
        return "and"
    return _JOINING.sub("", unicodedata.normalize("NFKC", word)).casefold()


def normal_text(text: str) -> str:
    """The words of a text in one spelling, a blank between two.

    >>> normal_text("The “Kettle”, they say")
    'the kettle they say'
    """
    return " ".join(word.normal for word in words_of(text))
