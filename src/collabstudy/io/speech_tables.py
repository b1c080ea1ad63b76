"""Tables in documents: figures and facts, or turns with a row each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from collabstudy.io.columns import Columns, columns_of, pieces_of_rows
from collabstudy.io.draft import Piece
from collabstudy.io.times import BRACKETED, SPAN

STAMP = re.compile(rf"{BRACKETED}|{SPAN}")
LABEL = re.compile(
    r"(?:[A-Z]{1,4}\d{0,3}|[A-Z]\w* ?\d{1,3}|(?i:interviewer|interviewee|moderator|facilitator|participant|respondent|"
    r"researcher|befragte[rn]?|all)) ?:?|[^\W\d_][^:]{0,39}:"
)
NUMBER = re.compile(r"\d{0,5}[.)]?")
SPOKEN_WORDS = 4
"""What people say has so many words a row, on average; names and figures have fewer."""


def table_pieces(rows: Sequence[Sequence[str]]) -> list[Piece]:
    """One table, or a piece a row with its speaker where the columns are those of a transcript.

    A cell's own line breaks become spaces in a table; in speech they stay. What stands in further columns of a
    transcript (notes, codes) follows as a table of its own.

    >>> [piece.kind for piece in table_pieces([["Place", "Sector"], ["Ambridge", "Charity"]])]
    ['table']
    >>> [piece.speaker for piece in table_pieces([["Speaker", "Text"], ["I", "How so?"], ["P1", "By asking."]])]
    ['I', 'P1']
    """
    rows = squared([row for row in rows if any(cell.strip() for cell in row)])
    if len(rows) < 2 or not 2 <= len(rows[0]) <= 8:
        return [as_table(rows)]
    named = named_columns(rows)
    columns = named or shaped_columns(rows)
    if columns is None:
        return [as_table(rows)]
    speech = pieces_of_rows(rows[1:] if named else rows, columns)
    return [*speech, *further_columns(rows, columns)]


def as_table(rows: Sequence[Sequence[str]]) -> Piece:
    """A table as text: a row a line, cells parted by tabs."""
    return Piece("\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows), "table")


def squared(rows: list[Sequence[str]]) -> list[list[str]]:
    """Rows of equal length, without columns that are empty throughout."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    kept = [column for column in range(width) if any(row[column].strip() for row in full)]
    return [[row[column] for column in kept] for row in full]


def named_columns(rows: list[list[str]]) -> Columns | None:
    """Columns by a header row that names who or when beside what is said, which is where most is written."""
    found = columns_of(rows[0], rows[1:])
    if found is None or (found.speaker is None and found.start is None) or found.text != longest(rows):
        return None
    return found


def shaped_columns(rows: list[list[str]]) -> Columns | None:
    """Columns by what stands in them: labels that come back or names that take turns, and something longer beside."""
    columns = [[row[at].strip() for row in rows] for at in range(len(rows[0]))]
    text = longest(rows)
    if sum(len(cell.split()) for cell in columns[text]) < SPOKEN_WORDS * len(rows):
        return None
    time = next((at for at, cells in enumerate(columns) if at != text and mostly(STAMP, cells)), None)
    speakers = [at for at in range(text) if at != time and are_speakers(columns[at])]
    others = [at for at in range(len(columns)) if at not in (text, time, *speakers) and not mostly(NUMBER, columns[at])]
    return None if others or len(speakers) != 1 else Columns(text, speakers[0], time, None)


def are_speakers(cells: list[str]) -> bool:
    """Whether a column says who speaks: labels, each of them more than once, or names in turn."""
    names = Counter(cell for cell in cells if cell)
    come_back = 1 < len(names) <= 0.5 * sum(names.values())
    return come_back and (mostly(LABEL, cells) or take_turns(cells))


def further_columns(rows: list[list[str]], columns: Columns) -> Iterator[Piece]:
    """What stands beside the speech, as one table, if it is more than numbers."""
    known = (columns.text, columns.speaker, columns.start, columns.end)
    further = [
        at for at in range(len(rows[0])) if at not in known and not mostly(NUMBER, [row[at] for row in rows[1:]])
    ]
    if further:
        yield as_table([[row[at] for at in further] for row in rows if any(row[at].strip() for at in further)])


def longest(rows: list[list[str]]) -> int:
    """The column in which most is written."""
    return max(range(len(rows[0])), key=lambda at: sum(len(row[at]) for row in rows))


def mostly(pattern: re.Pattern[str], cells: list[str]) -> bool:
    """Whether nine of ten filled cells match, and half are filled."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) * 2 >= len(cells) and sum(bool(pattern.fullmatch(c)) for c in filled) >= 0.9 * len(filled)


def take_turns(cells: list[str]) -> bool:
    """Whether a column holds two to eight names that alternate as in a conversation."""
    names = Counter(cells)
    named = all(0 < len(name.split()) <= 4 and name[0].isupper() and len(name) <= 40 for name in names)
    changes = sum(here != there for here, there in pairwise(cells))
    return len(cells) >= 8 and named and 2 <= len(names) <= 8 and changes >= 0.7 * (len(cells) - 1)
