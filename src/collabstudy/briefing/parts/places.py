"""A box for each place: its facts, what people wrote of it, what it voices most and what it was asked about in vain."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.briefing import markdown
from collabstudy.briefing.blocks import Block, Box, Chip, Number
from collabstudy.briefing.facts import facts
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.compare.wording import number

UNWRITTEN = False
GAPS = 2


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
    return Box(case, name, facts(material, case), written, (*_voiced(material, case), *_gaps(material, case)))


def _voiced(material: Material, case: str) -> tuple[Chip, ...]:
    """The themes with most passages; a theme that is part of another shown one is not told twice."""
    cells = material.crosstab.cells
    ranked = sorted(material.rows, key=lambda row: -len(cells[case, row.id].passages))
    voiced = [row for row in ranked if cells[case, row.id].value == "present"]
    return tuple(
        Chip(plain(row.name), Number(f"{len(cells[case, row.id].passages):,}", (row.id,), (case,)))
        for row in voiced[: material.choices.chips]
    )


def _gaps(material: Material, case: str) -> Iterator[Chip]:
    """The themes it was asked about and did not voice; first those that most others voice."""
    absent = [row for row in material.rows if material.crosstab.cells[case, row.id].value == "absent"]
    ranked = sorted(absent, key=lambda row: -material.count(row.id).present)
    yield from (Chip(f"{plain(row.name)}: {material.absent}") for row in ranked[:GAPS])
