"""`collabstudy codings`: bring in codings that were made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("codings")(codings)


def codings(
    file: Annotated[
        Path,
        typer.Argument(help="CSV or xlsx: our `codings` or `segments`, Taguette's highlights, MAXQDA's segments …"),
    ],
    coder: Annotated[str | None, typer.Option(help="Who has coded; otherwise a column `coder` says so.")] = None,
    document: Annotated[str | None, typer.Option(help="The document, where no column names it.")] = None,
    new_codes: Annotated[
        bool, typer.Option("--new-codes", help="Write codes that are not there yet into the codebook.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only tell.")] = False,
    study: say.StudyFolder = None,
) -> None:
    """Bring in coded segments, placed by their words; exit code 1 when some could not be, with their rows."""
    from collabstudy.run.bringing import bring_in
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("looking for the words"):
        found = bring_in(opened, file, coder=coder, document=document, new_codes=new_codes, dry_run=dry_run)
    for text in found.sentences():
        say.line(text)
    if found.left_out:
        raise typer.Exit(1)
