"""`collabstudy diff`: what changed since the last run, or since a git revision, in sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("diff")(diff)


def diff(
    run: Annotated[
        str | None,
        typer.Argument(
            help="An earlier run, as build/runs names it, or a git revision, or two (REV1..REV2);"
            " otherwise the last run but one."
        ),
    ] = None,
    study: say.StudyFolder = None,
    json: say.AsJson = False,
) -> None:
    """Say what the last run changed: interviews, codings, cells of the comparison, findings, quotations."""
    from collabstudy.run.diff import changes

    with say.waiting("comparing"):
        sentences = changes(say.home(study), run)
    if json:
        say.as_json(sentences)
        return
    for sentence in sentences:
        say.line(sentence)
