"""A page in millimetres, from the top left, to draw on with matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.figures import look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MM = 25.4
_TYPE: ContextVar[float] = ContextVar("type", default=1.0)


@contextmanager
def larger_type(factor: float) -> Iterator[None]:
    """Set, and measure, all type so many times as large: on a slide it is read from far away."""
    before = _TYPE.set(factor)
    try:
        yield
    finally:
        _TYPE.reset(before)


@dataclass(frozen=True)
class Page:
    """A figure as wide as the text of a page; x and y are millimetres, y downwards, sizes of text points."""

    figure: Figure
    axes: Axes

    def text(self, x: float, y: float, text: str, size: float = 8, **more: Any) -> None:
        """Write a line; its baseline is at y, unless `va` says otherwise."""
        self.axes.text(x, y, text, fontsize=size * _TYPE.get(), **{"va": "baseline", "color": look.INK, **more})

    def line(self, *points: tuple[float, float], **more: Any) -> None:
        """Draw a line through points."""
        self.axes.plot(*zip(*points, strict=True), **{"color": look.LINE, "lw": 0.6, "solid_capstyle": "butt", **more})

    def dot(self, x: float, y: float, radius: float, **more: Any) -> None:
        """Draw a circle."""
        from matplotlib.patches import Circle

        self.axes.add_patch(Circle((x, y), radius, **{"lw": 0, "color": look.ACCENT, **more}))

    def box(self, x: float, y: float, width: float, height: float, **more: Any) -> None:
        """Draw a rectangle from its top left."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), width, height, **{"lw": 0, "color": look.ACCENT, **more}))


def page(height: float, width: float = look.PAGE) -> Page:
    """An empty page; draw on it within `look.style()`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / MM, height / MM), facecolor=look.PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return Page(figure, axes)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in millimetres."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=look.FONT, size=size * _TYPE.get(), weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) * look.POINT


def shortened(text: str, size: float, most: float, *, bold: bool = False) -> str:
    """The text, cut with … where it is wider than `most` millimetres."""
    text = look.plain(text)
    if width_of(text, size, bold=bold) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of(text[:middle].rstrip() + "…", size, bold=bold) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip(" ,;:-–") + "…"


def in_the_middle(text: str, size: float, most: float) -> str:
    """The text, cut with … in its middle where it is wider than `most` millimetres: its end may tell it apart."""
    text = look.plain(text)
    kept = len(text)
    told = text
    while kept > 2 and width_of(told, size) > most:
        kept -= 1
        told = text[: kept - kept // 2].rstrip() + "…" + text[len(text) - kept // 2 :].lstrip()
    return told


def wrapped(text: str, size: float, most: float, lines: int = 2) -> tuple[str, ...]:
    """The text on up to so many lines of `most` millimetres, the last one cut with … where that is not enough."""
    words = look.plain(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= most:
            taken += 1
        found.append(shortened(" ".join(words[:taken]), size, most))
        words = words[taken:]
    return (*found, shortened(" ".join(words), size, most)) if words else tuple(found)
