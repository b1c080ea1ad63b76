"""The briefing as a Word document, in styles that an editor can change, or in those of the user's own template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from collabstudy.briefing import blocks as b
from collabstudy.briefing.plain import plain
from collabstudy.briefing.word import file as word
from collabstudy.briefing.word import lists as wordlists
from collabstudy.briefing.word import matrix as wordmatrix
from collabstudy.briefing.word import names as styles
from collabstudy.briefing.word import page as wordpage
from collabstudy.briefing.word import template as wordtemplate
from collabstudy.briefing.word.grids import Grids
from collabstudy.briefing.words import capital

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def docx(briefing: b.Briefing) -> bytes:
    """The document's bytes: the same for the same briefing.

    Raises SettingsError for a template that is no Word document, and for styles that it has not.
    """
    document = wordtemplate.opened(briefing.template) if briefing.template else wordpage.empty(briefing)
    wordpage.properties(document, briefing)
    told = {
        "title": plain(briefing.title),
        "subtitle": plain(briefing.subtitle),
        "kind": plain(briefing.kind),
        "invented": plain(briefing.invented),
    }
    cover = bool(briefing.template) and wordtemplate.fill(document, told)
    after = wordtemplate.tail(document) if briefing.template else None
    writer = _Writer(document, briefing)
    if not cover:
        writer.cover()
    writer.break_page = not cover or after is None
    writer.fallen()
    for section in briefing.sections:
        writer.section(section)
    wordtemplate.put_back(document, after or ())
    return word.to_bytes(document)


class _Writer(Grids):
    """Blocks into a document, one after the other."""

    def __init__(self, document: Document, briefing: b.Briefing) -> None:
        super().__init__(document, briefing)
        self.boxes = self.marks = 0
        self.break_page = False
        self.writes: dict[type, Callable[[Any], object]] = {
            b.Paragraph: self.prose,
            b.Heading: self.heading,
            b.Bullets: self.bullets,
            b.Quotation: self.quotation,
            b.Citation: self.citation,
            b.Table: self.table,
            b.Picture: self.picture,
            b.Matrix: self.matrix,
            b.Box: self.box,
            b.Claims: self.claims,
        }

    def cover(self) -> None:
        """A page with the title, what the briefing is, and what stands in it."""
        self.paragraph((b.Text(self.briefing.kind),), styles.KIND)
        self.paragraph((b.Text(self.briefing.title),), "Title")
        self.paragraph((b.Text(self.briefing.subtitle),), "Subtitle")
        if self.briefing.invented:
            self.paragraph((b.Text(self.briefing.invented),), styles.NOTE)
        if self.briefing.sections:
            self.paragraph((b.Text(self.labels["contents"]),), styles.CONTENTS)
            entries = [(_mark(at), section.title) for at, section in enumerate(self.briefing.sections, 1)]
            wordpage.contents(self.document, entries, self.styles[styles.ENTRY])

    def fallen(self) -> None:
        """What no longer holds, before anything else is read."""
        if not self.briefing.fallen:
            return
        items = tuple(
            (b.Paragraph((b.Text(f"“{sentence}” "), b.Text(f"{told} ({section}).", emphasis=True))),)
            for sentence, told, section in self.briefing.fallen
        )
        self.first_heading(self.labels["no_longer_list"], "Heading 2")
        self.bullets(b.Bullets(items))

    def section(self, section: b.Section) -> None:
        if section.appendix:
            self.break_page = True
            self.first_heading(section.appendix, styles.KIND).paragraph_format.keep_with_next = True
        heading = self.first_heading(section.title, "Heading 1")
        self.marks += 1
        word.bookmark(heading, _mark(self.marks), self.marks)
        self.blocks(section.blocks)

    def first_heading(self, title: str, style: str) -> Paragraph:
        """A heading; on a new page where one is due."""
        heading = self.paragraph((b.Text(title),), style)
        if self.break_page:
            heading.paragraph_format.page_break_before = True
            self.break_page = False
        return heading

    def blocks(self, items: Iterable[b.Block]) -> None:
        for item in items:
            self.writes[type(item)](item)

    def prose(self, item: b.Paragraph) -> None:
        self.paragraph(item.line, styles.NOTE if item.note else "Normal")

    def heading(self, item: b.Heading) -> None:
        self.paragraph(item.line, f"Heading {item.level - 1}")

    def bullets(self, item: b.Bullets) -> None:
        style = "List Number" if item.numbered else "List Bullet"
        firsts = []
        for inside in item.items:
            for at, block in enumerate(inside):
                if isinstance(block, b.Paragraph):
                    paragraph = self.paragraph(block.line, style if at == 0 else "List Continue")
                    firsts += [paragraph] if at == 0 else []
                else:
                    self.blocks((block,))
        if item.numbered:
            wordlists.numbered_afresh(self.document, self.styles["List Number"], firsts)

    def quotation(self, item: b.Quotation) -> None:
        self.paragraph((b.Text(item.quote.text),), "Quote")
        self.paragraph((b.Text(capital(item.quote.attribution)),), styles.SOURCE)

    def citation(self, item: b.Citation) -> None:
        for block in item.blocks:
            if isinstance(block, b.Paragraph):
                self.paragraph(block.line, "Intense Quote")
            else:
                self.blocks((block,))

    def picture(self, item: b.Picture) -> None:
        from docx.shared import Mm

        holder = self.paragraph((), "Normal")
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(BytesIO(item.png), width=Mm(min(item.width * 25.4, self.width)))
        word.describe(shape, f"{self.labels['figure']} {item.number}", plain(item.alt))
        self.caption("figure", item.number, (b.Text(item.caption),))

    def matrix(self, item: b.Matrix) -> None:
        """The table; the picture, if there is one, for more cases than a page is wide."""
        if item.picture and not wordmatrix.fits(item, self.width):
            self.picture(replace(item.picture, number=item.number))
            return
        wordmatrix.write(self.document, self.styles, item, self.width, self.labels["theme"], self.labels["count"])
        self.gap(together=True)
        told = self.paragraph((b.Text(wordmatrix.key(item, self.labels["size"])),), styles.CELL_NOTE)
        told.paragraph_format.keep_with_next = True
        self.caption("figure", item.number, item.caption)

    def box(self, item: b.Box) -> None:
        from docx.shared import Twips

        first = len(self.document.element.body.p_lst)
        self.paragraph((b.Text(item.name),), styles.BOX_TITLE)
        if item.facts:
            self.paragraph((b.Text(item.facts),), styles.BOX_SMALL)
        for block in item.blocks:
            self.in_box(block)
        told = " · ".join(f"{chip.name} {chip.number.text}" for chip in item.chips)
        if told:
            self.paragraph((b.Text(told),), styles.BOX_SMALL)
        for name, missing in item.gaps:
            self.paragraph((b.Text(f"{name}: ", strong=True), b.Text(missing)), styles.BOX_SMALL)
        own = self.document.paragraphs[first:]
        own[-1].paragraph_format.keep_with_next = False
        self.boxes += 1
        # Word runs paragraphs with the same indents into one box: neighbours differ by a twentieth of a point.
        for paragraph in own:
            paragraph.paragraph_format.right_indent = Twips(self.boxes % 2)

    def in_box(self, block: b.Block) -> None:
        if isinstance(block, b.Paragraph):
            self.paragraph(block.line, styles.BOX)
        elif isinstance(block, b.Quotation):
            self.paragraph((b.Text(f"“{block.quote.text}”"),), styles.BOX_QUOTE)
            self.paragraph((b.Text(capital(block.quote.attribution)),), styles.BOX_SMALL)
        else:
            self.blocks((block,))


def _mark(number: int) -> str:
    """The name of the place where a section begins."""
    return f"_Toc{number:08}"
