"""Which text stands in which cell, and which stands in none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collabstudy.compare.framing.table import Stray
from collabstudy.compare.table import Row
from collabstudy.model.study import Study
from collabstudy.model.summary import Summary


@dataclass(frozen=True, slots=True)
class Settled:
    """The texts by case and code, and those that have no cell."""

    texts: Mapping[tuple[str, str], Summary]
    strays: tuple[Stray, ...]


def settled(study: Study, rows: Iterable[Row], summaries: Iterable[Summary]) -> Settled:
    """Put each text in its cell: a code that was renamed takes its texts with it, one under its present id goes first.

    Nothing is left out: what has no cell, or is a second text for one, is among the strays.
    """
    heading = {row.id: row.heading for row in rows}
    cases = {case.id for case in study.cases}
    texts: dict[tuple[str, str], Summary] = {}
    strays: list[Stray] = []
    for one in sorted(summaries, key=lambda s: (s.number, s.code not in heading, s.file)):
        wrong = _stray(study, one, cases, heading)
        if wrong:
            strays.append(wrong)
            continue
        cell = (one.case, str(study.codebook.current(one.code)))
        if cell in texts or one.number > 1:
            strays.append(_second(one, texts.get(cell)))
            continue
        texts[cell] = one
    return Settled(texts, tuple(sorted(strays, key=lambda stray: stray.summary.file)))


def _stray(study: Study, one: Summary, cases: set[str], heading: Mapping[str, bool]) -> Stray | None:
    if not one.case:
        hint = "a text lies in briefing/summaries/<case>/<code>.md"
        return Stray(one, "summary-misplaced", "this file lies where no cell is", hint)
    if one.case not in cases:
        hint = f"cases: {', '.join(case.id for case in study.cases)}"
        return Stray(one, "summary-case", f"a summary for {one.case}, which is no case", hint)
    code = study.codebook.current(one.code)
    if code is None:
        split = study.codebook.heirs(one.code)
        why = f"which was split into {', '.join(split)}" if split else "which is no code"
        hint = f"codes: {', '.join(code for code, head in heading.items() if not head)}"
        return Stray(one, "summary-code", f"a summary for {one.code}, {why}", hint)
    if heading.get(code):
        below = ", ".join(found.id for found in study.codebook.below(code))
        problem = f"a summary for {one.code}, which is only a heading"
        return Stray(one, "summary-heading", problem, f"write under one of {below}")
    return None


def _second(one: Summary, first: Summary | None) -> Stray:
    told = f"a second text for a cell, beside {first.file}" if first else "a second text for a cell that has no first"
    code = "summary-conflict" if one.number > 1 else "summary-twice"
    return Stray(one, code, told, "put into one file what is right in both, and take the other away")
