"""What a person has written in one cell of the framework matrix."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collabstudy.model.coding import Coding
from collabstudy.model.span import text_hash

_EDGES = re.compile(r"\A[\s\ufeff]+|[\s\ufeff]+\Z")


@dataclass(frozen=True, slots=True)
class Seen:
    """A coding as it was when a summary was held against it: where it was, and a name for its words.

    `document`, `coder` and `words` are empty, `turn` is None where a person has typed the id alone.
    """

    coding: str
    document: str = ""
    turn: int | None = None
    coder: str = ""
    words: str = ""

    @property
    def place(self) -> str:
        """Where it is and whose, without a word of it.

        >>> Seen("c1", "P03", 12, "mira").place
        'P03, turn 12, mira'
        """
        turn = f"turn {self.turn}" if self.turn is not None else ""
        return ", ".join(part for part in (self.document, turn, self.coder) if part)


@dataclass(frozen=True, slots=True)
class Summary:
    """A short text on what a case says of a theme.

    `seen` are the codings that were in the cell when the text was last held against them; None for a text that never
    was. `cites` are ids of those that it leans on most. `meaning` names what the code meant then. `others` are lines of
    the file's head that are none of ours. `version` names the file as it was read, `wrong` says what cannot be read in
    it, `number` is above 1 for a further text beside the cell's own.
    """

    case: str
    code: str
    text: str
    seen: tuple[Seen, ...] | None = None
    cites: tuple[str, ...] = ()
    meaning: str = ""
    by: str = ""
    others: str = ""
    file: str = ""
    version: str = ""
    wrong: str = ""
    line: int | None = None
    number: int = 1


def tidy(text: str) -> str:
    r"""A text as it is kept: LF line ends, nothing before and after it, nothing that no file can hold.

    >>> tidy("Two lines.\r\nSo it is. \n\n")
    'Two lines.\nSo it is.'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _EDGES.sub("", plain)


def words_of(coding: Coding) -> str:
    """A name for the words of a coding, the same however they are broken into lines."""
    return text_hash(" ".join(coding.quote.split()))[:8]


def paragraphs(text: str) -> tuple[str, ...]:
    r"""The paragraphs of a text as Markdown understands it: a single line end is a blank, unless a list goes on.

    >>> paragraphs("It takes\na year.\n\n- one\n- two")
    ('It takes a year.', '- one', '- two')
    """
    lines = re.split(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)", text)
    return tuple(" ".join(line.split()) for line in lines if line.strip())
