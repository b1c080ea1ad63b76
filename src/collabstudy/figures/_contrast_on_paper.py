"""A contrast, drawn on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.compare.claiming.claims import Tally
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.contrasting.telling import k_of_n, ps
from collabstudy.compare.table import Group, labels
from collabstudy.figures import look
from collabstudy.figures._contrast import KINDS, places, values
from collabstudy.figures._matrix_on_paper import mark
from collabstudy.figures._page import Page, page, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAME, HEAD, KEY, GAP = 52.0, 13.0, 12.0, 4.0  # millimetres
DIFFERENCE, P = 31.0, 13.0
SIZE, SMALL = 8.0, 6.8  # points
MOST_GROUPS = 6  # side by side
SMALLEST = 1.5  # between marks; closer ones are drawn as a bar
LARGEST = 4.2


def draw(contrast: Contrast) -> Figure:
    """The groups side by side, as wide as the text of a page; more than fit go into a further panel below."""
    with look.style():
        panels = _panels(contrast)
        sheet = page(sum(panel.height for panel in panels) + KEY)
        top = 0.0
        for panel in panels:
            panel.draw(sheet, top)
            top += panel.height
        _key(sheet, contrast, top + 4, bars=not all(panel.pitch for panel in panels))
    return sheet.figure


def _panels(contrast: Contrast) -> list[_Panel]:
    each = -(-len(contrast.groups) // (-(-len(contrast.groups) // MOST_GROUPS)))
    starts = range(0, len(contrast.groups), each)
    return [_Panel(contrast, at, min(each, len(contrast.groups) - at)) for at in starts]


@dataclass(frozen=True)
class _Panel:
    """Some of the groups with all codes; the last has the differences. Lengths are millimetres."""

    contrast: Contrast
    first: int
    many: int

    @property
    def groups(self) -> Sequence[Group]:
        return self.contrast.groups[self.first : self.first + self.many]

    @property
    def last(self) -> bool:
        return self.first + self.many == len(self.contrast.groups)

    @cached_property
    def row_height(self) -> float:
        return max(3.9, min(6.4, 215 / max(len(self.contrast.lines), 1)))

    @cached_property
    def size(self) -> float:
        return SIZE if self.row_height > 5 else SMALL

    @cached_property
    def names(self) -> dict[str, str]:
        return labels(self.contrast.rows)

    @cached_property
    def left(self) -> float:
        """Where the groups begin."""
        widest = max((width_of(look.plain(name), self.size) for name in self.names.values()), default=0)
        return min(NAME, widest) + 5

    @cached_property
    def numbers(self) -> float:
        """Room for `4 of 10`."""
        told = [k_of_n(side) for line in self.contrast.lines for side in line.sides]
        return max((width_of(text, self.size - 0.6) for text in told), default=0) + 1.5

    @property
    def paired_off(self) -> bool:
        """Whether there is one difference to draw."""
        return bool(self.contrast.direction)

    @cached_property
    def end(self) -> float:
        """Where the groups end."""
        return look.PAGE - 2 * P - (DIFFERENCE + 4 if self.paired_off else 0)

    @cached_property
    def block(self) -> float:
        return (self.end - self.left + GAP) / self.many - GAP

    @cached_property
    def pitch(self) -> float:
        """Between marks, the same in all groups; 0 where bars have to do."""
        most = max(len(self.contrast.members[group.id]) for group in self.contrast.groups)
        fits = (self.block - self.numbers) / most
        return min(LARGEST, self.row_height * 0.62, fits) if fits >= SMALLEST else 0.0

    @property
    def height(self) -> float:
        return HEAD + len(self.contrast.lines) * self.row_height + 2

    @property
    def bottom(self) -> float:
        return self.height - 2

    def draw(self, sheet: Page, top: float) -> None:
        for place, group in enumerate(self.groups):
            self._head(sheet, top, self._at(place), f"{group.name} ({len(self.contrast.members[group.id])})")
        if self.last:
            self._scale(sheet, top)
        for place, line in enumerate(self.contrast.lines):
            y = top + HEAD + (place + 0.5) * self.row_height
            if place:
                sheet.line((0, y - self.row_height / 2), (look.PAGE, y - self.row_height / 2), lw=0.3)
            self._name(sheet, y, self.names[line.code])
            for at in range(self.many):
                self._side(sheet, self._at(at), y, line.sides[self.first + at])
            if self.last:
                self._difference(sheet, y, line.difference, line.low, line.high, ps(line))

    def _name(self, sheet: Page, y: float, name: str) -> None:
        lines = wrapped(name, self.size, self.left - 4.5, 2 if self.row_height > 6 else 1)
        size = self.size if len(lines) == 1 else SMALL
        for place, line in enumerate(lines):
            at = y + (place - (len(lines) - 1) / 2) * size * look.POINT * 1.12
            sheet.text(self.left - 4, at, line, size, ha="right", va="center_baseline")

    def _at(self, place: int) -> float:
        return self.left + place * (self.block + GAP)

    def _head(self, sheet: Page, top: float, x: float, told: str) -> None:
        lines = wrapped(told, SMALL, self.block + GAP - 1.5, 2)
        for place, line in enumerate(lines):
            sheet.text(x, top + HEAD - 3 - 3.2 * (len(lines) - 1 - place), line, SMALL, weight="bold")

    def _side(self, sheet: Page, x: float, y: float, side: Tally) -> None:
        told = k_of_n(side)
        room = self.block - self.numbers
        if self.pitch:
            for place, (value, _) in enumerate(places(side)):
                mark(sheet, KINDS[value], x + (place + 0.5) * self.pitch, y, self.pitch * 0.4, look.ACCENT)
        elif room > 4 and side.of:
            tall = self.row_height * 0.36
            filled = room * len(side.present) / side.of
            sheet.box(x, y - tall / 2, filled, tall)
            sheet.box(x, y - tall / 2, room, tall, facecolor="none", edgecolor=look.MARK, color=None, lw=0.6)
        width = max(len(self.contrast.members[group.id]) for group in self.contrast.groups) * self.pitch
        right = x + (width if self.pitch else max(room, 0)) + self.numbers
        sheet.text(right, y, told, self.size - 0.6, ha="right", va="center_baseline", color=look.SOFT)

    def _scale(self, sheet: Page, top: float) -> None:
        """The axis of differences, and what stands over the columns of p."""
        y, bottom = top + HEAD - 3, top + self.bottom
        for place, told in enumerate(("p", "adjusted")):
            sheet.text(look.PAGE - (1 - place) * P, y, told, SMALL, ha="right", weight="bold")
        if not self.paired_off:
            return
        for share, told in ((-1, "−1"), (0, "0"), (1, "+1")):
            x = self._on_scale(share)
            sheet.line((x, y + 1.2), (x, bottom), color=look.MARK if share == 0 else look.LINE)
            sheet.text(x, y, told, SMALL, ha="center", color=look.SOFT)
        heading = wrapped(f"difference: {self.contrast.direction}", SMALL, DIFFERENCE + 6, 2)
        for place, line in enumerate(heading):
            at = self._on_scale(0)
            sheet.text(at, y - 3.4 * (len(heading) - place), line, SMALL - 0.6, ha="center", weight="bold")

    def _on_scale(self, share: float) -> float:
        start = look.PAGE - 2 * P - DIFFERENCE
        return start + (share + 1) / 2 * (DIFFERENCE - 4)

    def _difference(
        self, sheet: Page, y: float, share: float | None, low: float | None, high: float | None, told: tuple[str, str]
    ) -> None:
        for place, text in enumerate(told):
            sheet.text(
                look.PAGE - (1 - place) * P, y, text, self.size - 0.6, ha="right", va="center_baseline", color=look.INK
            )
        if share is None or low is None or high is None:
            return
        sheet.line((self._on_scale(low), y), (self._on_scale(high), y), color=look.INK, lw=0.9)
        sheet.dot(self._on_scale(share), y, 0.9, color=look.INK, zorder=3)


def _key(sheet: Page, contrast: Contrast, y: float, *, bars: bool) -> None:
    """What the marks mean, or the bars that stand for too many of them."""
    at = 0.3
    if bars:
        sheet.box(at, y - 1.2, 5, 2.4)
        told = f"the part of the {contrast.plural} known that voice it"
        sheet.text(at + 6.5, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += 12 + width_of(told, SMALL)
    for value, told in () if bars else values(contrast).items():
        mark(sheet, KINDS[value], at + 1.3, y, 1.3, look.ACCENT)
        sheet.text(at + 4.1, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += 9 + width_of(told, SMALL)
    if not contrast.direction:
        return
    told = f"difference with its interval ({100 * (1 - contrast.alpha):g} %)"
    if at + 8 + width_of(told, SMALL) > look.PAGE:
        at, y = 0.0, y + 4
    sheet.line((at, y), (at + 6, y), color=look.INK, lw=0.9)
    sheet.dot(at + 3, y, 0.9, color=look.INK)
    sheet.text(at + 8, y, told, SMALL, va="center_baseline", color=look.SOFT)
