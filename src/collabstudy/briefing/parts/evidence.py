"""Where the passages behind each number stand, for paper: the web page shows the words themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collabstudy.briefing.blocks import Block, Line, Paragraph, Table, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, several
from collabstudy.compare.table import Passage, Row
from collabstudy.model.consent import may_count, may_place

PROSE: Prose = "before"
MOST = 60  # turns of one document that are named


def title(material: Material) -> str:
    """The heading."""
    return material.labels["evidence"]


def blocks(material: Material) -> tuple[Block, ...]:
    """One table: under each theme a row for every place that voices it, with documents and turns."""
    rows: list[tuple[Line, ...]] = []
    heads: dict[int, str] = {}
    for row in material.rows:
        found = list(_rows(material, row))
        if found:
            heads[len(rows)] = f"{plain(row.name)}: {material.count(row.id)}"
            rows += found
    if not rows:
        return ()
    columns = (capital(material.place), material.labels["where"], material.labels["passages"])
    table = Table(
        (Text("Passages behind each theme."),), columns, tuple(rows), frozenset({2}), heads=heads, name="Evidence"
    )
    return (Paragraph((Text(material.labels["evidence_lead"]),), note=True), table)


def _rows(material: Material, row: Row) -> Iterator[tuple[Line, ...]]:
    """A row for each place; of documents of which the place may not be told, their number alone."""
    for case, name in material.names.items():
        found = [p for p in material.crosstab.evidence(case, row.id) if may_count(material.study.document(p.document))]
        if found:
            yield (Text(name),), (Text("; ".join(_places(material, found))),), (Text(str(len(found))),)


def _places(material: Material, found: list[Passage]) -> Iterator[str]:
    turns: dict[str, list[int | None]] = defaultdict(list)
    nameless = 0
    for passage in found:
        if may_place(material.study.document(passage.document)):
            turns[passage.document].append(passage.turn)
        else:
            nameless += 1
    for document, places in turns.items():
        known = sorted({place for place in places if place is not None})
        more = f" and {len(known) - MOST} more" if len(known) > MOST else ""
        told = f" {', '.join(map(str, known[:MOST]))}{more}" if known else ""
        yield f"{plain(document)}{told}"
    if nameless:
        yield f"{several(nameless, 'passage')} that may not be placed"
