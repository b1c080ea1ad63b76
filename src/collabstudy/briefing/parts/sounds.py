"""How it sounds: people in their own words, by role and place as they agreed."""

from __future__ import annotations

from collabstudy.briefing.blocks import Block, Paragraph, Quotation, Text
from collabstudy.briefing.material import SOUNDS, Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of

PROSE: Prose = "before"


def title(material: Material) -> str:
    """The heading."""
    return "How it sounds"


def blocks(material: Material) -> tuple[Block, ...]:
    """The quotations that were chosen, and how they are spread."""
    quotes = material.chosen.quotes[SOUNDS]
    if not quotes:
        return ()
    return (
        *(Quotation(quoted) for quoted in quotes),
        Paragraph((Text(spread(material)),), note=True),
        *of(material, "sounds"),
    )


def spread(material: Material) -> str:
    """How much of all quotations the place with most of them supplies."""
    total, most = material.chosen.total, material.chosen.most_of_one_place
    if not total:
        return "Nothing is quoted."
    if 5 * most <= total:
        return f"No {material.place} supplies more than a fifth of the {total} quotations."
    return f"One {material.place} supplies {most} of the {total} quotations."
