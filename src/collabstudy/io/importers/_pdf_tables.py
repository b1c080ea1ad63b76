"""Lines of a PDF that are the rows of a table, by the gaps between their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from collabstudy.io.importers._pdf_lines import Line, Pen
from collabstudy.io.speech_tables import LABEL, STAMP

MOST_WORDS = 14
"""Longer lines are running text, and looking at each of their spaces would take too long."""
WIDE = 0.9
"""How wide a gap between cells is at least, in heights of the line."""
ALIGNED = 5.0
FURTHEST = 2.5
"""How far a row is from the next at most, in heights of the line."""
FEWEST_ROWS = 3
ITEM = re.compile(r"[(\[]?(?:\d{1,4}|[a-zA-Z]|[ivx]{2,5})[.)\]]?|\W{1,2}")

Cells = tuple[tuple[float, str], ...]
"""Where each cell of a row begins, and what it says."""


def with_cells(lines: list[Line], pen: Pen) -> list[Line]:
    """The lines of a page, those that are rows of a table with their cells.

    At least three lines in a row, with a wide gap each and cells that begin below each other. Rows that begin with
    somebody's label or a time are a conversation, those that begin with a number or bullet a list.
    """
    found = cells_by_line(lines, pen)
    made = list(lines)
    for start, end in runs(lines, found):
        rows = found[start:end]
        if are_aligned(rows) and not are_entries(rows):
            for at in range(start, end):
                made[at] = replace(lines[at], cells=tuple(words for _, words in found[at]))
    return made


def cells_by_line(lines: list[Line], pen: Pen) -> list[Cells]:
    """The cells of each line that may be in a table.

    Where spaces are is dear to ask: so every third line is looked at, and those around it if it has cells.
    """
    found: list[Cells] = [()] * len(lines)
    for at in range(FEWEST_ROWS - 1, len(lines), FEWEST_ROWS):
        if found[at] or not (cells := cells_of(lines[at], pen)):
            continue
        found[at] = cells
        for beside in (range(at - 1, -1, -1), range(at + 1, len(lines))):
            for other in beside:
                found[other] = found[other] or cells_of(lines[other], pen)
                if not found[other]:
                    break
    return found


def cells_of(line: Line, pen: Pen) -> Cells:
    """The cells of a line, none if it has no wide gap."""
    if line.text.count(" ") >= MOST_WORDS or " " not in line.text:
        return ()
    cells, begin, left = [], 0, line.left
    for gap_start, gap_end, at in pen.spaces(line):
        if gap_end - gap_start > WIDE * line.height:
            cells.append((left, line.text[begin:at].strip()))
            begin, left = at + 1, gap_end
    return (*cells, (left, line.text[begin:].strip())) if cells else ()


def runs(lines: list[Line], found: list[Cells]) -> Iterator[tuple[int, int]]:
    """Stretches of enough lines with cells, close below each other."""
    start = 0
    for at in range(len(found) + 1):
        has_cells = at < len(found) and bool(found[at])
        close = 0 < at < len(found) and 0 < lines[at - 1].bottom - lines[at].bottom < FURTHEST * lines[at].height
        if has_cells and (at == start or close):
            continue
        if at - start >= FEWEST_ROWS:
            yield start, at
        start = at if has_cells else at + 1


def are_aligned(rows: list[Cells]) -> bool:
    """Whether most cells begin below a cell of the row above."""
    pairs = [
        any(abs(left - above) < ALIGNED for above, _ in upper) for upper, lower in pairwise(rows) for left, _ in lower
    ]
    return sum(pairs) >= 0.6 * len(pairs)


def are_entries(rows: list[Cells]) -> bool:
    """Whether most rows begin as somebody's turn does, or as an item of a list or a numbered line."""
    first = [row[0][1] for row in rows]
    turns = sum(bool(LABEL.fullmatch(words) or STAMP.fullmatch(words)) for words in first)
    items = sum(len(row) == 2 and ITEM.fullmatch(row[0][1]) is not None for row in rows)
    return max(turns, items) >= 0.5 * len(rows)
