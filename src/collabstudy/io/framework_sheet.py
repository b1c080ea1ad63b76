"""The framework matrix read back from a workbook that somebody has sorted, hidden, renamed and written in."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import SourceError
from collabstudy.io.archives import SAVE_AGAIN, open_archive
from collabstudy.io.framework_grid import Grid, text_id, unescaped
from collabstudy.io.framework_xlsx import LONG, LONG_COLUMNS, MARK, STATE_COLUMNS, STATES
from collabstudy.io.source import Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONG = re.compile(rf"\[[\d,]+ characters: in the sheet “{LONG}”\]")
_SEARCHED = 30  # rows and columns in which the header is looked for
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Was:
    """What stood in a cell when the workbook was written, by hash: the study's text, and what the sheet showed."""

    text: str
    cell: str


@dataclass(frozen=True)
class Sheet:
    """What a workbook says: texts by case and code, each with where it stands, and what was there at first.

    A cell stands here several times when its row or column was copied. `was` is empty when the sheet that remembers it
    is gone. `remarks` are rows, columns and texts that belong to no cell.
    """

    cells: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
    was: Mapping[tuple[str, str], Was] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def read(path: Path, grid: Grid) -> Sheet:
    """Read a workbook back; `grid` is the matrix of today, whose names help where the hidden ids are gone.

    Raises SourceError when there is no such file, it is damaged or hostile, or no sheet of it is a framework matrix.
    """
    sheets = _sheets(path)
    for name, rows in sheets.items():
        head = _head(rows, grid)
        if head is not None and name not in (STATES, LONG):
            break
    else:
        hint = "the workbook must be one that `collabstudy compare framework --to FILE.xlsx` has written"
        raise SourceError("no sheet of this workbook is a framework matrix", hint=hint, file=path)
    long, was = _long(sheets.get(LONG, [])), _was(sheets.get(STATES, []))
    remarks = [f"column {_letter(at)}: {why}" for at, why in head.strange.items()]
    cells: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for number, row in enumerate(rows[head.row + 1 :], head.row + 2):
        case = _case(row, head, grid)
        said = [at for at in head.codes if at < len(row) and row[at].strip()]
        if case is None:
            if said:
                remarks.append(f"row {number}: no case is known by this name or id; its texts were left alone")
            continue
        for at, code in head.codes.items():
            text, where = (row[at] if at < len(row) else ""), f"{_letter(at)}{number}"
            if _LONG.fullmatch(text.strip()) and (case, code) in long:
                text = long[case, code]
            elif _LONG.fullmatch(text.strip()) and not _was_so(was, case, code, text):
                remarks.append(f"cell {where}: its text stood in the sheet “{LONG}”, which is gone; kept as it is")
                continue
            cells[case, code].append((text, where))
    return Sheet({cell: tuple(found) for cell, found in cells.items()}, was, tuple(remarks))


@dataclass(frozen=True)
class _Head:
    """Where the ids stand: the row with the themes, their columns, and the columns of case ids and names."""

    row: int
    codes: dict[int, str]
    ids: int | None
    names: int | None
    strange: dict[int, str]


def _head(rows: Rows, grid: Grid) -> _Head | None:
    """The head of a matrix: found by its mark, else by the names of themes."""
    names = _unique({theme.id: theme.name for theme in grid.themes})
    for at, row in enumerate(rows[:_SEARCHED]):
        if MARK in row[:_SEARCHED]:
            first = row.index(MARK)
            return _columns(rows, at, at + 1, first, names, grid)
    for at, row in enumerate(rows[:_SEARCHED]):
        if sum(_key(cell) in names for cell in row) >= min(2, len(names)) > 0:
            return _columns(rows, None, at, None, names, grid)
    return None


def _columns(rows: Rows, ids: int | None, below: int, first: int | None, names: Mapping[str, str], grid: Grid) -> _Head:
    known = {theme.id for theme in grid.themes}
    heads = rows[below] if below < len(rows) else []
    tops = rows[ids] if ids is not None else []
    codes: dict[int, str] = {}
    strange: dict[int, str] = {}
    for at in range(max(len(heads), len(tops))):
        top, told = _at(tops, at).strip(), _at(heads, at).strip()
        if at == first:
            continue
        if top in known or _key(told) in names:
            codes[at] = top if top in known else names[_key(told)]
        elif top:
            strange[at] = f"{top} is no theme of this matrix; its texts were left alone"
        elif told and told.casefold() not in ("case", "case id") and any(_at(row, at) for row in rows[below + 1 :]):
            strange[at] = "no theme is known by this name; it was left alone"
    case_names = {_key(name) for name in grid.cases.values()}
    free = [at for at in range(max(map(len, rows), default=0)) if at not in codes and at != first]
    count = {at: sum(_key(_at(row, at)) in case_names for row in rows[below + 1 :]) for at in free}
    best = max(free, key=lambda at: count[at], default=None)
    column = best if best is not None and count[best] else None
    return _Head(below, codes, first, column, {at: why for at, why in strange.items() if at != column})


def _case(row: list[str], head: _Head, grid: Grid) -> str | None:
    told = _at(row, head.ids).strip() if head.ids is not None else ""
    if told in grid.cases:
        return told
    name = _key(_at(row, head.names)) if head.names is not None else ""
    return None if told else _unique(grid.cases).get(name)


def _was(rows: Rows) -> dict[tuple[str, str], Was]:
    found = (dict(zip(rows[0], row, strict=False)) for row in rows[1:]) if rows else iter(())
    names = STATE_COLUMNS[-4:]
    told = ([one.get(name, "").strip() for name in names] for one in found)
    return {(case, code): Was(text, cell) for case, code, text, cell in told if case and code and cell}


def _was_so(was: Mapping[tuple[str, str], Was], case: str, code: str, text: str) -> bool:
    """Tell whether a cell still holds the very words that were written into it."""
    return (case, code) in was and was[case, code].cell == text_id(text)


def _long(rows: Rows) -> dict[tuple[str, str], str]:
    parts: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for row in rows[1:]:
        told = dict(zip(LONG_COLUMNS, row, strict=False))
        if told.get("part", "").isdigit():
            parts[told["case id"].strip(), told["theme id"].strip()][int(told["part"])] = told.get("text", "")
    return {cell: "".join(found[number] for number in sorted(found)) for cell, found in parts.items()}


def _sheets(path: Path) -> dict[str, Rows]:
    """The rows of each sheet, all cells as text."""
    from openpyxl import load_workbook

    source = Source.open(path)
    open_archive(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(source.data))
        return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        told = f"the workbook cannot be read ({type(error).__name__})"
        raise SourceError(told, hint=SAVE_AGAIN, file=path) from error


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell as it was typed: whole numbers without a point, flags as Excel shows them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescaped(str(getattr(value, "text", value)))  # a formula that fills several cells has its text inside


def _unique(named: Mapping[str, str]) -> dict[str, str]:
    """Ids by name, names that two have left out."""
    keys = [_key(name) for name in named.values()]
    return {_key(name): one for one, name in named.items() if keys.count(_key(name)) == 1}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _at(row: list[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(at + 1)
