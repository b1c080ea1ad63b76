"""`collabstudy agreement`: how far the coders agree."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.agreement.agreements import Agreements
    from collabstudy.agreement.result import Agreement
    from collabstudy.model.study import Study


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("agreement")(agreement)


def agreement(
    study: say.StudyFolder = None,
    coders: Annotated[str | None, typer.Option(help="Names with commas; otherwise all who marked documents.")] = None,
    unit: Annotated[
        str | None, typer.Option(help="character, sentence, turn, document or case, with commas; otherwise all.")
    ] = None,
    uncoded: Annotated[str | None, typer.Option(help="Uncoded text in or out; otherwise both.")] = None,
    code: Annotated[str | None, typer.Option(help="Codes with commas; otherwise all that were used.")] = None,
    level: Annotated[str, typer.Option(help="code or branch.")] = "code",
    text: Annotated[str, typer.Option(help="answers (all but the interviewer's turns) or all.")] = "answers",
    disagreements: Annotated[bool, typer.Option("--disagreements", help="List where they differ.")] = False,
    json: say.AsJson = False,
) -> None:
    """How far coders agree on what all of them marked as done; – where a coefficient is not defined."""
    from collabstudy.agreement.compare import compare
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("comparing coders"):
        found = compare(
            opened,
            coders=_names(coders),
            unit=_names(unit) or (opened.settings.unit if disagreements else None),
            uncoded=_names(uncoded),
            code=_names(code),
            level=level,
            text=text,
            interval=None if disagreements else "units",
        )
    if json:
        say.as_json(say.records(found.disagreements() if disagreements else found.frame()))
        return
    if disagreements:
        _places(found)
    elif found.names:
        _together(found)
        _each(found, opened)
        say.line("where they differ: collabstudy agreement --disagreements")
    for note in (*found.notes, str(found.made_by)):
        for line in wrap(note, say.width()):
            say.line(line)


def _names(asked: str | None) -> tuple[str, ...] | None:
    return tuple(name.strip() for name in (asked or "").split(",") if name.strip()) or None


_TOLD = {
    "percent_agreement": "agree",
    "cohen_kappa": "κ",
    "scott_pi": "π",
    "fleiss_kappa": "Fleiss κ",
    "brennan_prediger": "B–P κ",
    "gwet_ac1": "AC1",
    "krippendorff_alpha": "α",
    "pooled_kappa": "pooled κ",
    "holsti": "Holsti",
    "nvivo_kappa": "NVivo κ",
    "u_alpha": "u-α",
    "binary_u_alpha": "|u-α",
    "cu_alpha": "cu-α",
}
# What fits in a line of 80 characters; the rest is in --json.
_LINE = ("percent_agreement", "holsti", "cohen_kappa", "gwet_ac1", "krippendorff_alpha")
_OF_TWO = ("percent_agreement", "cohen_kappa", "gwet_ac1", "krippendorff_alpha")
_OF_SEVERAL = ("percent_agreement", "krippendorff_alpha")  # each coder has a column of counts; κ is one of pairs
_SPANS = ("nvivo_kappa", "u_alpha", "binary_u_alpha", "cu_alpha")


def _together(found: Agreements) -> None:
    """All codes together, a line for each way to count."""
    from collabstudy.agreement.result import two

    ways = list(dict.fromkeys((cell.unit, cell.uncoded) for cell in found.cells))
    rows = []
    for unit, uncoded in ways:
        own = _own(found, unit, uncoded, None)
        alpha = own["krippendorff_alpha"]
        units = alpha.n // max(len(found.names), 1)
        between = str(alpha.interval) if alpha.interval else ""
        rows.append((unit, uncoded, f"{units:,}", *(two(own[name].value) for name in _LINE), between))
    heads = [_TOLD[name] for name in _LINE]
    say.table(("all codes", "uncoded", "units", *heads, "α from, to"), rows, right=("units", *heads, "α from, to"))
    for uncoded in dict.fromkeys(uncoded for unit, uncoded in ways if unit == "character"):
        own = _own(found, "character", uncoded, None)
        told = (f"{_TOLD[name]} {two(own[name].value)}" for name in _SPANS if name in own)
        say.line(f"characters, uncoded {uncoded}: {' · '.join(told)}")
    say.line("")


def _each(found: Agreements, opened: Study) -> None:
    """Each code, in the study's own unit or the first that was asked for."""
    from collabstudy.agreement.result import two

    unit = opened.settings.unit if opened.settings.unit in found.units else found.units[0]
    uncoded = next(cell.uncoded for cell in found.cells)
    columns = _OF_TWO if len(found.coders) < 3 else _OF_SEVERAL
    rows = []
    for code in found.names:
        own = _own(found, unit, uncoded, code)
        alpha = own["krippendorff_alpha"]
        given = [alpha.counts.get(coder, {}).get(1, 0) for coder in found.coders]
        between = str(alpha.interval) if alpha.interval else ""
        differ = len(found.evidence(unit, code))
        rows.append((code, *(f"{n:,}" for n in given), *(two(own[name].value) for name in columns), between, differ))
    heads = (*found.coders, *(_TOLD[name] for name in columns), "α from, to", "differ")
    first = f"by {unit}, {uncoded}"
    say.table((first, *heads), rows, right=heads, cut=(first,))
    say.line("")


def _own(found: Agreements, unit: str, uncoded: str, code: str | None) -> dict[str, Agreement]:
    return {
        cell.agreement.coefficient: cell.agreement
        for cell in found.cells
        if (cell.unit, cell.uncoded, cell.code) == (unit, uncoded, code)
    }


def _places(found: Agreements) -> None:
    rows = list(_rows(found))
    if not rows:
        say.line("they differ nowhere" if found.documents else "nothing was compared")
        return
    say.table(("unit", "document", "turn", "place", "code", "coded by", "not by"), rows, right=("turn",))


def _rows(found: Agreements) -> Iterator[tuple[object, ...]]:
    for unit in found.units:
        for d in found.evidence(unit):
            place = f"{d.start}–{d.end}"
            yield unit, d.document, d.turn, place, d.code, ", ".join(d.coded), ", ".join(d.not_coded)
