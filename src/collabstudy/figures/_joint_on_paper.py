"""Topics by codes, drawn on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.figures import look
from collabstudy.figures._joint import Cell, Matrix
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SMALL, SIZE = 6.8, 7.6  # points
ROW, LEFT, NAME, RIGHT, MOST_PITCH = 6.4, 50.0, 40.0, 15.0, 8.5  # millimetres


def draw(matrix: Matrix) -> Figure:
    """The matrix as wide as the text of a page."""
    with look.style():
        left = 6 + min(LEFT, max((width_of(look.plain(name), SIZE) for name in matrix.topics), default=0))
        pitch = min(MOST_PITCH, (look.PAGE - left - RIGHT) / (len(matrix.codes) + 1.6))
        heads = [shortened(name, SMALL, NAME) for name in (*matrix.codes, "under no code")]
        upright = pitch < 4.5
        head = max(width_of(name, SMALL) for name in heads) * (1 if upright else 0.8) + 4
        sheet = page(head + ROW * len(matrix.topics) + 10)
        places = [left + pitch * (at + 0.5) for at in range(len(matrix.codes))]
        places.append(left + pitch * (len(matrix.codes) + 1))
        for x, name in zip(places, heads, strict=True):
            turned = 90 if upright else 52
            sheet.text(x + 0.8, head - 2, name, SMALL, rotation=turned, rotation_mode="anchor", ha="left")
        largest = 0.49 * min(pitch, ROW)
        for cell in matrix.cells:
            _cell(sheet, matrix, cell, places[cell.x], head + ROW * (cell.y + 0.5), largest)
        for y, name in enumerate(matrix.topics):
            told = shortened(name, SIZE, left - 6)
            _topic(sheet, matrix, y, told, left, places[-1], head + ROW * (y + 0.5), largest)
        _key(sheet, head + ROW * len(matrix.topics) + 5)
    return sheet.figure


def _cell(sheet: Page, matrix: Matrix, cell: Cell, x: float, y: float, largest: float) -> None:
    if cell.passages:
        sheet.dot(x, y, largest * matrix.size(cell.passages), color=matrix.colours[cell.x])
    if cell.expected:
        ring = {"facecolor": "none", "edgecolor": cell.ring, "color": None, "lw": 0.6}
        sheet.dot(x, y, largest * matrix.size(cell.expected), **ring)


def _topic(sheet: Page, matrix: Matrix, at: int, name: str, left: float, x: float, y: float, largest: float) -> None:
    sheet.text(left - 2, y, name, SIZE, ha="right", va="center_baseline")
    half = 0.8 * largest * matrix.side(matrix.bare[at])
    sheet.box(x - half, y - half, 2 * half, 2 * half, color=look.WARM)
    told = f"{matrix.bare[at]} of {matrix.read[at]}"
    sheet.text(x + largest + 2, y, told, SMALL, va="center_baseline")


def _key(sheet: Page, y: float) -> None:
    at = 2.0
    ring = {"facecolor": "none", "edgecolor": look.MARK, "color": None, "lw": 0.6}
    for told in ("passages of the topic with the code", "by chance alone", "under no code"):
        if told == "under no code":
            sheet.box(at - 1.4, y - 1.4, 2.8, 2.8, color=look.WARM)
        else:
            sheet.dot(at, y, 1.5, **(ring if told == "by chance alone" else {}))
        sheet.text(at + 3, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += width_of(told, SMALL) + 9
