"""The sentences of the briefing in a notebook: what came out, what speaks for and against, and the passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from collabstudy.compare.findings import Findings, Outcome, Sentence, Since
from collabstudy.compare.table import Passage
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, text

SINCE = ("now for it", "no longer for it", "now against it")
SINCE_BOUNDED = ("now voiced by", "no longer voiced by", "now not by")
MOST = 40
"""How many cases of either side are shown with their passages."""


def notebook(findings: Findings | Sentence, quotes: Quotes | None = None) -> Html:
    """The findings as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    findings = findings.findings if isinstance(findings, Sentence) else findings
    rows = "".join(_row(findings, outcome, quotes) for outcome in findings)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        '<table class="cs-rows" aria-label="Findings"><thead><tr><th scope="col">result</th>'
        '<th scope="col">sentence</th><th scope="col" class="cs-total">cases</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f'<p class="cs-told">{text(findings.basis)} {text(findings.meanings)}</p></div>'
    )


def told_since(since: Since, names: Mapping[str, str], *, bounded: bool = False) -> str:
    """What has changed since a run, as one phrase; nobody is for or against what is `bounded` (`few`, `7 of 10`).

    >>> told_since(Since("r1", "holds", 6, 8, joined=("elm",), against=("oak",)), {"elm": "Elm", "oak": "Oak House"})
    'in run r1: holds, 6 of 8; now for it: Elm; now against it: Oak House'
    """
    parts = [f"in run {since.run}: {since.result}, {since.told or f'{since.support} of {since.denominator}'}"]
    sides = zip(SINCE_BOUNDED if bounded else SINCE, (since.joined, since.left, since.against), strict=True)
    parts += [f"{what}: {_listed(cases, names)}" for what, cases in sides if cases]
    return "; ".join(parts)


def told_against(outcome: Outcome, names: Mapping[str, str]) -> list[str]:
    """The cases that speak against a finding by name, or those it is compared with; nothing where there are none.

    Where too many are as much against it as too few (`few`, `7 of 10`), who voices it and who does not.
    """
    claim, sides = outcome.finding.claim, [("against", outcome.against)]
    if claim.kind == "more_than":
        sides = [("of what it is compared with" if claim.against_codes else "of the others", outcome.against)]
    elif outcome.bounded:
        sides = [("voiced by", outcome.support), ("not by", outcome.against)]
    return [f"{what}: {_listed(cases, names)}" for what, cases in sides if cases]


def _row(findings: Findings, outcome: Outcome, quotes: Quotes | None) -> str:
    notes = [outcome.note]
    notes += told_against(outcome, findings.names)
    if outcome.since:
        notes.append(told_since(outcome.since, findings.names, bounded=outcome.bounded))
    name = outcome.finding.id
    here, there = ("voiced by", "not by") if outcome.bounded else ("for it", "against it")
    more = _side(here, findings.evidence(name, "support", cases=outcome.support[:MOST]), findings.names, quotes)
    more += _side(there, findings.evidence(name, "against", cases=outcome.against[:MOST]), findings.names, quotes)
    small = "".join(f"<br><small>{text(note)}</small>" for note in notes)
    return (
        f'<tr><td class="cs-result cs-{outcome.result}">{outcome.result}</td>'
        f"<td>{text(outcome.finding.statement)}{small}{more}</td>"
        f'<td class="cs-total">{"" if outcome.finding.claim.kind == "first" else text(outcome.told)}</td></tr>'
    )


def _side(
    told: str, evidence: Mapping[str, tuple[Passage, ...]], names: Mapping[str, str], quotes: Quotes | None
) -> str:
    inside = "".join(
        f"<p><b>{text(names[case])}</b></p>{look.passages(passages, quotes)}" for case, passages in evidence.items()
    )
    summary = f"{'the first ' if len(evidence) == MOST else ''}{len(evidence)} with passages {told}"
    return f"<details><summary>{summary}</summary>{inside}</details>" if inside else ""


def _listed(cases: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(case, case) for case in cases)
