"""Rows of a frame as plain Python values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from collabstudy.io.exporters._text import writable

if TYPE_CHECKING:
    import pandas

Value = str | int | float | bool | None


def rows(frame: pandas.DataFrame) -> Iterator[list[Value]]:
    """Each row, the index left out; NA becomes None, whatever is neither number nor flag becomes text."""
    columns = [frame.iloc[:, place].astype(object) for place in range(frame.shape[1])]
    missing = [column.isna().tolist() for column in columns]
    values = [column.tolist() for column in columns]
    for place in range(len(frame)):
        yield [None if gone[place] else plain(column[place]) for column, gone in zip(values, missing, strict=True)]


def plain(value: Any) -> Value:
    """A number, flag or text, numpy's own kinds turned into Python's."""
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, bool | int | float) else writable(str(value))
