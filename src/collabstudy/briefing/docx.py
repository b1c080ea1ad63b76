"""The briefing as a Word document, in styles that an editor can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from collabstudy.briefing import blocks as b
from collabstudy.briefing import matrix as matrices
from collabstudy.briefing import wordfile as word
from collabstudy.briefing import wordstyles as styles
from collabstudy.briefing.plain import plain, spaced
from collabstudy.briefing.words import capital

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_WIDTH = 160 / 25.4  # inches between the margins
_MARKS = {"present": "●", "absent": "○", "not_asked": "–", "not_coded": "×"}


def docx(briefing: b.Briefing) -> bytes:
    """The document's bytes: the same for the same briefing."""
    document = styles.empty(plain(briefing.title), plain(briefing.subtitle), briefing.language)
    writer = _Writer(document)
    writer.paragraph((b.Text(briefing.kind),), styles.KIND)
    writer.paragraph((b.Text(briefing.title),), "Title")
    writer.paragraph((b.Text(briefing.subtitle),), "Subtitle")
    if briefing.invented:
        writer.paragraph((b.Text(briefing.invented),), styles.NOTE)
    for section in briefing.sections:
        writer.paragraph((b.Text(section.title),), "Heading 1")
        writer.blocks(section.blocks)
    return word.to_bytes(document)


class _Writer:
    """Blocks into a document, one after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.boxes = 0
        self.writes: dict[type, Callable[[Any], None]] = {
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

    def blocks(self, items: Iterable[b.Block]) -> None:
        for item in items:
            self.writes[type(item)](item)

    def paragraph(self, line: b.Line, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        _fill(paragraph, line)
        return paragraph

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
            word.numbered_afresh(self.document, firsts)

    def quotation(self, item: b.Quotation) -> None:
        self.paragraph((b.Text(item.quote.text),), "Quote")
        self.paragraph((b.Text(capital(item.quote.attribution)),), styles.SOURCE)

    def citation(self, item: b.Citation) -> None:
        for block in item.blocks:
            if isinstance(block, b.Paragraph):
                self.paragraph(block.line, "Intense Quote")
            else:
                self.blocks((block,))

    def table(self, item: b.Table) -> None:
        self.caption("Table", item.number, item.caption).paragraph_format.keep_with_next = True
        self.grid([tuple((b.Text(column),) for column in item.columns), *item.rows], item.numeric)

    def grid(self, rows: Sequence[Sequence[b.Line]], numeric: Iterable[int] = ()) -> Table:
        """A table whose first row is its header."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        table: Table = self.document.add_table(len(rows), len(rows[0]), style=styles.TABLE)
        for at, row in enumerate(rows):
            for column, line in enumerate(row):
                paragraph = table.cell(at, column).paragraphs[0]
                paragraph.style = styles.CELL if at else styles.COLUMN
                _fill(paragraph, line)
                if column in numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        word.header_row(table)
        word.widths(table, [[_told(line) for line in column] for column in zip(*rows, strict=True)], _WIDTH)
        self.document.add_paragraph(style=styles.NOTE)
        return table

    def picture(self, item: b.Picture) -> None:
        from docx.shared import Inches

        holder = self.document.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(BytesIO(item.png), width=Inches(min(item.width, _WIDTH)))
        word.describe(shape, f"Figure {item.number}", plain(item.alt))
        self.caption("Figure", item.number, (b.Text(item.caption),))

    def caption(self, what: str, number: int, line: b.Line) -> Paragraph:
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.add_run(f"{what} ").bold = True
        word.field(paragraph, f"SEQ {what} \\* ARABIC", str(number))
        paragraph.add_run(". ").bold = True
        _fill(paragraph, line)
        return paragraph

    def matrix(self, item: b.Matrix) -> None:
        if item.picture:
            self.picture(replace(item.picture, number=item.number))
            return
        columns = matrices.columns(item)
        header = ((b.Text("Theme"),), *((b.Text(plain(group.name)),) for group in columns), (b.Text("Count"),))
        rows = [
            (
                (b.Text(row.name),),
                *((b.Text(_marked(mark)),) for mark in matrices.marks(item, row)),
                (b.Text(f"{row.present} of {row.of}"),),
            )
            for row in item.rows
        ]
        self.grid([header, *rows])
        key = "; ".join(f"{_MARKS[value]} {told}" for value, told in matrices.key(item).items())
        self.caption("Figure", item.number, (*item.caption, b.Text(f" {key}.")))

    def box(self, item: b.Box) -> None:
        from docx.shared import Twips

        first = len(self.document.paragraphs)
        self.paragraph((b.Text(item.name),), styles.BOX_TITLE)
        if item.facts:
            self.paragraph((b.Text(item.facts),), styles.BOX_SMALL)
        for block in item.blocks:
            if isinstance(block, b.Paragraph):
                self.paragraph(block.line, styles.BOX)
            else:
                self.blocks((block,))
        told = [f"{chip.name} {chip.number.text}" if chip.number else chip.name for chip in item.chips]
        last = self.paragraph((b.Text(" · ".join(told)),), styles.BOX_SMALL)
        last.paragraph_format.keep_with_next = False
        self.boxes += 1
        # Word runs paragraphs with the same indents into one box: neighbours differ by a twentieth of a point.
        for paragraph in self.document.paragraphs[first:]:
            paragraph.paragraph_format.right_indent = Twips(self.boxes % 2)

    def claims(self, item: b.Claims) -> None:
        header = ((b.Text("Result"),), (b.Text("Sentence"),), (b.Text("Count"),))
        rows = [
            (
                (b.Text(claim.result, strong=True),),
                (b.Text(claim.statement), *((b.Text(f" ({claim.note})", emphasis=True),) if claim.note else ())),
                claim.count,
            )
            for claim in item.claims
        ]
        self.grid([header, *rows], numeric=(2,))


def _marked(mark: b.Mark) -> str:
    return f"{_MARKS[mark.value]} {mark.passages}" if mark.passages else _MARKS[mark.value]


def _told(line: b.Line) -> str:
    return "".join(piece.text for piece in line)


def _fill(paragraph: Paragraph, line: b.Line) -> None:
    """Write a line; numbers are plain here, their passages are in the web page."""
    for piece in line:
        text = spaced(piece.text)
        if not isinstance(piece, b.Text):
            paragraph.add_run(text)
            continue
        address = piece.href if piece.href.startswith(("http://", "https://", "mailto:")) else ""
        run = word.link(paragraph, text, address) if address else paragraph.add_run(text)
        run.bold, run.italic = piece.strong or None, piece.emphasis or None
