"""Codebooks kept elsewhere: spreadsheets, Taguette, dictionaries."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from collabstudy.errors import CodebookError
from collabstudy.io.codebooks import read_codebook
from collabstudy.model.codebook import Code, Codebook

_NAMES = {
    "id": ("id", "code id", "code_id"),
    "name": ("name", "code", "code name", "tag", "label", "title", "node"),
    "definition": ("definition", "description", "memo", "comment", "meaning"),
    "include": ("include", "when to use", "inclusion"),
    "exclude": ("exclude", "when not to use", "exclusion"),
    "examples": ("example", "examples"),
    "terms": ("terms", "keywords", "words"),
    "parent": ("parent", "category", "group", "branch", "parent code"),
    "colour": ("colour", "color"),
}
_LEVELS = re.compile(r"\s*(?:›|>|\\|::|/)\s*")


def import_codebook(path: Path) -> Codebook:
    """Read a codebook from CSV, xlsx, Taguette's CSV (`tag, description`) or a YAML dictionary.

    A row a code. Columns are found by their names in any case; `name` (or code, tag) must be there. A name with
    levels (`Power > Sharing`, `Power / Sharing`) stands under the code of that name.

    Raises:
        CodebookError: missing, unreadable, without a column of names, or two codes of one name; with the row.
    """
    if not path.is_file():
        raise CodebookError("this file is missing", hint="look at its name", file=path)
    if path.suffix.lower() in (".yaml", ".yml"):
        return read_codebook(path)
    if path.suffix.lower() not in (".csv", ".tsv", ".txt", ".xlsx"):
        raise CodebookError("no codebook can be read from this", hint="save it as CSV or xlsx", file=path)
    rows = _spreadsheet(path) if path.suffix.lower() == ".xlsx" else _separated(path)
    return Codebook(path.stem, _codes(rows, path), path.name)


def _separated(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    return [row for row in csv.reader(StringIO(text), delimiter=max(",;\t", key=first.count)) if any(row)]


def _spreadsheet(path: Path) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except (BadZipFile, KeyError, ValueError, OSError):
        raise CodebookError("this is no spreadsheet", hint="save it again as xlsx, or as CSV", file=path) from None
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if any(row)]


def _codes(rows: Sequence[Sequence[str]], path: Path) -> tuple[Code, ...]:
    if len(rows) < 2:
        raise CodebookError("there are no codes here", hint="a header row, then a row a code", file=path)
    columns = _columns(rows[0])
    if "name" not in columns:
        raise CodebookError(
            "no column of code names",
            hint=f"call one `name`, `code` or `tag`; there are {', '.join(rows[0])}",
            file=path,
            line=1,
        )
    made: dict[str, Code] = {}
    ids: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        cell = {column: row[at].strip() for column, at in columns.items() if at < len(row)}
        if not cell.get("name"):
            continue
        _add(cell, number, path, made, ids)
    return _parents_first(made.values())


def _columns(header: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(header):
        told = name.strip().lstrip("\ufeff").casefold()
        for column, names in _NAMES.items():
            if told in names and column not in found:
                found[column] = at
    return found


def _add(cell: dict[str, str], line: int, path: Path, made: dict[str, Code], ids: dict[str, str]) -> None:
    *above, name = [part for part in _LEVELS.split(cell["name"]) if part] or [cell["name"]]
    if cell.get("parent"):
        above = [cell["parent"]]
    parent: str | None = None
    for level in above:
        code = ids.setdefault(level.casefold(), slug(level))
        made.setdefault(code, Code(code, level, parent=parent, line=line))
        parent = code
    code = cell.get("id") or slug(name)
    if code in made and made[code].definition + "".join(made[code].terms):
        raise CodebookError(f"two codes are called {name}", hint="rename one", file=path, line=line)
    ids.setdefault(name.casefold(), code)
    made[code] = Code(
        id=code,
        name=name,
        definition=cell.get("definition", ""),
        include=cell.get("include", ""),
        exclude=cell.get("exclude", ""),
        examples=_parts(cell.get("examples", "")),
        terms=_parts(cell.get("terms", "")),
        parent=parent,
        colour=cell.get("colour", "") if re.fullmatch(r"#[0-9a-fA-F]{6}", cell.get("colour", "")) else "",
        line=line,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", cell) if part.strip())


def slug(name: str) -> str:
    """An id made of a name.

    >>> slug("Co-production, 2nd wave")
    'co-production-2nd-wave'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return re.sub(r"[^\w]+", "-", plain.casefold()).strip("-") or "code"


def _parents_first(codes: Iterable[Code]) -> tuple[Code, ...]:
    waiting = {code.id: code for code in codes}
    ordered: list[Code] = []

    def place(code: Code) -> None:
        ordered.append(code)
        for below in waiting.values():
            if below.parent == code.id:
                place(below)

    for code in waiting.values():
        if code.parent is None or code.parent not in waiting:
            place(code)
    return tuple(ordered)
