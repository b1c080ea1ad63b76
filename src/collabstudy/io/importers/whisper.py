"""What speech recognition writes: JSON with segments (whisper, noScribe and others), whisper's TSV, and LRC."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, Piece, lay_out
from collabstudy.io.times import seconds

if TYPE_CHECKING:
    from collabstudy.io.source import Source

SUFFIXES = (".json", ".jsonl", ".lrc", ".tsv")
PLAIN = True
CUES = True
TSV_HEADER = re.compile(r"start\tend\ttext[ \t]*\n")
_LRC_LINE = re.compile(r"\[(?P<time>\d+:\d\d(?:[.:]\d+)?)\](?P<text>[^\n]*)")
_LRC_TAG = re.compile(r"\[(?P<tag>ti|la):(?P<value>[^\]\n]*)\]", re.IGNORECASE)
_SEGMENTS = re.compile(r"\s*[\[{].*?\"(?:segments|transcription|utterances|monologues)\"\s*:", re.DOTALL)


def claims(source: Source) -> bool:
    """Whether it begins with whisper's table head, or with an object that soon names its segments."""
    return bool(TSV_HEADER.match(source.head_text) or _SEGMENTS.match(source.head_text))


def read(source: Source) -> Draft:
    """A block a segment.

    Raises:
        SourceError: not JSON, or JSON in which nothing was said.
    """
    from collabstudy.io.segments import pieces_of_json

    decoded = source.decoded
    title = language = None
    if TSV_HEADER.match(decoded.text):
        pieces = tuple(_rows(decoded.text))
    elif source.suffix == ".lrc":
        pieces = tuple(_lrc(decoded.text))
        tags = {found["tag"].lower(): found["value"].strip() for found in _LRC_TAG.finditer(decoded.text)}
        title, language = tags.get("ti"), tags.get("la")
    else:
        data = _parsed(decoded.text, source)
        pieces = pieces_of_json(data)
        title, language = _about(data)
    if not pieces:
        raise SourceError(
            "there are no segments with a text in this file",
            hint='a segment is an object with "text" and, where known, "start", "end" and "speaker"',
            file=source.path,
        )
    text, blocks = lay_out(pieces)
    return Draft(text, blocks, title, None, language, decoded.encoding, decoded.remarks)


def _parsed(text: str, source: Source) -> object:
    try:
        if source.suffix == ".jsonl":
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"this is not JSON, or only a part of it: {error.msg}",
            hint="was the file copied completely?",
            file=source.path,
            line=error.lineno,
        ) from None
    except RecursionError:
        raise SourceError(
            "this JSON is nested beyond reason", hint="do not trust this file", file=source.path
        ) from None


def _about(data: object) -> tuple[str | None, str | None]:
    """Title and language, where they stand beside the segments."""
    if not isinstance(data, dict):
        return None, None
    result = data.get("result")
    language = data.get("language") or (result.get("language") if isinstance(result, dict) else None)
    title = data.get("title")
    return title if isinstance(title, str) else None, language if isinstance(language, str) else None


def _rows(text: str) -> Iterator[Piece]:
    """Whisper's table: start and end in milliseconds, and the text."""
    for line in text.split("\n")[1:]:
        cells = line.split("\t", 2)
        if len(cells) == 3 and cells[0].strip().isdigit() and cells[1].strip().isdigit():
            start, end = int(cells[0]) / 1000, int(cells[1]) / 1000
            yield Piece(cells[2], time_start=start, time_end=end if end >= start else None)


def _lrc(text: str) -> Iterator[Piece]:
    """Lines with the time at which they begin; a line without words is where the one before ends."""
    found = list(_LRC_LINE.finditer(text))
    for line, after in zip(found, [*found[1:], None], strict=True):
        words = line["text"].strip()
        if words:
            end = seconds(after["time"]) if after is not None and not after["text"].strip() else None
            yield Piece(words, time_start=seconds(line["time"]), time_end=end)
