"""The sentences of the briefing in a notebook: what came out, what speaks for and against, and the passages."""

from __future__ import annotations

from collabstudy.compare.findings import Findings, Outcome
from collabstudy.compare.table import choices
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, text


def notebook(findings: Findings, quotes: Quotes | None = None) -> Html:
    """The findings as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    names = {group.id: group.name for group in findings.table.groups}
    rows = "".join(_row(findings, outcome, names, quotes) for outcome in findings)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<table class="cs-rows"><tbody>{rows}</tbody></table>'
        f'<p class="cs-note">{text(choices(findings.made_by))}.</p></div>'
    )


def _row(findings: Findings, outcome: Outcome, names: dict[str, str], quotes: Quotes | None) -> str:
    evidence = findings.evidence(outcome.finding.id)
    told = "".join(
        f"<p><b>{text(names[case])}</b></p>{look.passages(passages, quotes)}" for case, passages in evidence.items()
    )
    more = f"<details><summary>{len(evidence)} with passages</summary>{told}</details>" if told else ""
    return (
        f'<tr><td class="cs-result cs-{outcome.result}">{outcome.result}</td>'
        f"<td>{text(outcome.finding.statement)}<br><small>{text(outcome.note)}</small>{more}</td>"
        f'<td class="cs-total">{len(outcome.support)} of {outcome.denominator}</td></tr>'
    )
