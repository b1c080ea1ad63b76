"""The figures: which are shown, and where each belongs; here stand those that belong to no other part."""

from __future__ import annotations

from fnmatch import fnmatch

from collabstudy.briefing.blocks import Block, Picture
from collabstudy.briefing.material import SOUNDS, Material
from collabstudy.briefing.parts import Prose

PROSE: Prose = "before"
# The part in which a figure stands, by its name.
HOMES = {
    "crosstab": "themes",
    "codes*": "themes",
    "framework*": "framework",
    "influence*": "sounds",
    "joint*": "topics",
    "saturation*": "made",
    "timeline": "who",
    "topic*": "topics",
}
# What is shown where nobody has chosen; the matrix of themes stands for itself.
USUAL = ("crosstab", "codes_by_*", "contrast", "saturation", "timeline", "topics")


def title(material: Material) -> str:
    """The heading."""
    return "Figures"


def blocks(material: Material) -> tuple[Block, ...]:
    """The figures that stand in no other part of this briefing: those of two codes, or of groups, take some reading."""
    return of(material, "figures")


def of(material: Material, part: str) -> tuple[Picture, ...]:
    """The figures of a part, in the order in which they were chosen; the matrix is drawn from its numbers instead."""
    names = (name for name in shown(material) if name != "crosstab" and _home(material, name) == part)
    return tuple(material.pictures[name] for name in names)


def shown(material: Material) -> tuple[str, ...]:
    """The names of the figures that are shown, of those that there are."""
    chosen = material.choices.figures
    if chosen is None:
        chosen = tuple(name for usual in USUAL for name in material.pictures if fnmatch(name, usual))
    return tuple(name for name in chosen if name in material.pictures)


def with_matrix(material: Material) -> bool:
    """Tell whether the matrix of themes and cases is shown."""
    return material.choices.figures is None or "crosstab" in material.choices.figures


def _home(material: Material, name: str) -> str:
    home = next((part for pattern, part in HOMES.items() if fnmatch(name, pattern)), "figures")
    return home if home in material.choices.sections and _stands(material, home) else "figures"


def _stands(material: Material, part: str) -> bool:
    """Tell whether a part has anything to say, and so stands in the briefing."""
    if part == "topics":
        return bool(material.topics)
    if part == "framework":
        return material.framework is not None and any(cell.text for cell in material.framework.cells.values())
    return part != "sounds" or bool(material.chosen.quotes[SOUNDS])
