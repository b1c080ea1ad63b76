"""Who speaks of what: case × code, with the four values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.cells import Cells
from collabstudy.compare.counting.coded import Coded, coded, origins_of
from collabstudy.compare.counting.grid import Grid
from collabstudy.compare.counting.left_out import left_out
from collabstudy.compare.counting.passages import Evidence, Passages
from collabstudy.compare.counting.rows import covered, rows_of
from collabstudy.compare.counting.slices import Slice, everything, slices_of
from collabstudy.compare.counting.units import check_unit
from collabstudy.compare.counting.values import Silence
from collabstudy.compare.table import COUNTS, Crosstab, is_guided
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError
from collabstudy.model.coding import ORIGINS, Coding, Origin
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study

LEVELS = ("code", "branch")


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
    checked, origins = check_unit(unit), origins_of(study, evidence)
    cases, documents = _listed(cases), _listed(documents)
    _check("count", count, COUNTS)
    _check("level", level, LEVELS)
    given = None if codings is None else tuple(codings)
    reading = Reading(study, frozenset(origins))
    slices = slices_of(reading, by, cases, documents)
    whole = everything(slices)
    columns = coded(study, evidence=origins, documents=documents, codings=given)
    rows = rows_of(study, level, columns.used)
    below, behind = covered(study, rows), Evidence(Passages(study, checked), columns)
    silence = Silence(reading, below)
    cells, total = (
        Cells(Grid(study, columns, parts, tuple(below)), reading, silence, behind) for parts in (slices, (whole,))
    )
    choices = {"unit": unit, "by": by, "count": count, "level": level, "evidence": origins}
    choices |= {"cases": tuple(sorted(cases))} if cases is not None else {}
    choices |= {"documents": tuple(sorted(documents))} if documents is not None else {}
    choices |= {"codings": "given in the call"} if given is not None else {}
    return Crosstab(
        by=by,
        unit=unit,
        count=count,
        groups=tuple(part.group for part in slices),
        rows=rows,
        cells=cells,
        totals={row.id: total["", row.id] for row in rows},
        origins=_origins(study, columns, whole),
        made_by=MadeBy("crosstab", choices, _inputs(study, columns)),
        plural=plural(study.settings),
        guided=is_guided(study),
        left_out=left_out(columns.uncounted, whole.documents),
        show=show or own_show(study),
    )


def _listed(asked: Collection[str] | None) -> tuple[str, ...] | None:
    return (asked,) if isinstance(asked, str) else None if asked is None else tuple(asked)


def _check(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise SettingsError(f"no {what} `{value}`", hint=f"one of {', '.join(known)}")


def _origins(study: Study, columns: Coded, whole: Slice) -> dict[Origin, int]:
    """Codings behind the whole table by origin, those of one coder and code that overlap counted once."""
    found = Grid(study, columns, (whole,), columns.codes).counts().own.sum(axis=0).tolist()
    return {origin: number for origin, number in zip(ORIGINS, found, strict=True) if number}


def _inputs(study: Study, columns: Coded) -> dict[str, str]:
    """Names of what a table depends on."""
    told = {
        "done": sorted(f"{done.document} {done.coder}" for done in study.folded.done),
        "documents": (_told(document) for document in study.documents if may_count(document)),
        "cases": (f"{case.id} {sorted(case.attributes.items())}" for case in study.cases),
        "guide": (f"{question.id} {' '.join(question.codes)}" for question in study.guide.questions),
    }
    if study.folded.asked:
        told["asked"] = sorted(f"{mark.document} {mark.coder} {mark.code} {mark.status}" for mark in study.folded.asked)
    named = {"codebook": study.codebook.hash, "codings": columns.hash}
    return named | {name: text_hash("\n".join(lines)) for name, lines in told.items()}


def _told(document: Document) -> str:
    asked = "all" if document.asked is None else " ".join(sorted(document.asked))
    return f"{document.id} {document.case} {document.kind} {document.date} {asked}"
