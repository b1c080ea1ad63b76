"""A matrix of marks, however it is drawn: columns in clusters, lines in branches, and what stands at their right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

Kind = Literal["dot", "ring", "dash", "cross", "none"]


@dataclass(frozen=True, slots=True)
class Column:
    """A case, or whatever else stands at the top; columns of one cluster stand together."""

    id: str
    name: str
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A code, or whatever else stands at the left. A heading has no marks. `right` is told bold, then plain."""

    id: str
    name: str
    colour: str
    heading: bool = False
    branch: str = ""
    right: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a cell: its kind, how much (for dots), and what a pointer is told."""

    kind: Kind
    amount: float = 0
    told: str = ""


@dataclass(frozen=True)
class Matrix:
    """Everything that the two renderers draw; `key` explains the marks, in order."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    marks: Mapping[tuple[str, str], Mark]
    key: tuple[tuple[Kind, str], ...]

    @property
    def most(self) -> float:
        """The largest amount."""
        return max((mark.amount for mark in self.marks.values()), default=0)

    def size(self, amount: float) -> float:
        """From 0 (one passage) to 1 (the most), growing as the area of a dot does."""
        return sqrt((amount - 1) / (self.most - 1)) if self.most > 1 and amount > 1 else float(self.most <= 1)
