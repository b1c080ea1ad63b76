"""`collabstudy export`: a table, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("export")(export)


def export(
    name: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="documents, turns, cases, codebook, codings, segments, caselinks, crosstab, findings, "
            "or a comparison that study.toml states",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option("--to", help="csv, xlsx, parquet or json; otherwise CSV is printed.")
    ] = None,
    study: say.StudyFolder = None,
    json: say.AsJson = False,
) -> None:
    """Write a table of the study, with the columns that README lists."""
    from collabstudy.run.exporting import export_table, table_of
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    if json and to is None:
        say.as_json(say.records(table_of(opened, name)))
        return
    if to is None:
        say.line(table_of(opened, name).to_csv(index=False, lineterminator="\n").rstrip("\n"))
        return
    with say.waiting("writing"):
        rows = export_table(opened, name, to)
    say.line(f"{to}: {say.counted(rows, 'row')}")
