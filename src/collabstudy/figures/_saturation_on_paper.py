"""The accumulation of codes, drawn on a page: the whole over the width, groups two beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabstudy.figures import look
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from collabstudy.figures.saturation import Panel

TALL, LOW = 62.0, 46.0  # millimetres
HEAD, FOOT, LEFT, APART = 7.0, 13.0, 9.0, 6.0
SMALL = 6.8  # points
KEY = 8.0


def draw(panels: Sequence[Panel]) -> Figure:
    """All panels, and a key below them."""
    whole, *groups = panels
    with look.style():
        height = TALL + LOW * -(-len(groups) // 2) + KEY
        sheet = page(height)
        _Frame(whole, 0, 0, look.PAGE, TALL).draw(sheet)
        wide = (look.PAGE - APART) / 2
        for at, panel in enumerate(groups):
            _Frame(panel, (wide + APART) * (at % 2), TALL + LOW * (at // 2), wide, LOW).draw(sheet)
        _key(sheet, height - 3)
    return sheet.figure


@dataclass(frozen=True)
class _Frame:
    """Where a panel stands; lengths are millimetres."""

    panel: Panel
    left: float
    top: float
    width: float
    height: float

    def draw(self, sheet: Page) -> None:
        panel = self.panel
        name = shortened(panel.title, 8, self.width - 4, bold=True)
        sheet.text(self.left, self.top + 4, name, 8, weight="bold", color=look.SOFT)
        self._behind(sheet)
        steps = range(1, len(panel.labels) + 1)
        xs = [self.x(step) for step in steps]
        band = [*map(self.y, panel.low), *map(self.y, reversed(panel.high))]
        sheet.axes.fill([*xs, *reversed(xs)], band, color=look.LINE, lw=0)
        half = min(2.2, 0.22 * self.pitch)
        for x, new in zip(xs, panel.new, strict=True):
            if new:
                sheet.box(x - half, self.y(new), 2 * half, self.y(0) - self.y(new), color=look.MARK)
        sheet.line(*zip(xs, map(self.y, panel.expected), strict=True), color=look.SOFT, lw=1, linestyle=(0, (4, 2)))
        sheet.line(*zip(xs, map(self.y, panel.cumulative), strict=True), color=look.ACCENT, lw=1.7)
        for x, value in zip(xs, panel.cumulative, strict=True):
            sheet.dot(x, self.y(value), min(1.0, 0.3 * self.pitch))
        self._axes(sheet, xs)
        self._run(sheet)

    @property
    def pitch(self) -> float:
        return (self.width - LEFT - 2) / max(len(self.panel.labels), 1)

    def x(self, step: float) -> float:
        return self.left + LEFT + self.pitch * (step - 0.5)

    def y(self, value: float) -> float:
        room = self.height - HEAD - FOOT
        return self.top + HEAD + room * (1 - value / self.panel.top)

    def _behind(self, sheet: Page) -> None:
        end = min(self.panel.base, len(self.panel.labels))
        top = self.top + HEAD
        sheet.box(self.x(0.5), top, self.pitch * end, self.y(0) - top, color="#eef5f4")
        if self.pitch * end > width_of("base", SMALL) + 2:
            sheet.text(self.x(0.5) + 1, top + 3, "base", SMALL, color=look.SOFT)

    def _axes(self, sheet: Page, xs: Sequence[float]) -> None:
        base, end = self.y(0), self.x(len(xs) + 0.5)
        sheet.line((self.x(0.5), base), (end, base), color=look.MARK)
        most = self.panel.cumulative[-1]
        marks = [0, most] if most < 3 else [0, most // 2, most]
        for mark in marks:
            sheet.text(self.x(0.5) - 1.5, self.y(mark), f"{mark}", SMALL, ha="right", va="center_baseline")
        every = max(1, -(-int(max(width_of(label, SMALL) for label in self._labels) + 1.5) // max(self.pitch, 0.1)))
        for at in range(0, len(xs), int(every)):
            sheet.text(xs[at], base + 4, self._labels[at], SMALL, ha="center", color=look.SOFT)

    @property
    def _labels(self) -> tuple[str, ...]:
        """The names, or their numbers where names are long or many."""
        named = tuple(look.plain(label) for label in self.panel.labels)
        if max(map(len, named)) > 5:
            return tuple(str(at) for at in range(1, len(named) + 1))
        return named

    def _run(self, sheet: Page) -> None:
        """The bracket under the run, and a line where saturation is reached."""
        if self.panel.at is None:
            return
        start, end, low = self.x(self.panel.at + 0.5), self.x(self.panel.at + self.panel.run + 0.5), self.y(0) + 6
        sheet.line((start, self.top + HEAD), (start, low), color=look.WARM, lw=0.9, linestyle=(0, (1.5, 1.5)))
        sheet.line((start, low - 1.2), (start, low), (end, low), (end, low - 1.2), color=look.WARM, lw=1)
        told = f"run of {self.panel.run}"
        sheet.text((start + end) / 2, low + 3, told, SMALL, ha="center", color=look.WARM)


def _key(sheet: Page, y: float) -> None:
    at = 0.0
    for told in ("in this order", "all orders on average", "95 of 100 orders", "new codes"):
        if told == "in this order":
            sheet.line((at, y), (at + 7, y), color=look.ACCENT, lw=1.7)
            sheet.dot(at + 3.5, y, 1.0)
        elif told == "all orders on average":
            sheet.line((at, y), (at + 7, y), color=look.SOFT, lw=1, linestyle=(0, (4, 2)))
        else:
            sheet.box(at, y - 1.5, 7, 3, color=look.LINE if told == "95 of 100 orders" else look.MARK)
        sheet.text(at + 8.5, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += 14 + width_of(told, SMALL)
