"""`collabstudy compare contrast`: groups of cases beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.contrasting.contrasted import Contrast


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("contrast")(contrast)


def contrast(
    study: say.StudyFolder = None,
    by: Annotated[str | None, typer.Option(help="An attribute of cases.csv, or year.")] = None,
    test: Annotated[str | None, typer.Option(help="fisher, boschloo, barnard or mcnemar.")] = None,
    cuts: Annotated[
        str | None, typer.Option(help="For a number: `median`, or where classes begin (50000,100000).")
    ] = None,
    before: Annotated[str | None, typer.Option(help="With year: the early side ends before this date.")] = None,
    after: Annotated[str | None, typer.Option(help="With year: the late side begins after this date.")] = None,
    paired: Annotated[
        bool | None, typer.Option("--paired/--unpaired", help="With year: cases heard on both sides, or the others.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this group; may be given several times.")] = None,
    code: Annotated[list[str] | None, typer.Option(help="Only this code; may be given several times.")] = None,
    json: say.AsJson = False,
) -> None:
    """Who says it in each group, and whether chance alone would spread it so; study.toml says what is not said here."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("comparing"):
        found = make(
            opened,
            "contrast",
            by=by,
            test=test,
            cuts=_cuts(cuts),
            before=before,
            after=after,
            paired=paired,
            groups=only or None,
            codes=code or None,
        )
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found)
    say.paragraph(found.note)


def _cuts(typed: str | None) -> str | list[float] | None:
    """What was typed, as study.toml would have it."""
    if typed is None:
        return None
    try:
        return [float(part) for part in typed.split(",")]
    except ValueError:
        return typed


def _show(found: Contrast) -> None:
    from collabstudy.compare.contrasting.telling import difference, k_of_n, ps

    names = {row.id: row.name for row in found.rows}
    groups = [group.name for group in found.groups]
    numbers = [*(["difference"] if found.direction else []), "p", "adjusted"]
    rows = [
        (
            names[line.code],
            *map(k_of_n, line.sides),
            *([difference(line)] if found.direction else []),
            *ps(line),
        )
        for line in found.lines
    ]
    say.table(("code", *groups, *numbers), rows, right=[*groups, *numbers], cut=["code"])
    reasons = [f"{names[line.code]}: {line.reason}" for line in found.lines if line.reason]
    for reason in ["not tested:", *(f"  {told}" for told in reasons)] if reasons else []:
        say.line(reason)
