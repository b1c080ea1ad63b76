"""The tables that people keep in corpus/ as CSV, read with line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from collabstudy.errors import SettingsError
from collabstudy.io.encodings import decode
from collabstudy.model.checks import Problem

SURE = ("utf-8", "utf-8-sig", "utf-16")
"""Encodings that a file declares, or that cannot be mistaken for another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on (the header is line 1) and its cells by column name."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def items(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """The parts of a cell that holds a list."""
        return tuple(part.strip() for part in self[column].split(separator) if part.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in the order of the file, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(
    folder: Path, name: str, *, required: tuple[str, ...], known: tuple[str, ...], problems: list[Problem]
) -> Table:
    """Read a CSV with a header row, as spreadsheets write them: comma, semicolon or tab; any line ends.

    Columns that are `known` are found whatever their capitals. An encoding that had to be guessed goes to `problems`.

    Raises:
        SettingsError: no such file, no text, a column missing, or a row with more cells than the header.
    """
    path = folder / name
    if not path.is_file():
        raise SettingsError(
            "this file is missing",
            hint=f"make it with the columns {', '.join(known)}; `collabstudy new` writes an example",
            file=name,
        )
    rows = list(_rows(_text(path, name, problems), name))
    if not rows:
        raise SettingsError("this file is empty", hint=f"its first line names {', '.join(required)}", file=name)
    return _named(rows, name, required, known)


def delimiter_of(header: str) -> str:
    r"""What separates the cells of a header line.

    >>> delimiter_of("case;name;aliases"), delimiter_of("case")
    (';', ',')
    """
    return max(",;\t", key=header.count)


def _text(path: Path, name: str, problems: list[Problem]) -> str:
    data = path.read_bytes()
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return ""
    decoded = decode(data)
    if decoded is None or "\0" in decoded.text:
        raise SettingsError("this is no text", hint="save it as CSV UTF-8", file=name)
    if decoded.encoding not in SURE:
        line = next((n for n, said in enumerate(data.splitlines(), 1) if not said.isascii()), 1)
        problems.append(
            Problem(
                "encoding-guessed",
                "warning",
                f"not UTF-8; read as {decoded.encoding}, so look at the letters beyond a to z",
                name,
                line,
                "save it as `CSV UTF-8`, which Excel offers beside `CSV`",
            )
        )
    return decoded.text


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    delimiter = delimiter_of(text.split("\n", 1)[0])
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        problem, hint = f"this is not CSV: {error}", 'a cell with a comma or a quote goes in "…"'
        if "end of data" in str(error):
            problem, hint = 'a quotation mark " is opened here and never closed', "close it, or take it out"
        raise SettingsError(problem, hint=hint, file=name, line=line) from None


def _named(rows: list[tuple[int, list[str]]], name: str, required: tuple[str, ...], known: tuple[str, ...]) -> Table:
    (_, told), *rest = rows
    header = [column.casefold() if column.casefold() in known else column for column in told]
    missing = [column for column in required if column not in header]
    if missing:
        raise SettingsError(
            f"no column {', '.join(missing)}", hint=f"the columns are {', '.join(told)}", file=name, line=1
        )
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise SettingsError(f"two columns are called {', '.join(twice)}", hint="rename one", file=name, line=1)
    found = []
    for line, cells in rest:
        if any(cells[len(header) :]):
            raise SettingsError(
                f"{len(cells)} cells, but {len(header)} columns",
                hint='a cell with a comma in it goes in "…"',
                file=name,
                line=line,
            )
        found.append(Row(line, dict(zip(header, cells, strict=False))))
    return Table(tuple(column for column in header if column), tuple(found))
