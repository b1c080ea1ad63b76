"""A file that is a table from top to bottom: where its header stands, or which column is which without one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from collabstudy.io.columns import Columns, clock_in, columns_of, pieces_of_rows, scale_of
from collabstudy.io.draft import Piece
from collabstudy.io.speech_tables import longest, shaped_columns, squared

HEADER_ROWS = 10
"""A title, a date and the like may stand above the header."""


def pieces_of_table(table: Sequence[Sequence[str]]) -> tuple[Piece, ...] | None:
    """What a table says, a piece a row, or None where it is no transcript.

    >>> [piece.time_end for piece in pieces_of_table([["My talk"], ["From", "To", "Text"], ["0:01", "0:03", "Yes."]])]
    [3.0]
    >>> [piece.text for piece in pieces_of_table([["0", "0.5", "Yes."], ["0.5", "2", "By asking, mostly."]])]
    ['Yes.', 'By asking, mostly.']
    """
    headers = [(columns_of(row, table[top + 1 :]), top) for top, row in enumerate(table[:HEADER_ROWS])]
    named = [(columns.known, -top, columns) for columns, top in headers if columns and top + 1 < len(table)]
    if named:
        _, above, columns = max(named, key=lambda found: found[:2])
        return pieces_of_rows(table[1 - above :], columns)
    rows = squared(list(table))
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    unnamed = _from_until(rows) or shaped_columns(rows)
    return pieces_of_rows(rows, unnamed) if unnamed else None


def times_from_until(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The first two columns that hold times, going forward, the second ones later; None where there are none.

    >>> times_from_until([["I", "0", "1.5", "How so?"], ["P", "1.5", "9", "By asking."]])
    (1, 2)
    """
    columns = [[clock_in(row[at].strip(), 1.0)[0] for row in rows] for at in range(min(map(len, rows), default=0))]
    times = {
        at: [time for time in column if time is not None] for at, column in enumerate(columns) if None not in column
    }
    for start, begins in times.items():
        for end, ends in times.items():
            if end > start and all(a <= b for a, b in pairwise(begins)) and all(map(float.__lt__, begins, ends)):
                return start, end
    return None


def _from_until(rows: list[list[str]]) -> Columns | None:
    """The columns of rows that say from when until when, as annotation programs write them."""
    span, text = times_from_until(rows), longest(rows)
    if span is None or text in span:
        return None
    speakers = [at for at in range(len(rows[0])) if at != text and _come_back([row[at].strip() for row in rows])]
    return Columns(text, speakers[0] if speakers else None, *span, scale_of([""] * len(rows[0]), rows, *span))


def _come_back(cells: Sequence[str]) -> bool:
    """Whether a column holds few names, each of them again and again."""
    names = set(cells)
    return 1 < len(names) <= len(cells) / 2 and all(0 < len(name) <= 40 and name[0].isalpha() for name in names)
