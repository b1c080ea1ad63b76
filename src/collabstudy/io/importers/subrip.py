"""SubRip and SBV subtitles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.cues import TIMING, pieces_of_cues
from collabstudy.io.draft import Draft, lay_out

if TYPE_CHECKING:
    from collabstudy.io.sources import Source

SUFFIXES = (".srt", ".sbv")
PLAIN = True
CUES = True
_NUMBER = re.compile(r"\d+[ \t]*\n")


def claims(source: Source) -> bool:
    """Whether it begins with a cue's number and times."""
    head = source.head_text.lstrip()
    number = _NUMBER.match(head)
    return number is not None and TIMING.match(head, number.end()) is not None


def read(source: Source) -> Draft:
    """A block a cue.

    Raises:
        SourceError: there are no cues.
    """
    decoded = source.decoded
    pieces, remarks = pieces_of_cues(decoded.text)
    if not pieces:
        raise SourceError(
            "there are no subtitles in this file",
            hint="a subtitle is a number, a line `00:00:01,000 --> 00:00:02,000` and its text",
            file=source.path,
        )
    text, blocks = lay_out(pieces)
    return Draft(text, blocks, encoding=decoded.encoding, remarks=(*decoded.remarks, *remarks))
