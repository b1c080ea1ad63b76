"""What people said, as far as they agreed to have it shown: the only door through which quotations leave a study."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from collabstudy.briefing.plain import plain
from collabstudy.model.coding import Coding, Origin
from collabstudy.model.consent import attribution, is_interviewer, may_count, may_place, may_quote

if TYPE_CHECKING:
    from collabstudy.compare.table import Passage
    from collabstudy.model.document import Document, Transcript, Turn
    from collabstudy.model.span import Span
    from collabstudy.model.study import Study

    Part = tuple[Turn, int, int]

CUT = "[…]"
# An anonymous passage is shown among others only where at least so many places could have said it.
CROWD = 3
_SENTENCE_END = re.compile(r"[.!?…][)\]\"'’”»]*$")
_CLOSING = '.!?…)]"’”»'
_LETTER = re.compile(r"[\w'’-]")
_CUTS = re.compile(r"\[…\](?: \[…\])+")
_GONE = ("orphaned", "ambiguous", "retired")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be shown, and what may be told of where they come from.

    `text` is what stands in the transcript, on one line, in whole words, with […] where a sentence is cut or somebody
    else speaks. `document`, `case`, `turn`, `time` (seconds) and `codings` (ids) are empty for anonymous documents.
    """

    text: str
    attribution: str
    document: str = ""
    case: str | None = None
    turn: int | None = None
    time: float | None = None
    codings: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

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

    Of several speakers the one who says most is quoted; the words of the others become […].
    """
    document = study.document(coding.document)
    if not may_quote(document) or not stands(study.transcript(document.id), coding):
        return None
    return _quote(study, document, [coding.span], [coding])


def passages(study: Study, found: Iterable[Passage], codings: Mapping[str, Coding]) -> Shown:
    """The words of a number's passages, in the order of documents.csv; `codings` holds by id those that they name.

    Anonymous ones come last, in an order that tells nothing, and only where at least `CROWD` places have passages here
    that are not shown under their name: else the others would give them away.
    """
    order = {document.id: place for place, document in enumerate(study.documents) if may_count(document)}
    known = sorted((p for p in found if p.document in order), key=lambda p: (order[p.document], p.spans))
    showable = may_show(study, (passage.document for passage in known))
    shown: list[Quote] = []
    nameless: list[Quote] = []
    withheld = lost = 0
    for passage in known:
        document = study.document(passage.document)
        if not showable(document):
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


def stands(transcript: Transcript, coding: Coding) -> bool:
    """Tell whether the words of a coding are where it says."""
    if coding.status in _GONE or coding.end > len(transcript.text):
        return False
    return not coding.quote or transcript.text[coding.start : coding.end] == coding.quote


def _of_passage(study: Study, document: Document, passage: Passage, codings: Mapping[str, Coding]) -> Quote | None:
    transcript = study.transcript(document.id)
    named = [codings[coding] for coding in passage.codings if coding in codings]
    if not all(stands(transcript, coding) for coding in named):
        return None
    return _quote(study, document, passage.spans, named)


def _quote(study: Study, document: Document, spans: Sequence[Span], codings: Sequence[Coding]) -> Quote | None:
    found = _said(study.transcript(document.id), spans)
    if found is None:
        return None
    text, turn = found
    quoted = Quote(text, plain(attribution(study, document, turn)), origins=tuple(sorted({c.origin for c in codings})))
    if not may_place(document):
        return quoted
    ids = tuple(coding.id for coding in codings)
    return replace(
        quoted, document=document.id, case=document.case, turn=turn.number, time=turn.time_start, codings=ids
    )


def _said(transcript: Transcript, spans: Sequence[Span]) -> tuple[str, Turn] | None:
    """The words of the one who says most in these spans, and the turn in which that one begins."""
    parts = [
        (turn, max(turn.start, span.start), min(turn.end, span.end))
        for span in spans
        for turn in transcript.turns_in(span.start, span.end)
        if not is_interviewer(turn)
    ]
    share: dict[str | None, int] = defaultdict(int)
    for turn, start, end in parts:
        share[turn.speaker] += end - start
    if not parts:
        return None
    speaker = max(share, key=share.__getitem__)
    parts = [part for part in parts if part[0].speaker == speaker]
    text = _piece(transcript, *parts[0])
    for before, part in pairwise(parts):
        text += f" {CUT} " if _left_out(transcript, before, part) else " "
        text += _piece(transcript, *part)
    text = _CUTS.sub(CUT, text)
    return (text, parts[0][0]) if text.replace(CUT, "").strip() else None


def _left_out(transcript: Transcript, before: Part, part: Part) -> str:
    """What was said between two parts and is not in either."""
    (turn, _, end), (next_turn, start, _) = before, part
    if turn is next_turn:
        return transcript.without_gaps(turn, end, start).strip(_CLOSING + " \n")
    between = transcript.turns_in(turn.end, max(next_turn.start, turn.end + 1))
    said = [transcript.said(other) for other in between if other not in (turn, next_turn)]
    said += [transcript.without_gaps(turn, end, turn.end), transcript.without_gaps(next_turn, next_turn.start, start)]
    return "".join(said).strip(_CLOSING + " \n")


def _piece(transcript: Transcript, turn: Turn, start: int, end: int) -> str:
    """What is said of a turn between start and end: whole words, with […] where a sentence is cut."""
    text = transcript.text
    while turn.start < start and _LETTER.match(text[start - 1]) and _LETTER.match(text[start]):
        start -= 1
    while end < turn.end and _LETTER.match(text[end - 1]) and _LETTER.match(text[end]):
        end += 1
    while end < turn.end and text[end] in _CLOSING:
        end += 1
    before = transcript.without_gaps(turn, turn.start, start).strip()
    after = transcript.without_gaps(turn, end, turn.end).strip()
    said = plain(transcript.without_gaps(turn, start, end))
    if before and not _SENTENCE_END.search(before):
        said = f"{CUT} {said.lstrip(' ,;:–—-')}"
    if after and not _SENTENCE_END.search(said):
        said = f"{said.rstrip(' ,;:–—-')} {CUT}"
    return said
