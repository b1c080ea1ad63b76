"""Which lines of a PDF are set in italics, by the names of their fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from collabstudy.io.importers._pdf_lines import Line, Pen

ITALIC = re.compile(rb"ital|obliq|slant|kursiv", re.IGNORECASE)


def slanted_lines(opened: Any, pages: Iterable[list[Line]]) -> frozenset[tuple[int, int]]:
    """The page and the place in its text of each line whose first and last letters are italic."""
    return frozenset(place for number, lines in enumerate(pages) for place in _of_page(opened[number], lines))


def _of_page(page: Any, lines: list[Line]) -> Iterator[tuple[int, int]]:
    textpage = page.get_textpage()
    pen = Pen(textpage, textpage.get_text_range())
    for line in lines:
        letters = [at for at, character in enumerate(line.text) if character.isalpha()]
        ends = (letters[0], letters[-1]) if letters and line.plain else ()
        if ends and all(_is_italic(pen, line.start + at) for at in ends):
            yield line.page, line.start


def _is_italic(pen: Pen, at: int) -> bool:
    size = pen.pdfium.FPDFText_GetFontInfo(pen.handle, pen.index(at), pen.name, 128, pen.flags)
    return 0 < size <= 128 and ITALIC.search(pen.name.value) is not None
