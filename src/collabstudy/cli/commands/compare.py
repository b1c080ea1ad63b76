"""`collabstudy compare`: cases × codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.table import Crosstab


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Compare the cases.")
    group.command("crosstab")(crosstab)
    cli.add_typer(group, name="compare")


def crosstab(
    study: say.StudyFolder = None,
    unit: Annotated[
        str | None, typer.Option(help="turn, sentence, coding or document; otherwise study.toml's.")
    ] = None,
    by: Annotated[str, typer.Option(help="case, an attribute, kind, year or document.")] = "case",
    count: Annotated[str, typer.Option(help="passages, codings, words or documents.")] = "passages",
    level: Annotated[str, typer.Option(help="code or branch.")] = "code",
    json: say.AsJson = False,
) -> None:
    """Who speaks of what: a number is passages, ○ asked and not voiced, – not asked, × not coded yet."""
    from collabstudy.compare.crosstab import crosstab as cross
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    table = cross(opened, unit=unit or opened.settings.unit, by=by, count=count, level=level)
    if json:
        say.as_json(say.records(table.frame()))
        return
    names = [group.name for group in table.groups]
    numbered = len(names) > _NAMED_AT_MOST
    heads = [str(n) for n in range(1, len(names) + 1)] if numbered else names
    say.table(("code", *heads, "of those asked"), _rows(table, count), right=heads)
    if numbered:
        say.line(" · ".join(f"{n} {name}" for n, name in enumerate(names, 1)))
    say.line(table.note)


_NAMED_AT_MOST = 4
_MARKS = {"absent": "○", "not_asked": "–", "not_coded": "×"}


def _rows(table: Crosstab, count: str) -> list[list[object]]:
    denominators = table.denominators()
    rows: list[list[object]] = []
    for row in table.rows:
        if row.heading:
            continue
        cells = [table.cell(group.id, row.id) for group in table.groups]
        marks = [cell.count(count) if cell.value == "present" else _MARKS[cell.value] for cell in cells]
        rows.append([row.name, *marks, str(denominators[row.id])])
    return rows
