"""A box for each place: its facts, what people wrote of it, what it says most, what it did not tell and why."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.briefing import markdown
from collabstudy.briefing.blocks import Block, Box, Chip, Number, Quotation
from collabstudy.briefing.facts import facts
from collabstudy.briefing.material import Material, box_of
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.wording import number

PROSE: Prose = "before"
MOST = 10  # themes that are named as missing; more are counted
GAPS: tuple[Value, ...] = ("absent", "not_asked", "not_coded")


def title(material: Material) -> str:
    """The heading."""
    n = len(material.names)
    return f"The {number(n)} {material.places}" if n > 1 else f"The {material.place}"


def blocks(material: Material) -> tuple[Block, ...]:
    """One box per case, in the order of cases.csv."""
    return tuple(_box(material, case, name) for case, name in material.names.items())


def _box(material: Material, case: str, name: str) -> Box:
    prose = material.written.cases.get(case)
    written = markdown.blocks(material, prose) if prose else ()
    said = tuple(Quotation(quoted) for quoted in material.chosen.quotes[box_of(case)])
    return Box(
        case,
        name,
        facts(material, case),
        (*written, *said),
        tuple(_voiced(material, case)),
        tuple(_gaps(material, case)),
    )


def _voiced(material: Material, case: str) -> Iterator[Chip]:
    """The themes with most passages here."""
    cells = ((row, len(material.crosstab.cells[case, row.id].passages)) for row in material.rows)
    ranked = sorted((found for found in cells if found[1]), key=lambda found: -found[1])
    for row, passages in ranked[: material.choices.chips]:
        yield Chip(plain(row.name), Number(f"{passages:,}", (row.id,), (case,)))


def _gaps(material: Material, case: str) -> Iterator[tuple[str, str]]:
    """The themes that are not voiced here, by the reason; where nothing is coded yet, that alone."""
    for value in GAPS:
        names = [plain(row.name) for row in material.rows if material.crosstab.cells[case, row.id].value == value]
        if value in material.told and names:
            every = len(names) == len(material.rows)
            if every:
                yield capital(material.told[value]), "every theme"
            elif len(names) > MOST:
                yield capital(material.told[value]), f"{len(names)} of {len(material.rows)} themes"
            else:
                yield capital(material.told[value]), "; ".join(names)
