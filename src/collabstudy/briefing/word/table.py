"""Tables in Word: a style with lines under the rows, headers that come again, widths that fit what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.briefing.word.file import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

# Millimetres that a letter of a table needs, and how many letters a column may wish for.
_LETTER, _WIDEST = 1.92, 110


def style(document: Document, name: str, line: str, ink: str) -> str:
    """Make the table style and give its id."""
    from docx.enum.style import WD_STYLE_TYPE

    known = {style.name for style in document.styles}
    made = document.styles.add_style(name if name not in known else f"{name} (briefing)", WD_STYLE_TYPE.TABLE)
    table = element("w:tblPr")
    borders = element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=line))
    table.append(borders)
    margins = element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "110")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    table.append(margins)
    made.element.append(table)
    first = element("w:tblStylePr", type="firstRow")
    cell = element("w:tcPr")
    lines = element("w:tcBorders")
    lines.append(element("w:bottom", val="single", sz="12", space="0", color=ink))
    cell.append(lines)
    first.append(cell)
    made.element.append(first)
    return str(made.style_id)


def new(document: Document, rows: int, columns: int, style_id: str) -> Table:
    """A table at the end of the document."""
    table: Table = document.add_table(rows, columns)
    table._tbl.tblPr.style = style_id
    return table


def header(table: Table, rows: int = 1) -> None:
    """Repeat the first rows on each page, and break no row over two."""
    for at, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if at < rows:
            properties.append(element("w:tblHeader"))


def together(table: Table) -> None:
    """Keep all rows on one page."""
    from docx.text.paragraph import Paragraph

    for row in table._tbl.tr_lst[:-1]:
        for cell in row.tc_lst:
            Paragraph(cell.p_lst[0], table).paragraph_format.keep_with_next = True


def crowded(columns: Sequence[Sequence[str]], millimetres: float, *, larger: float = 1.0) -> bool:
    """Tell whether the longest words of all columns have no room beside one another."""
    return sum(map(_longest_word, columns)) * _LETTER * larger > millimetres


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=1) + 2


def widths(table: Table, columns: Sequence[Sequence[str]], millimetres: float, *, larger: float = 1.0) -> None:
    """Share the width among the columns: room for the longest word of each, the rest by the longest text.

    Letters are so many times `larger` than ours.
    """
    words = [_longest_word(texts) for texts in columns]
    texts = [max(map(len, texts), default=1) + 2 for texts in columns]
    wishes = [max(min(text, _WIDEST) - word, 0) for text, word in zip(texts, words, strict=True)]
    free = max(millimetres / (_LETTER * larger) - sum(words), 0) / max(sum(wishes), 1)
    weights = [word + free * wish for word, wish in zip(words, wishes, strict=True)]
    fixed(table, [millimetres * weight / sum(weights) for weight in weights])


def fixed(table: Table, millimetres: Sequence[float]) -> None:
    """Give each column its width; it stays, whatever stands in it."""
    twips = [str(round(width * 56.6929)) for width in millimetres]
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, twips, strict=True):
        column.set(_w("w"), width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, twips, strict=True):
            properties = cell.get_or_add_tcPr()
            for old in properties.xpath("./w:tcW"):
                properties.remove(old)
            properties.insert(0, element("w:tcW", w=width, type="dxa"))


def span(row: Any, first: int, count: int) -> Any:
    """Make some cells of a row one, and give it: the first keeps what stands in it."""
    cells = row.tc_lst[first : first + count]
    properties = cells[0].get_or_add_tcPr()
    known = [cell.tcPr.xpath("./w:tcW/@w:w") for cell in cells if cell.tcPr is not None]
    total = sum(int(width[0]) for width in known if width)
    for old in properties.xpath("./w:tcW"):
        properties.remove(old)
    properties.insert(0, element("w:tcW", w=str(total), type="dxa"))
    if count > 1:
        properties.insert(1, element("w:gridSpan", val=str(count)))
    for cell in cells[1:]:
        row.remove(cell)
    return cells[0]


def cell_property(cell: Any, tag: str, **attributes: str) -> None:
    """Set a property of a cell, in the order in which Word wants them."""
    order = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign")
    properties = cell.get_or_add_tcPr()
    place = order.index(tag.rpartition(":")[2])
    for at, child in enumerate(properties):
        name = child.tag.rpartition("}")[2]
        if name in order and order.index(name) > place:
            properties.insert(at, element(tag, **attributes))
            return
    properties.append(element(tag, **attributes))


def height(row: Any, points: float, *, exact: bool) -> None:
    """How high a row is, or is at least."""
    row.get_or_add_trPr().append(
        element("w:trHeight", val=str(round(points * 20)), hRule="exact" if exact else "atLeast")
    )


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
