"""The text of a PDF in reading order, from where pdfium finds its letters."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, Piece, lay_out
from collabstudy.io.headings import is_dated
from collabstudy.io.importers._office import sensible
from collabstudy.io.importers._pdf_columns import drawn_across_columns, in_reading_order
from collabstudy.io.importers._pdf_furniture import without_furniture
from collabstudy.io.importers._pdf_lines import Line, lines_of
from collabstudy.io.importers._pdf_paragraphs import Paragraph, Setting, paragraphs_of, setting_of
from collabstudy.io.importers._pdf_tables import with_cells
from collabstudy.io.importers._pdf_words import text_of, words_of
from collabstudy.io.prose import masthead

if TYPE_CHECKING:
    from collabstudy.io.source import Source

HEADING_WORDS = 20
LARGER = 1.15
"""How much larger than the text a heading is set, unless it is bold."""
OCR = "run it through OCR first (for instance `ocrmypdf in.pdf out.pdf`)"


def draft(source: Source) -> Draft:
    """The text in reading order; what `pdf.read` gives, and raises."""
    document = open_pdf(source)
    try:
        pages = [page_lines(document, number) for number in range(len(document))]
        metadata = title_in_properties(document)
    finally:
        document.close()
    if not any(pages):
        raise SourceError("the PDF holds no text, only pictures of pages (a scan)", hint=OCR, file=source.path)
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    kept, remarks = without_furniture(pages)
    kept = [in_reading_order(lines) for lines in kept]
    setting, words = setting_of(kept), words_of(kept)
    paragraphs = paragraphs_of(kept, setting)
    text, blocks = lay_out(pieces_of(paragraphs, setting, words))
    if not text:
        raise SourceError("the PDF holds nothing but running heads and page numbers", hint=OCR, file=source.path)
    if empty:
        remarks.append(f"no text on page {', '.join(empty)} (empty, or a picture)")
    title = metadata if metadata and masthead(text, blocks)[0] is None else None
    return Draft(text, blocks, title, None, None, None, tuple(remarks))


def open_pdf(source: Source) -> Any:
    """The file, opened by pdfium.

    Raises:
        SourceError: it cannot be opened, and why.
    """
    import pypdfium2

    if b"%%EOF" not in source.data[-4096:] and b"startxref" not in source.data[-4096:]:
        raise SourceError("the PDF breaks off: its end is missing", hint="ask for a complete copy", file=source.path)
    try:
        document = pypdfium2.PdfDocument(source.data)
        if len(document) == 0:
            raise SourceError("the PDF has no pages", hint="ask for another copy", file=source.path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                "the PDF is protected by a password", hint="save a copy without the password", file=source.path
            ) from error
        raise SourceError("the PDF is damaged", hint="ask for another copy", file=source.path) from error
    return document


def page_lines(document: Any, number: int) -> list[Line]:
    """The lines of one page as drawn, columns apart; none where the page itself is damaged."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    lines, pen = lines_of(page, number)
    ordered = with_cells(drawn_across_columns(lines, pen), pen)
    pen.textpage.close()
    page.close()
    return ordered


def pieces_of(paragraphs: list[Paragraph], setting: Setting, words: frozenset[str]) -> list[Piece]:
    """Pieces of text; headings are short and larger than the text, or bold, and the largest stands highest."""
    texts = [text_of(paragraph, words) for paragraph in paragraphs]
    often = {text for text, times in Counter(texts).items() if times > 2}
    looks = [
        None if paragraph.is_table or text in often or not may_be_heading(text) else look(paragraph, setting)
        for paragraph, text in zip(paragraphs, texts, strict=True)
    ]
    ranks = {
        rank: level for level, rank in enumerate(sorted({rank for rank in looks if rank is not None}, reverse=True), 1)
    }
    return [
        Piece(text, "table") if paragraph.is_table
        else Piece(text) if rank is None
        else Piece(text, "heading", min(ranks[rank], 6))
        for paragraph, text, rank in zip(paragraphs, texts, looks, strict=True)
    ]  # fmt: skip


def look(paragraph: Paragraph, setting: Setting) -> int | None:
    """How large a heading is set (in points; 1 for one that is only bold), or None for text."""
    if paragraph.height > LARGER * setting.height:
        return round(paragraph.height)
    return 1 if paragraph.bold else None


def may_be_heading(text: str) -> bool:
    """Whether words can be those of a heading: few, no sentence, no label or time of somebody speaking."""
    return (
        len(text.split()) <= HEADING_WORDS
        and any(character.isalpha() for character in text)
        and not re.search(r"[.,;:…]$|\d:\d\d", text)
        and not is_dated(text)
    )


def title_in_properties(document: Any) -> str | None:
    """The title in the file's properties, if a person gave it."""
    title = document.get_metadata_dict().get("Title", "")
    return " ".join(title.split()) if sensible(title) else None
