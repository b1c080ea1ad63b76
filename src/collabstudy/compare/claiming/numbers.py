"""Numbers that a statement has in its own words, where the claim has them too: they have to be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collabstudy.compare.claiming.bound import bindings
from collabstudy.compare.wording import number
from collabstudy.model.finding import Claim

_SPELLED = {number(value): value for value in range(13)} | {"none": 0}
_NUMBER = rf"\d+|{'|'.join(sorted(_SPELLED, key=len, reverse=True))}"
_SO_MANY = re.compile(rf"\b({_NUMBER}|all) of (?:the )?({_NUMBER})\b", re.IGNORECASE)
_ALONE = re.compile(rf"(?<![\d.,:/-])\b(?:{_NUMBER})\b(?![\d.,:/-]*\d)", re.IGNORECASE)
_NO_COUNTS = ("one", "no", "none")
_YEARS = range(1900, 2101)


def unlike(statement: str, claim: Claim) -> str:
    """What is wrong with the numbers of a statement beside those of its claim; nothing where it has none.

    >>> unlike("Eight of ten places trust.", Claim("exactly", ("trust",), exactly=(7, 10)))
    'the statement says 8 of 10, the claim 7 of 10'
    >>> unlike("Nine places trust.", Claim("at_least", ("trust",), least=9))
    ''
    """
    if claim.exactly is None and not isinstance(claim.least, int):
        return ""
    text = _without_names(statement)
    claimed = (str(claim.least),) if claim.exactly is None else tuple(map(str, claim.exactly))
    for found in _SO_MANY.finditer(text):
        of = _value(found[2])
        some = of if found[1].casefold() == "all" else _value(found[1])
        if (str(some), str(of))[: len(claimed)] != claimed:
            return f"the statement says {some} of {of}, the claim {' of '.join(claimed)}"
        return ""
    alone = list(_alone(text))
    if alone and claimed[0] not in alone:
        return f"the statement says {' and '.join(alone)}, the claim {' of '.join(claimed)}"
    return ""


def _without_names(statement: str) -> str:
    """The statement without what stands in braces: that is as the study has it."""
    for binding in reversed(bindings(statement)):
        statement = f"{statement[: binding.start]}…{statement[binding.end :]}"
    return statement


def _alone(text: str) -> Iterator[str]:
    """Numbers that may be counts: no years, no decimals, dates or times, and no `one`, which is also a pronoun."""
    for found in _ALONE.finditer(text):
        if found[0].casefold() not in _NO_COUNTS and _value(found[0]) not in _YEARS:
            yield str(_value(found[0]))


def _value(told: str) -> int:
    return int(told) if told.isdecimal() else _SPELLED[told.casefold()]
