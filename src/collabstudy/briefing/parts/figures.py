"""The figures that stand in no other part."""

from __future__ import annotations

from collabstudy.briefing.blocks import Block
from collabstudy.briefing.material import Material

UNWRITTEN = False
# Those of other parts, and the words of topics, which stand in their table.
ELSEWHERE = ("crosstab", "topics", "topic_words")


def title(material: Material) -> str:
    """The heading."""
    return "Figures"


def blocks(material: Material) -> tuple[Block, ...]:
    """The pictures in the order in which they came."""
    return tuple(picture for name, picture in material.pictures.items() if name not in ELSEWHERE)
