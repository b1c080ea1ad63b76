"""Whose voice fills the coded passages and the quotations: of each case, and of each speaker in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.laid_out import runs
from collabstudy.compare.counting.turns import Turns
from collabstudy.model.coding import Coding
from collabstudy.model.consent import SOMEBODY, is_interviewer, may_count, may_place, split_role
from collabstudy.model.document import Document, Turn
from collabstudy.model.study import Study

NAMELESS = "told of no place"
_Said = tuple[str, int]  # a document, and a turn in it


@dataclass(frozen=True, slots=True)
class Voice:
    """A case, or somebody who speaks in one of its documents, and how much is theirs.

    `passages` are turns with a coding that counts, each once, however many codings lie on it; `quotations` those
    that are printed. A speaker is told by document and role, never by name.
    """

    kind: Literal["case", "speaker"]
    id: str
    name: str
    passages: int
    quotations: int
    case: str = ""
    document: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices, those of cases in the order of cases.csv first, and how much there is in all.

    What is quoted of documents that may not be placed belongs to a voice `told of no place`.
    """

    every: tuple[Voice, ...]
    passages: int
    quotations: int


def voices(study: Study, columns: Coded, quoted: Iterable[Coding | None]) -> Voices:
    """Count coded turns and quotations by case and by speaker.

    `quoted` is a coding for each quotation, None for one whose place is not told. A turn of an article belongs to every
    case that it speaks of, so that shares may add up to more than the whole.

    Raises SourceError where a document cannot be read.
    """
    said = dict(_coded_turns(study, columns))
    printed = [c for c in quoted if c is None or may_count(study.document(c.document))]
    passages, speaking = Counter[str](), Counter[tuple[str, str]]()
    for (document, number), cases in said.items():
        passages.update(cases)
        speaking[document, _role(study.document(document), study.transcript(document).turns[number])] += 1
    quotations, quoted_of = Counter[str](), Counter[tuple[str, str]]()
    belongings = Belongings(study)
    for coding in printed:
        if coding is None or not may_place(study.document(coding.document)):
            quotations[NAMELESS] += 1
            quoted_of["", SOMEBODY] += 1
            continue
        quotations.update(case for case, _ in belongings.of(coding))
        quoted_of[coding.document, _role(study.document(coding.document), _loudest(study, coding))] += 1
    of_cases = _of_cases(study, passages, quotations)
    return Voices((*of_cases, *_of_speakers(study, speaking, quoted_of)), len(said), len(printed))


def _coded_turns(study: Study, columns: Coded) -> Iterator[tuple[_Said, frozenset[str]]]:
    """Every turn in which somebody speaks under a coding that counts for a case, with the cases it counts for."""
    for at, here in runs(columns.document[columns.row]):
        document = columns.documents[at]
        rows = columns.row[here]
        pair, turn = Turns.of(study.transcript(document).turns).evidence(
            columns.first_turn[rows], columns.last_turn[rows]
        )
        found: dict[int, set[str]] = {}
        for case, number in zip(columns.case[here][pair].tolist(), turn.tolist(), strict=True):
            found.setdefault(number, set()).add(columns.cases[case])
        for number, cases in sorted(found.items()):
            yield (document, number), frozenset(cases)


def _loudest(study: Study, coding: Coding) -> Turn | None:
    """Who says most of a quotation."""
    turns = [
        turn
        for turn in study.transcript(coding.document).turns_in(coding.start, coding.end)
        if not is_interviewer(turn)
    ]
    return max(turns, key=lambda turn: min(turn.end, coding.end) - max(turn.start, coding.start), default=None)


def _role(document: Document, turn: Turn | None) -> str:
    """A role that may be told: no name in it, and none at all of a person who is told of no place."""
    if document.kind != "interview":
        return document.kind
    if not may_place(document) or turn is None:
        return SOMEBODY
    return split_role(turn.role or "")[0] or SOMEBODY


def _of_cases(study: Study, passages: Mapping[str, int], quotations: Mapping[str, int]) -> Iterator[Voice]:
    for case in study.cases:
        yield Voice("case", case.id, case.name, passages.get(case.id, 0), quotations.get(case.id, 0), case.id)
    if quotations.get(NAMELESS):
        yield Voice("case", "", NAMELESS, 0, quotations[NAMELESS])


def _of_speakers(
    study: Study, passages: Mapping[tuple[str, str], int], quotations: Mapping[tuple[str, str], int]
) -> Iterator[Voice]:
    order = {document.id: place for place, document in enumerate(study.documents)}
    every = sorted({*passages, *quotations}, key=lambda one: (order.get(one[0], len(order)), one[1]))
    for document, role in every:
        placed = document and may_place(study.document(document))
        case = (study.document(document).case or "") if placed else ""
        told = f"{document}, {role}" if document else f"{role}, {NAMELESS}"
        found = (passages.get((document, role), 0), quotations.get((document, role), 0))
        yield Voice("speaker", told, told, *found, case, document, role)
