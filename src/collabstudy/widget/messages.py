"""What is said between the screen and the study: plain JSON, offsets in code points, half-open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.model.consent import is_interviewer
from collabstudy.model.log import ASKED
from collabstudy.widget.standing import is_placed

if TYPE_CHECKING:
    from collabstudy.model.codebook import Code, Codebook
    from collabstudy.model.coding import Coding
    from collabstudy.model.document import Document, Transcript, Turn
    from collabstudy.model.guide import Guide
    from collabstudy.model.log import Done
    from collabstudy.model.study import Study

PROTO = 1
Message = dict[str, Any]
_PLAIN_TERM = re.compile(r"[\w' -]+\*?")


@dataclass(frozen=True, slots=True)
class Board:
    """What stands in a document for one coder, as the screen is told it.

    `codings` and `suggestions` by id; `whole` holds what is always told in one piece: codes, asked, memos, done,
    review, notes.
    """

    codings: Mapping[str, Message]
    suggestions: Mapping[str, Message]
    whole: Mapping[str, Any]
    can: Message


def changes(before: Board, after: Board, *, suggestions: bool = True) -> Message:
    """What makes of one board the next: whole codings, ids that went, and whatever else is not as it was.

    >>> empty = Board({}, {}, {"done": None}, {"undo": None, "redo": None})
    >>> one = Board({"c1": {"id": "c1"}}, {}, {"done": None}, {"undo": "Coded: Trust", "redo": None})
    >>> changes(empty, one)
    {'add': [{'id': 'c1'}], 'remove': [], 'change': [], 'can': {'undo': 'Coded: Trust', 'redo': None}}
    """
    old, new = before.codings, after.codings
    told: Message = {
        "add": [coding for name, coding in new.items() if name not in old],
        "remove": [name for name in old if name not in new],
        "change": [one for name, one in new.items() if name in old and old[name] is not one and old[name] != one],
        "can": after.can,
    }
    told |= {name: value for name, value in after.whole.items() if before.whole.get(name) != value}
    come = [one for name, one in after.suggestions.items() if before.suggestions.get(name) != one]
    gone = [name for name in before.suggestions if name not in after.suggestions]
    if suggestions and (come or gone):
        told["suggestions"] = {"add": come, "remove": gone}
    return told


def is_change(told: Message) -> bool:
    """Tell whether a message of changes says anything that a screen would show.

    >>> is_change({"add": [], "remove": [], "change": [], "can": {}})
    False
    """
    return any(value for name, value in told.items() if name in ("add", "remove", "change")) or len(told) > len(
        ("add", "remove", "change", "can")
    )


def document(study: Study, document: Document, transcript: Transcript) -> Message:
    """The document with its text and turns: the only message with words that nobody has coded."""
    case = study.case(document.case) if document.case else None
    return {
        "id": document.id,
        "title": document.title or transcript.title or "",
        "kind": document.kind,
        "date": document.date or transcript.date or "",
        "case": document.case,
        "case_name": case.name if case else None,
        "sha": transcript.hash,
        "text": transcript.text,
        "turns": [_turn(turn) for turn in transcript.turns],
    }


def _turn(turn: Turn) -> Message:
    return {
        "n": turn.number,
        "kind": turn.kind,
        "speaker": turn.speaker,
        "role": turn.role,
        "interviewer": is_interviewer(turn),
        "time": turn.time_start,
        "heading": list(turn.heading),
        "start": turn.start,
        "end": turn.end,
        "gaps": [list(gap) for gap in turn.gaps],
    }


def codes(book: Codebook, counts: Mapping[str, int]) -> list[Message]:
    """The codebook in its order; `counts` says how often this coder has used a code."""
    return [_code(book, code, counts.get(code.id, 0)) for code in book]


def _code(book: Codebook, code: Code, count: int) -> Message:
    lineage = book.lineage(code.id)
    return {
        "id": code.id,
        "name": code.name,
        "path": book.path(code.id),
        "parent": code.parent,
        "level": len(lineage) - 1,
        "branch": lineage[0].id,
        "colour": code.colour,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "aliases": [*code.formerly, *(term.rstrip("*") for term in code.terms if _PLAIN_TERM.fullmatch(term))],
        "count": count,
    }


def coding(found: Coding, sha: str) -> Message:
    """A coding; its words only where it has no place in the text that is shown."""
    told: Message = {
        "id": found.id,
        "code": found.code,
        "coder": found.coder,
        "origin": found.origin,
        "status": found.status,
        "memo": found.memo,
        "created": found.created,
    }
    if is_placed(found, sha):
        return told | {"start": found.start, "end": found.end}
    return told | {"quote": found.quote}


def suggestion(found: Coding) -> Message:
    """A suggestion, to be accepted, changed or rejected."""
    return {"id": found.id, "code": found.code, "coder": found.coder, "start": found.start, "end": found.end}


def questions(guide: Guide) -> list[Message]:
    """The questions of the interview guide."""
    return [{"id": question.id, "text": question.text, "codes": list(question.codes)} for question in guide.questions]


def asked(marks: Iterable[Coding], sha: str) -> list[Message]:
    """Where questions of the guide were asked."""
    return [
        {"id": mark.id, "question": mark.code.removeprefix(ASKED), "start": mark.start, "end": mark.end}
        for mark in marks
        if is_placed(mark, sha)
    ]


def done(found: Done | None, sha: str) -> Message | None:
    """When a document was marked as done, and whether it was this text that was read."""
    return {"time": found.time, "this_text": found.text in ("", sha)} if found else None
