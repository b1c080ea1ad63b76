"""What somebody may have meant who wrote a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(said: str, known: Iterable[str], otherwise: str) -> str:
    """The names that are most like what was said, as a question; where none is, something else to say.

    >>> nearest("trsut", ("trust", "time", "money"), "codes: trust, time, money")
    'is it trust?'
    >>> nearest("love", ("trust", "time", "money"), "codes: trust, time, money")
    'codes: trust, time, money'
    """
    found = get_close_matches(said.casefold(), list(known), 3, 0.6)
    return f"is it {' or '.join(found)}?" if found else otherwise
