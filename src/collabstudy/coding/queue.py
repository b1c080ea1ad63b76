"""Codings that wait for a person: what has to be looked at, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.log import ASKED

Why = Literal["orphaned", "ambiguous", "changed", "split", "stale"]
WHYS: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coding and why somebody must look at it.

    `orphaned`: its words are gone; `ambiguous`: they stand in several places; `changed`: the text at its place was
    changed; `split`: its code became several; `stale`: its code means something else than when it was made.
    """

    coding: Coding
    why: Why


def waiting(codings: Iterable[Coding], book: Codebook) -> tuple[Waiting, ...]:
    """Those of these codings that wait for a person, the ones without a place first.

    A coding whose code is gone does not wait: it is retired until the code is back.

    >>> found = Coding("c", "P01", "trust", "mira", 0, 5, "Trust", status="orphaned")
    >>> [one.why for one in waiting([found], Codebook("b", ()))]
    ['orphaned']
    """
    found = [Waiting(coding, why) for coding in codings if (why := _why(coding, book))]
    return tuple(
        sorted(found, key=lambda one: (WHYS.index(one.why), one.coding.document, one.coding.start, one.coding.id))
    )


def _why(coding: Coding, book: Codebook) -> Why | None:
    match coding.status:
        case "orphaned" | "ambiguous" | "stale":
            return coding.status
        case "review":
            split = not coding.code.startswith(ASKED) and book.current(coding.code) is None
            return "split" if split else "changed"
    return None
