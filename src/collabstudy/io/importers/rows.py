"""CSV and TSV with a row a turn, or a row a document."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.columns import columns_of, pieces_of_rows
from collabstudy.io.draft import Draft, lay_out

if TYPE_CHECKING:
    from collabstudy.io.sources import Source

SUFFIXES = (".csv", ".tsv", ".tab")
PLAIN = True
DELIMITERS = ",;\t|"
LARGEST_CELL = 64 * 1024 * 1024


def claims(source: Source) -> bool:
    """Nothing is certainly a table: any text may hold commas."""
    return False


def read(source: Source) -> Draft:
    """A block a row, from the column that holds what was said; what a cell holds is text, never a formula.

    Raises:
        SourceError: no table, or none of its columns is named as if it held what was said.
    """
    decoded = source.decoded
    delimiter = _delimiter(decoded.text, source.suffix)
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        table = [row for row in _rows(decoded.text, delimiter) if any(row)]
    except csv.Error as error:
        raise SourceError(f"the table cannot be read: {error}", hint="save it as CSV again", file=source.path) from None
    finally:
        csv.field_size_limit(before)
    columns = columns_of(table[0], table[1:])
    if columns is None:
        raise no_text_column(source, table[0])
    text, blocks = lay_out(pieces_of_rows(table[1:], columns))
    return Draft(text, blocks, encoding=decoded.encoding, remarks=decoded.remarks)


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


def _delimiter(text: str, suffix: str) -> str:
    """The character that stands equally often in each of the first lines outside quotes."""
    first = text.lstrip("\n").split("\n", 1)[0]
    outside = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    if suffix in (".tsv", ".tab") and "\t" in outside:
        return "\t"
    return max(DELIMITERS, key=outside.count)
