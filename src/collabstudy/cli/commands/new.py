"""`collabstudy new`: an empty study with every file explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("new")(new)


def new(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or empty.")]) -> None:
    """Make an empty study: every file is there, and says what it is for."""
    from collabstudy.run.making import new_study

    for file in new_study(folder):
        say.line(f"{folder / file}")
    say.line(f"next: write your cases into {folder / 'corpus' / 'cases.csv'}, then")
    say.line(f"      collabstudy add FILE… --case ID --study {say.typed(folder)}")
