"""`collabstudy findings`: which sentences of the briefing hold."""

from __future__ import annotations

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("findings")(findings)


def findings(study: say.StudyFolder = None, json: say.AsJson = False) -> None:
    """Test each sentence of briefing/findings.yaml: holds, weakened, broken or undecided."""
    from collabstudy.run.findings import check
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("looking at every sentence again"):
        checked = check(opened)
    if json:
        say.as_json(say.records(checked.frame()))
        return
    if not checked.outcomes:
        say.line("no sentences yet: briefing/findings.yaml holds those that are tested")
    names = {case.id: case.name for case in opened.cases}
    for outcome in checked:
        say.line(f"{outcome.result:<10} {outcome.finding.statement}")
        if outcome.against:
            say.line(f"{'':<10} against: {', '.join(names.get(case, case) for case in outcome.against)}")
        say.line(f"{'':<10} {outcome.note}")
