"""`collabstudy compare truthtable`: which combinations of conditions go with an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.qca.truth import TruthTable


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("truthtable")(truthtable)


def truthtable(
    study: say.StudyFolder = None,
    outcome: Annotated[
        str | None, typer.Option(help="A code or an attribute, ~ before it for its absence; otherwise study.toml's.")
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option(help="A code or an attribute; several times. Calibrated in study.toml.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="turn, sentence, coding or document.")] = None,
    inclusion: Annotated[float | None, typer.Option(help="From where on a row has the outcome, 0 to 1.")] = None,
    exclusion: Annotated[float | None, typer.Option(help="Up to where a row lacks it; between: contradictory.")] = None,
    frequency: Annotated[int | None, typer.Option(help="A row with fewer cases is a logical remainder.")] = None,
    idm: Annotated[float | None, typer.Option(help="Membership of fully in: 0.9526 (Ragin) or 0.95 (R).")] = None,
    json: say.AsJson = False,
) -> None:
    """Qualitative comparative analysis: the truth table of the cases, contradictory rows, solutions."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    chosen = {"outcome": outcome, "conditions": condition or None, "unit": unit, "inclusion": inclusion}
    with say.waiting("comparing"):
        found: TruthTable = make(opened, "truthtable", **chosen, exclusion=exclusion, frequency=frequency, idm=idm)
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found)
    say.paragraph(found.note)


def _show(found: TruthTable) -> None:
    rows = [
        (
            row.id,
            len(row.cases),
            "" if row.fit.inclusion is None else f"{row.fit.inclusion:.3f}",
            "" if row.fit.pri is None else f"{row.fit.pri:.3f}",
            row.out,
            " ".join(f"{case}!" if case in row.deviant else case for case in row.cases),
        )
        for row in found.observed
    ]
    say.line(f"{found.outcome_name} by {' '.join(found.members.conditions)} (a digit each)")
    say.table(("row", "n", "inclusion", "PRI", "outcome", found.plural), rows, right=("n", "inclusion", "PRI"))
    if found.contradictory:
        say.line("! does otherwise than the others in its row: read its passages again")
    say.line(f"{len(found.rows) - len(found.observed)} of {len(found.rows)} rows have no case")
    for model in found.models:
        fit = ", ".join(
            f"{name} {value:.3f}"
            for name, value in (("inclusion", model.fit.inclusion), ("coverage", model.fit.coverage))
            if value is not None
        )
        say.line(f"{model.kind} {model.id}: {model} → {found.outcome_name} ({fit})")
