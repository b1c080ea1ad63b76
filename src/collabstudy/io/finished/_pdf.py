"""The paragraphs of a PDF with their pages, those that are set further in than the text, and their notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.attributions import clean, is_attribution
from collabstudy.io.finished._looks import INDENTED, slanted
from collabstudy.io.finished._paragraph import Look, Paragraph
from collabstudy.io.finished._pdf_slants import slanted_lines
from collabstudy.io.importers import _pdf_document as document
from collabstudy.io.importers._pdf_columns import in_reading_order
from collabstudy.io.importers._pdf_furniture import without_furniture
from collabstudy.io.importers._pdf_paragraphs import Paragraph as Lines
from collabstudy.io.importers._pdf_paragraphs import Setting, paragraphs_of, setting_of
from collabstudy.io.importers._pdf_words import text_of, words_of

if TYPE_CHECKING:
    from collabstudy.io.source import Source

_SIGN = re.compile(r"(?:(?<=[”\"’»“.,!?])[ ]?|(?<=[^\W\d_]))(\d{1,3})(?=[\s.,;)]|$)")
_NOTE = re.compile(r"(\d{1,3})\.?\s+(?=\S)")
_MARKS = re.compile('[“"„«‘]')
_FURTHEST = 120.0
"""In points: what begins further in than that is set to the right or in the middle."""
_MARGIN = 0.1
"""Of the lines: where that many begin is an edge of the text."""


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The paragraphs of a PDF; what `pdf.read` gives, and raises."""
    opened = document.open_pdf(source)
    try:
        pages = [document.page_lines(opened, number) for number in range(len(opened))]
        slants = slanted_lines(opened, pages)
    finally:
        opened.close()
    if not any(pages):
        raise SourceError("the PDF holds no text, only pictures of pages (a scan)", hint=document.OCR, file=source.path)
    kept, _ = without_furniture(pages)
    kept = [in_reading_order(lines) for lines in kept]
    setting, words = setting_of(kept), words_of(kept)
    found = [part for lines in paragraphs_of(kept, setting) for part in _parted(lines, words)]
    edges, rows = _edges(found), 0
    made: list[Paragraph] = []
    for lines in found:
        if lines.is_table:
            rows += 1
            made += _cells(lines, rows)
            rows += len(lines.lines)
            continue
        text = text_of(lines, words)
        italic = all((line.page, line.start) in slants for line in lines.lines)
        look = "heading" if _is_heading(lines, text, setting, italic=italic) else _look(lines, edges)
        paragraph = Paragraph(text, look, page=lines.page + 1)
        made.append(slanted(paragraph) if italic else paragraph)
    yield from _with_notes([paragraph for paragraph in made if paragraph.text.strip()])


def _parted(lines: Lines, words: frozenset[str]) -> list[Lines]:
    """A credit or note that ends a column or page, and what only seems to go on from it at the top of the next."""
    tops = (
        n for n, (a, b) in enumerate(pairwise(lines.lines), 1) if (a.page, -a.top) > (b.page, -b.top) or a.page < b.page
    )
    at = next(tops, 0)
    if not at or lines.is_table:
        return [lines]
    head, rest = Lines(lines.lines[:at]), Lines(lines.lines[at:])
    text = text_of(head, words)
    ends = not _MARKS.search(text) and (_NOTE.match(text) is not None or is_attribution(clean(text), sure=False))
    return [head, rest] if ends else [lines]


def _cells(table: Lines, row: int) -> Iterator[Paragraph]:
    """The cells of a table, those of one line in one row."""
    for at, line in enumerate(table.lines):
        for cell in line.cells:
            yield Paragraph(cell, part="table", page=line.page + 1, row=row + at)


def _edges(found: Sequence[Lines]) -> list[float]:
    """Where the lines of the text begin: one edge for each column and kind of page."""
    lefts = Counter(round(line.left / 3) * 3 for lines in found if not lines.is_table for line in lines.lines)
    total = sum(lefts.values())
    return sorted(left for left, lines in lefts.items() if lines >= _MARGIN * total)


def _is_heading(lines: Lines, text: str, setting: Setting, *, italic: bool) -> bool:
    """Whether it is set as a heading; what is only bold and italic is a quotation that stands out."""
    size = document.look(lines, setting)
    return size is not None and document.may_be_heading(text) and not (italic and size == 1)


def _look(lines: Lines, edges: Sequence[float]) -> Look:
    """A paragraph all of whose lines begin further in than the text may be a quotation."""
    left = min(line.left for line in lines.lines)
    within = [left - edge for edge in edges if INDENTED <= left - edge <= _FURTHEST]
    own = any(abs(left - edge) < INDENTED for edge in edges)
    return "indented" if within and (not own or min(within) < _FURTHEST) else ""


def _with_notes(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, each with the notes whose numbers follow a mark in it; notes stand last, and are told apart.

    Notes end a page, or the document; of those at its end each number is good for all pages.
    """
    places = set(_at_ends(found))
    last = len(found)
    while last - 1 in places:
        last -= 1
    notes: dict[tuple[int | None, str], Paragraph] = {}
    for place in sorted(places):
        number = _NOTE.match(found[place].text)
        if number:
            notes.setdefault((found[place].page, number[1]), found[place])
            if place >= last:
                notes.setdefault((None, number[1]), found[place])
    for place, paragraph in enumerate(found):
        if place not in places:
            yield _signed(paragraph, notes)
    for place in sorted(places):
        text = _NOTE.sub("", found[place].text, count=1)
        yield replace(found[place], text=text, part="note", look="")


def _at_ends(found: Sequence[Paragraph]) -> Iterator[int]:
    """The places of the notes: numbered paragraphs that end the document, or a page that has their signs above."""
    signs = {(paragraph.page, sign) for paragraph in found for sign in _SIGN.findall(paragraph.text)}
    behind, ending, below = True, True, None
    for place in range(len(found) - 1, -1, -1):
        page, number = found[place].page, _NOTE.match(found[place].text)
        behind = behind and number is not None
        ending = number is not None and (ending or page != below)
        if number and ending and (behind or (page, number[1]) in signs):
            yield place
        below = page


def _signed(paragraph: Paragraph, notes: Mapping[tuple[int | None, str], Paragraph]) -> Paragraph:
    """A paragraph without the signs of its notes, which are put beside it."""
    text, told, at = "", [], 0
    for sign in _SIGN.finditer(paragraph.text):
        note = notes.get((paragraph.page, sign[1])) or notes.get((None, sign[1]))
        if note is not None:
            text += paragraph.text[at : sign.start()]
            told.append((len(text), note.text))
            at = sign.end()
    return replace(paragraph, text=text + paragraph.text[at:], notes=tuple(told)) if told else paragraph
