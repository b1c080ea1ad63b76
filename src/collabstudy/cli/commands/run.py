"""`collabstudy run`: rebuild what changed, then say which sentences hold."""

from __future__ import annotations

from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("run")(run)


def run(
    study: say.StudyFolder = None,
    afresh: Annotated[bool, typer.Option("--afresh", help="Rebuild everything, changed or not.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 when a sentence of the briefing is broken.")
    ] = False,
    json: say.AsJson = False,
) -> None:
    """Rebuild what changed: tags, topics, comparison, findings, figures, briefing, notebooks."""
    from collabstudy.run.build import STEPS, rebuild
    from collabstudy.run.ending import told_finding
    from collabstudy.run.findings import none_broken

    with say.progress("opening", len(STEPS)) as step:
        report = rebuild(say.home(study), afresh=afresh, progress=step)
    if json:
        say.as_json(report.told())
    else:
        for text in (*report.sentences(), *map(told_finding, report.findings)):
            say.line(text)
    if strict:
        none_broken(report.broken)
