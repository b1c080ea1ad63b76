"""Topics: what passages have in common without anybody having looked for it."""

from __future__ import annotations

from collabstudy.briefing.blocks import Block, Line, Number, Paragraph, Table, Text
from collabstudy.briefing.material import TOPIC, Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import several

PROSE: Prose = "before"
WORDS = 8


def title(material: Material) -> str:
    """The heading."""
    return "What nobody looked for"


def blocks(material: Material) -> tuple[Block, ...]:
    """A sentence on what topics are, the figure, the table of them, and what has to be said with them."""
    topics = material.topics
    if topics is None or not len(topics):
        return ()
    intro = (
        f"A program sorted {len(topics.passages):,} passages into {several(len(topics), 'topic', spell=True)} by what"
        " they have in common, without the codebook. The words are those that set a topic apart from the others; nobody"
        " has named or checked them."
    )
    remarks = tuple(Paragraph((Text(plain(remark)),), note=True) for remark in topics.remarks)
    return (Paragraph((Text(intro),)), *of(material, "topics"), _table(material), *remarks)


def _table(material: Material) -> Table:
    topics = material.topics
    assert topics is not None
    rows: list[tuple[Line, ...]] = []
    for topic in topics:
        cases = {case for passage in topics.evidence(topic.id) for case in passage.cases}
        steady = f"{topic.stability:.2f}" if topic.stability == topic.stability else "–"
        key = (f"{TOPIC}{topic.id}",)
        words = ", ".join(plain(word) for word, _ in topic.words[:WORDS])
        rows.append(
            ((Text(words),), (Number(f"{topic.size:,}", key),), (Number(str(len(cases)), key),), (Text(steady),))
        )
    caption = (
        f"Topics, the largest first, with the number of passages and of {material.places}. Stability lies between 0"
        " and 1: how much of a topic is found again when passages are left out."
    )
    columns = ("Words", "Passages", material.places.capitalize(), "Stability")
    return Table((Text(caption),), columns, tuple(rows), frozenset({1, 2, 3}), name="Topics")
