"""What people said, as far as they agreed to have it shown: the only door through which quotations leave a study."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collabstudy.briefing.plain import plain
from collabstudy.briefing.said import CUT, said, stands
from collabstudy.model.asking import about_interviewer
from collabstudy.model.coding import Coding, Origin
from collabstudy.model.consent import attribution, may_count, may_place, may_quote

if TYPE_CHECKING:
    from collabstudy.compare.table import Passage
    from collabstudy.model.document import Document
    from collabstudy.model.span import Span
    from collabstudy.model.study import Study

__all__ = ["CUT", "Quote", "Shown", "may_show", "passages", "quote"]
# An anonymous passage is shown among others only where at least so many places could have said it.
CROWD = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be shown, and what may be told of where they come from.

    `text` is what stands in the transcript, on one line, in whole words, with […] where a sentence is cut or somebody
    else speaks, and who or what is meant in square brackets for names that may not be told. `document`, `case`, `turn`,
    `time` (seconds) and `codings` (ids) are empty for anonymous documents.
    """

    text: str
    attribution: str
    document: str = ""
    case: str | None = None
    turn: int | None = None
    time: float | None = None
    codings: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    start: int | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.replace(CUT, " ").split())


@dataclass(frozen=True, slots=True)
class Shown:
    """The passages behind a number: those that may be shown, and how many others there are, by the reason.

    `withheld` passages are in documents that may not be quoted, or not here; `lost` ones no longer stand in the text.
    """

    quotes: tuple[Quote, ...]
    withheld: int = 0
    lost: int = 0

    def __len__(self) -> int:
        return len(self.quotes) + self.withheld + self.lost


def quote(study: Study, coding: Coding) -> Quote | None:
    """The words of a coding, or None where consent forbids them, nobody but the interviewer speaks, or they are gone.

    What the interviewer says is quoted only under a code whose scope names the interviewer. Of several speakers the one
    who says most is quoted; the words of the others become […]. What only rules have marked is a word or two: the whole
    sentence is quoted.
    """
    document = study.document(coding.document)
    if not may_quote(document) or not stands(study.transcript(document.id), coding):
        return None
    return _quote(study, document, [coding.span], [coding])


def passages(study: Study, found: Iterable[Passage], codings: Mapping[str, Coding]) -> Shown:
    """The words of a number's passages, in the order of documents.csv; `codings` holds by id those that they name.

    Anonymous ones come last, in an order that tells nothing, and only where at least `CROWD` places have passages here
    that are not shown under their name: else the others would give them away. Of anonymous documents only what somebody
    has coded is shown, for in the rest nobody has looked whether the words tell whose they are.
    """
    order = {document.id: place for place, document in enumerate(study.documents) if may_count(document)}
    known = sorted((p for p in found if p.document in order), key=lambda p: (order[p.document], p.spans))
    showable = may_show(study, (passage.document for passage in known))
    shown: list[Quote] = []
    nameless: list[Quote] = []
    withheld = lost = 0
    for passage in known:
        document = study.document(passage.document)
        if not showable(document) or not (passage.codings or may_place(document)):
            withheld += 1
            continue
        quoted = _of_passage(study, document, passage, codings)
        if quoted is None:
            lost += 1
            continue
        (shown if quoted.document else nameless).append(quoted)
    nameless.sort(key=lambda quoted: quoted.text)
    return Shown((*shown, *nameless), withheld, lost)


def may_show(study: Study, documents: Iterable[str]) -> Callable[[Document], bool]:
    """A test for documents that stand together behind a number: which of them may be quoted beside the others."""
    unnamed = {study.document(document).case for document in documents if not may_place(study.document(document))}
    crowd = len(unnamed) >= CROWD

    def showable(document: Document) -> bool:
        return may_quote(document) and (crowd or may_place(document) or document.case is None)

    return showable


def _of_passage(study: Study, document: Document, passage: Passage, codings: Mapping[str, Coding]) -> Quote | None:
    transcript = study.transcript(document.id)
    named = [codings[coding] for coding in passage.codings if coding in codings]
    if not all(stands(transcript, coding) for coding in named):
        return None
    return _quote(study, document, passage.spans, named)


def _quote(study: Study, document: Document, spans: Sequence[Span], codings: Sequence[Coding]) -> Quote | None:
    marked = bool(codings) and not any(coding.origin == "person" for coding in codings)
    transcript, names = study.transcript(document.id), study.names_in(document.id)
    about = any(about_interviewer(study, coding) for coding in codings)
    found = said(transcript, spans, names, sentences=marked, interviewer=about)
    if found is None:
        return None
    text, turn = found
    quoted = Quote(text, plain(attribution(study, document, turn)), origins=tuple(sorted({c.origin for c in codings})))
    if not may_place(document):
        return quoted
    return replace(
        quoted,
        document=document.id,
        case=document.case,
        turn=turn.number,
        time=turn.time_start,
        codings=tuple(coding.id for coding in codings),
        start=min(max(turn.start, span.start) for span in spans if span.end > turn.start and span.start < turn.end),
    )
