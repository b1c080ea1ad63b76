"""`collabstudy compare`: the cases beside each other, one command a comparison."""

from __future__ import annotations

import typer

from collabstudy import plugins


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Compare the cases.")
    for command in plugins.parts("collabstudy.cli.comparing").values():
        command.register(group)
    cli.add_typer(group, name="compare")
