"""`collabstudy compare cooccurrence`: which codes go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.cooccurring.together import Cooccurrence, Pair


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("cooccurrence")(cooccurrence)


def cooccurrence(
    study: say.StudyFolder = None,
    within: Annotated[
        str | None,
        typer.Option(help="passage, turn, '3 turns', document or case; otherwise study.toml's, as all these."),
    ] = None,
    level: Annotated[
        str | None, typer.Option(help="own: each code alone; code: with those below; branch: codes at the top.")
    ] = None,
    coders: Annotated[
        str | None, typer.Option(help="together: codes of two coders go together; apart: each coder's reading alone.")
    ] = None,
    uncoded: Annotated[str | None, typer.Option(help="in or out: turns (…) in which nothing is coded.")] = None,
    most: Annotated[int, typer.Option(help="How many pairs to show, those oftenest together.", min=1)] = 25,
    json: say.AsJson = False,
) -> None:
    """Pairs of codes: how often together, Jaccard (ATLAS.ti's c), lift and NPMI."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("comparing"):
        found: Cooccurrence = make(opened, "cooccurrence", within=within, level=level, coders=coders, uncoded=uncoded)
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found, most)
    say.paragraph(found.note)


def _show(found: Cooccurrence, most: int) -> None:
    names = {row.id: row.name for row in found.rows}
    together = [pair for pair in found if pair.found.both and not pair.nested]
    if not together:
        say.line(f"no two codes are together in any of {found.of:,} {found.units}")
        return
    shown = sorted(together, key=lambda pair: -pair.found.both)[:most]
    numbers = ("both", "of the one", "of the other", "c", "lift", "NPMI")
    say.table(
        ("code", "and code", *numbers),
        [(names[pair.code_a], names[pair.code_b], *_numbers(pair)) for pair in shown],
        right=numbers,
    )
    if len(together) > len(shown):
        say.line(f"{say.counted(len(together) - len(shown), 'pair')} more; --most {len(together)} shows all")


def _numbers(pair: Pair) -> tuple[str, ...]:
    counts = pair.found
    values = (counts.jaccard, counts.lift, counts.npmi)
    uneven = " *" if pair.uneven else ""
    told = tuple("–" if value is None else f"{value:.2f}" for value in values)
    return (f"{counts.both:,}", f"{counts.a:,}", f"{counts.b:,}", told[0] + uneven, *told[1:])
