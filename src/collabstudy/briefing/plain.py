"""Text from outside, made fit to print: nothing in it can break a page, a document or the direction of a line."""

from __future__ import annotations

import re

# Controls that XML forbids, lone surrogates, non-characters; and what turns the direction of the text around it.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANK = re.compile(r"\s+")


def plain(text: str) -> str:
    r"""The text on one line, without characters that no page can show.

    >>> plain("a\x00b\n  c"), plain("1\u202e23")
    ('a b c', '123')
    """
    return _BLANK.sub(" ", _TURNING.sub("", _BROKEN.sub("\ufffd", _CONTROLS.sub(" ", text)))).strip()


def spaced(text: str) -> str:
    r"""The same for a piece of a line, which keeps a blank at either end.

    >>> spaced(" and\n so ")
    ' and so '
    """
    said = plain(text)
    return f"{' ' if text[:1].isspace() else ''}{said}{' ' if said and text[-1:].isspace() else ''}"
