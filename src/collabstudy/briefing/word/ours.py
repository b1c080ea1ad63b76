"""Our own styles, put into a document where it has none of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.briefing.word import lists as wordlists
from collabstudy.briefing.word import table as wordtable
from collabstudy.briefing.word.file import element
from collabstudy.briefing.word.names import (
    ACCENT,
    BAD,
    BOX,
    BOX_QUOTE,
    BOX_SMALL,
    BOX_TITLE,
    CELL,
    CELL_NOTE,
    COLUMN,
    CONTENTS,
    ENTRY,
    GAP,
    GOOD,
    GROUP,
    INK,
    KIND,
    LESS,
    LINE,
    MARK,
    NOTE,
    POINTS,
    RESULTS,
    SANS,
    SERIF,
    SILENT,
    SIZES,
    SMALL,
    SMALL_COLUMN,
    SOFT,
    SOURCE,
    STRUCK,
    SYMBOLS,
    TABLE,
    WARM,
    WASH,
)

if TYPE_CHECKING:
    from collabstudy.briefing.word.styles import Styles


class Ours:
    """Our styles put into a document."""

    def __init__(self, styles: Styles) -> None:
        self.styles, self.document, self.own, self.scale = styles, styles.document, styles.own, styles.scale
        self.made: dict[str, Any] = {}

    def make(self) -> None:
        """Put in all that are missing."""
        put = self._style
        put("Normal", SERIF, 11, INK, after=7, lines=1.25)
        put("Title", SERIF, 32, INK, bold=True, before=4, after=8, lines=1.05)
        put("Subtitle", SERIF, 15, SOFT, after=14, lines=1.2)
        put("Heading 1", SERIF, 18, INK, bold=True, before=26, after=6, lines=1.15, together=True, level=1)
        put("Heading 2", SERIF, 14, ACCENT, bold=True, before=18, after=4, lines=1.15, together=True, level=2)
        put("Heading 3", SERIF, 12, INK, bold=True, before=14, after=3, lines=1.15, together=True, level=3)
        put("Quote", SERIF, 12, INK, italic=True, before=8, after=0, indent=6, together=True)
        put("Intense Quote", SERIF, 11, SOFT, before=8, after=8, indent=6)
        put(SOURCE, SANS, 9.5, SOFT, after=10, indent=6)
        put("Caption", SANS, 9.5, SOFT, before=6, after=6, lines=1.15)
        put("List Bullet", SERIF, 11, INK, after=3)
        put("List Number", SERIF, 11, INK, after=3)
        put("List Continue", SERIF, 11, INK, after=3, indent=8)
        put("Footer", SANS, 9, SOFT)
        put(NOTE, SANS, 9.5, SOFT, after=7, lines=1.2)
        put(KIND, SANS, 10, ACCENT, bold=True, before=96, after=0, capitals=True)
        put(CELL, SANS, 10, INK, after=0, lines=1.1)
        put(COLUMN, SANS, 10, SOFT, bold=True, after=0, lines=1.1)
        put(CELL_NOTE, SANS, 9, SOFT, after=0, lines=1.1)
        put(SMALL, SANS, 7, INK, after=0, lines=1.05)
        put(SMALL_COLUMN, SANS, 7, SOFT, bold=True, after=0, lines=1.05)
        put(GROUP, SANS, 10, SOFT, bold=True, before=6, after=0, lines=1.1, together=True)
        put(GAP, SANS, 8, SOFT, after=0, exactly=8)
        put(MARK, SANS, 10, INK, after=0, exactly=12, middle=True)
        put(CONTENTS, SANS, 9.5, SOFT, bold=True, before=40, after=6, capitals=True)
        put(ENTRY, SANS, 11, INK, after=5, lines=1.15)
        put(BOX_TITLE, SERIF, 13, INK, bold=True, before=16, after=2, together=True, level=3)
        put(BOX_SMALL, SANS, 9.5, SOFT, after=4, lines=1.15, together=True)
        put(BOX, SERIF, 11, INK, after=4, together=True)
        put(BOX_QUOTE, SERIF, 11, INK, italic=True, before=2, after=0, together=True)
        self._in_lines()
        for name in ("Quote", SOURCE) if "Quote" in self.made else ():
            self._edge(name, WARM, 12)
        self._beside_quote()
        self._edge("Intense Quote", LINE, 12)
        for name in (BOX_TITLE, BOX_SMALL, BOX, BOX_QUOTE):
            self._box(name)
        self._rule("Subtitle")
        self._lists()
        if TABLE not in self.styles.ids:
            made = wordtable.style(self.document, TABLE, *(("auto", "auto") if self.own else (LINE, INK)))
            self.styles.ids[TABLE] = made

    def _style(
        self,
        name: str,
        font: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        italic: bool = False,
        capitals: bool = False,
        before: float = 0,
        after: float = 6,
        lines: float = 1.25,
        indent: float = 0,
        together: bool = False,
        level: int = 0,
        exactly: float = 0,
        middle: bool = False,
    ) -> None:
        """Set a paragraph style, made anew where the document has none; one of a template's stays as it is."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt, RGBColor

        if name in self.styles.ids:
            return
        style = self._named(name)
        style.font.size, style.font.bold, style.font.italic = Pt(round(2 * size * self.scale) / 2), bold, italic
        style.font.all_caps = capitals or None
        if not self.own:
            _fonts(style, font)
            style.font.color.rgb = RGBColor.from_string(colour)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), lines
        form.keep_with_next, form.widow_control = together, True
        if exactly:
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exactly)
        if middle:
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if indent:
            form.left_indent = _mm(indent)
        for border in style.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
        if level and name.startswith("Heading"):
            _level(style, level)
        self.styles.ids[name] = style.style_id
        self.made[name] = style

    def _in_lines(self) -> None:
        """Styles of marks and words: sizes and colours of the matrix, of results, of what is struck out."""
        for name, points in zip(SIZES, POINTS, strict=True):
            self._in_line(name, ACCENT, points, font=SYMBOLS)
        for value, name in SILENT.items():
            self._in_line(name, WARM if value == "not_coded" else SOFT, 11, font=SYMBOLS)
        for result, colour in (("holds", GOOD), ("weakened", LESS), ("broken", BAD), ("undecided", INK)):
            self._in_line(RESULTS[result], colour, bold=True)
        self._in_line(STRUCK, SOFT, strike=True)

    def _in_line(
        self, name: str, colour: str, points: float = 0, *, font: str = "", bold: bool = False, strike: bool = False
    ) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        if name in self.styles.ids:
            return
        known = {style.name for style in self.document.styles}
        free = name if name not in known else f"{name} (briefing)"
        style: Any = self.document.styles.add_style(free, WD_STYLE_TYPE.CHARACTER)
        style.font.bold, style.font.strike = bold or None, strike or None
        if points:
            style.font.size = Pt(round(2 * points * self.scale) / 2)
        if font:
            _fonts(style, font)
        if not self.own:
            style.font.color.rgb = RGBColor.from_string(colour)
        self.styles.ids[name] = style.style_id

    def _named(self, name: str) -> Any:
        from docx.enum.style import WD_STYLE_TYPE

        styles = self.document.styles
        known = {style.name: style for style in styles}
        if name in known and not self.own:
            return known[name]
        free = name if name not in known else f"{name} (briefing)"
        built_in = name in ("Title", "Subtitle", "Quote", "Caption", "Footer", "TOC 1") or name.startswith(
            ("Heading", "List")
        )
        style: Any = styles.add_style(free, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
        if name != "Normal":
            style.base_style = self._normal()
            style.next_paragraph_style = self._normal()
        style.quick_style = True
        return style

    def _normal(self) -> Any:
        return next(style for style in self.document.styles if style.style_id == self.styles["Normal"])

    def _beside_quote(self) -> None:
        """Whose words they are stands as far in as the words, where these have a template's style."""
        if "Quote" in self.made or SOURCE not in self.made:
            return
        quote = next(style for style in self.document.styles if style.style_id == self.styles["Quote"])
        self.made[SOURCE].paragraph_format.left_indent = quote.paragraph_format.left_indent

    def _edge(self, name: str, colour: str, size: int) -> None:
        """A coloured line at the left of a paragraph."""
        borders = element("w:pBdr")
        borders.append(element("w:left", val="single", sz=str(size), space="8", color="auto" if self.own else colour))
        self._insert(name, borders)

    def _rule(self, name: str) -> None:
        borders = element("w:pBdr")
        borders.append(element("w:bottom", val="single", sz="18", space="10", color="auto" if self.own else ACCENT))
        self._insert(name, borders)

    def _box(self, name: str) -> None:
        """A shaded paragraph with a line at its left."""
        self._edge(name, ACCENT, 24)
        self._insert(name, element("w:shd", val="clear", color="auto", fill=WASH))
        if name in self.made:
            self.made[name].paragraph_format.left_indent = _mm(4)

    def _insert(self, name: str, new: Any) -> None:
        """Borders, then shading, have their place among a paragraph's properties: before spacing and indents."""
        if name not in self.made:
            return
        properties = self.made[name].element.get_or_add_pPr()
        later = ("tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
        places = [child for child in properties if child.tag.rpartition("}")[2] in later]
        if places:
            places[0].addprevious(new)
        else:
            properties.append(new)

    def _lists(self) -> None:
        """Bullets and numbers where a style has none, with room for numbers of two figures."""
        for name in ("List Bullet", "List Number"):
            if name in self.made:
                wordlists.give(self.document, self.made[name], numbered=name == "List Number")


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


def _level(style: Any, level: int) -> None:
    """The level in an outline and a table of contents."""
    properties = style.element.get_or_add_pPr()
    for old in properties.xpath("./w:outlineLvl"):
        properties.remove(old)
    properties.append(element("w:outlineLvl", val=str(level - 1)))


def _mm(size: float) -> Any:
    from docx.shared import Mm

    return Mm(size)
