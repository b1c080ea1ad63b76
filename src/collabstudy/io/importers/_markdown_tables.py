"""Markdown tables that are transcripts: a row a turn, at the place where its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from collabstudy.io.columns import Columns, pieces_of_rows
from collabstudy.io.draft import Block
from collabstudy.io.speech_tables import named_columns, shaped_columns

_BAR = re.compile(r"(?<!\\)\|")
_EMPHASIS = "*_ \t"


class Cell(NamedTuple):
    """What stands between two bars, without blanks, and where."""

    text: str
    start: int
    end: int


def speech_in_table(text: str, start: int, end: int) -> tuple[Block, ...]:
    r"""A block a row with its speaker and times, or none where the columns are not those of a transcript.

    >>> table = "| Speaker | Text |\n|---|---|\n| **I** | How so? |\n| P1 | By asking, mostly. |\n"
    >>> [(block.speaker, table[block.start : block.end]) for block in speech_in_table(table, 0, len(table))]
    [('I', 'How so?'), ('P1', 'By asking, mostly.')]
    """
    head, _, *body = (list(_cells(text, *line)) for line in _lines(text, start, end))
    width = len(head)
    body = [[*row, *[Cell("", end, end)] * width][:width] for row in body]
    rows = [[cell.text for cell in row] for row in body]
    if not rows or not 2 <= width <= 8:
        return ()
    columns = named_columns([[cell.text for cell in head], *rows]) or shaped_columns(rows)
    if columns is None or columns.speaker is None:
        return ()
    return tuple(_speech(body, columns))


def _speech(body: Sequence[Sequence[Cell]], columns: Columns) -> Iterator[Block]:
    said = [row for row in body if row[columns.text].text]
    pieces = pieces_of_rows([[cell.text for cell in row] for row in said], columns)
    for row, piece in zip(said, pieces, strict=True):
        words, speaker = row[columns.text], (piece.speaker or "").strip(_EMPHASIS + ":") or None
        yield Block(words.start, words.end, None, 0, speaker, piece.time_start, piece.time_end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of a line; bars at its ends part nothing."""
    while start < end and text[start] in " \t>":
        start += 1
    while end > start and text[end - 1] in " \t\r":
        end -= 1
    start += text.startswith("|", start, end)
    end -= end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\"
    at = start
    for bar in (*_BAR.finditer(text, start, end), None):
        stop = bar.start() if bar else end
        words = text[at:stop]
        first = at + len(words) - len(words.lstrip())
        yield Cell(words.strip(), first, first + len(words.strip()))
        at = bar.end() if bar else stop
