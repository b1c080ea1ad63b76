"""One palette and one page for all figures, in both renderers: plotly on screens, matplotlib on paper.

Colour is never the only carrier: marks differ in shape, series in marker, so that a figure can be read in grey.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

INK, SOFT, LINE, PAPER = "#1d2a2f", "#5b6a70", "#d9dfe0", "#ffffff"
ACCENT, WARM, MARK = "#0b5c63", "#b4532a", "#6f7f84"

# Found by search: each at least 3:1 on white, any two at least 31 apart (CIE76), also for protan, deutan, tritan eyes.
BRANCHES = ("#5c2340", "#9952e0", "#f05000", "#31136c", "#c77a6b", "#800000", "#1414ff", "#559bbe")
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "pentagon", "triangle-down")
ON_PAPER = dict(zip(MARKERS, ("o", "s", "D", "^", "P", "*", "p", "v"), strict=True))

PAGE = 160.0  # millimetres: the width of text on A4
FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine has it
ON_SCREEN = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
TEMPLATE = "collabstudy"
POINT = 25.4 / 72  # millimetres

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def colours(branches: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A colour for each branch: its own, if it can be seen on white, else the next of the palette.

    >>> colours([("money", "#0b5c63"), ("trust", "#ffff00"), ("power", "")])
    {'money': '#0b5c63', 'trust': '#5c2340', 'power': '#9952e0'}
    """
    found: dict[str, str] = {}
    own = dict(branches)
    free = [colour for colour in BRANCHES if colour not in {c.lower() for c in own.values()}] or list(BRANCHES)
    for branch, colour in own.items():
        if visible(colour):
            found[branch] = colour.lower()
            continue
        found[branch] = free[0]
        free = free[1:] + free[:1]
    return found


def visible(colour: str) -> bool:
    """Tell whether this is a colour with at least 3:1 on white, as graphics need."""
    return bool(_HEX.match(colour)) and contrast(colour) >= 3


def readable(colour: str) -> str:
    """The colour for text, or ink where it has less than 4.5:1 on white."""
    return colour if contrast(colour) >= 4.5 else INK


def contrast(colour: str) -> float:
    """Contrast of #rrggbb on white, as WCAG defines it.

    >>> contrast("#000000"), contrast("#ffffff")
    (21.0, 1.0)
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def plain(text: str) -> str:
    """Text from outside on one line, without characters that no page can show."""
    return " ".join(_BREAKS.sub(" ", text).encode("utf-8", "replace").decode("utf-8").split())


def short(text: str, most: int = 48) -> str:
    """Text from outside, cut with … after so many letters."""
    text = plain(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def on_screen(text: str) -> str:
    """Text from outside, as text for plotly: no tag, no entity, no formula of MathJax in it.

    >>> on_screen("R&D <b> $5")
    'R&amp;D &lt;b&gt; &#36;5'
    """
    return html.escape(plain(text), quote=False).replace("$", "&#36;")


def template() -> str:
    """Register the template with plotly and give its name; it does not become the default."""
    import plotly.graph_objects as go
    import plotly.io as pio

    if TEMPLATE not in pio.templates:
        axis = {"showgrid": False, "zeroline": False, "linecolor": LINE, "tickcolor": LINE, "automargin": True}
        pio.templates[TEMPLATE] = go.layout.Template(
            layout={
                "font": {"family": ON_SCREEN, "size": 13, "color": INK},
                "colorway": [ACCENT, *BRANCHES],
                "paper_bgcolor": PAPER,
                "plot_bgcolor": PAPER,
                "xaxis": axis,
                "yaxis": axis,
                "hoverlabel": {"bgcolor": PAPER, "bordercolor": ACCENT, "font": {"color": INK, "family": ON_SCREEN}},
                "legend": {
                    "orientation": "h",
                    "x": 0,
                    "xanchor": "left",
                    "y": 0,
                    "yanchor": "top",
                    "font": {"color": SOFT},
                },
                "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            }
        )
    return TEMPLATE


@contextmanager
def style() -> Iterator[None]:
    """Matplotlib's settings while a page is drawn or saved; nothing of it stays.

    Fonts are embedded, `$` is a dollar, and no date, version or random id gets into a file.
    """
    import matplotlib

    settings: Any = {  # matplotlib types each key by name
        "font.family": [FONT],
        "font.size": 8,
        "text.color": INK,
        "text.parse_math": False,
        "text.usetex": False,
        "axes.unicode_minus": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "collabstudy",
        "pdf.fonttype": 42,
        "hatch.linewidth": 0.5,
        "path.sketch": None,
        "savefig.bbox": None,
    }
    with matplotlib.rc_context(settings):
        yield
