"""`collabstudy run`: rebuild what changed."""

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
    json: say.AsJson = False,
) -> None:
    """Rebuild what changed: tags, topics, comparison, findings, figures, briefing, notebooks."""
    from collabstudy.run.build import STEPS, rebuild

    with say.progress("opening", len(STEPS)) as step:
        report = rebuild(say.home(study), afresh=afresh, progress=step)
    if json:
        say.as_json(report.told())
        return
    for text in report.sentences():
        say.line(text)
