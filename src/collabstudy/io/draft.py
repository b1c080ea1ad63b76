"""What an importer hands over: text in blocks, before anyone asks who is speaking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collabstudy.model.document import TurnKind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, line group, cue or cell row as the format gives it.

    `start` and `end` are code points of the draft's text. `kind` is None where the format does not say;
    `level` is the depth of a heading (1 = top). `speaker` and the times (seconds) are set only where the
    format itself carries them (a vtt voice tag, a json field), never guessed by an importer.
    """

    start: int
    end: int
    kind: TurnKind | None = None
    level: int = 0
    speaker: str | None = None
    time_start: float | None = None
    time_end: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The canonical text of a source and its blocks, in reading order, not overlapping.

    `remarks` tell the reader what was guessed or left out (an encoding, a running head).
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
    language: str | None = None
    encoding: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place in a text yet."""

    text: str
    kind: TurnKind | None = None
    level: int = 0
    speaker: str | None = None
    time_start: float | None = None
    time_end: float | None = None


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""Join pieces with an empty line between them into a canonical text, and say where each came to stand.

    For formats that are not text files themselves (docx, pdf, html, vtt, json …). Empty pieces vanish;
    CR and CRLF become LF.

    >>> lay_out([Piece("Hello."), Piece(" "), Piece("Yes.", speaker="P1")])[0]
    'Hello.\n\nYes.\n'
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = piece.text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not text:
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        blocks.append(
            Block(at, at + len(text), piece.kind, piece.level, piece.speaker, piece.time_start, piece.time_end)
        )
        parts.append(text)
        at += len(text)
    return "".join([*parts, "\n"]) if parts else "", tuple(blocks)
