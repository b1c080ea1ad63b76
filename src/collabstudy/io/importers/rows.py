"""CSV and TSV with a row a turn, or a row a document."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, lay_out

if TYPE_CHECKING:
    from collabstudy.io.source import Source

SUFFIXES = (".csv", ".tsv", ".tab")
PLAIN = True
DELIMITERS = ",;\t|"
ROWS = 20
"""So many tell whether a text is a table."""
_SEPARATOR = re.compile(r"\s*sep=(.)[ \t]*\n", re.IGNORECASE)
LARGEST_CELL = 64 * 1024 * 1024


def claims(source: Source) -> bool:
    """Whether a text has tabs in every line and says from when until when, as annotation programs write it."""
    if source.suffix in SUFFIXES or "\t" not in source.head_text:
        return False
    from collabstudy.io.columns import columns_of
    from collabstudy.io.whole_tables import times_from_until

    rows = [line.split("\t") for line in source.head_text.split("\n") if line.strip()][: ROWS + 1]
    rows = rows[:-1] if len(rows) > 2 else rows
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 3:
        return False
    named = columns_of(rows[0], rows[1:])
    return times_from_until(rows[1:] if named else rows) is not None


def read(source: Source) -> Draft:
    """A block a row, from the column that holds what was said; what a cell holds is text, never a formula.

    Raises:
        SourceError: no table, or none of its columns is named as if it held what was said.
    """
    from collabstudy.io.whole_tables import pieces_of_table

    decoded = source.decoded
    said = _SEPARATOR.match(decoded.text)
    body = decoded.text[said.end() :] if said else decoded.text
    header: list[str] = []
    for delimiter in said[1] if said else _delimiters(body, source.suffix):
        table = _table(source, body, delimiter)
        header = header or table[0]
        pieces = pieces_of_table(table)
        if pieces is not None:
            break
    else:
        raise no_text_column(source, header)
    text, blocks = lay_out(pieces)
    return Draft(text, blocks, encoding=decoded.encoding, remarks=decoded.remarks)


def _table(source: Source, text: str, delimiter: str) -> list[list[str]]:
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        return [row for row in _rows(text, delimiter) if any(row)]
    except csv.Error as error:
        raise SourceError(f"the table cannot be read: {error}", hint="save it as CSV again", file=source.path) from None
    finally:
        csv.field_size_limit(before)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = text.rstrip("\n").split("\n")
    if delimiter == "\t" and _knows_no_quotes(lines):
        return (line.split("\t") for line in lines)
    return csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)


def _knows_no_quotes(lines: list[str]) -> bool:
    """Whether a quotation mark is but a mark here: all lines have equally many tabs, and some cell never closes one."""
    if len({line.count("\t") for line in lines if line}) != 1:
        return False
    return any(cell.startswith('"') and not cell.endswith('"') for line in lines for cell in line.split("\t"))


def no_text_column(source: Source, header: list[str]) -> SourceError:
    """What to say when no column is named as if it held what was said."""
    names = ", ".join(cell.strip()[:40] or "(no name)" for cell in header[:20])
    return SourceError(
        f"no column holds what was said; the columns are {names}",
        hint="name the columns `speaker` and `text` (and `start`, `end`, if there are times)",
        file=source.path,
    )


def _delimiters(text: str, suffix: str) -> str:
    """The characters that may part cells, that which stands most often in the first line outside quotes first."""
    first = text.lstrip("\n").split("\n", 1)[0]
    outside = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    if suffix in (".tsv", ".tab") and "\t" in outside:
        return "\t"
    return "".join(sorted(DELIMITERS, key=outside.count, reverse=True))
