"""Lines of the briefing as paragraphs of the Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.briefing import blocks as b
from collabstudy.briefing.plain import spaced
from collabstudy.briefing.word import file as word
from collabstudy.briefing.word import names as styles
from collabstudy.briefing.word import page as wordpage
from collabstudy.briefing.word.styles import Styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


class Lines:
    """A document and its styles, and what writes a line into it."""

    def __init__(self, document: Document, briefing: b.Briefing) -> None:
        self.document, self.briefing = document, briefing
        self.styles = Styles(document, own=bool(briefing.template), chosen=briefing.styles)
        self.labels = briefing.labels
        self.width = wordpage.text_width(document)

    def paragraph(self, line: b.Line, style: str) -> Paragraph:
        """A paragraph at the end of the document; `style` is our name for its style."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        self.fill(paragraph, line)
        return paragraph

    def fill(self, paragraph: Paragraph, line: b.Line) -> None:
        """Write a line; numbers are plain here, where their passages stand is in the appendix."""
        for piece in line:
            if isinstance(piece, b.Statement):
                self.statement(paragraph, piece)
            else:
                _piece(paragraph, piece)

    def statement(self, paragraph: Paragraph, piece: b.Statement) -> None:
        """A sentence that is not so, or not so any more: struck out if it is broken, and what is known beside it."""
        for inner in piece.line:
            run = _piece(paragraph, inner)
            if piece.result == "broken":
                run._r.style = self.styles[styles.STRUCK]
        note = paragraph.add_run(f" [{spaced(piece.told)}]")
        note._r.style = self.styles[styles.RESULTS[piece.result]]


def _piece(paragraph: Paragraph, piece: b.Text | b.Number) -> Any:
    text = spaced(piece.text)
    if not isinstance(piece, b.Text):
        return paragraph.add_run(text)
    address = piece.href if piece.href.startswith(("http://", "https://", "mailto:")) else ""
    run = word.link(paragraph, text, address) if address else paragraph.add_run(text)
    run.bold, run.italic = piece.strong or None, piece.emphasis or None
    return run
