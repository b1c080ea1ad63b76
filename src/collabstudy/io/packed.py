"""A transcript as bytes for the cache: compact, quick to read, the same every time."""

from __future__ import annotations

import json
from typing import Any

from collabstudy.model.document import Transcript, Turn

FIELDS = ("title", "date", "language", "importer", "encoding")


def transcript_to_bytes(transcript: Transcript) -> bytes:
    r"""The transcript as one line of JSON with a table of turns, and its text below as it stands.

    >>> kept = Transcript("I: Hello.\n", (Turn(1, "speech", 3, 9, "I"),), importer="text")
    >>> transcript_from_bytes(transcript_to_bytes(kept)) == kept
    True
    """
    head = {name: getattr(transcript, name) for name in FIELDS}
    strings: dict[str, int] = {}
    headings: dict[tuple[str, ...], int] = {}
    rows = [_row(turn, strings, headings) for turn in transcript.turns]
    columns = list(zip(*rows, strict=True))
    tables = {"strings": list(strings), "headings": list(headings), "turns": columns}
    told = {**head, "remarks": transcript.remarks, **tables}
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "surrogatepass") + b"\n" + transcript.text.encode("utf-8", "surrogatepass")


def transcript_from_bytes(data: bytes) -> Transcript:
    """The transcript that was packed."""
    line, _, text = data.partition(b"\n")
    told: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    strings = [*told["strings"], None]
    headings = [tuple(heading) for heading in told["headings"]]
    turns = tuple(_turn(row, strings, headings) for row in zip(*told["turns"], strict=True))
    return Transcript(
        text.decode("utf-8", "surrogatepass"),
        turns,
        remarks=tuple(told["remarks"]),
        **{name: told[name] for name in FIELDS},
    )


def _turn(row: tuple[Any, ...], strings: list[Any], headings: list[tuple[str, ...]]) -> Turn:
    number, kind, start, end, speaker, role, heading, time_start, time_end, gaps = row
    return Turn(
        number, strings[kind], start, end, strings[speaker], strings[role], headings[heading],
        time_start, time_end, tuple([tuple(gap) for gap in gaps]) if gaps else (),
    )  # fmt: skip


def _row(turn: Turn, strings: dict[str, int], headings: dict[tuple[str, ...], int]) -> tuple[object, ...]:
    def number(word: str | None) -> int:
        return -1 if word is None else strings.setdefault(word, len(strings))

    heading = headings.setdefault(turn.heading, len(headings))
    return (
        turn.number, number(turn.kind), turn.start, turn.end, number(turn.speaker), number(turn.role), heading,
        turn.time_start, turn.time_end, turn.gaps or 0,
    )  # fmt: skip
