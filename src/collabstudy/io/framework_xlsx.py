"""The framework matrix as an Excel workbook: one sheet to read and to write in, one that says how its texts stand.

A hidden row and a hidden column hold the ids of codes and cases, so that the sheet comes back in after it was sorted,
renamed or added to. The sheet `states` remembers by a hash what stood in each cell. A text that is longer than a cell
of Excel can be stands in parts in a third sheet. Same matrix, same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from collabstudy.io.exporters._text import looks_like_formula, writable
from collabstudy.io.exporters.xlsx import MOST_CHARACTERS
from collabstudy.io.framework_grid import Box, Grid, escaped, text_id
from collabstudy.io.outputs import write_whole
from collabstudy.io.undated import undated

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET, STATES, LONG = "framework", "states", "long texts"
MARK = "collabstudy framework"
STATE_COLUMNS = ("case", "theme", "state", "codings", "what is new", "case id", "theme id", "text", "cell")
LONG_COLUMNS = ("case id", "theme id", "part", "text")
PART = 30_000
"""Characters of a part: below Excel's 32,767, which counts letters beyond the first 65,536 twice."""
_WIDTH, _NAME = 38, 20
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0
_INK, _SOFT, _LINE, _HEAD = "1D2A2F", "5B6A70", "D9DFE0", "E3F0EE"
_FILLS = {"stale": "FBE8C8", "not_tied": "EEF1F2"}
_FIRST = 3  # row and column of the first text


def write(grid: Grid, path: Path) -> None:
    """Write the workbook. Raises StudyError when the disk refuses."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _matrix(sheet, grid)
    _states(book.create_sheet(STATES), grid)
    if any(is_long(box.text) for box in grid.boxes.values()):
        _long(book.create_sheet(LONG), grid)
    out = io.BytesIO()
    book.save(out)
    write_whole(path, _growing(undated(out.getvalue())))


def _growing(book: bytes) -> bytes:
    """The same workbook, its rows growing with what is typed into them: their heights are a first guess."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(
                entry, content.replace(b' customHeight="1"', b"") if "worksheets" in entry.filename else content
            )
    return out.getvalue()


def is_long(text: str) -> bool:
    """Tell whether a text is too long for a cell, in the letters that Excel counts."""
    return len(escaped(writable(text)).encode("utf-16-le")) // 2 > MOST_CHARACTERS


def shown(box: Box) -> str:
    """What stands in a cell of the sheet: the text, where it is to be found, or in brackets why there is none."""
    if not box.text:
        return f"[{box.told}]"
    if is_long(box.text):
        return f"[{len(box.text):,} characters: in the sheet “{LONG}”]"
    return writable(box.text)


def _matrix(sheet: Worksheet, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    _put(sheet, 1, 1, MARK)
    _put(sheet, 2, 1, "case id", bold=True)
    _put(sheet, 2, 2, "Case", bold=True, fill=_HEAD)
    for at, theme in enumerate(grid.themes, _FIRST):
        _put(sheet, 1, at, theme.id)
        _put(sheet, 2, at, theme.name, bold=True, fill=_HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
    for row, (case, name) in enumerate(grid.cases.items(), _FIRST):
        _put(sheet, row, 1, case)
        _put(sheet, row, 2, name, bold=True)
        for column, theme in enumerate(grid.themes, _FIRST):
            _box(sheet, row, column, grid.boxes[case, theme.id])
        texts = [name, *(shown(grid.boxes[case, theme.id]) for theme in grid.themes)]
        sheet.row_dimensions[row].height = _height(texts, [_NAME] + [_WIDTH] * len(grid.themes))
    last = get_column_letter(max(len(grid.themes) + 2, 2))
    sheet.auto_filter.ref = f"A2:{last}{len(grid.cases) + 2}"
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["B"].width = _NAME
    sheet.freeze_panes = "C3"
    _put(sheet, len(grid.cases) + 4, 2, grid.note, colour=_SOFT, wrapped=False)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.scale = 60
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_rows, sheet.print_title_cols = "2:2", "B:B"


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """About as many points as the longest text of a row needs, up to what Excel allows."""
    lines = (
        sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max(lines, default=1) * _LINE_HEIGHT + 4, _HIGHEST)


def _box(sheet: Worksheet, row: int, column: int, box: Box) -> None:
    soft = not box.text
    cell = _put(sheet, row, column, shown(box), colour=_SOFT if soft else _INK, italic=soft, fill=_FILLS.get(box.state))
    if box.remark and box.text:
        from openpyxl.comments import Comment

        cell.comment = Comment(writable(f"{box.told}: {box.remark}"[:2000]), "collabstudy", height=120, width=320)


def _states(sheet: Worksheet, grid: Grid) -> None:
    for at, name in enumerate(STATE_COLUMNS, 1):
        _put(sheet, 1, at, name, bold=True, fill=_HEAD)
    for row, told in enumerate(_stated(grid), 2):
        for at, value in enumerate(told, 1):
            _put(sheet, row, at, value)
    for letter, width in zip("ABCDE", (_NAME, 26, 26, 9, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for letter in "FGHI":
        sheet.column_dimensions[letter].hidden = True
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:I{len(grid.boxes) + 1}"


def _stated(grid: Grid) -> Iterator[tuple[str | int, ...]]:
    for case, name in grid.cases.items():
        for theme in grid.themes:
            box = grid.boxes[case, theme.id]
            held = writable(box.text) if box.text else shown(box)
            told = (name, theme.name, box.told, box.codings, box.remark)
            yield (*told, case, theme.id, text_id(box.text), text_id(held))


def _long(sheet: Worksheet, grid: Grid) -> None:
    for at, name in enumerate(LONG_COLUMNS, 1):
        _put(sheet, 1, at, name, bold=True, fill=_HEAD)
    sheet.column_dimensions["D"].width = 100
    row = 2
    for (case, theme), box in grid.boxes.items():
        for number, part in enumerate(_parts(writable(box.text)) if is_long(box.text) else (), 1):
            told: tuple[str | int, ...] = (case, theme, number, part)
            for at, value in enumerate(told, 1):
                _put(sheet, row, at, value)
            row += 1


def _parts(text: str) -> Iterator[str]:
    """Pieces that fit into cells whatever letters they have, cut inside a word where one is near."""
    at = 0
    while at < len(text):
        whole = min(at + PART // 2, len(text))
        near = range(whole, max(whole - 100, at), -1)
        end = next((end for end in near if not any(map(str.isspace, text[end - 1 : end + 1]))), whole)
        yield text[at:end]
        at = end


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | int,
    *,
    bold: bool = False,
    italic: bool = False,
    wrapped: bool = True,
    colour: str = _INK,
    fill: str | None = None,
) -> Any:
    """Write a cell; a text is a text, whatever it begins with."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = escaped(writable(value))[:MOST_CHARACTERS] or None
        cell.data_type = "s" if value else "n"
        cell.quotePrefix = looks_like_formula(value)
    else:
        cell.value = value
    cell.font = Font(name="Calibri", size=11, bold=bold, italic=italic, color=colour)
    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
    if wrapped:
        cell.border = Border(bottom=Side("thin", color=_LINE))
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    return cell
