"""What is compared: a place or an organisation, with attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

How = Literal["document", "named", "heading", "speaker"]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of cases.csv.

    >>> Case("carrowby", "Carrowby Council", ("the Promise",), {"sector": "public"}).attributes["sector"]
    'public'
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class CaseLink:
    """A passage tied to a case, and how: its document's case, a name in it, its heading, or its speaker."""

    document: str
    turn: int
    case: str
    how: How
