"""What comes next: what people wrote about it, and the questions that have not been put everywhere."""

from __future__ import annotations

from collabstudy.briefing.blocks import Block, Bullets, Paragraph, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import listed

PROSE: Prose = "before"


def title(material: Material) -> str:
    """The heading."""
    return "What comes next"


def blocks(material: Material) -> tuple[Block, ...]:
    """The gaps: themes that were not asked about everywhere, places that are not coded yet."""
    items: list[tuple[Block, ...]] = []
    for row in material.rows:
        cases = material.cases(row.id, "not_asked")
        if cases:
            names = listed([material.names[case] for case in cases])
            told = Text(f": {material.told['not_asked']} in {names}")
            items.append((Paragraph((Text(plain(row.name), strong=True), told)),))
    uncoded = [
        name
        for case, name in material.names.items()
        if all(material.crosstab.cells[case, row.id].value == "not_coded" for row in material.rows)
    ]
    if uncoded:
        items.append((Paragraph((Text("Not coded yet", strong=True), Text(f": {listed(uncoded)}"))),))
    if not items:
        return ()
    why = "not asked or not read" if material.interviews else "not read"
    return (Paragraph((Text(f"Not known yet, because it was {why} everywhere:"),)), Bullets(tuple(items)))
