"""How far coders agree, in a notebook: every way to count beside the others, and the places where they differ.

Places only: a document, a turn, a code. The words are read in the coding widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collabstudy.agreement.result import NAMES, two
from collabstudy.tables import look
from collabstudy.tables.look import Html, attribute, text

if TYPE_CHECKING:
    from collabstudy.agreement.agreements import Agreements
    from collabstudy.agreement.result import Agreement
    from collabstudy.agreement.units import Disagreement, Unit

# What is told of each code; all other coefficients of a code are in the frame.
OF_A_CODE = ("percent_agreement", "cohen_kappa", "krippendorff_alpha", "gwet_ac1")
OF_SPANS = ("nvivo_kappa", "u_alpha", "binary_u_alpha", "cu_alpha", "ku_alpha")
ALIKE = "Uncoded text in counts every unit, out only those that one of the coders coded."


def notebook(agreements: Agreements) -> Html:
    """The coefficients of all codes together; below, a table of the codes for each unit."""
    details = "".join(_unit(agreements, unit) for unit in agreements.units)
    told = (ALIKE, *(f"{note[:1].upper()}{note[1:]}." for note in (*agreements.notes, _choices(agreements))))
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}<p><b>{text(_heading(agreements))}</b></p>'
        f'<div class="cs-scroll">{_together(agreements)}</div>{_spans(agreements)}{details}'
        f'<p class="cs-told">{" ".join(map(text, told))}</p></div>'
    )


def _heading(agreements: Agreements) -> str:
    who = " and ".join(agreements.coders) or "no coders"
    documents = len(agreements.documents)
    return f"{who} on {documents} {'document' if documents == 1 else 'documents'}"


def _choices(agreements: Agreements) -> str:
    return str(agreements.made_by).partition(": ")[2].replace("=", ": ").replace(", ", "; ")


def _spans(agreements: Agreements) -> str:
    """What is told of the spans as they were coded, whatever the unit."""
    found = (
        f"{text(NAMES[cell.agreement.coefficient])} {_number(cell.agreement, beside=True)}"
        for cell in agreements.cells
        if cell.code is None and cell.agreement.coefficient in OF_SPANS
    )
    told = " · ".join(found)
    return f"<p>On the spans as they were coded: {told}</p>" if told else ""


def _together(agreements: Agreements) -> str:
    all_codes = (cell.agreement.coefficient for cell in agreements.cells if cell.code is None)
    names = [name for name in dict.fromkeys(all_codes) if name not in OF_SPANS]
    heads = "".join(f'<th class="cs-total" scope="col">{text(NAMES[name])}</th>' for name in names)
    ways = list(dict.fromkeys((cell.unit, cell.uncoded) for cell in agreements.cells))
    rows = "".join(_way(agreements, unit, uncoded, names) for unit, uncoded in ways)
    return (
        '<table class="cs-rows"><thead><tr><th scope="col">unit</th><th scope="col">uncoded text</th>'
        f'<th class="cs-total" scope="col">units</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _way(agreements: Agreements, unit: str, uncoded: str, names: Sequence[str]) -> str:
    own = {
        cell.agreement.coefficient: cell.agreement
        for cell in agreements.cells
        if (cell.unit, cell.uncoded, cell.code) == (unit, uncoded, None)
    }
    codes = max(len(agreements.names), 1)
    units = max((one.n // codes for name, one in own.items() if name not in OF_SPANS), default=0)
    numbers = "".join(f'<td class="cs-total">{_number(own[name]) if name in own else ""}</td>' for name in names)
    return (
        f'<tr><td class="cs-result">{text(unit)}</td><td>{text(uncoded)}</td>'
        f'<td class="cs-total">{f"{units:,}" if units else "–"}</td>{numbers}</tr>'
    )


def _number(one: Agreement, *, beside: bool = False) -> str:
    """A value with its interval below (or beside); what stands behind it is told when it is pointed at."""
    between = f"{' ' if beside else '<br>'}<small>{text(str(one.interval))}</small>" if one.interval else ""
    why = one.reason or f"observed {two(one.observed)}, expected {two(one.expected)}"
    return f'<span title="{attribute(why)}">{two(one.value)}</span>{between}'


def _unit(agreements: Agreements, unit: Unit) -> str:
    places = agreements.evidence(unit)
    if not agreements.names:
        return ""
    differ = f"{len(places):,} {'place' if len(places) == 1 else 'places'} where they differ"
    uncoded = next(cell.uncoded for cell in agreements.cells if cell.unit == unit)
    heads = "".join(
        f'<th class="cs-total" scope="col">{text(name)}</th>'
        for name in (*agreements.coders, *(NAMES[name] for name in OF_A_CODE), "differ")
    )
    rows = "".join(_codes(agreements, unit, uncoded))
    return (
        f"<details><summary>by {text(unit)}, uncoded text {text(uncoded)}: each code; {differ}</summary>"
        f'<table class="cs-rows"><thead><tr><th scope="col">code</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</details>"
    )


def _codes(agreements: Agreements, unit: str, uncoded: str) -> Iterator[str]:
    for code, name in agreements.names.items():
        own = {
            cell.agreement.coefficient: cell.agreement
            for cell in agreements.cells
            if (cell.unit, cell.uncoded, cell.code) == (unit, uncoded, code)
        }
        counts = next((one.counts for one in own.values() if one.counts), {})
        given = "".join(f'<td class="cs-total">{counts.get(c, {}).get(1, 0):,}</td>' for c in agreements.coders)
        numbers = "".join(
            f'<td class="cs-total">{_number(own[which]) if which in own else ""}</td>' for which in OF_A_CODE
        )
        places = agreements.evidence(unit, code)
        listed = _places(places)
        yield (f'<tr><td>{text(name)}{listed}</td>{given}{numbers}<td class="cs-total">{len(places):,}</td></tr>')


def _places(places: Sequence[Disagreement]) -> str:
    if not places:
        return ""
    shown = "".join(f"<li>{text(_place(place))}</li>" for place in places[: look.MOST_SHOWN])
    more = len(places) - look.MOST_SHOWN
    rest = f"<small>{more:,} more in disagreements()</small>" if more > 0 else ""
    return f"<details><summary>where they differ</summary><ul>{shown}</ul>{rest}</details>"


def _place(place: Disagreement) -> str:
    return f"{place.document}, turn {place.turn} · {', '.join(place.coded)}, not {', '.join(place.not_coded)}"
