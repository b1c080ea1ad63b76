"""What each case says of each theme, in a person's words: the framework matrix.

Ritchie & Spencer (1994), "Qualitative data analysis for applied policy research"; Gale et al. (2013), "Using the
framework method for the analysis of qualitative data in multi-disciplinary health research".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from collabstudy.compare._show import Show, own_show
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.framing.cells import Cells
from collabstudy.compare.framing.problems import problems
from collabstudy.compare.framing.strays import settled
from collabstudy.compare.framing.table import STATES, UNWRITTEN, Framework, FrameworkCell, State, told_state
from collabstudy.compare.table import choices
from collabstudy.errors import SettingsError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.summary import Summary

if TYPE_CHECKING:
    from collabstudy.model.study import Study

__all__ = ["STATES", "UNWRITTEN", "Framework", "FrameworkCell", "State", "framework", "problems", "told_state"]


def framework(
    study: Study,
    *,
    unit: str | None = None,
    codes: Sequence[str] | None = None,
    cases: Collection[str] | None = None,
    evidence: Sequence[str] | None = None,
    summaries: Iterable[Summary] | None = None,
    show: Show | None = None,
) -> Framework:
    """The summaries of a study beside the passages that they rest on, and what has changed there since.

    A summary rests on the codings that were in its cell when it was written: those of its case with its code and the
    codes below. It is *stale* once one of them is new, gone, or lies on other words, or the code is defined
    otherwise; other cells stay as they are. A text that was never held against codings is *not tied*.

    Args:
        study: the study.
        unit: what a passage is: `turn`, `sentence`, `coding` or `document`; that of study.toml where not given.
        codes: only these themes, in the order of the codebook; otherwise all that are no mere headings.
        cases: only these cases.
        evidence: the origins that count, one or several; those of study.toml where not given.
        summaries: these texts instead of those in briefing/summaries.
        show: how a notebook draws the matrix; the study's own way where not given.

    Raises:
        SettingsError: no such unit, origin, code or case, or a code that is only a heading.
        SourceError: a coded document cannot be read.
    """
    unit = unit or study.settings.unit
    codes = (codes,) if isinstance(codes, str) else None if codes is None else tuple(codes)
    cases = (cases,) if isinstance(cases, str) else None if cases is None else tuple(cases)
    table = crosstab(study, unit=unit, evidence=evidence, cases=cases)
    rows = tuple(row for row in table.rows if not row.heading)
    wanted = _wanted(study, codes, [row.id for row in rows])
    shown = tuple(row for row in rows if row.id in wanted)
    written = tuple(study.summaries if summaries is None else summaries)
    found = settled(study, table.rows, written)
    cells = Cells(study, table)
    made = {
        (group.id, row.id): cells.cell(group.id, row.id, found.texts.get((group.id, row.id)))
        for group in table.groups
        for row in shown
    }
    told = {name: table.made_by.choices[name] for name in ("unit", "evidence")}
    told |= {name: tuple(chosen) for name, chosen in (("cases", cases), ("codes", codes)) if chosen is not None}
    inputs = dict(table.made_by.inputs) | {"summaries": _name(written)}
    made_by = MadeBy("framework", told, inputs)
    return Framework(
        groups=table.groups,
        rows=shown,
        cells=made,
        strays=found.strays,
        unit=unit,
        guided=table.guided,
        counted=f"Evidence: {table.split or 'none yet'}. {choices(made_by)}.",
        made_by=made_by,
        plural=table.plural,
        show=show or own_show(study),
    )


def _wanted(study: Study, codes: Sequence[str] | None, known: Sequence[str]) -> frozenset[str]:
    if codes is None:
        return frozenset(known)
    for code in codes:
        if study.codebook.current(code) not in known:
            why = "is only a heading" if code in study.codebook else "is no code"
            raise SettingsError(f"`{code}` {why}", hint=f"themes: {', '.join(known)}")
    return frozenset(str(study.codebook.current(code)) for code in codes)


def _name(written: Iterable[Summary]) -> str:
    return text_hash("\n".join(sorted(f"{one.file or f'{one.case}/{one.code}'} {one.version}" for one in written)))
