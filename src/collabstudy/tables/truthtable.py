"""A truth table in a notebook: select a row for the passages that place its cases where they are; solutions below."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.qca.configurations import Configuration
from collabstudy.compare.qca.solutions import KINDS
from collabstudy.compare.qca.truth import TruthTable
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

_APART = "padding-left:20px"
OUT = {"1": "with the outcome", "0": "without the outcome", "C": "contradictory", "?": "logical remainder"}


def notebook(table: TruthTable, quotes: Quotes | None = None) -> Html:
    """The table as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    names = "".join(
        f'<th class="cs-name" scope="col" title="{attribute(one.how)}"><span>{text(one.name)}</span></th>'
        for one in table.conditions
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in (text(table.plural), "inclusion", "PRI", "outcome"))
    body = "".join(_rows(table, quotes))
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<div class="cs-scroll"><table class="cs-grid"><thead><tr><td></td>{names}{heads}<td></td></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        '<div class="cs-drawer" aria-live="polite">Select a number for the passages to read again. '
        '<span class="cs-key">● present · ○ absent</span></div>'
        f'{_solutions(table)}<p class="cs-told">{text(table.note)}</p>{look.script()}</div>'
    )


def _rows(table: TruthTable, quotes: Quotes | None) -> Iterator[str]:
    for row in table.observed:
        states = "".join(
            f'<td title="{attribute(one.name)}: {"present" if state else "absent"}">{"●" if state else "○"}</td>'
            for one, state in zip(table.conditions, row.present, strict=True)
        )
        fit = "".join(f'<td class="cs-total">{_number(value)}</td>' for value in (row.fit.inclusion, row.fit.pri))
        warm = ' class="cs-cross"' if row.contradictory else ""
        yield (
            f'<tr class="cs-row cs-first"><th scope="row">{row.id}</th>{states}'
            f'<td class="cs-cell">{_cases(table, row, quotes)}</td>{fit}'
            f'<td title="{attribute(OUT[row.out])}"><b{warm}>{row.out}</b></td>'
            f'<td style="text-align:left;white-space:normal">{text(_named(table, row))}</td></tr>'
        )
    unseen = [row.id for row in table.rows if not row.cases]
    if unseen:
        told = f"{len(unseen)} of {len(table.rows)} rows have no case: {', '.join(unseen)}"
        width = len(table.conditions) + 6
        left = f'colspan="{width}" style="text-align:left;white-space:normal"'
        yield f'<tr class="cs-first"><td {left}><small>{text(told)}</small></td></tr>'


def _named(table: TruthTable, row: Configuration) -> str:
    having, lacking = (
        ", ".join(table.names[case] for case in row.cases if (case in row.lacking) is side) for side in (False, True)
    )
    return f"{having}; without the outcome: {lacking}" if row.contradictory else having or lacking


def _cases(table: TruthTable, row: Configuration, quotes: Quotes | None) -> str:
    again = "contradictory, to be read again" if row.contradictory else OUT[row.out]
    told = f"row {row.id}: {len(row.cases)} of {len(table.members.cases)} {table.plural}, {again}"
    names = {one.id: one.name for one in (table.outcome, *table.conditions)}
    parts, before = [], ""
    for one in table.reread(row.id):
        if one.case != before:
            deviant = " (does otherwise than the others in this row)" if one.deviant else ""
            parts.append(f"<p><b>{text(table.names[one.case])}</b>{deviant}</p>")
            before = one.case
        passages = look.passages(one.passages, quotes)
        parts.append(f"<small>{text(names[one.set])}: {one.membership:.2f}</small>{passages}<br>")
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}"><span class="cs-dot">{len(row.cases)}</span></span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{"".join(parts)}</div>'
    )


def _solutions(table: TruthTable) -> str:
    if not table.models:
        return ""
    rows = "".join(_models(table))
    measures = ("inclusion", "PRI", "coverage", "unique")
    heads = "".join(f'<th class="cs-total" scope="col">{head}</th>' for head in measures)
    return (
        '<table class="cs-rows" style="margin-top:12px"><thead><tr><th scope="col">solution</th>'
        f'<th scope="col">path</th>{heads}'
        f'<th scope="col" style="{_APART}">{text(table.plural)}</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _models(table: TruthTable) -> Iterator[str]:
    for kind in KINDS:
        for model in table.solution(kind):
            assumed = f"assumes {len(model.assumed)} rows that nobody is in" if model.assumed else ""
            fit = (model.fit.inclusion, model.fit.pri, model.fit.coverage, None)
            whole = f"<b>{text(str(model))} → {text(table.outcome_name)}</b>"
            yield _model(f"<b>{kind} {model.id}</b>", whole, fit, assumed)
            for path in model.paths:
                own = (path.fit.inclusion, path.fit.pri, path.fit.coverage, path.fit.unique)
                yield _model("", text(path.name), own, ", ".join(table.names[case] for case in path.cases))


def _model(first: str, second: str, fit: tuple[float | None, ...], last: str) -> str:
    numbers = "".join(f'<td class="cs-total">{_number(value)}</td>' for value in fit)
    told = f'<td style="{_APART}">{text(last)}</td>'
    return f'<tr><td class="cs-result">{first}</td><td>{second}</td>{numbers}{told}</tr>'


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
