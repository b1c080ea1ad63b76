"""What every figure is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from collabstudy.compare.table import Row

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


def labels(rows: Sequence[Row]) -> dict[str, str]:
    """What each code is called in a figure: `· ` before its name for each shown code that it stands below.

    >>> labels([Row("m", "Measuring", "", "m"), Row("h", "Health", "", "m", depth=1)])
    {'m': 'Measuring', 'h': '· Health'}
    """
    top: dict[str, int] = {}
    for row in rows:
        if not row.heading:
            top[row.branch] = min(row.depth, top.get(row.branch, row.depth))
    return {row.id: "· " * (0 if row.heading else row.depth - top[row.branch]) + row.name for row in rows}
