"""A quotation where it was said: what was asked, and the rest of the turn."""

from __future__ import annotations

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
    before, found, after = plain(names.said(transcript, turn, turn.start, turn.end)).partition(words)
    return InContext(quote, asked, *((before.strip(), after.strip()) if found else ("", "")), coders)
