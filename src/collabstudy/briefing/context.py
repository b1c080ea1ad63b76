"""A quotation where it was said: what was asked, and the rest of the turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collabstudy.briefing.plain import plain
from collabstudy.briefing.quotes import CUT, Quote
from collabstudy.model.consent import is_interviewer, may_place
from collabstudy.model.study import Study


@dataclass(frozen=True, slots=True)
class InContext:
    """A quotation, what the interviewer said just before its turn, and the words of the turn on either side of it.

    All but the quotation are empty where they may not be told, `before` and `after` also where it spans several turns.
    `coders` are those of its codings.
    """

    quote: Quote
    asked: str = ""
    before: str = ""
    after: str = ""
    coders: tuple[str, ...] = ()


def in_context(study: Study, quote: Quote, coders: tuple[str, ...] = ()) -> InContext:
    """The quotation with what stands around it; of an anonymous document nothing but the quotation is told."""
    if not quote.document or not may_place(study.document(quote.document)):
        return InContext(quote)
    transcript, names = study.transcript(quote.document), study.names_in(quote.document)
    place = next(n for n, turn in enumerate(transcript.turns) if turn.number == quote.turn)
    last = transcript.turns[place - 1] if place else None
    turn = transcript.turns[place]
    asked = plain(names.said(transcript, last, last.start, last.end)) if last and is_interviewer(last) else ""
    words = quote.text.removeprefix(CUT).removesuffix(CUT).strip()
    whole = plain(names.said(transcript, turn, turn.start, turn.end))
    start = turn.start if quote.start is None else quote.start
    at = _nearest(whole, words, len(plain(names.said(transcript, turn, turn.start, start))))
    if at is None:
        return InContext(quote, asked, coders=coders)
    return InContext(quote, asked, whole[:at].strip(), whole[at + len(words) :].strip(), coders)


def _nearest(whole: str, words: str, about: int) -> int | None:
    """Where words stand in a turn; of several places the one nearest to where they are known to be.

    >>> _nearest("No. We talked, and no. No.", "No.", 22)
    23
    """
    places = [found.start() for found in re.finditer(re.escape(words), whole)] if words else []
    return min(places, key=lambda place: abs(place - about), default=None)
