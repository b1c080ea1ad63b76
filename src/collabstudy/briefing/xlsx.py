"""The tables of a briefing as one Excel workbook: a sheet a table, headers kept in view, text never a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from collabstudy.briefing.blocks import Briefing, Claims, Matrix, Table, flat, told
from collabstudy.briefing.facts import is_number
from collabstudy.briefing.matrix import columns, marks
from collabstudy.briefing.plain import plain
from collabstudy.io.exporters._text import looks_like_formula, writable
from collabstudy.io.undated import undated

if TYPE_CHECKING:
    import pandas

Row = Sequence[str | int | float | None]
_WIDEST, _MOST = 60, 32_767
_NO_NAME = re.compile(r"[\[\]:*?/\\]+")


def xlsx(briefing: Briefing, frames: Mapping[str, pandas.DataFrame]) -> bytes:
    """The workbook's bytes, the same for the same briefing: its tables, then the `frames` (name of the sheet, frame).

    Rows are as they stand in the briefing; numbers are numbers.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    names: set[str] = set()
    sheets = [*_of(briefing), *((name, list(_rows(frame)), "") for name, frame in frames.items())]
    for name, rows, caption in sheets:
        _sheet(book, _called(name, names), rows, caption)
    if not sheets:
        book.create_sheet("empty")
    out = BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _of(briefing: Briefing) -> Iterator[tuple[str, list[Row], str]]:
    for section in briefing.sections:
        for block in flat(section.blocks):
            if isinstance(block, Table):
                name = block.name or f"{briefing.labels['table']} {block.number}"
                yield name, list(_table(block)), told(block.caption)
            elif isinstance(block, Matrix):
                yield section.title, list(_matrix(block, briefing.labels)), told(block.caption)
            elif isinstance(block, Claims):
                yield section.title, list(_claims(block, briefing.labels)), ""


def _table(table: Table) -> Iterator[Row]:
    """The rows; a line across the table becomes a column of its own, so that rows can be sorted."""
    if table.heads:
        head = ""
        yield ["", *table.columns]
        for at, row in enumerate(table.rows):
            head = table.heads.get(at, head)
            yield [head, *_cells(table, row)]
        return
    yield list(table.columns)
    for row in table.rows:
        yield _cells(table, row)


def _cells(table: Table, row: Sequence[Any]) -> list[str | int | float | None]:
    return [_number(told(cell)) if at in table.numeric else told(cell) for at, cell in enumerate(row)]


def _number(text: str) -> str | int | float:
    bare = text.replace(",", "")
    if not is_number(bare) or bare == ".":
        return text
    return float(bare) if "." in bare else int(bare)


def _matrix(matrix: Matrix, labels: Mapping[str, str]) -> Iterator[Row]:
    """The values with the numbers of passages: what the marks stand for."""
    groups = columns(matrix)
    yield [labels["theme"], *(plain(group.name) for group in groups), labels["count"], ""]
    for row in matrix.rows:
        cells = [mark.passages or matrix.told[mark.value] for mark in marks(matrix, row)]
        yield [row.name, *cells, row.present, row.of]


def _claims(claims: Claims, labels: Mapping[str, str]) -> Iterator[Row]:
    yield [labels["result"], labels["sentence"], labels["count"], ""]
    for claim in claims.claims:
        yield [claim.called, claim.statement, told(claim.count), claim.note]


def _rows(frame: pandas.DataFrame) -> Iterator[Row]:
    from collabstudy.io.exporters._cells import rows

    yield [str(name) for name in frame.columns]
    yield from rows(frame)


def _called(name: str, names: set[str]) -> str:
    """A name as Excel allows it, at most 31 letters, each once."""
    base = _NO_NAME.sub(" ", plain(name)).strip(" '")[:28] or "table"
    found = next(told for n in range(1, 1000) if (told := base if n == 1 else f"{base} {n}").casefold() not in names)
    names.add(found.casefold())
    return found


def _sheet(book: Any, name: str, rows: Sequence[Row], caption: str) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    wide = max(map(len, rows), default=0)
    first = 3 if caption else 1
    sheet.freeze_panes = f"B{first + 1}"
    if wide:
        sheet.auto_filter.ref = f"A{first}:{get_column_letter(wide)}{first + len(rows) - 1}"
    for at in range(wide):
        longest = max((len(str(row[at])) for row in rows[:500] if at < len(row) and row[at] is not None), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(longest, 6), _WIDEST) + 3
    if caption:
        sheet.append([_cell(sheet, caption, italic=True)])
        sheet.append([])
    for at, row in enumerate(rows):
        sheet.append([_cell(sheet, value, bold=at == 0) for value in row])


def _cell(sheet: Any, value: str | int | float | None, *, bold: bool = False, italic: bool = False) -> Any:
    """A value; a text is a cell of the kind string, whatever it begins with (openpyxl gives cells no type)."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    text = writable(value)[:_MOST] if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=text)
    if isinstance(text, str):
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)  # Excel's own way of saying: this is text
    cell.alignment = Alignment(wrap_text=isinstance(text, str) and len(text) > _WIDEST and not italic, vertical="top")
    if bold:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F4F6F4")
        cell.border = Border(bottom=Side("medium", color="1D2A2F"))
    elif italic:
        cell.font = Font(italic=True, color="55646A")
    return cell
