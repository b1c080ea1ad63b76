"""The themes: which places voice them, which were asked and do not, and what is said."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.briefing import markdown
from collabstudy.briefing.blocks import (
    Block,
    Heading,
    Inline,
    Mark,
    Matrix,
    MatrixRow,
    Number,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.parts.figures import of, with_matrix
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import MANY, capital, several
from collabstudy.compare.table import Row

PROSE: Prose = "before"


def title(material: Material) -> str:
    """The heading."""
    return "Themes"


def blocks(material: Material) -> tuple[Block, ...]:
    """The matrix and other figures of all themes, then each theme under the branch that it belongs to."""
    if not material.rows:
        return ()
    return (*_overview(material), *of(material, "themes"), *_branches(material))


def _overview(material: Material) -> tuple[Block, ...]:
    if not material.names or not with_matrix(material):
        return ()
    return (matrix(material) if len(material.names) <= MANY else _counts_only(material),)


def matrix(material: Material) -> Matrix:
    """Themes by places with the four values."""
    table = material.crosstab
    shown = {row.id for row in material.rows}
    rows = []
    for row in material.rows:
        cells = [(group.id, table.cells[group.id, row.id]) for group in table.groups]
        count = material.count(row.id)
        rows.append(
            MatrixRow(
                code=row.id,
                name=plain(row.name),
                marks=tuple(Mark(case, cell.value, len(cell.passages)) for case, cell in cells),
                present=count.present,
                of=count.of,
                depth=sum(1 for above in material.study.codebook.lineage(row.id)[:-1] if above.id in shown),
                branch=row.branch,
            )
        )
    differ = ", so the denominators differ" if len({row.of for row in rows}) > 1 else ""
    caption = f"Themes by {material.place}. Counts are of {material.places} that were {material.counted}{differ}."
    branches = {row.id: plain(row.name) for row in table.rows if row.heading}
    picture = material.pictures.get("crosstab")
    return Matrix((Text(caption),), table.groups, tuple(rows), material.told, picture, branches=branches)


def _counts_only(material: Material) -> Table:
    """For more cases than a page is wide: each theme with its numbers."""
    rows = []
    for row in material.rows:
        count, passages = material.count(row.id), len(material.crosstab.totals[row.id].passages)
        told = (Number(str(count), (row.id,)) if passages else Text(str(count)),)
        unknown = count.not_asked + count.not_coded
        rows.append(((Text(plain(row.name)),), told, (Text(f"{passages:,}"),), (Text(f"{unknown:,}"),)))
    caption = (
        f"Themes: how many {material.places} voice them, of those {material.counted}; of the others nothing is known."
    )
    columns = (material.labels["theme"], capital(material.told["present"]), material.labels["passages"], "Not known")
    return Table((Text(caption),), columns, tuple(rows), frozenset({2, 3}), name="Themes")


def _branches(material: Material) -> Iterator[Block]:
    headings = {row.id: row for row in material.crosstab.rows if row.heading}
    branch = ""
    for row in material.rows:
        if row.branch != branch and row.branch in headings:
            yield Heading((Text(plain(headings[row.branch].name)),), 3)
        branch = row.branch
        yield from _theme(material, row, 4 if row.branch in headings else 3)


def _theme(material: Material, row: Row, level: int) -> Iterator[Block]:
    yield Heading((Text(plain(row.name)),), level, code=row.id)
    yield Paragraph(tuple(_counts(material, row)), note=True)
    if row.id in material.written.themes:
        yield from markdown.blocks(material, material.written.themes[row.id])
    else:
        yield from _definition(material, row)
    yield from (Quotation(quoted) for quoted in material.chosen.quotes[row.id])


def _definition(material: Material, row: Row) -> Iterator[Block]:
    definition = plain(material.study.codebook[row.id].definition)
    if definition:
        yield Paragraph((Text(definition, emphasis=True),))


def _counts(material: Material, row: Row) -> Iterator[Inline]:
    """How many places and which; who was asked and does not voice it; where it was not asked, or not coded yet."""
    count = material.count(row.id)
    passages = len(material.crosstab.totals[row.id].passages)
    if count.of:
        yield Number(str(count), (row.id,))
        yield Text(f", {several(passages, 'passage')}" if passages else "")
    else:
        yield Text(f"No {material.place} was {material.counted} yet")
    present = material.cases(row.id, "present")
    if len(present) == len(material.names) > 1:  # all of them: the matrix has their names
        yield Text(".")
        return
    for at, case in enumerate(present[:MANY]):
        yield Text(": " if not at else " and " if at == len(present) - 1 else ", ")
        yield Number(material.names[case], (row.id,), (case,))
    yield Text("." if len(present) <= MANY else f" and {len(present) - MANY:,} others.")
    yield from (Text(f" {told}.") for told in material.silent(row.id))
