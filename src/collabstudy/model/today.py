"""What a coding is under the codebook of today."""

from __future__ import annotations

from dataclasses import replace

from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import Coding, Status

WORST_FIRST: tuple[Status, ...] = ("retired", "orphaned", "ambiguous", "review", "stale", "moved", "kept")


def worse(one: Status, other: Status) -> Status:
    """The status that says more against a coding.

    >>> worse("moved", "stale")
    'stale'
    """
    return min(one, other, key=WORST_FIRST.index)


def coded_today(coding: Coding, book: Codebook) -> Coding:
    """The coding under the code that its own became, and whether a person must look again because of that.

    A code that is gone makes it *retired*, until the code is back. One that was split leaves it under the old id, *to
    review*. One that means something else than when the coding was made leaves it *stale*.
    """
    code = book.current(coding.code)
    if code is None:
        return replace(coding, status=worse(coding.status, "review" if book.heirs(coding.code) else "retired"))
    status = coding.status
    if coding.meaning and coding.meaning != book.meaning(code):
        status = worse(status, "stale")
    if (code, status) == (coding.code, coding.status):
        return coding
    return replace(coding, code=code, status=status)
