"""The Word document before anything stands in it: page, fonts, styles, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.briefing.wordfile import element, field

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

INK, SOFT, LINE, ACCENT, WARM, WASH = "1D2A2F", "55646A", "D9DFE0", "0B5C63", "A8481F", "F4F6F4"
SERIF, SANS = "Cambria", "Calibri"
TABLE = "Briefing Table"
BOX_TITLE, BOX, BOX_SMALL = "Box Heading", "Box Text", "Box Note"
SOURCE, NOTE, KIND = "Quote Source", "Note", "Kind"
CELL, COLUMN = "Table Text", "Table Heading"
_LATEST = "15"  # Word 2013 and later: no compatibility mode


def empty(title: str, subtitle: str, language: str) -> Document:
    """An A4 document with the briefing's styles."""
    import docx

    document = docx.Document()
    _page(document, title)
    _language(document, language)
    _styles(document)
    _compatible(document)
    core = document.core_properties
    core.title, core.subject, core.language = title, subtitle, language
    core.author = core.comments = core.keywords = core.last_modified_by = ""
    core.revision = 1
    return document


def _page(document: Document, title: str) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{title}  ·  ")
    field(footer, "PAGE", "1")


def _language(document: Document, language: str) -> None:
    from docx.oxml.ns import qn

    told = "en-GB" if language == "en" else language
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), told)


def _styles(document: Document) -> None:
    _style(document, "Normal", SERIF, 11, INK, after=7, lines=1.25)
    _style(document, "Title", SERIF, 28, INK, bold=True, before=4, after=4, lines=1.1)
    _style(document, "Subtitle", SERIF, 14, SOFT, after=10, lines=1.2)
    _style(document, "Heading 1", SERIF, 18, INK, bold=True, before=24, after=6, lines=1.15, together=True)
    _style(document, "Heading 2", SERIF, 14, ACCENT, bold=True, before=16, after=4, lines=1.15, together=True)
    _style(document, "Heading 3", SERIF, 12, INK, bold=True, before=12, after=3, lines=1.15, together=True)
    _style(document, "Quote", SERIF, 12, INK, italic=True, before=8, after=0, indent=6, together=True)
    _style(document, SOURCE, SANS, 9.5, SOFT, after=10, indent=6, based="Normal")
    _style(document, "Caption", SANS, 9.5, SOFT, before=4, after=6, lines=1.15)
    _style(document, "List Bullet", SERIF, 11, INK, after=3)
    _style(document, "List Number", SERIF, 11, INK, after=3)
    _style(document, "Footer", SANS, 9, SOFT)
    _style(document, NOTE, SANS, 9.5, SOFT, after=7, lines=1.2, based="Normal")
    _style(document, KIND, SANS, 9.5, ACCENT, bold=True, after=0, based="Normal").font.all_caps = True
    _style(document, CELL, SANS, 10, INK, after=0, lines=1.1, based="Normal")
    _style(document, COLUMN, SANS, 10, SOFT, bold=True, after=0, lines=1.1, based="Normal")
    _style(document, BOX_TITLE, SERIF, 13, INK, bold=True, before=14, after=2, together=True, based="Heading 2")
    _style(document, BOX_SMALL, SANS, 9.5, SOFT, after=4, lines=1.15, together=True, based="Normal")
    _style(document, BOX, SERIF, 11, INK, after=4, together=True, based="Normal")
    for name in ("List Bullet", "List Number"):
        _indent_list(document, name)
    for name in ("Quote", SOURCE):
        _edge(document, name, WARM, 12)
    for name in (BOX_TITLE, BOX_SMALL, BOX):
        _edge(document, name, ACCENT, 24)
        _insert(document, name, element("w:shd", val="clear", color="auto", fill=WASH))
        document.styles[name].paragraph_format.left_indent = _mm(4)
    _rule(document, "Subtitle")
    _table_style(document)


def _style(
    document: Document,
    name: str,
    font: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 6,
    lines: float = 1.25,
    indent: float = 0,
    together: bool = False,
    based: str = "",
) -> ParagraphStyle:
    """Set a paragraph style, made anew where Word has none of that name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {style.name for style in document.styles}
    style: Any = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if based:
        style.base_style = document.styles[based]
        style.next_paragraph_style = document.styles["Normal"]
    _fonts(style, font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), lines
    form.keep_with_next, form.widow_control = together, True
    if indent:
        form.left_indent = _mm(indent)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    return style  # type: ignore[no-any-return]  # python-docx gives a base class


def _fonts(style: Any, font: str) -> None:
    """Name the font for every script; the fonts of Word's theme would win otherwise."""
    from docx.oxml.ns import qn

    style.font.name = font
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _edge(document: Document, name: str, colour: str, size: int) -> None:
    """A coloured line at the left of a paragraph."""
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz=str(size), space="8", color=colour))
    _insert(document, name, borders)


def _rule(document: Document, name: str) -> None:
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="18", space="10", color=ACCENT))
    _insert(document, name, borders)


def _indent_list(document: Document, name: str) -> None:
    """Room for numbers of two figures; the list's own indents win over those of its style."""
    numbering = document.part.numbering_part.element
    own = document.styles[name].element.pPr.numPr.numId.val
    (abstract,) = (num.abstractNumId.val for num in numbering.num_lst if num.numId == own)
    for indent in numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']/w:pPr/w:ind"):
        indent.left, indent.firstLine, indent.hanging = _mm(8), None, _mm(8)
    for tab in numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']/w:pPr/w:tabs"):
        tab.getparent().remove(tab)


def _insert(document: Document, name: str, new: Any) -> None:
    """Borders, then shading, have their place among a paragraph's properties: before spacing and indents."""
    properties = document.styles[name].element.get_or_add_pPr()
    later = ("tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
    places = [child for child in properties if child.tag.rpartition("}")[2] in later]
    if places:
        places[0].addprevious(new)
    else:
        properties.append(new)


def _table_style(document: Document) -> None:
    """Lines under the rows, a strong one under the header."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    made = style.element
    table = element("w:tblPr")
    borders = element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    table.append(borders)
    margins = element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "110")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    table.append(margins)
    made.append(table)
    first = element("w:tblStylePr", type="firstRow")
    cell = element("w:tcPr")
    lines = element("w:tcBorders")
    lines.append(element("w:bottom", val="single", sz="12", space="0", color=INK))
    cell.append(lines)
    first.append(cell)
    made.append(first)


def _compatible(document: Document) -> None:
    """Tell Word that this is no document of an old version."""
    settings = document.settings.element
    compat = element("w:compat")
    compat.append(
        element(
            "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_LATEST
        )
    )
    for old in settings.xpath("w:compat"):
        settings.replace(old, compat)
        return
    settings.append(compat)


def _mm(size: float) -> Any:
    from docx.shared import Mm

    return Mm(size)
