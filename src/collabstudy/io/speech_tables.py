"""Tables in documents: figures and facts, or turns with a row each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from collabstudy.io.draft import Piece

SPEAKER = re.compile(
    r"(?i)(speaker|name|participant|who|voice|label|sprecher(in)?|person|locuteur|interlocuteur|hablante|voz|parlante)s?"
)
TEXT = re.compile(
    r"(?i)(text|transcript(ion)?|content|utterance|speech|turn|words|said|dialogue|inhalt|aussage|beitrag|"
    r"gesprochenes|texte|paroles|texto|testo)s?"
)
TIME = re.compile(r"(?i)(time|timecode|time ?stamp|start|from|begin(ning)?|zeit|zeitmarke|von|temps|début|tiempo|hora)")
STAMP = re.compile(r"[\[(#]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:[.,-]\d+)?)[\])#]?(?:\s*[-–>]+.*)?")
LABEL = re.compile(
    r"(?:[A-Z]{1,4}\d{0,3}|[A-Z]\w* ?\d{1,3}|(?i:interviewer|interviewee|moderator|facilitator|participant|respondent|"
    r"researcher|befragte[rn]?|all)) ?:?|[^:]{1,40}:"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say who, when and what."""

    text: int
    speaker: int | None = None
    time: int | None = None
    header: bool = False


def table_pieces(rows: Sequence[Sequence[str]]) -> list[Piece]:
    """One table, or a piece of speech a row where the columns are those of a transcript.

    A cell's own line breaks become spaces in a table; in speech they stay.

    >>> [piece.kind for piece in table_pieces([["Place", "Sector"], ["Ambridge", "Charity"]])]
    ['table']
    >>> [piece.speaker for piece in table_pieces([["Speaker", "Text"], ["I", "How so?"], ["P1", "By asking."]])]
    ['I', 'P1']
    """
    rows = squared([row for row in rows if any(cell.strip() for cell in row)])
    columns = speech_columns(rows)
    if columns is None:
        return [Piece("\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows), "table")]
    pieces = []
    for row in rows[1 if columns.header else 0 :]:
        speaker = row[columns.speaker].strip().rstrip(":").strip() if columns.speaker is not None else ""
        start = seconds(row[columns.time]) if columns.time is not None else None
        pieces.append(Piece(row[columns.text], "speech", 0, speaker or None, start))
    return pieces


def squared(rows: list[Sequence[str]]) -> list[list[str]]:
    """Rows of equal length, without columns that are empty throughout."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    kept = [column for column in range(width) if any(row[column].strip() for row in full)]
    return [[row[column] for column in kept] for row in full]


def speech_columns(rows: list[list[str]]) -> Columns | None:
    """The columns of a transcript, or None for any other table."""
    if len(rows) < 2 or not 2 <= len(rows[0]) <= 6:
        return None
    return named_columns(rows) or shaped_columns(rows)


def named_columns(rows: list[list[str]]) -> Columns | None:
    """Columns by a header row that names who or when beside what is said."""
    speaker, text, time = (
        next((at for at, cell in enumerate(rows[0]) if pattern.fullmatch(cell.strip())), None)
        for pattern in (SPEAKER, TEXT, TIME)
    )
    if text is None or (speaker is None and time is None) or text != longest(rows):
        return None
    return Columns(text, speaker, time, header=True)


def shaped_columns(rows: list[list[str]]) -> Columns | None:
    """Columns by what stands in them: labels or names that take turns, and something longer beside them."""
    width = len(rows[0])
    columns = [[row[at].strip() for row in rows] for at in range(width)]
    text = longest(rows)
    if sum(len(cell.split()) for cell in columns[text]) < 4 * len(rows):
        return None
    time = next((at for at in range(width) if at != text and mostly(STAMP, columns[at])), None)
    speakers = [at for at in range(text) if at != time and (mostly(LABEL, columns[at]) or take_turns(columns[at]))]
    if not speakers or (width > 2 and time is None and not mostly(LABEL, columns[speakers[-1]])):
        return None
    return Columns(text, speakers[-1], time)


def longest(rows: list[list[str]]) -> int:
    """The column in which most is written."""
    return max(range(len(rows[0])), key=lambda at: sum(len(row[at]) for row in rows))


def mostly(pattern: re.Pattern[str], cells: list[str]) -> bool:
    """Whether nine of ten filled cells match, and half are filled."""
    filled = [cell for cell in cells if cell]
    return len(filled) * 2 >= len(cells) and sum(bool(pattern.fullmatch(c)) for c in filled) >= 0.9 * len(filled)


def take_turns(cells: list[str]) -> bool:
    """Whether a column holds two to eight names that alternate as in a conversation."""
    names = Counter(cells)
    named = all(0 < len(name.split()) <= 4 and name[0].isupper() and len(name) <= 40 for name in names)
    changes = sum(here != there for here, there in pairwise(cells))
    return len(cells) >= 8 and named and 2 <= len(names) <= 8 and changes >= 0.7 * (len(cells) - 1)


def seconds(stamp: str) -> float | None:
    """The time in a cell, or None.

    >>> seconds("[00:01:02.5]"), seconds("1:02"), seconds("later")
    (62.5, 62.0, None)
    """
    found = STAMP.fullmatch(stamp.strip())
    if not found:
        return None
    hours, minutes, rest = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", ".").replace("-", "."))
