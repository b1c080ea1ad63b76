"""`collabstudy compare saturation`: whether further interviews would bring new codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.saturating.course import Course, Saturation


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("saturation")(saturation)


def saturation(
    study: say.StudyFolder = None,
    by: Annotated[str | None, typer.Option(help="interview or case; otherwise study.toml's, as all of these.")] = None,
    base: Annotated[int | None, typer.Option(help="How many at the beginning runs are held against.")] = None,
    run: Annotated[int | None, typer.Option(help="How many make a run.")] = None,
    threshold: Annotated[float | None, typer.Option(help="Saturation: at most this part of the base's codes.")] = None,
    order: Annotated[str | None, typer.Option(help="date or listed.")] = None,
    orders: Annotated[int | None, typer.Option(help="How many orders are drawn for the band.")] = None,
    seed: Annotated[int | None, typer.Option(help="Where the drawing begins.")] = None,
    level: Annotated[str | None, typer.Option(help="code or branch.")] = None,
    within: Annotated[str | None, typer.Option(help="An attribute: each of its groups for itself, too.")] = None,
    json: say.AsJson = False,
) -> None:
    """New codes from interview to interview, and saturation after Guest, Namey & Chen (2020)."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    steps = {"by": by, "base": base, "run": run, "threshold": threshold, "order": order, "orders": orders}
    with say.waiting("comparing"):
        found: Saturation = make(opened, "saturation", **steps, seed=seed, level=level, within=within)
    if json:
        say.as_json(say.records(found.frame()))
        return
    for course in found.courses:
        _show(found, course)
    say.paragraph(found.note)


def _show(found: Saturation, course: Course) -> None:
    say.paragraph(f"{found.named(course)}: {found.told(course)}")
    runs = {run.first: run for run in course.reached.runs}
    rows = []
    for position, step in enumerate(course.steps, 1):
        run = runs.get(position)
        ratio = f"{run.new} of {course.reached.base_codes}" if run else "base" if position <= found.base else ""
        band = f"{step.expected:.1f} ({step.low} to {step.high})"
        rows.append((step.id, step.date, len(step.codes), len(step.new), step.cumulative, band, ratio))
    numbers = ("codes", "new", "so far", "any order", "run")
    say.table((found.called[0], "date", *numbers), rows, right=numbers)
    say.paragraph(f"Codes there may be (Chao2): {course.unseen}")
    say.line("")
