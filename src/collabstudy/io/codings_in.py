"""Codings that were made elsewhere, as the rows of a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from collabstudy.errors import SourceError
from collabstudy.io.exporters._text import looks_like_formula
from collabstudy.io.source import Source
from collabstudy.io.tables_in import delimiter_of

_NAMES = {
    "document": (
        *("document", "document name", "documentname", "doc", "source", "source name", "file", "filename", "file name"),
        *("media title", "transcript", "interview", "dokument", "dokumentname", "datei", "quelle"),
    ),
    "code": (
        *("code", "codes", "tag", "tags", "node", "nodes", "code name", "codename", "code names", "codes applied"),
        *("label", "category", "kategorie"),
    ),
    "quote": (
        *("quote", "quotation", "segment", "coded segment", "coded text", "codedtext", "coding text", "codingtext"),
        *(
            "quotation content",
            "content",
            "highlight",
            "excerpt",
            "excerpt copy",
            "text segment",
            "selected text",
            "text",
        ),
        *("passage", "reference text", "reference", "zitat", "textstelle", "preview", "vorschau"),
    ),
    "coder": (
        *("coder", "coded by", "user", "username", "created by", "author", "owner", "annotator", "excerpt creator"),
        *("coder name", "erstellt von", "codiert von", "bearbeiter"),
    ),
    "memo": ("memo", "comment", "comments", "note", "notes", "kommentar", "annotation", "notiz"),
    "start": ("start", "start offset", "start_offset", "startoffset", "start position", "index1", "pos0", "from"),
    "end": ("end", "end offset", "end_offset", "endoffset", "end position", "index2", "pos1", "to"),
    "turn": ("turn",),
    "coding": ("coding", "coding id", "coding_id"),
    "origin": ("origin",),
    "created": ("created",),
    "hash": ("hash", "text hash", "text_hash"),
}
"""What we, Taguette, MAXQDA, NVivo, ATLAS.ti, QualCoder, RQDA and Dedoose call columns; the surest name first."""
_SHEETS = (".xlsx", ".xlsm")
_HEADER_WITHIN = 15
_NAME = re.compile(r"[^.!?\n]{1,30}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands in the file, and what it says; empty, or None, where it does not say.

    `code` may name several codes. `hash` is that of the text in which `start` and `end` count code points.
    """

    line: int
    document: str = ""
    code: str = ""
    quote: str = ""
    coder: str = ""
    memo: str = ""
    start: int | None = None
    end: int | None = None
    turn: int | None = None
    coding: str = ""
    origin: str = ""
    created: str = ""
    hash: str = ""


def read_codings(path: Path | str) -> tuple[Row, ...]:
    """Read coded segments from CSV or xlsx: a row a segment, columns found by their usual names in any case.

    Knows the tables `codings` and `segments` that we export, Taguette's highlights, MAXQDA's coded segments, and what
    looks like them; the header may stand under a few lines of title. There must be columns of codes and of the words.

    Raises SourceError when the file is missing, cannot be read, or has no such columns.
    """
    path = Path(path)
    if path.suffix.lower() not in (*_SHEETS, ".csv", ".tsv", ".txt") and not path.is_dir():
        raise SourceError("no codings can be read from this", hint="save it as CSV or xlsx", file=path)
    source = Source.open(path)
    tables = list(_spreadsheet(source)) if source.suffix in _SHEETS else [_separated(source)]
    for rows in tables:
        for number, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
            columns = _columns(cells)
            if "code" in columns and ("quote" in columns or {"start", "end"} <= columns.keys()):
                return tuple(_row(line, told, columns) for line, told in rows[number + 1 :])
    first = next((rows[0][1] for rows in tables if rows), [])
    shown = ", ".join(cell.strip() for cell in first if _NAME.fullmatch(cell.strip()))  # no header: somebody's words
    raise SourceError(
        "there are no columns of codes and of coded words in this file",
        hint=f"call them `code` and `quote`, and the one of documents `document`; there are {shown[:200] or 'none'}",
        file=path,
    )


def _columns(header: Iterable[str]) -> dict[str, int]:
    """Which column says what; of several that could say it the one with the surer name."""
    told = [re.sub(r"\s+", " ", cell).strip(" \ufeff:").casefold() for cell in header]
    found = {
        column: told.index(name)
        for column, names in _NAMES.items()
        if (name := next((n for n in names if n in told), ""))
    }
    if not {"start", "end"} <= found.keys():  # MAXQDA's "End" is a paragraph, as is its "Beginning"
        found.pop("start", None)
        found.pop("end", None)
    return found


def _row(line: int, cells: Sequence[str], columns: dict[str, int]) -> Row:
    told = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
    texts = {name: cell if name == "quote" else cell.strip() for name, cell in told.items()}
    numbers = {name: _number(texts.pop(name, "")) for name in ("start", "end", "turn")}
    if not _TIME.fullmatch(texts.get("created", "")):
        texts.pop("created", None)
    return Row(line, **texts, **numbers)  # type: ignore[arg-type]  # the names of both are fields


def _number(cell: str) -> int | None:
    found = re.fullmatch(r"(\d+)(?:\.0+)?", cell.strip().replace(",", ""))
    return int(found[1]) if found else None


def _separated(source: Source) -> list[tuple[int, list[str]]]:
    if not source.is_text or "\0" in source.decoded.text:
        raise SourceError("this is no text", hint="save it as CSV UTF-8, or as xlsx", file=source.path)
    text = source.decoded.text.removeprefix("\ufeff")
    first = 1
    if text.startswith("sep="):  # so that Excel knows what separates
        text, first = text.partition("\n")[2], 2
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[tuple[int, list[str]]] = []
    line = first
    try:
        for cells in reader:
            rows += [(line, [_bare(cell) for cell in cells])] if any(map(str.strip, cells)) else []
            line = reader.line_num + first
    except csv.Error as error:
        problem = f"this is not CSV: {error}"
        raise SourceError(problem, hint="save it again, or as xlsx", file=source.path, line=line) from None
    return rows


def _delimiter(text: str) -> str:
    """What separates cells in the first lines, where the header is."""
    lines = [line for line in text.split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN] if line.strip()]
    known = {name for names in _NAMES.values() for name in names}
    for line in lines:
        mark = delimiter_of(line)
        if sum(cell.strip(' "\ufeff').casefold() in known for cell in line.split(mark)) >= 2:
            return mark
    return ","


def _bare(cell: str) -> str:
    """A cell without the apostrophe that our CSV puts before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and looks_like_formula(cell[1:]) else cell


def _spreadsheet(source: Source) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows of each sheet that are not empty, with their numbers."""
    from io import BytesIO

    from openpyxl import load_workbook

    from collabstudy.io.archives import SAVE_AGAIN, open_archive

    open_archive(source)
    try:
        for sheet in load_workbook(BytesIO(source.data), read_only=True, data_only=True).worksheets:
            sheet.reset_dimensions()  # some programs say A1, whatever there is
            cells = (["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
            yield [(number, row) for number, row in enumerate(cells, 1) if any(row)]
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        raise SourceError("this spreadsheet cannot be read", hint=SAVE_AGAIN, file=source.path) from error
