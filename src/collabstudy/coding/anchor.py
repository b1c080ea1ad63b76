"""A coding on the text as it is today."""

from __future__ import annotations

from dataclasses import replace

from collabstudy.model.coding import Coding
from collabstudy.model.document import Transcript


def anchored(coding: Coding, transcript: Transcript) -> Coding:
    """The coding where its words stand now.

    Untouched when it was made on this text. On another text: *kept* when the same words stand at the same
    place, *moved* when they stand at exactly one other place, *ambiguous* at several, else *orphaned*.
    Nothing is written, nothing is guessed.
    """
    if coding.text == transcript.hash or coding.status in ("retired", "orphaned"):
        return coding
    text = transcript.text
    if text[coding.start : coding.end] == coding.quote:
        return coding
    first = text.find(coding.quote)
    if first < 0:
        return replace(coding, status="orphaned")
    if text.find(coding.quote, first + 1) >= 0:
        return replace(coding, status="ambiguous")
    return replace(coding, status="moved", start=first, end=first + len(coding.quote))
