"""A figure as files for print and slides: PNG, SVG, PDF, its data, what to say with it, without any browser."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from collabstudy import plugins
from collabstudy.errors import StudyError
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import MM, larger_type
from collabstudy.io.exporters import csv
from collabstudy.io.outputs import write_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Size = Literal["word", "slide"]
SIZES: tuple[Size, ...] = get_args(Size)
DOTS = 300  # an inch
KINDS = ("png", "svg", "pdf")
SLIDE = (254.0, 142.875)  # millimetres: 16:9, as slides have it
MARGIN = 6.0  # millimetres around a figure on a slide
LARGER = 1.25  # how much larger the type of a slide is, against its marks


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a figure has been written, and what is told with it. `slides` are the same figure in 16:9, if asked for."""

    name: str
    png: Path
    svg: Path
    pdf: Path
    csv: Path
    told: Path
    alt: str
    caption: str
    note: str
    slides: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return (self.png, self.svg, self.pdf, self.csv, self.told, *self.slides)


def save(data: Data, folder: Path, name: str = "", *, sizes: Sequence[Size] = ("word",)) -> Saved:
    """Draw a figure and write it into a folder, under its own name or another; its words go beside it as JSON.

    `word` is as wide as the text of a page, `slide` fills 16:9 with larger type (files end in `-slide`).
    Same data, same bytes: no dates in them, fonts embedded.

    Raises StudyError for another size, and when the disk refuses.
    """
    for size in sizes:
        _known(size)
    name = name or data.name
    png, svg, pdf = (folder / f"{name}.{kind}" for kind in KINDS)
    slides = tuple(folder / f"{name}-slide.{kind}" for kind in KINDS) if "slide" in sizes else ()
    _write(data, "word", (png, svg, pdf))
    _write(data, "slide", slides)
    table, told = folder / f"{name}.csv", folder / f"{name}.json"
    csv.write(data.frame, table)
    words = {"figure": data.name, "alt": data.alt, "caption": data.caption, "note": data.note}
    write_whole(told, (json.dumps(words, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return Saved(name, png, svg, pdf, table, told, data.alt, data.caption, data.note, slides)


def _write(data: Data, size: Size, paths: Sequence[Path]) -> None:
    if not paths:
        return
    figure = drawn(data, size=size)
    for path in paths:
        write_whole(path, image(figure, data, path.suffix[1:]))


def _known(size: str) -> None:
    if size not in SIZES:
        raise StudyError(f"no size `{size}`", hint=f"one of {', '.join(SIZES)}")


def drawn(data: Data, *, size: Size) -> Figure:
    """The figure in matplotlib, for the text of a page or for a slide. Raises StudyError for another size."""
    _known(size)
    draw = plugins.part("collabstudy.figures", data.name).draw
    if size == "word":
        return draw(data)  # type: ignore[no-any-return]  # a part found by its name has no type
    with larger_type(LARGER):
        figure: Figure = draw(data)
    return _on_slide(figure)


def _on_slide(figure: Figure) -> Figure:
    """The figure enlarged, or reduced, until it fills a slide in one direction; it stands in the middle."""
    wide, high = (side * MM for side in figure.get_size_inches())
    factor = min((SLIDE[0] - 2 * MARGIN) / wide, (SLIDE[1] - 2 * MARGIN) / high)
    figure.set_size_inches(SLIDE[0] / MM, SLIDE[1] / MM)
    share = (wide * factor / SLIDE[0], high * factor / SLIDE[1])
    for axes in figure.axes:
        _moved(axes, share)
    for artist in figure.findobj():
        _enlarged(artist, factor)
    return figure


def _moved(axes: Axes, share: tuple[float, float]) -> None:
    """Put axes where they were on the whole, into the middle part."""
    box = axes.get_position()
    (across, down), (left, low) = share, ((1 - share[0]) / 2, (1 - share[1]) / 2)
    axes.set_position((left + box.x0 * across, low + box.y0 * down, box.width * across, box.height * down))


def _enlarged(artist: Any, factor: float) -> None:
    """Text and lines are in points, which do not grow with the page."""
    import numpy as np
    from matplotlib.collections import Collection, PathCollection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    if isinstance(artist, Text):
        artist.set_fontsize(float(artist.get_fontsize()) * factor)
    elif isinstance(artist, Line2D | Patch):
        artist.set_linewidth(artist.get_linewidth() * factor)
    if isinstance(artist, Line2D):
        artist.set_markersize(artist.get_markersize() * factor)
        artist.set_markeredgewidth(artist.get_markeredgewidth() * factor)
    if isinstance(artist, PathCollection):
        artist.set_sizes(artist.get_sizes() * factor**2)
    if isinstance(artist, Collection):
        artist.set_linewidth([float(width) * factor for width in np.atleast_1d(artist.get_linewidth())])


def image(figure: Figure, data: Data, kind: str) -> bytes:
    """A drawn figure as `png`, `svg` or `pdf`, with what it shows in words inside."""
    told: dict[str, dict[str, Any]] = {
        "png": {"Software": None, "Description": data.alt},
        "svg": {"Date": None, "Creator": None, "Description": data.alt},
        "pdf": {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None, "Subject": data.alt},
    }
    out = io.BytesIO()
    with look.style():
        figure.savefig(out, format=kind, dpi=DOTS, metadata=told[kind])
    return out.getvalue()
