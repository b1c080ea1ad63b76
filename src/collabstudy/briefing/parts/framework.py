"""The framework matrix, theme by theme: what each place says of it, in the words of those who read the transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from collabstudy.briefing.blocks import Block, Line, Number, Paragraph, Table, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed
from collabstudy.compare.framework import FrameworkCell

PROSE: Prose = "before"


def title(material: Material) -> str:
    """The heading."""
    return "Theme by theme, place by place"


def blocks(material: Material) -> tuple[Block, ...]:
    """One table of the themes on which anything is written: a row for every summary, and for each reason of none."""
    found = material.framework
    if found is None:
        return ()
    rows: list[tuple[Line, ...]] = []
    heads: dict[int, str] = {}
    for row in found.rows:
        cells = [found.cells[group.id, row.id] for group in found.groups]
        if any(cell.text for cell in cells):
            heads[len(rows)] = plain(row.name)
            rows += [_row(material, cell) for cell in cells if cell.text]
            rows += _empty(material, [cell for cell in cells if not cell.text])
    if not rows:
        return ()
    stale = sum(cell.state == "stale" for cell in found.cells.values())
    note = "Summaries are by those who coded, each of the passages coded with the theme in that place." + (
        " Where codings have come or gone since, it says so." if stale else ""
    )
    caption = (Text("Summaries by theme."),)
    columns = (capital(material.place), "Summary")
    table = Table(caption, columns, tuple(rows), heads=heads, name="Framework")
    return (Paragraph((Text(note),), note=True), table, *of(material, "framework"))


def _empty(material: Material, cells: Sequence[FrameworkCell]) -> Iterator[tuple[Line, ...]]:
    """A row for each reason why a cell is empty, with the places; those where something waits to be summed up first."""
    reasons = dict.fromkeys(cell.told for cell in sorted(cells, key=lambda cell: not cell.passages))
    for reason in reasons:
        names = [material.names[cell.case] for cell in cells if cell.told == reason]
        yield (Text(capital(reason), emphasis=True),), (Text(listed(names), emphasis=True),)


def _row(material: Material, cell: FrameworkCell) -> tuple[Line, ...]:
    name = (
        Number(material.names[cell.case], (cell.code,), (cell.case,))
        if cell.passages
        else Text(material.names[cell.case])
    )
    return (name,), tuple(_said(cell))


def _said(cell: FrameworkCell) -> Iterator[Text]:
    yield Text(plain(cell.text))
    if cell.state == "stale":
        yield Text(f" ({cell.told})", emphasis=True)
