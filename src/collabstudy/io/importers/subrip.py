"""SubRip and SBV subtitles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collabstudy.io.times import CUE

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".srt", ".sbv")
PLAIN = True
CUES = True
_NUMBER = re.compile(r"\d+[ \t]*\n")


def claims(source: Source) -> bool:
    """Whether it begins with a cue's number and times."""
    head = source.head_text.lstrip()
    number = _NUMBER.match(head)
    return number is not None and CUE.match(head, number.end()) is not None


def read(source: Source) -> Draft:
    """A block a cue.

    Raises:
        SourceError: there are no cues.
    """
    from collabstudy.io.cues import draft_of_cues

    return draft_of_cues(source, "a subtitle is a number, a line `00:00:01,000 --> 00:00:02,000` and its text")
