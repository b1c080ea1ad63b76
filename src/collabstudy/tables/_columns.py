"""Columns with the types they always have, also when there are no rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

TEXT, NUMBER, SECONDS, FLAG = "string", "Int64", "float64", "boolean"


def frame_of(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> pandas.DataFrame:
    """A frame with these columns and types; empty texts of the kind `None` become NA.

    >>> frame_of({"case": TEXT, "words": NUMBER}, [["ash", None]]).dtypes.astype(str).to_dict()
    {'case': 'string', 'words': 'Int64'}
    """
    import pandas as pd

    found = list(rows)
    series = {
        name: pd.Series([row[place] for row in found], dtype=kind) for place, (name, kind) in enumerate(columns.items())
    }
    return pd.DataFrame(series, columns=list(columns))
