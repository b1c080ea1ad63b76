"""Comma-separated values, UTF-8 without a byte-order mark, LF line ends.

Without the mark, because what reads csv is mostly programs (pandas, R, git), of which many would take it into the name
of the first column; for Excel there is xlsx. A text that a spreadsheet would run begins with an apostrophe instead,
which Excel and LibreOffice show as it is; take it away where a program needs the bare text.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.io.exporters._cells import Value, rows
from collabstudy.io.exporters._text import looks_like_formula
from collabstudy.io.outputs import write_whole

if TYPE_CHECKING:
    import pandas

SUFFIX = ".csv"


def write(frame: pandas.DataFrame, path: Path) -> None:
    """Write a frame; its index is left out, NA becomes an empty cell. Raises StudyError when the disk refuses."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(str(name)) for name in frame.columns])
    writer.writerows([_cell(value) for value in row] for row in rows(frame))
    write_whole(path, out.getvalue().encode("utf-8"))


def _cell(value: Value) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if looks_like_formula(value) else value
    return "" if value is None else value
