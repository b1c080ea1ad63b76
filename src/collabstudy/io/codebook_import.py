"""Codebooks kept elsewhere: spreadsheets, Taguette, MAXQDA and the like, dictionaries."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from collabstudy.errors import CodebookError
from collabstudy.io.codebook_tree import Named, tree
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.encodings import decode
from collabstudy.io.tables_in import delimiter_of
from collabstudy.model.codebook import Codebook

_NAMES = {
    "id": ("id", "code id", "code_id"),
    "name": ("name", "code", "code name", "codename", "tag", "label", "title", "node", "code system", "codesystem"),
    "definition": ("definition", "description", "memo", "comment", "meaning", "code memo", "beschreibung"),
    "include": ("include", "when to use", "inclusion", "inclusion criteria"),
    "exclude": ("exclude", "when not to use", "exclusion", "exclusion criteria"),
    "examples": ("example", "examples"),
    "terms": ("terms", "keywords", "words"),
    "parent": ("parent", "category", "group", "branch", "parent code", "parent name", "code group", "code groups"),
    "colour": ("colour", "color"),
}
Row = tuple[int, list[str]]
"""The line it starts on, and its cells."""


def import_codebook(path: Path) -> Codebook:
    r"""Read a codebook from CSV, xlsx, Taguette's CSV (`tag, description`) or a YAML dictionary.

    A row a code. Columns are found by their names in any case; `name` (or code, tag) must be there. A name with
    levels (`Power > Sharing`, `Power\Sharing`) stands under the code of that name; a slash makes a level only where
    what is before it is a code too, or begins several names, because `cost / benefit` is one thing. Codes of one name
    in two branches get the branch in their id.

    Raises:
        CodebookError: missing, unreadable, without a column of names, or two codes of one name; with the row.
    """
    if path.is_dir():
        raise CodebookError("this is a folder", hint="name the file in it", file=path)
    if not path.is_file():
        raise CodebookError("this file is missing", hint="look at its name", file=path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return read_codebook(path)
    rows = _rows(path)
    return Codebook(path.stem, tree(_named(rows), path), path.name)


def columns_left_out(path: Path) -> tuple[str, ...]:
    """Columns of a spreadsheet that say something for which our codebooks have no place. Raises as the import does."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return ()
    (_, header), *rows = _rows(path)
    used = _columns(header).values()
    filled = {at for _, row in rows for at, cell in enumerate(row) if cell.strip()}
    return tuple(name.strip() for at, name in enumerate(header) if at not in used and at in filled and name.strip())


def _rows(path: Path) -> list[Row]:
    if path.suffix.lower() not in (".csv", ".tsv", ".txt", ".xlsx"):
        raise CodebookError("no codebook can be read from this", hint="save it as CSV or xlsx", file=path)
    rows = _spreadsheet(path) if path.suffix.lower() == ".xlsx" else _separated(path)
    if len(rows) < 2:
        raise CodebookError("there are no codes here", hint="a header row, then a row a code", file=path)
    line, header = rows[0]
    if "name" not in _columns(header):
        raise CodebookError(
            "no column of code names",
            hint=f"call one `name`, `code` or `tag`; there are {', '.join(header)}",
            file=path,
            line=line,
        )
    return rows


def _separated(path: Path) -> list[Row]:
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CodebookError("this is no text", hint="save it again as CSV, or as xlsx", file=path)
    text = decoded.text.strip("\n")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text.split("\n", 1)[0]))
    rows: list[Row] = []
    line = 1
    for row in reader:
        rows += [(line, row)] if any(cell.strip() for cell in row) else []
        line = reader.line_num + 1
    return rows


def _spreadsheet(path: Path) -> list[Row]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # some programs say A1, whatever there is
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        raise CodebookError("this is no spreadsheet", hint="save it again as xlsx, or as CSV", file=path) from error
    return [(number, row) for number, row in enumerate(rows, 1) if any(row)]


def _columns(header: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(header):
        told = name.strip().lstrip("\ufeff").casefold()
        for column, names in _NAMES.items():
            if told in names and column not in found:
                found[column] = at
    return found


def _named(rows: Sequence[Row]) -> list[Named]:
    columns = _columns(rows[0][1])
    cells = [Named(line, {column: _cell(row, at) for column, at in columns.items()}) for line, row in rows[1:]]
    return [cell for cell in cells if cell["name"]]


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""
