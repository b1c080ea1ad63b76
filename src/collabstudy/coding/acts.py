"""What a person does with codings, as the events that say so.

Each is without time, and without id where none is given (`event`): whoever writes the log stamps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import CONTEXT, NO_PLACE, Coding
from collabstudy.model.document import Transcript
from collabstudy.model.log import ASKED, Do, Event
from collabstudy.model.span import text_hash


def place(transcript: Transcript, start: int, end: int) -> dict[str, Any]:
    """The details that name a place in a text: white space at its ends left out, with words and context.

    Raises StudyError when there is no such place, or nothing but white space.

    >>> place(Transcript("P: We trust them.", ()), 2, 11)["quote"]
    'We trust'
    """
    text = transcript.text
    if not 0 <= start < end <= len(text):
        raise StudyError(
            f"{start}:{end} is no place in this text",
            hint=f"code points from 0 to {len(text)}, the start before the end",
        )
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    if start >= end:
        raise StudyError("there are no words at this place", hint="take in a word at least")
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "text": transcript.hash,
    }


def code_today(book: Codebook, code: str) -> str:
    """The id a code has today. Raises StudyError when it is no code, or was split."""
    known = book.current(code)
    if known is not None:
        return known
    heirs = book.heirs(code)
    if heirs:
        raise StudyError(f"{code} was split", hint=f"choose one of {', '.join(heirs)}", file=book.file or None)
    shown = ", ".join([one.id for one in book][:20])
    raise StudyError(f"no code {code}", hint=f"codes: {shown or 'none yet'}", file=book.file or None)


def added(
    transcript: Transcript,
    book: Codebook,
    *,
    document: str,
    coder: str,
    code: str,
    start: int,
    end: int,
    memo: str = "",
    event: str = "",
) -> Event:
    """Here, this code applies. `code` may be `asked:<question id>`; `event` is the id of both event and coding."""
    details = _meant(book, code) | place(transcript, start, end) | ({"memo": memo} if memo else {})
    return _event("add", document, coder, book, details | _named(event), event)


def accepted(
    transcript: Transcript,
    book: Codebook,
    suggestion: Coding,
    *,
    coder: str,
    code: str | None = None,
    start: int | None = None,
    end: int | None = None,
    told: Mapping[str, Any] | None = None,
    event: str = "",
) -> Event:
    """A suggestion becomes this person's coding, as it is or with another code or place; `told` are further details."""
    details = _meant(book, suggestion.code if code is None else code)
    details |= place(transcript, suggestion.start if start is None else start, suggestion.end if end is None else end)
    same = (details["code"], details["start"], details["end"]) == (suggestion.code, suggestion.start, suggestion.end)
    details |= {"suggestion": suggestion.id, "by": suggestion.coder, "changed": not same}
    return _event("accept", suggestion.document, coder, book, dict(told or {}) | details | _named(event), event)


def rejected(transcript: Transcript, book: Codebook, suggestion: Coding, *, coder: str, event: str = "") -> Event:
    """A suggestion is turned down, together with its place, so that it stays so when the text is corrected."""
    details = {"coding": suggestion.id, "code": suggestion.code, "by": suggestion.coder}
    details |= place(transcript, suggestion.start, suggestion.end)
    return _event("reject", suggestion.document, coder, book, details, event)


def removed(coding: Coding, book: Codebook, *, event: str = "") -> Event:
    """A coding is taken away; undoing that brings it back."""
    return _of("remove", coding, book, {}, event)


def recoded(coding: Coding, book: Codebook, *, code: str, event: str = "") -> Event:
    """A coding gets another code and keeps place and memo."""
    return _of("recode", coding, book, _meant(book, code), event)


def confirmed(coding: Coding, book: Codebook, *, event: str = "") -> Event:
    """A coding was read again and stands: under the code as it is defined today, where it was placed.

    Raises StudyError for one whose code was split or is gone, that has no place or is retired: reading does not settle
    that.
    """
    if coding.status in NO_PLACE:
        raise StudyError(f"coding {coding.id} has no place in the text", hint="place it with `move`, or retire it")
    again = recoded(coding, book, code=coding.code, event=event)
    if coding.status == "retired":
        raise StudyError(f"coding {coding.id} is retired", hint="undo that, or place it with `move`")
    return again


def moved(transcript: Transcript, coding: Coding, book: Codebook, *, start: int, end: int, event: str = "") -> Event:
    """A coding gets another place, or a place again."""
    return _of("move", coding, book, place(transcript, start, end), event)


def noted(coding: Coding, book: Codebook, *, memo: str, event: str = "") -> Event:
    """A coding gets a memo; an empty one takes it away."""
    return _of("memo", coding, book, {"memo": memo}, event)


def noted_about(about: str, book: Codebook, *, document: str, coder: str, memo: str, event: str = "") -> Event:
    """A memo on the `document`, on a `case:<id>` or a `code:<id>`."""
    return _event("memo", document, coder, book, {"about": about, "memo": memo}, event)


def retired(coding: Coding, book: Codebook, *, event: str = "") -> Event:
    """A coding stays in the record and counts no more."""
    return _of("retire", coding, book, {}, event)


def finished(
    transcript: Transcript, book: Codebook, *, document: str, coder: str, undo: bool = False, event: str = ""
) -> Event:
    """A coder has gone through a document to its end, on this text; or, with `undo`, has not after all."""
    return _event("done", document, coder, book, {"undo": True} if undo else {"text": transcript.hash}, event)


def adopted(coding: Coding, book: Codebook, *, coder: str, note: str = "") -> Event:
    """A copy of somebody's coding for another coder (the consensus); the same one adopted twice is one event."""
    details = _meant(book, coding.code) | {
        **{name: getattr(coding, name) for name in ("start", "end", "quote", "prefix", "suffix", "text")},
        "suggestion": coding.id,
        "by": coding.coder,
        "changed": False,
    }
    memo = note or coding.memo
    name = text_hash("\x1f".join((coder, coding.id, details["code"], str(details["start"]), details["text"])))
    details |= {"coding": f"c-{name}"} | ({"memo": memo} if memo else {})
    return replace(_event("accept", coding.document, coder, book, details, ""), id=f"e-{name}")


def _meant(book: Codebook, code: str) -> dict[str, Any]:
    if code.startswith(ASKED):
        return {"code": code}
    known = code_today(book, code)
    return {"code": known, "meaning": book.meaning(known)}


def _named(event: str) -> dict[str, Any]:
    return {"coding": event} if event else {}


def _of(do: Do, coding: Coding, book: Codebook, details: dict[str, Any], event: str) -> Event:
    return _event(do, coding.document, coding.coder, book, {"coding": coding.id} | details, event)


def _event(do: Do, document: str, coder: str, book: Codebook, details: dict[str, Any], event: str) -> Event:
    return Event(event, "", do, coder, document, book.hash, details)
