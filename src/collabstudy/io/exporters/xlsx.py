"""An Excel workbook of one sheet: header in bold and kept in view, filters, long text wrapped.

Every text is written as text, so that nothing in it is ever a formula, also after it has been edited in Excel.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.io.exporters._cells import Value, rows
from collabstudy.io.exporters._text import looks_like_formula, writable
from collabstudy.io.outputs import write_whole
from collabstudy.io.undated import undated

if TYPE_CHECKING:
    import pandas

SUFFIX = ".xlsx"
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_WIDEST = 60


def write(frame: pandas.DataFrame, path: Path) -> None:
    """Write a frame; its index is left out.

    A text longer than a cell of Excel can hold (32,767 characters) is cut, and says so at its end.

    Raises StudyError when the frame has more rows than Excel, or the disk refuses.
    """
    if len(frame) + 1 > MOST_ROWS:
        raise StudyError(
            f"{len(frame):,} rows are more than a sheet of Excel can hold", hint="export .csv or .parquet", file=path
        )
    write_whole(path, undated(_workbook(frame)))


def _workbook(frame: pandas.DataFrame) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    names = [str(name) for name in frame.columns]
    sheet.freeze_panes = "A2"
    if names:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(frame) + 1}"
    told = list(rows(frame))
    for place, width in enumerate(_widths(names, told), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in names])
    for row in told:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _widths(names: list[str], told: list[list[Value]]) -> Iterator[float]:
    for place, name in enumerate(names):
        longest = max((len(str(row[place])) for row in told[:500] if row[place] is not None), default=0)
        yield min(max(longest, len(name) + 3), _WIDEST) + 2


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    """A value, or for a text a cell of the kind string, whatever it begins with (openpyxl gives cells no type)."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    text = writable(value)
    if len(text) > MOST_CHARACTERS:
        told = f" […] ({len(text):,} characters)"
        text = text[: MOST_CHARACTERS - len(told)] + told
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)  # Excel's own way of saying: this is text
    if bold:
        cell.font = Font(bold=True)
    elif len(text) > _WIDEST or "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
