"""`collabstudy findings`: which sentences of the briefing hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings, Outcome


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("findings")(findings)


def findings(
    study: say.StudyFolder = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 when a sentence is broken.")] = False,
    json: say.AsJson = False,
) -> None:
    """Test each sentence of briefing/findings.yaml: holds, weakened, broken or undecided, and why."""
    from collabstudy.run.findings import check, none_broken
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("looking at every sentence again"):
        checked = check(opened, since=True)
    if json:
        say.as_json([_record(row, outcome) for row, outcome in zip(say.records(checked.frame()), checked, strict=True)])
    elif not checked.outcomes:
        say.line("no sentences yet: briefing/findings.yaml holds those that are tested")
    else:
        _tell(checked)
    if strict:
        none_broken(outcome.finding.id for outcome in checked.broken)


def _record(row: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    """A row of the table, with what has changed since the last run."""
    from dataclasses import asdict

    return row | {"since": asdict(outcome.since) if outcome.since else None}


def _tell(checked: Findings) -> None:
    from collabstudy.tables.findings import told_against, told_since

    for outcome in checked:
        say.line(f"{outcome.result:<10} {outcome.finding.statement}")
        below = [outcome.note, *told_against(outcome, checked.names)]
        if outcome.since:
            below.append(told_since(outcome.since, checked.names, bounded=outcome.bounded))
        for line in below:
            say.line(f"{'':<10} {line}")
    say.line(f"{checked.basis} {checked.meanings}")
