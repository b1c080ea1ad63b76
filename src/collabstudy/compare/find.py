"""Finding passages by what is coded there, by what stands near, by who speaks and when.

    study.find("trust & !procurement within 3 turns of power", where="sector == 'charity'")

**What a query is answered in: units.** A turn, a sentence, a document, or (`coding`) the coded stretch itself. A *hit*
is one unit, with the stretches in it for which it was found. Only what participants say and what articles and notes
hold is searched: neither the interviewer (but by `role:interviewer`), nor headings (but where they are coded), nor
withdrawn documents.

**Terms**

    trust                    stretches coded with the code or one below it; `"Sharing power"` finds a code by its name
    own:trust                stretches coded with just this code
    *                        stretches coded with any code
    role:"Chief Executive"   turns of this role; `speaker:"P1"` of this label; `*` in it stands for any letters
    time > 00:20:00          turns that begin after 20 minutes of the recording; turns without a time are not found
    date >= 2025-03          turns of documents of March 2025 or later, but not of one of which only the year is known
    turn <= 10               the first ten turns

**Signs** bind tighter than words, `!` tightest, then `&`, then `|`.

    !a        units in which a is not, of documents that were gone through for every code in a; nothing is known of the
              others, and they are named
    a & b     units in which both are. Its stretches are those of a and b; terms that hold for whole turns (`!`, role,
              time) narrow them and add none. With unit coding: the stretches that both have in common
    a | b     units in which either is, or both

**Words** come last, from left to right; what stands to the left is found, what stands to the right is only a condition.

    a within 3 turns of b    a's stretches with one of b's at most 3 turns away, before or after, in the same document;
                             0 is the same turn. All turns count, the interviewer's too
    a within 20 words of b   the same in words, as NEAR/20 counts: words beside each other are 1 apart
    a follows b              a's stretches that begin where one of b's has ended, or later in the same document
    a precedes b             those that have ended where one of b's begins, or earlier
    a follows b within 2 turns (or words)     and not further away than that
    a overlaps b             those that share at least one character with one of b's
    a inside b, a contains b those that lie wholly in one of b's; those in which one of b's lies wholly

So `trust & !procurement within 3 turns of power` is `(trust & !procurement) within 3 turns of power`; for the other
reading write the parentheses. Stretches end where a turn (or sentence) ends: a coding over two turns is two stretches.
A stretch is within any distance of itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from collabstudy.compare._made_from import made_from
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import coded, origins_of
from collabstudy.compare.counting.left_out import left_out
from collabstudy.compare.counting.slices import cluster
from collabstudy.compare.counting.spoken import Spoken
from collabstudy.compare.counting.units import check_unit
from collabstudy.compare.querying.answer import Answer
from collabstudy.compare.querying.expressions import Expression, Measured, OfCode, walk
from collabstudy.compare.querying.found import Found, Having, Hit, Strip
from collabstudy.compare.querying.ground import Ground
from collabstudy.compare.querying.hits import Hits
from collabstudy.compare.querying.query import parse
from collabstudy.compare.querying.silence import Silence
from collabstudy.compare.querying.where import Where
from collabstudy.compare.querying.where import parse as parse_where
from collabstudy.compare.table import is_guided
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study


def find(
    study: Study,
    query: str,
    *,
    unit: str,
    where: str | None = None,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Found:
    """Find the units that a query asks for; what it may say stands at the head of this file.

    Args:
        study: the study.
        query: what is sought: `trust & !procurement within 3 turns of power`.
        unit: what a hit is: `turn`, `sentence`, `coding` or `document`.
        where: which cases and documents: `sector == 'charity' and kind == 'interview' and staff < 100`. The names are
            attributes of cases.csv, and `case`, `document`, `kind`, `date`, `year`, `consent`, `language`.
        evidence: the origins that count, one or several; those of study.toml where not given.
        show: how a notebook draws what is found; the study's own way where not given.

    Raises:
        SettingsError: a query or condition that cannot be read (with the place), no such code, unit or origin.
        SourceError: a document cannot be read.
    """
    checked = check_unit(unit)
    for what, text in (("query", query), ("where", where)):
        if not isinstance(text, str) and not (what == "where" and text is None):
            raise SettingsError(f"{what} = {text!r} is no text", hint='write it in quotation marks: "trust & power"')
    origins = origins_of(study, evidence)
    asked, condition = parse(query, study.codebook), parse_where(where, study)
    columns = coded(study, evidence=origins)
    answer = Answer(Ground.of(study, checked), columns, Reading(study, frozenset(origins)), checked)
    lets = _Lets(study, condition)
    hits, behind = Hits(answer, Spoken(study), lets.some).of(asked)
    texts = {document.id for document in answer.ground.documents if lets.document(document.id)}
    return Found(
        understood=str(asked),
        where=condition.text,
        unit=unit,
        hits=hits,
        cases=tuple(_cases(answer, asked, lets, hits)),
        strips=tuple(_strips(answer, asked, texts)),
        unread=tuple(document.id for document in answer.unread(asked) if document.id in texts),
        origins=behind,
        left_out=left_out({key: number for key, number in columns.uncounted.items() if key[1] != "case"}, texts),
        said=tuple(_said(answer, asked, condition)),
        guided=is_guided(study),
        tables=study.frame,
        made_by=MadeBy(
            "find",
            {"query": str(asked), "where": condition.text or "all", "unit": unit, "evidence": origins},
            made_from(study, columns.hash) | {"texts": _texts(answer)},
        ),
        plural=plural(study.settings),
        show=show or own_show(study),
    )


class _Lets:
    """Which documents `where` lets in, and which cases as they speak in them."""

    def __init__(self, study: Study, condition: Where) -> None:
        self.study = study
        self.condition = condition
        self._known: dict[tuple[str | None, str | None], bool] = {}

    def one(self, document: str | None, case: str | None) -> bool:
        """Whether a case as it speaks in a document is meant."""
        if (document, case) not in self._known:
            row = None if document is None else self.study.document(document)
            self._known[document, case] = self.condition(self.study, row, case)
        return self._known[document, case]

    def some(self, document: str, cases: Sequence[str]) -> bool:
        """Whether a unit that speaks of these cases is meant: one of them will do."""
        return any(self.one(document, case) for case in cases or (None,))

    def document(self, document: str) -> bool:
        """Whether a hit in this document could be meant."""
        case = _only_case(self.study.document(document))
        if case is not None:
            return self.one(document, case)
        return self.some(document, [case.id for case in self.study.cases]) or self.one(document, None)

    def documents_of(self, case: str) -> Iterator[str]:
        """The documents in which a case may speak."""
        yield from self._documents.get(case, ())
        yield from self._documents.get(None, ())

    @cached_property
    def _documents(self) -> Mapping[str | None, tuple[str, ...]]:
        found: dict[str | None, list[str]] = defaultdict(list)
        for document in self.study.documents:
            if may_count(document):
                found[_only_case(document)].append(document.id)
        return {case: tuple(documents) for case, documents in found.items()}


def _only_case(document: Document) -> str | None:
    """The case of an interview; None for a document that may speak of several."""
    return document.case if document.kind == "interview" else None


def _cases(answer: Answer, asked: Expression, lets: _Lets, hits: Sequence[Hit]) -> Iterator[Having]:
    """Every case that is let in, in the order of cases.csv."""
    reading, silence = answer.reading, Silence(answer.reading)
    study = reading.study
    found: dict[str, list[str]] = {}
    for hit in hits:
        for name in hit.cases:
            found.setdefault(name, []).append(hit.document)
    for case in study.cases:
        documents = {document for document in lets.documents_of(case.id) if lets.one(document, case.id)}
        own = reading.of_case(case.id, documents)
        there = [document for document in found.get(case.id, ()) if lets.one(document, case.id)]
        if not own and not there and (reading.of_case(case.id) or not lets.one(None, case.id)):
            continue
        yield Having(
            case=case.id,
            name=case.name,
            value="present" if there else silence.value(asked, case.id, documents),
            hits=len(there),
            documents=len(set(there)),
            done=sum(1 for document in own if reading.done_by(document.id)),
            sources=len(own),
            cluster=cluster(study, case),
        )


def _strips(answer: Answer, asked: Expression, texts: set[str]) -> Iterator[Strip]:
    reading, book = answer.reading, answer.reading.study.codebook
    codes = [[book[code] for code in part.codes] for part in walk(asked) if isinstance(part, OfCode)]
    for document, transcript in zip(answer.ground.documents, answer.ground.transcripts, strict=True):
        if document.id in texts:
            read = all(reading.read(document, each) for each in codes)
            title = document.title or transcript.title or ""
            yield Strip(document.id, title, document.kind, document.date, len(transcript.text), read)


def _said(answer: Answer, asked: Expression, condition: Where) -> Iterator[str]:
    """What else has to be known: what could not be compared for want of a value."""
    if any(isinstance(part, Measured) and part.field == "time" for part in walk(asked)):
        without = sum(turn.time_start is None for turn in answer.ground.turns)
        if without:
            yield f"{without:,} of {len(answer.ground.turns):,} turns have no time."
    if any(isinstance(part, Measured) and part.field == "date" for part in walk(asked)):
        undated = [document.id for document in answer.ground.documents if not document.date]
        if undated:
            yield f"Without a date: {', '.join(undated)}."
    for name, text in condition.nowhere:
        yield f"`{name}` is nowhere '{text}'."
    for name, number in condition.silent(answer.reading.study.cases).items():
        word = plural(answer.reading.study.settings)
        yield f"{number} of {len(answer.reading.study.cases)} {word} have no `{name}` and stand outside."


def _texts(answer: Answer) -> str:
    return text_hash("\n".join(transcript.hash for transcript in answer.ground.transcripts))
