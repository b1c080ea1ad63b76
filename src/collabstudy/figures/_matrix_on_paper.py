"""A matrix of marks, drawn on a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import TYPE_CHECKING

from collabstudy.compare.table import clusters
from collabstudy.figures import look
from collabstudy.figures._matrix import Column, Kind, Matrix, Row
from collabstudy.figures._page import Page, in_the_middle, page, shortened, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZE, SMALL = 8.0, 6.8  # points
MOST_LABEL, MOST_NAME, MOST_COLUMNS = 56.0, 36.0, 26  # millimetres, millimetres, columns side by side
GAP = 3.2  # between clusters
KEY = 9.0


def draw(matrix: Matrix) -> Figure:
    """The matrix as wide as the text of a page; more columns than fit side by side go into a further panel below."""
    with look.style():
        panels = _panels(matrix)
        sheet = page(sum(panel.height for panel in panels) + KEY)
        top = 0.0
        for panel in panels:
            panel.draw(sheet, top)
            top += panel.height
        _key(sheet, matrix, top + 4.5)
    return sheet.figure


def _panels(matrix: Matrix) -> list[_Panel]:
    count = max(1, -(-len(matrix.columns) // MOST_COLUMNS))
    each = max(1, -(-len(matrix.columns) // count))
    starts = range(0, max(1, len(matrix.columns)), each)
    return [_Panel(matrix, matrix.columns[at : at + each], count) for at in starts]


@dataclass(frozen=True)
class _Panel:
    """Some of the columns with all rows; lengths are millimetres."""

    matrix: Matrix
    columns: tuple[Column, ...]
    panels: int = 1

    @cached_property
    def row_height(self) -> float:
        """As much as lets all panels stand on one page, if it can be read at all."""
        return max(3.9, min(6.4, (240 - 45 * self.panels) / max(len(self.matrix.rows) * self.panels, 1)))

    @cached_property
    def text_size(self) -> float:
        return SIZE if self.row_height > 5 else SMALL

    @cached_property
    def left(self) -> float:
        """Where the marks begin: as much as the longest name needs, in one line or two."""
        named = [look.plain(row.name) for row in self.matrix.rows if not row.heading]
        widest = max((width_of(name, self.text_size) for name in named), default=0)
        return min(widest, MOST_LABEL) + 4

    @cached_property
    def right(self) -> float:
        told = [width_of("".join(row.right), self.text_size, bold=True) for row in self.matrix.rows]
        return max(told, default=0) + (4 if any(told) else 0)

    @cached_property
    def pitch(self) -> float:
        room = look.PAGE - self.left - self.right - GAP * (len(clusters(self.columns)) - 1)
        return min(10.5, room / max(1, len(self.columns)))

    @cached_property
    def places(self) -> tuple[float, ...]:
        """The middle of each column."""
        found, at, cluster = [], self.left, None
        for column in self.columns:
            at += GAP if cluster is not None and column.cluster != cluster else 0
            cluster = column.cluster
            found.append(at + self.pitch / 2)
            at += self.pitch
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        names = [shortened(column.name, self.text_size, MOST_NAME) for column in self.columns]
        return tuple(
            in_the_middle(column.name, self.text_size, MOST_NAME) if names.count(name) > 1 else name
            for column, name in zip(self.columns, names, strict=True)
        )

    @cached_property
    def end(self) -> float:
        """Where the lines end: right of the totals, which stand close to the marks when there are few."""
        return min(look.PAGE, (self.places[-1] if self.places else self.left) + self.pitch / 2 + 6 + self.right)

    @cached_property
    def angle(self) -> float:
        """The flattest in which names neither touch nor leave the page."""
        line = 1.25 * self.text_size * look.POINT
        for angle in (48, 60, 75):
            wide = cos(radians(angle))
            ends = (x + width_of(name, self.text_size) * wide for x, name in zip(self.places, self.names, strict=True))
            if self.pitch * sin(radians(angle)) >= line and max(ends, default=0) <= look.PAGE - 1:
                return angle
        return 90

    @cached_property
    def head(self) -> float:
        """The height of clusters and names above the first row."""
        longest = max((width_of(name, self.text_size) for name in self.names), default=0)
        clusters = 5 if any(column.cluster for column in self.columns) else 0
        return clusters + longest * sin(radians(self.angle)) + 5

    @cached_property
    def height(self) -> float:
        return self.head + sum(self._height(row) for row in self.matrix.rows) + 3

    def _height(self, row: Row) -> float:
        return self.row_height + (1.2 if row.heading else 0)

    def draw(self, sheet: Page, top: float) -> None:
        self._clusters(sheet, top)
        for x, name in zip(self.places, self.names, strict=True):
            upright = self.angle == 90
            sheet.text(
                x + (self.text_size * look.POINT * 0.35 if upright else 0.6),
                top + self.head - 2.2,
                name,
                self.text_size,
                rotation=self.angle,
                rotation_mode="anchor",
                ha="left",
            )
        at = top + self.head
        before = None
        for row in self.matrix.rows:
            if before is not None and row.branch != before:
                sheet.line((0, at), (self.end, at))
            before = row.branch
            self._row(sheet, row, at)
            at += self._height(row)

    def _clusters(self, sheet: Page, top: float) -> None:
        at = 0
        for name, count in clusters(self.columns):
            start = self.places[at] - self.pitch / 2
            end = self.places[at + count] - self.pitch / 2 - GAP if at + count < len(self.places) else look.PAGE
            if name:
                told = shortened(look.plain(name).upper(), SMALL, max(end - start, 8), bold=True)
                sheet.text(start + 1, top + 3, told, SMALL, weight="bold", color=look.SOFT)
            if at:
                x = start - GAP / 2
                sheet.line((x, top + self.head - 1), (x, top + self.height - 3), linestyle=(0, (1.5, 3)))
            at += count

    def _row(self, sheet: Page, row: Row, top: float) -> None:
        middle = top + self._height(row) / 2 + (0.8 if row.heading else 0)
        self._label(sheet, row, middle)
        if row.heading:
            return
        for x, column in zip(self.places, self.columns, strict=True):
            found = self.matrix.marks[column.id, row.id]
            mark(sheet, found.kind, x, middle, self._radius(found.amount), row.colour)
        strong, rest = row.right
        sheet.text(self.end, middle, rest, self.text_size - 0.6, ha="right", va="center_baseline", color=look.SOFT)
        x = self.end - width_of(rest, self.text_size - 0.6)
        sheet.text(x, middle, strong, self.text_size, ha="right", va="center_baseline", weight="bold")

    def _radius(self, amount: float) -> float:
        largest = 0.44 * min(self.pitch, self.row_height)
        return largest * (0.5 + 0.5 * self.matrix.size(amount))

    def _label(self, sheet: Page, row: Row, middle: float) -> None:
        if row.heading:
            told = shortened(row.name, SMALL + 0.4, look.PAGE - 2, bold=True)
            sheet.text(
                0, middle, told, SMALL + 0.4, weight="bold", color=look.readable(row.colour), va="center_baseline"
            )
            return
        lines = wrapped(row.name, self.text_size, MOST_LABEL, 2 if self.row_height > 6 else 1)
        size = self.text_size if len(lines) == 1 else SMALL
        for place, line in enumerate(lines):
            y = middle + (place - (len(lines) - 1) / 2) * size * look.POINT * 1.12
            sheet.text(self.left - 3, y, line, size, ha="right", va="center_baseline")


def mark(sheet: Page, kind: Kind, x: float, y: float, radius: float, colour: str) -> None:
    small = min(radius, 1.6) if kind != "dot" else radius
    if kind == "dot":
        sheet.dot(x, y, radius, color=colour)
    elif kind == "ring":
        sheet.dot(x, y, small, facecolor="none", edgecolor=look.MARK, color=None, lw=0.9)
    elif kind == "dash":
        sheet.line((x - small, y), (x + small, y), color=look.MARK, lw=1.1)
    elif kind == "cross":
        sheet.line((x - small * 0.8, y - small * 0.8), (x + small * 0.8, y + small * 0.8), color=look.WARM, lw=0.9)
        sheet.line((x - small * 0.8, y + small * 0.8), (x + small * 0.8, y - small * 0.8), color=look.WARM, lw=0.9)


def _key(sheet: Page, matrix: Matrix, y: float) -> None:
    """What the marks mean, in one line; two where it is too long for one."""
    at = 0.0
    for kind, told in matrix.key:
        needed = 5 + width_of(told, SMALL) + 5
        if at + needed - 5 > look.PAGE:
            at, y = 0.0, y + 4
        mark(sheet, kind, at + 1.8, y, 1.4, look.ACCENT)
        sheet.text(at + 4.6, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += needed
