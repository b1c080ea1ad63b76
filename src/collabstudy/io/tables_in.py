"""The tables that people keep in corpus/ as CSV, read with line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from collabstudy.errors import SettingsError


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


def read_rows(folder: Path, name: str, *, required: tuple[str, ...]) -> tuple[Row, ...]:
    """Read a CSV with a header row; UTF-8 with or without BOM, comma, semicolon or tab.

    Raises:
        SettingsError: no such file, not UTF-8, a column missing, or a row with more cells than the header.
    """
    path = folder / name
    if not path.is_file():
        raise SettingsError(
            "this file is missing",
            hint=f"make it with the columns {', '.join(required)}; `collabstudy new` writes an example",
            file=name,
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError("not UTF-8", hint="save it as CSV UTF-8", file=name, line=line) from None
    rows = list(_rows(text, name))
    if not rows:
        raise SettingsError("this file is empty", hint=f"its first line names {', '.join(required)}", file=name)
    return _named(rows, name, required)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise SettingsError(
            f"this is not CSV: {error}", hint='a cell with a comma or a quote goes in "…"', file=name, line=line
        ) from None


def _named(rows: list[tuple[int, list[str]]], name: str, required: tuple[str, ...]) -> tuple[Row, ...]:
    (_, header), *rest = rows
    missing = [column for column in required if column not in header]
    if missing:
        raise SettingsError(
            f"no column {', '.join(missing)}", hint=f"the columns are {', '.join(header)}", file=name, line=1
        )
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise SettingsError(f"two columns are called {', '.join(twice)}", hint="rename one", file=name, line=1)
    found = []
    for line, cells in rest:
        if len(cells) > len(header):
            raise SettingsError(
                f"{len(cells)} cells, but {len(header)} columns",
                hint='a cell with a comma in it goes in "…"',
                file=name,
                line=line,
            )
        found.append(Row(line, dict(zip(header, cells, strict=False))))
    return tuple(found)
