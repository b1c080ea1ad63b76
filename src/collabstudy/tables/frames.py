"""The tables of a study, tidy: documents, turns, cases, codebook, codings, segments, caselinks.

Withdrawn documents are listed among the documents and nowhere else. Words (`text`, `quote`) are in here only where
they may stand beside their place (consent `named` or `role`): each row names a document, and so a case. What was said
anonymously is quoted by `cs.quotes` and in the briefing, away from its place.

`turns` and `codings` are the record of a study and say it exactly, so that `start`, `end` and `quote` agree with the
text and what is exported can be brought in again. `segments` is made to be passed on: names that may not be told are
replaced there as in every quotation (`ask [a neighbour]`), and who speaks is NA where that would tell a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.units import count_words
from collabstudy.errors import SourceError, StudyError
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consent import is_interviewer, is_name, may_count, may_place, may_quote, split_role
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.tables._columns import FLAG, NUMBER, SECONDS, TEXT, frame_of

if TYPE_CHECKING:
    import pandas


def frame(study: Study, table: str) -> pandas.DataFrame:
    """A table of the study by its name, sorted by the order of documents.csv, cases.csv and the codebook.

    Raises:
        StudyError: no such table.
        SourceError: a source that is needed cannot be read (`documents` leaves its counts NA instead).
    """
    if table not in TABLES:
        raise StudyError(f"no table `{table}`", hint=f"one of {', '.join(TABLES)}")
    return TABLES[table](study)


def documents(study: Study) -> pandas.DataFrame:
    """One row a source. `words` counts what is said by all, interviewer included.

    `asked` are the questions of the guide that were put, as documents.csv and marks in the text say; NA where all were.
    """
    columns = dict.fromkeys(["document", "file", "case", "kind", "date", "title", "language", "consent"], TEXT)
    columns |= {"words": NUMBER, "turns": NUMBER, "hash": TEXT, "asked": TEXT, "done": TEXT}
    reading = Reading(study, frozenset(study.settings.evidence))
    return frame_of(columns, (_document(study, document, reading) for document in study.documents))


def _document(study: Study, document: Document, reading: Reading) -> list[Any]:
    try:
        transcript = study.transcript(document.id) if may_count(document) else Transcript("", ())
    except SourceError:  # named by `collabstudy check`, and by everything that needs the text
        transcript = Transcript("", ())
    read = bool(transcript.text)
    order = {question.id: place for place, question in enumerate(study.guide.questions)}
    put = reading.put(document)
    every = document.asked is None and put == order.keys()
    asked = None if every else sorted(put, key=lambda question: (order.get(question, len(order)), question))
    done = sorted({done.coder for done in study.folded.done if done.document == document.id})
    return [
        *(document.id, document.file, document.case, document.kind),
        *(document.date or transcript.date, document.title or transcript.title),
        *(document.language or transcript.language or study.settings.language, document.consent),
        sum(count_words(transcript.said(turn)) for turn in transcript.turns) if read else None,
        len(transcript.turns) if read else None,
        transcript.hash if read else None,
        None if asked is None else " ".join(asked),
        " ".join(done) or None,
    ]


def turns(study: Study) -> pandas.DataFrame:
    """One row a turn or paragraph, numbered from 1; times are seconds, start and end code points.

    `text` is NA where words may not stand beside their case: consent `anonymous` or `no-quotes`.
    """
    columns = {"document": TEXT, "turn": NUMBER, "kind": TEXT, "speaker": TEXT, "role": TEXT, "heading": TEXT}
    columns |= {"time_start": SECONDS, "time_end": SECONDS, "start": NUMBER, "end": NUMBER, "text": TEXT}
    columns |= {"words": NUMBER, "case": TEXT}
    return frame_of(columns, (row for document in _counted(study) for row in _turns(study, document)))


def _turns(study: Study, document: Document) -> Iterator[list[Any]]:
    transcript = study.transcript(document.id)
    for turn in transcript.turns:
        said = transcript.said(turn)
        yield [
            *(document.id, turn.number, turn.kind, *_who(document, turn), " › ".join(turn.heading) or None),
            *(turn.time_start, turn.time_end, turn.start, turn.end, said if may_place(document) else None),
            *(count_words(said), document.case),
        ]


def _who(document: Document, turn: Turn) -> tuple[str | None, str | None]:
    """Speaker and role, unless they could tell who speaks anonymously; a name kept in a role (`Clerk [Ann]`) is not."""
    if is_interviewer(turn) or document.consent == "named":
        return turn.speaker, turn.role
    if not may_place(document) and may_quote(document):
        return None, None
    return turn.speaker, split_role(turn.role)[0] if turn.role else None


def _voice(document: Document, turn: Turn) -> tuple[str | None, str | None]:
    """Speaker and role as they may stand beside words taken from their text: without a name, unless it may be told."""
    speaker, role = _who(document, turn)
    nameless = speaker and document.consent != "named" and not is_interviewer(turn) and is_name(speaker)
    return (None, role) if nameless else (speaker, role)


def cases(study: Study) -> pandas.DataFrame:
    """One row a case, then its attributes in the order of cases.csv; `documents` counts its own."""
    fixed = {"case": TEXT, "name": TEXT, "aliases": TEXT}
    named = _attributes(study, {*fixed, "documents"})
    columns = fixed | dict.fromkeys(named.values(), TEXT) | {"documents": NUMBER}
    own = [document.case for document in _counted(study)]
    rows = (
        [
            *(case.id, case.name, ";".join(case.aliases) or None),
            *(case.attributes.get(attribute) or None for attribute in named),
            own.count(case.id),
        ]
        for case in study.cases
    )
    return frame_of(columns, rows)


def _attributes(study: Study, taken: set[str]) -> dict[str, str]:
    """The attributes of cases, and the column of each: `case_date` where another column is called `date` already."""
    names = dict.fromkeys(name for case in study.cases for name in case.attributes)
    return {name: f"case_{name}" if name in taken else name for name in names}


def codebook(study: Study) -> pandas.DataFrame:
    """One row a code; lists are joined by `;`."""
    book = study.codebook
    texts = ["code", "name", "code_path", "parent", "branch", "definition", "include", "exclude", "examples", "terms"]
    texts += ["not_terms", "roles", "kinds", "colour", "formerly"]
    rows = (
        [
            *(code.id, code.name, book.path(code.id), code.parent, book.branch(code.id).id),
            *(text or None for text in (code.definition, code.include, code.exclude)),
            *("; ".join(items) or None for items in (code.examples, code.terms, code.not_terms)),
            *("; ".join(items) or None for items in (code.scope.roles, code.scope.kinds)),
            *(code.colour or None, "; ".join(code.formerly) or None),
        ]
        for code in book
    )
    return frame_of(dict.fromkeys(texts, TEXT), rows)


def codings(study: Study) -> pandas.DataFrame:
    """One row a coding as it stands, people's and those of the rules; `counts` tells whether it is evidence.

    `quote` is NA where words may not stand beside their case: consent `anonymous` or `no-quotes`. `hash` names the text
    in which `start` and `end` count, so that what is exported can be brought in again (`collabstudy codings`).
    """
    columns = {"coding": TEXT, "document": TEXT, "code": TEXT, "coder": TEXT, "origin": TEXT, "status": TEXT}
    columns |= {"start": NUMBER, "end": NUMBER, "quote": TEXT, "memo": TEXT, "created": TEXT, "counts": FLAG}
    columns |= {"hash": TEXT}
    rows = (
        [
            *(c.id, c.document, c.code, c.coder, c.origin, c.status, c.start, c.end),
            *(c.quote if may_place(study.document(c.document)) else None, c.memo or None, c.created or None),
            *(study.code_counts(c), c.text or None),
        ]
        for c in _standing(study)
    )
    return frame_of(columns, rows)


def segments(study: Study) -> pandas.DataFrame:
    """One row a coded passage, ready for a spreadsheet; `quote` is NA as in `codings`, and without names.

    A passage of an article has a row for each case that it is tied to, and one without case if there is none.
    Speaker, role and time are those of the turn in which the coding has most of its words, the interviewer's last.
    """
    fixed = {"document": TEXT, "case": TEXT}
    after = dict.fromkeys(["kind", "date", "speaker", "role"], TEXT) | {"time_start": SECONDS}
    after |= dict.fromkeys(["code", "code_path", "coder", "origin"], TEXT) | {"start": NUMBER, "end": NUMBER}
    after |= {"quote": TEXT, "memo": TEXT, "coding": TEXT, "status": TEXT, "turn": NUMBER, "counts": FLAG, "hash": TEXT}
    named = _attributes(study, {*fixed, *after})
    columns = fixed | dict.fromkeys(named.values(), TEXT) | after
    placed = (coding for coding in _standing(study) if coding.status not in UNCOUNTED)
    belongings = Belongings(study)
    return frame_of(columns, (row for coding in placed for row in _segments(study, belongings, coding, list(named))))


def _segments(study: Study, belongings: Belongings, coding: Coding, attributes: list[str]) -> Iterator[list[Any]]:
    document = study.document(coding.document)
    turn = _main_turn(study.transcript(document.id), coding)
    told = [
        *(document.kind, document.date or None),
        *((*_voice(document, turn), turn.time_start) if turn else (None, None, None)),
        *(coding.code, study.codebook.path(coding.code) or None, coding.coder, coding.origin, coding.start, coding.end),
        *(_quote(study, coding), _memo(study, coding), coding.id, coding.status),
        *(turn.number if turn else None, study.code_counts(coding), coding.text or None),
    ]
    found: list[str | None] = [case for case, _ in belongings.of(coding)]
    for case in found or [None]:
        own = study.case(case).attributes if case else {}
        yield [document.id, case, *(own.get(attribute) or None for attribute in attributes), *told]


def _quote(study: Study, coding: Coding) -> str | None:
    """The words of a coding without the names."""
    if not may_place(study.document(coding.document)):
        return None
    return study.names_in(coding.document).standing(study.transcript(coding.document), coding.start, coding.end)


def _memo(study: Study, coding: Coding) -> str | None:
    return study.names_in(coding.document).replaced(coding.memo) if coding.memo else None


def _main_turn(transcript: Transcript, coding: Coding) -> Turn | None:
    touched = transcript.turns_in(coding.start, coding.end)
    return max(
        touched,
        key=lambda t: (not is_interviewer(t), min(t.end, coding.end) - max(t.start, coding.start), -t.number),
        default=None,
    )


def caselinks(study: Study) -> pandas.DataFrame:
    """One row a passage tied to a case, and how."""
    counted = {document.id: place for place, document in enumerate(study.documents) if may_count(document)}
    links = sorted(
        {link for link in study.caselinks if link.document in counted},
        key=lambda link: (counted[link.document], link.turn, link.case, link.how),
    )
    columns = {"document": TEXT, "turn": NUMBER, "case": TEXT, "how": TEXT}
    return frame_of(columns, ([link.document, link.turn, link.case, link.how] for link in links))


def _counted(study: Study) -> tuple[Document, ...]:
    return tuple(document for document in study.documents if may_count(document))


def _standing(study: Study) -> list[Coding]:
    """The codings of people and rules in documents that count, in the order of documents and texts."""
    order = {document.id: place for place, document in enumerate(study.documents) if may_count(document)}
    known = (coding for coding in (*study.codings, *study.tags) if coding.document in order)
    return sorted(known, key=lambda c: (order[c.document], c.start, c.end, c.code, c.coder, c.id))


TABLES: dict[str, Callable[[Study], pandas.DataFrame]] = {
    "documents": documents,
    "turns": turns,
    "cases": cases,
    "codebook": codebook,
    "codings": codings,
    "segments": segments,
    "caselinks": caselinks,
}
