"""The lines of a PDF page with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

PdfPage = Any  # pypdfium2 has no types
TextPage = Any

LINE_END_HYPHEN = re.compile("[\ufffe\u0002]")
"""What pdfium puts where it takes a hyphen at a line's end for a hyphenation and goes on without a line break."""
NUMBER_FIRST = re.compile(r"(\d{1,4})(?:[.:)]?[ \t\u00a0]+)(?=\S)")
BOLD = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line on a page, in points from the page's lower left corner.

    `top` and `bottom` are those of the font, the same for every line of one font and size; `after` is where the text
    begins that follows a number at the line's start; `start` is the line's place in the page's text.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    hyphen: bool = False
    after: float = 0.0
    start: int = 0
    cells: tuple[str, ...] = ()
    """What the cells say where the line is a row of a table."""
    plain: bool = True
    """Whether its text stands in one piece in the text of the page, from `start` on."""

    @property
    def height(self) -> float:
        """The height of the font: a little more than its size."""
        return self.top - self.bottom


def lines_of(page: PdfPage, number: int) -> tuple[list[Line], Pen]:
    """The lines of a page in the order in which the file draws them, without those outside the page."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    left, bottom, right, top = page.get_bbox()
    pen = Pen(textpage, text)
    lines = [
        line
        for start, end, hyphen in physical_lines(text)
        if (line := pen.line(start, end, number, hyphen=hyphen)) is not None
    ]
    inside = [
        line
        for line in lines
        if left <= (line.left + line.right) / 2 <= right and bottom <= (line.bottom + line.top) / 2 <= top
    ]
    return with_raised_words(inside), pen


def with_raised_words(lines: list[Line]) -> list[Line]:
    """The lines, those put together that stand beside each other and only a little higher (a raised number)."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before is None or before.hyphen or not goes_on_beside(before, line):
            made.append(line)
            continue
        space = " " if line.left - before.right > 0.2 * before.height else ""
        after = line.left if before.text.isdigit() else before.after
        text = f"{before.text}{space}{line.text}"
        made[-1] = replace(before, text=text, right=line.right, hyphen=line.hyphen, after=after, plain=False)
    return made


def goes_on_beside(before: Line, line: Line) -> bool:
    """Whether a line begins where the one before ends, at about the same height."""
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    return (
        overlap > 0.5 * min(before.height, line.height)
        and -2 < line.left - before.right < 0.6 * before.height
        and abs(before.bottom - line.bottom) < 0.6 * before.height
    )


def physical_lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each line that holds something, and whether it ends with a hyphen."""
    at = 0
    for chunk in text.split("\r\n"):
        start = at
        for hyphen in LINE_END_HYPHEN.finditer(chunk):
            yield start, at + hyphen.start(), True
            start = at + hyphen.end()
        if text[start : at + len(chunk)].strip():
            yield start, at + len(chunk), False
        at += len(chunk) + 2


class Pen:
    """Asks pdfium where the characters of a page's text stand."""

    def __init__(self, textpage: TextPage, text: str) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium, self.textpage, self.text = pdfium, textpage, text
        self.handle, self.box_of = textpage.raw, pdfium.FPDFText_GetLooseCharBox
        self.exact = textpage.count_chars() == len(text)
        self.box = pdfium.FS_RECTF()
        self.box_at = ctypes.byref(self.box)
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()

    def index(self, at: int) -> int:
        """The number of a character of the text in pdfium's own counting."""
        return at if self.exact else max(self.pdfium.FPDFText_GetCharIndexFromTextIndex(self.handle, at), 0)

    def place(self, at: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character, as high as its font."""
        self.box_of(self.handle, self.index(at), self.box_at)
        return self.box.left, self.box.bottom, self.box.right, self.box.top

    def bold(self, at: int) -> bool:
        """Whether a character is set in a bold font."""
        size = self.pdfium.FPDFText_GetFontInfo(self.handle, self.index(at), self.name, 128, ctypes.byref(self.flags))
        return 0 < size <= 128 and is_bold(self.name.value)

    def line(self, start: int, end: int, page: int, *, hyphen: bool) -> Line | None:
        """The line between two places of the text, or None where there is nothing but space."""
        raw = self.text[start:end]
        text = raw.strip()
        if not text:
            return None
        first = start + len(raw) - len(raw.lstrip())
        last = first + len(text) - 1
        left, bottom, right, top = self.place(first)
        bold = self.bold(first)
        if last > first:
            _, low, right, high = self.place(last)
            bottom, top = min(bottom, low), max(top, high) if abs(high - top) < top - bottom else top
            bold = bold and self.bold(last)
        number = NUMBER_FIRST.match(text)
        after = self.place(first + number.end())[0] if number else left
        return Line(text, page, left, bottom, right, top, bold, hyphen, after, first)

    def spaces(self, line: Line) -> Iterator[tuple[float, float, int]]:
        """Where each space in a line begins and ends, and its place in the line's text."""
        at = line.text.find(" ") if line.plain else -1
        while at >= 0:
            if line.text[at + 1] != " ":
                yield self.place(line.start + at - 1)[2], self.place(line.start + at + 1)[0], at
            at = line.text.find(" ", at + 1)

    def widest_space(self, line: Line) -> tuple[float, float, int]:
        """The widest space in a line, (0, 0, 0) if there is none."""
        return max(self.spaces(line), key=lambda space: space[1] - space[0], default=(0.0, 0.0, 0))


@cache
def is_bold(font: bytes) -> bool:
    """Whether a font is bold by its name."""
    return BOLD.search(font) is not None


def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script that writes no spaces between words (Chinese, Japanese)."""
    return "\u3000" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"
