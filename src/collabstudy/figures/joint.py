"""Topics by codes: passages as dots, what chance would bring as rings, and what no code covers at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.compare.joining.display import Joint
from collabstudy.figures import _joint_on_paper, _joint_on_screen, look
from collabstudy.figures._data import Data
from collabstudy.figures._joint import Cell, Matrix

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure


def figure(found: Joint) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Joint) -> Data:
    """What is plotted: the frame; topics with most uncovered passages first."""
    gaps = found.by_gap
    colours = look.colours((row.branch, row.colour) for row in found.rows)
    cells = []
    for y, gap in enumerate(gaps):
        assert gap.topic is not None, "a row is a topic"
        for x, row in enumerate(found.rows):
            held = found.held[row.id, ""]
            expected = held.expected(gap.topic) or 0.0
            number = held.passages[gap.topic]
            told = f"{found.topic_name(gap.topic)} · {row.name}: {number} passages, {expected:.1f} by chance alone"
            cells.append(Cell(x, y, number, expected, told))
    names = tuple(found.topic_name(gap.topic) for gap in gaps)
    matrix = Matrix(
        names,
        tuple(row.name for row in found.rows),
        tuple(colours[row.branch] for row in found.rows),
        tuple(cells),
        tuple(gap.bare for gap in gaps),
        tuple(gap.read for gap in gaps),
    )
    gaps_told = "; ".join(f"{name}: {gap.bare} of {gap.read}" for name, gap in zip(names, gaps, strict=True))
    alt = f"{len(names)} topics by {len(found.rows)} codes. Passages of each topic under no code: {gaps_told}."
    caption = (
        "Dots are passages of a topic with a code, rings what chance alone would bring; where the dot just fills its "
        "ring there is nothing to explain. At the right the passages of a topic that no code covers, of all that were "
        "read."
    )
    return Data("joint", found.frame(), look.plain(alt), caption, found.note, {"matrix": matrix})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _joint_on_screen.plot(found.more["matrix"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _joint_on_paper.draw(found.more["matrix"])
