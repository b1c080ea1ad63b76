"""What every figure is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Data:
    """What a figure shows: its numbers, and what is told with them.

    `alt` says in words what is to be seen, for those who cannot see it. `caption` says what was counted, `note` on
    whose evidence. `more` holds what only this kind of figure needs.
    """

    name: str
    frame: pandas.DataFrame
    alt: str
    caption: str
    note: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
