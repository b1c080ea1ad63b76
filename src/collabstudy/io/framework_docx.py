"""The framework matrix as a Word document for reading: landscape, a table for each branch of the codebook.

Themes on which nobody has written anything are named at the end; a matrix without any text shows them all.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.io.exporters._text import writable
from collabstudy.io.framework_grid import Box, Grid, Theme
from collabstudy.io.outputs import write_whole
from collabstudy.io.undated import undated
from collabstudy.model.summary import paragraphs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

MOST = 5
"""Themes side by side: more cannot be read on a page."""
_INK, _SOFT, _LINE, _ACCENT, _WARM = "1D2A2F", "55646A", "D9DFE0", "0B5C63", "A8481F"
_FONT = "Calibri"
_ROOM, _CASE = 261, 32  # millimetres: of a line, and of the names of cases
_MARKS = {"stale": "▲ ", "not_tied": "◇ "}


def write(grid: Grid, path: Path) -> None:
    """Write the document: same matrix, same bytes. Raises StudyError when the disk refuses."""
    import docx

    document = docx.Document()
    _page(document, grid)
    document.add_heading(writable(grid.title), 0)
    document.add_paragraph("Framework matrix: what each case says of each theme", style="Subtitle")
    written = [theme for theme in grid.themes if any(grid.boxes[case, theme.id].text for case in grid.cases)]
    for number, (branch, themes) in enumerate(_clusters(written or grid.themes)):
        heading = document.add_heading(writable(branch or "Themes"), 1)
        heading.paragraph_format.page_break_before = number > 0
        _table(document, grid, themes)
    document.add_paragraph(_key(grid), style="Caption").paragraph_format.space_before = _points(10)
    silent = [theme.name for theme in grid.themes if written and theme not in written]
    if silent:
        document.add_paragraph(f"Nothing is written yet on: {'; '.join(map(writable, silent))}.", style="Caption")
    document.add_paragraph(writable(grid.note), style="Caption")
    out = io.BytesIO()
    document.save(out)
    write_whole(path, undated(out.getvalue()))


def _clusters(themes: Sequence[Theme]) -> Iterator[tuple[str, list[Theme]]]:
    """The themes branch by branch, wide branches in even parts; all in one where they fit side by side."""
    if len(themes) <= MOST:
        yield (themes[0].branch if len({theme.branch for theme in themes}) == 1 else ""), list(themes)
        return
    for branch, group in groupby(themes, key=lambda theme: theme.branch):
        found = list(group)
        parts = -(-len(found) // MOST)
        each = -(-len(found) // parts)
        for at in range(0, len(found), each):
            more = f" ({at // each + 1} of {parts})" if parts > 1 else ""
            yield branch + more, found[at : at + each]


def _table(document: Document, grid: Grid, themes: Sequence[Theme]) -> None:
    table = document.add_table(len(grid.cases) + 1, len(themes) + 1)
    _frame(table)
    _say(table.cell(0, 0), "Case", bold=True, colour=_SOFT)
    for at, theme in enumerate(themes, 1):
        _say(table.cell(0, at), theme.name, bold=True, colour=_ACCENT)
    for row, (case, name) in enumerate(grid.cases.items(), 1):
        _say(table.cell(row, 0), name, bold=True)
        for at, theme in enumerate(themes, 1):
            _box(table.cell(row, at), grid.boxes[case, theme.id])
    _widths(table, [max((len(grid.boxes[case, theme.id].text) for case in grid.cases), default=0) for theme in themes])
    for at, line in enumerate(table.rows):
        properties = line._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if at == 0:
            properties.append(_element("w:tblHeader"))


def _box(cell: _Cell, box: Box) -> None:
    if not box.text:
        _say(cell, box.told, colour=_SOFT, italic=True)
        return
    for number, paragraph in enumerate(paragraphs(box.text)):
        _say(cell, paragraph, first=number == 0)
    if box.state in _MARKS:
        _say(cell, _MARKS[box.state] + box.told, colour=_WARM, first=False, size=8)


def _say(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = _INK,
    first: bool = True,
    size: float = 9,
) -> None:
    """A paragraph in a cell: its first, or one more."""
    from docx.shared import RGBColor

    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    run = paragraph.add_run(writable(text))
    run.bold, run.italic = bold, italic
    run.font.size, run.font.color.rgb = _points(size), RGBColor.from_string(colour)
    paragraph.paragraph_format.space_after = _points(2)
    paragraph.paragraph_format.line_spacing = 1.1


def _key(grid: Grid) -> str:
    states = {box.state for box in grid.boxes.values()}
    told = {
        "stale": "▲ to be read again: codings came, went or changed since",
        "not_tied": "◇ not tied yet to the passages that it rests on",
    }
    parts = [text for state, text in told.items() if state in states]
    return ". ".join([*parts, "In italics: why there is no text"]) + "."


def _page(document: Document, grid: Grid) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    sizes = {"Normal": 9.5, "Title": 22, "Subtitle": 12, "Heading 1": 14, "Caption": 8.5}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.italic = _FONT, _points(size), False
        style.font.bold = name in ("Title", "Heading 1")
        colour = _SOFT if name in ("Subtitle", "Caption") else _INK
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        for border in style.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
    document.styles["Heading 1"].paragraph_format.space_before = _points(6)
    document.styles["Heading 1"].paragraph_format.space_after = _points(6)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB" if grid.language == "en" else grid.language)
    core = document.core_properties
    core.title, core.subject, core.language = writable(grid.title), "Framework matrix", grid.language
    core.author = core.comments = core.keywords = core.last_modified_by = ""
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{writable(grid.title)} · framework matrix · ").font.size = _points(8)
    _page_number(footer)


def _page_number(paragraph: Any) -> None:
    field = _element("w:fldSimple", instr=" PAGE ")
    run = paragraph.add_run("1")
    run.font.size = _points(8)
    field.append(run._r)
    paragraph._p.append(field)


def _frame(table: Table) -> None:
    """Lines under the rows, a strong one under the header; nothing beside."""
    properties = table._tbl.tblPr
    borders = _element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    properties.append(borders)
    margins = _element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "140")):
        margins.append(_element(f"w:{side}", w=width, type="dxa"))
    properties.append(margins)
    for cell in table.rows[0].cells:
        lines = _element("w:tcBorders")
        lines.append(_element("w:bottom", val="single", sz="12", space="0", color=_INK))
        cell._tc.get_or_add_tcPr().append(lines)


def _widths(table: Table, lengths: Sequence[int]) -> None:
    """Columns with more text are wider, up to twice as wide."""
    from docx.shared import Mm

    table.autofit = False
    weights = [1 + length / max(*lengths, 1) for length in lengths]
    wide = [_CASE, *((_ROOM - _CASE) * weight / sum(weights) for weight in weights)]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = column.width


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)
