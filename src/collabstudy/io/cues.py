"""Cues of WebVTT and SubRip files, as tidily written or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, Piece, lay_out
from collabstudy.io.times import CUE, seconds

if TYPE_CHECKING:
    from collabstudy.io.source import Source

_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^>\n]+)>|</v>")
_ROLLING = re.compile(r"<\d\d:\d\d:\d\d\.\d{3}>")
_TAG = re.compile(r"</?(?:[cbiu]|v|ruby|rt|lang|font|span)\b[^>\n]*>|<\d\d:[\d:.]+>|\{\\[^}\n]*\}")


def draft_of_cues(source: Source, example: str) -> Draft:
    """A block a cue, or a voice where a cue has several.

    Raises:
        SourceError: there are no cues; the hint is the `example` of one.
    """
    decoded = source.decoded
    pieces, remarks = pieces_of_cues(decoded.text)
    if not pieces:
        raise SourceError("there are no cues in this file", hint=example, file=source.path)
    text, blocks = lay_out(pieces)
    return Draft(text, blocks, encoding=decoded.encoding, remarks=(*decoded.remarks, *remarks))


def pieces_of_cues(text: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    r"""What the cues say, with voices and times, and remarks about what was put right.

    >>> pieces_of_cues("00:01.000 --> 00:02.500\n<v Ann:>Yes &amp; no\n")[0][0]
    Piece(text='Yes & no', kind=None, level=0, speaker='Ann', time_start=1.0, time_end=2.5)
    """
    import webvtt

    timings = len(CUE.findall(text))
    tidy = CUE.sub(lambda cue: f"{cue['start'].replace(',', '.')} --> {cue['end'].replace(',', '.')}", text)
    if not tidy.lstrip("\ufeff \n").startswith("WEBVTT"):
        tidy = f"WEBVTT\n\n{tidy}"
    cues = webvtt.from_string(tidy).captions
    remarks = []
    if len(cues) < timings:
        remarks.append(f"{timings - len(cues)} cues hold no text or cannot be read, and are left out")
    lines = [[line.strip() for line in cue.lines] for cue in cues]
    if _ROLLING.search(text):
        lines = list(_unrolled(lines))
        remarks.append("lines that roll through several cues are taken once")
    pieces: list[Piece] = []
    backward = 0
    for cue, said in zip(cues, lines, strict=True):
        start, end = seconds(cue.start), seconds(cue.end)
        backward += end < start
        pieces.extend(_voices("\n".join(said), start, end if end >= start else None))
    if backward:
        remarks.append(f"{backward} cues end before they begin; their end is taken as unknown")
    return tuple(pieces), tuple(remarks)


def _voices(said: str, start: float, end: float | None) -> Iterator[Piece]:
    """One piece for each voice in a cue."""
    speaker, at = None, 0
    for found in (*_VOICE.finditer(said), None):
        words = _plain(said[at : found.start() if found else len(said)])
        if words:
            yield Piece(words, speaker=speaker, time_start=start, time_end=end)
        if found:
            speaker = _name(found["name"]) if found["name"] else None
            at = found.end()


def _name(name: str) -> str | None:
    """The name in a voice tag; `//S02` marks an overlap, a colon at the end is no part of it."""
    return " ".join(unescape(name).strip("/ \t").rstrip(": \t").split()) or None


def _plain(said: str) -> str:
    return unescape(_TAG.sub("", said)).replace("\xa0", " ").strip()


def _unrolled(cues: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Without the lines that a cue repeats from the one before."""
    before: list[str] = []
    for cue in cues:
        plain = [_plain(line) for line in cue]
        yield [line for line, words in zip(cue, plain, strict=True) if words not in before]
        before = [words for words in plain if words] or before
