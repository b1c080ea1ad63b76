"""Spreadsheets (xlsx) with a row a turn."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, lay_out
from collabstudy.io.importers.rows import no_text_column

if TYPE_CHECKING:
    from collabstudy.io.source import Source

SUFFIXES = (".xlsx", ".xlsm")


def claims(source: Source) -> bool:
    """Whether this is a zip archive with a workbook in it."""
    return source.head.startswith(b"PK\x03\x04") and b"xl/workbook" in source.data


def read(source: Source) -> Draft:
    """The first sheet that has a column with what was said; formulas are text.

    Raises:
        SourceError: damaged, hostile, or no sheet with such a column.
    """
    from collabstudy.io.archives import open_archive
    from collabstudy.io.whole_tables import pieces_of_table

    open_archive(source)
    sheets = dict(_sheets(source))
    header: list[str] = []
    for name, table in sheets.items():
        pieces = pieces_of_table(table)
        if pieces is not None:
            text, blocks = lay_out(pieces)
            left = [other for other, rows in sheets.items() if other != name and rows]
            remarks = (f"only the sheet {name} was read, not {', '.join(left)}",) if left else ()
            return Draft(text, blocks, remarks=remarks)
        header = header or (table[0] if table else [])
    raise no_text_column(source, header)


def _sheets(source: Source) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each sheet that are not empty, all cells as text."""
    from openpyxl import load_workbook

    from collabstudy.io.archives import SAVE_AGAIN

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(source.data), read_only=True, data_only=False)
        for sheet in book.worksheets:
            if (sheet.max_row, sheet.max_column) == (1, 1):  # some programs say so, whatever there is
                sheet.reset_dimensions()
            rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            yield sheet.title, [row for row in rows if any(row)]
    except SourceError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        raise SourceError(
            f"the workbook cannot be read ({type(error).__name__})", hint=SAVE_AGAIN, file=source.path
        ) from error


def _text(value: object) -> str:
    """A cell as a person would type it: times as clock readings, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.year < 1901:
        value = value.time()
    if isinstance(value, datetime.timedelta):
        total = value.total_seconds()
        return f"{int(total // 3600)}:{int(total % 3600 // 60):02}:{total % 60:06.3f}"
    if isinstance(value, datetime.time):
        return value.isoformat("milliseconds")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
