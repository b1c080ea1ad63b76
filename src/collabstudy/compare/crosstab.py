"""Who speaks of what: case × code, with the four values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from collabstudy.compare._show import Show, own_show
from collabstudy.compare.asked import Reading, Value
from collabstudy.compare.belonging import Belongings
from collabstudy.compare.left_out import left_out
from collabstudy.compare.passages import Passages, Said
from collabstudy.compare.rows import covered, rows_of
from collabstudy.compare.slices import Slice, everything, slices_of
from collabstudy.compare.table import BY_ORIGIN, COUNTS, Cell, Crosstab, Row, is_guided
from collabstudy.compare.units import check_unit, once
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError
from collabstudy.model.codebook import Code
from collabstudy.model.coding import Coding, Origin
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study

LEVELS = ("code", "branch")
_SaidOf = dict[tuple[str, str], list[Said]]


def crosstab(
    study: Study,
    *,
    unit: str,
    by: str = "case",
    count: str = "passages",
    level: str = "code",
    evidence: Sequence[str] | None = None,
    codings: Iterable[Coding] | None = None,
    cases: Collection[str] | None = None,
    documents: Collection[str] | None = None,
    show: Show | None = None,
) -> Crosstab:
    """Count codings by case and code.

    Args:
        study: the study.
        unit: what a passage is: `turn`, `sentence`, `coding` or `document`.
        by: `case`, an attribute of cases.csv, `kind` of source, `year`, or `document`.
        count: what `matrix()` and the figure show: `passages`, `codings`, `words` or `documents`.
        level: `code` has a row for every code, `branch` for those at the top. Either way a code counts what
            is coded with it and with those below; the column `own` counts the code alone.
        evidence: the origins that count, one or several; those of study.toml where not given.
        codings: count these instead of the study's; still only those whose origin and status count.
        cases: only these cases.
        documents: only these documents, in counts as in what has been asked and coded.
        show: how a notebook draws the table; the study's own way where not given.

    Raises:
        SettingsError: no such unit, level, count, origin, attribute, case or document.
        SourceError: a coded document cannot be read.
    """
    checked = check_unit(unit)
    cases, documents = _listed(cases), _listed(documents)
    origins = (study.settings.evidence if evidence is None else _listed(evidence)) or ()
    _check("count", [count], COUNTS)
    _check("level", [level], LEVELS)
    _check("origin of evidence", origins, tuple(BY_ORIGIN))
    codings = None if codings is None else tuple(codings)
    reading = Reading(study, frozenset(origins))
    slices = slices_of(reading, by, cases, documents)
    whole = everything(slices)
    counted = _counting(study, codings, origins, whole.documents)
    rows = rows_of(study, level, {coding.code for coding in counted})
    work = _Work(reading, Passages(study, checked), _placed(study, counted, whole), covered(study, rows))
    choices = {"unit": unit, "by": by, "count": count, "level": level, "evidence": origins}
    choices |= {"cases": tuple(sorted(cases))} if cases is not None else {}
    choices |= {"documents": tuple(sorted(documents))} if documents is not None else {}
    choices |= {"codings": "given in the call"} if codings is not None else {}
    return Crosstab(
        by=by,
        unit=unit,
        count=count,
        groups=tuple(part.group for part in slices),
        rows=rows,
        cells={(part.group.id, row.id): work.cell(part, row) for part in slices for row in rows},
        totals={row.id: work.cell(whole, row) for row in rows},
        origins=work.origins(),
        made_by=MadeBy("crosstab", choices, _inputs(study, counted)),
        plural=plural(study.settings),
        guided=is_guided(study),
        left_out=left_out(study, _given(study, codings, origins), origins, whole.documents),
        show=show or own_show(study),
    )


def _listed(asked: Collection[str] | None) -> tuple[str, ...] | None:
    return (asked,) if isinstance(asked, str) else None if asked is None else tuple(asked)


def _given(study: Study, codings: Iterable[Coding] | None, origins: Collection[str]) -> tuple[Coding, ...]:
    """What may be counted: the study's codings, those of rules only where they are evidence."""
    if codings is not None:
        return tuple(codings)
    return (*study.codings, *(study.tags if "rules" in origins else ()))


def _check(what: str, values: Iterable[str], known: Sequence[str]) -> None:
    for value in values:
        if value not in known:
            raise SettingsError(f"no {what} `{value}`", hint=f"one of {', '.join(known)}")


def _counting(
    study: Study, codings: Iterable[Coding] | None, origins: Collection[str], documents: Collection[str]
) -> tuple[Coding, ...]:
    """The codings that count, each once and sorted, with the codes they have today."""
    found: dict[str, Coding] = {}
    for coding in _given(study, codings, origins):
        counts = coding.origin in origins and coding.document in documents and study.stands(coding)
        if counts and coding.code in study.codebook:
            found[coding.id] = coding
    return tuple(sorted(found.values(), key=lambda c: (c.document, c.start, c.end, c.code, c.coder, c.id)))


def _placed(study: Study, codings: Iterable[Coding], whole: Slice) -> _SaidOf:
    """What each case says of each code."""
    belongings, cases = Belongings(study), frozenset(whole.cases)
    said: _SaidOf = defaultdict(list)
    for coding in codings:
        for case, turns in belongings.of(coding):
            if case in cases:
                said[case, coding.code].append(Said(coding, case, turns))
    return said


@dataclass(frozen=True)
class _Work:
    """Everything from which cells are made."""

    reading: Reading
    passages: Passages
    said: _SaidOf
    covered: dict[str, tuple[Code, ...]]

    def cell(self, part: Slice, row: Row) -> Cell:
        said = self._said(part, row)
        different = _different(said)
        values = self._values(part, row, said)
        passages, words = self.passages.of(said)
        sources = {d.id for case in part.cases for d in self.reading.of_case(case, part.documents)}
        return Cell(
            value=next(value for value in _STRONGEST_FIRST if value in values or value == "not_coded"),
            codings=len(different),
            own=len(_different([one for one in said if one.coding.code == row.id])),
            words=words,
            documents=len({one.coding.document for one in said}),
            origins=Counter(different.values()),
            cases=Counter(values),
            passages=passages,
            done=sum(1 for document in sources if self.reading.done_by(document)),
            sources=len(sources),
        )

    def _said(self, part: Slice, row: Row) -> list[Said]:
        return [
            one
            for case in part.cases
            for code in self.covered[row.id]
            for one in self.said.get((case, code.id), ())
            if one.coding.document in part.documents
        ]

    def origins(self) -> dict[Origin, int]:
        """Codings behind the whole table by origin, those of one code that overlap counted once."""
        by_code: dict[str, list[Said]] = defaultdict(list)
        for (_, code), said in self.said.items():
            by_code[code] += said
        found: Counter[Origin] = Counter()
        for said in by_code.values():
            found.update(_different(said).values())
        return dict(found)

    def _values(self, part: Slice, row: Row, said: list[Said]) -> list[Value]:
        codes = self.covered[row.id]
        voiced = {one.case for one in said}
        return ["present" if case in voiced else self.reading.value(case, codes, part.documents) for case in part.cases]


_STRONGEST_FIRST: tuple[Value, ...] = ("present", "absent", "not_asked", "not_coded")


def _different(said: Iterable[Said]) -> dict[int, Origin]:
    """Codings that are not the same one twice, each with its origin."""
    codings = {one.coding.id: one.coding for one in said}
    return {number: codings[coding].origin for coding, number in once(list(codings.values())).items()}


def _inputs(study: Study, codings: Iterable[Coding]) -> dict[str, str]:
    """Names of what a table depends on."""
    told = {
        "codings": (f"{c.id} {c.document} {c.start} {c.end} {c.code} {c.coder}" for c in codings),
        "done": sorted(f"{done.document} {done.coder}" for done in study.folded.done),
        "documents": (_told(document) for document in study.documents if may_count(document)),
        "cases": (f"{case.id} {sorted(case.attributes.items())}" for case in study.cases),
        "guide": (f"{question.id} {' '.join(question.codes)}" for question in study.guide.questions),
    }
    if study.folded.asked:
        told["asked"] = sorted(f"{mark.document} {mark.coder} {mark.code} {mark.status}" for mark in study.folded.asked)
    return {"codebook": study.codebook.hash} | {name: text_hash("\n".join(lines)) for name, lines in told.items()}


def _told(document: Document) -> str:
    asked = "all" if document.asked is None else " ".join(sorted(document.asked))
    return f"{document.id} {document.case} {document.kind} {document.date} {asked}"
