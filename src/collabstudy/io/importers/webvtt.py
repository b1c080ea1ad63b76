"""WebVTT: Zoom, Teams, TheirStory, noScribe, Whisper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".vtt", ".webvtt")
PLAIN = True
CUES = True
_CUE = re.compile(
    r"(?:\d{2,}:)?\d\d:\d\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?\d\d:\d\d\.\d{3}(?:[ \t]+[a-z]+:\S+)*[ \t]*\n"
)
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3})\b", re.MULTILINE)


def claims(source: Source) -> bool:
    """Whether it begins with WEBVTT, or with a cue's times (as the body of a WebVTT file does)."""
    head = source.head_text.lstrip()
    if head.startswith("WEBVTT"):
        return True
    return bool(_CUE.match(head))


def read(source: Source) -> Draft:
    """A block a cue, or a voice where a cue has several.

    Raises:
        SourceError: there are no cues.
    """
    from collabstudy.io.cues import draft_of_cues

    made = draft_of_cues(source, "a cue is a line `00:01.000 --> 00:02.000` and its text")
    first, _, below = source.decoded.text.partition("\n")
    title = first.removeprefix("WEBVTT").strip(" -\t") if first.startswith("WEBVTT") else ""
    language = _LANGUAGE.search(below.partition("-->")[0])
    return replace(made, title=title or None, language=language[1] if language else None)
