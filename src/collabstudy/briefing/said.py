"""The words at a place of a text, as a quotation has them: one speaker, whole words, […] for what is left out.

A name that may not be told is replaced by who or what is meant, in square brackets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from collabstudy.briefing.plain import plain
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consent import is_interviewer

if TYPE_CHECKING:
    from collabstudy.model.document import Transcript, Turn
    from collabstudy.model.names import Names
    from collabstudy.model.span import Span

    Part = tuple[Turn, int, int]

CUT = "[…]"
_SENTENCE_END = re.compile(r"[.!?…][)\]\"'’”»]*$")
_BETWEEN = re.compile(r"[.!?…][)\]\"'’”»]*\s+|\n\s*\n")
_CLOSING = '.!?…)]"’”»'
_LETTER = re.compile(r"[\w'’-]")
_CUTS = re.compile(r"\[…\](?: \[…\])+")


def stands(transcript: Transcript, coding: Coding) -> bool:
    """Tell whether the words of a coding are where it says."""
    if coding.status in UNCOUNTED or coding.end > len(transcript.text):
        return False
    return not coding.quote or transcript.text[coding.start : coding.end] == coding.quote


def said(
    transcript: Transcript, spans: Sequence[Span], names: Names, *, sentences: bool, interviewer: bool = False
) -> tuple[str, Turn] | None:
    """The words of the one who says most in these spans, without the names, and the turn in which that one begins.

    None where nobody but the interviewer speaks, unless the `interviewer` may be quoted. `sentences` widens the spans
    to whole sentences.
    """
    parts = _parts(transcript, spans)
    others = [part for part in parts if not is_interviewer(part[0])]
    parts = others or (parts if interviewer else [])
    share: dict[str | None, int] = defaultdict(int)
    for turn, start, end in parts:
        share[turn.speaker] += end - start
    if not parts:
        return None
    speaker = max(share, key=share.__getitem__)
    parts = [part for part in parts if part[0].speaker == speaker]
    if sentences:
        parts = _sentences(transcript, parts)
    text = _piece(transcript, names, *parts[0])
    for before, part in pairwise(parts):
        text += f" {CUT} " if _left_out(transcript, before, part) else " "
        text += _piece(transcript, names, *part)
    text = _CUTS.sub(CUT, text)
    return (text, parts[0][0]) if text.replace(CUT, "").strip() else None


def _parts(transcript: Transcript, spans: Sequence[Span]) -> list[Part]:
    return [
        (turn, max(turn.start, span.start), min(turn.end, span.end))
        for span in spans
        for turn in transcript.turns_in(span.start, span.end)
    ]


def _sentences(transcript: Transcript, parts: Sequence[Part]) -> list[Part]:
    """The parts widened to whole sentences; those that now touch become one."""
    wide: list[Part] = []
    for turn, start, end in parts:
        borders = [turn.start + found.end() for found in _BETWEEN.finditer(transcript.slice(turn))]
        first = max((border for border in borders if border <= start), default=turn.start)
        last = min((border for border in borders if border >= end), default=turn.end)
        if wide and wide[-1][0] is turn and first < wide[-1][2]:
            _, first, before = wide.pop()
            last = max(last, before)
        wide.append((turn, first, last))
    return wide


def _left_out(transcript: Transcript, before: Part, part: Part) -> str:
    """What was said between two parts and is not in either."""
    (turn, _, end), (next_turn, start, _) = before, part
    if turn is next_turn:
        return transcript.without_gaps(turn, end, start).strip(_CLOSING + " \n")
    between = transcript.turns_in(turn.end, max(next_turn.start, turn.end + 1))
    said = [transcript.said(other) for other in between if other not in (turn, next_turn)]
    said += [transcript.without_gaps(turn, end, turn.end), transcript.without_gaps(next_turn, next_turn.start, start)]
    return "".join(said).strip(_CLOSING + " \n")


def _piece(transcript: Transcript, names: Names, turn: Turn, start: int, end: int) -> str:
    """What is said of a turn between start and end: whole words and names, with […] where a sentence is cut."""
    text = transcript.text
    while turn.start < start and _LETTER.match(text[start - 1]) and _LETTER.match(text[start]):
        start -= 1
    while end < turn.end and _LETTER.match(text[end - 1]) and _LETTER.match(text[end]):
        end += 1
    start, end = names.whole(transcript, turn, start, end)
    while end < turn.end and text[end] in _CLOSING:
        end += 1
    before = transcript.without_gaps(turn, turn.start, start).strip()
    after = transcript.without_gaps(turn, end, turn.end).strip()
    said = plain(names.said(transcript, turn, start, end))
    if before and not _SENTENCE_END.search(before):
        said = f"{CUT} {said.lstrip(' ,;:–—-')}"
    if after and not _SENTENCE_END.search(said):
        said = f"{said.rstrip(' ,;:–—-')} {CUT}"
    return said
