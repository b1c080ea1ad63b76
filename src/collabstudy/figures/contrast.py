"""Groups of cases side by side: a mark for each place, so that 4 of 4 and 2 of 6 are seen, and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.denominator import Denominator
from collabstudy.compare.table import labels
from collabstudy.figures import _contrast_on_paper, _contrast_on_screen, look
from collabstudy.figures._data import Data

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure


def figure(contrast: Contrast) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(contrast))


def data(contrast: Contrast) -> Data:
    """What is plotted: the contrast's frame with the names of codes and groups."""
    frame = contrast.frame()
    names = labels(contrast.rows)
    groups = {group.id: group.name for group in contrast.groups}
    frame.insert(1, "code_name", [names[code] for code in frame["code"]])
    frame.insert(3, "group_name", [groups[group] for group in frame["group"]])
    return Data("contrast", frame, _alt(contrast), _caption(contrast), contrast.note, {"contrast": contrast})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _contrast_on_screen.plot(found.more["contrast"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _contrast_on_paper.draw(found.more["contrast"])


def _caption(contrast: Contrast) -> str:
    known = "asked and coded" if contrast.guided else "coded"
    direction = f" The difference is {contrast.direction}." if contrast.direction else ""
    tested = (
        f"p is {_exact(contrast)} and over {contrast.plural}, beside it p adjusted for {contrast.comparisons} codes "
        "(Holm); – where it was not tested."
    )
    return (
        f"Each mark is one of the {contrast.plural}; counts are of those that were {known}."
        f"{direction} {tested if contrast.comparisons else 'None of the codes could be tested.'}"
    )


def _exact(contrast: Contrast) -> str:
    draws = max((line.draws for line in contrast.lines), default=0)
    return f"exact or, where there are too many tables, from {draws:,} drawn at random" if draws else "exact"


def _alt(contrast: Contrast) -> str:
    names = {row.id: row.name for row in contrast.rows}
    told = "; ".join(
        f"{names[line.code]}: "
        + ", ".join(
            f"{group.name} {Denominator(line.code, len(side.present), side.of, plural=contrast.plural)}"
            for group, side in zip(contrast.groups, line.sides, strict=True)
        )
        for line in contrast.lines
    )
    groups = ", ".join(f"{group.name} ({len(contrast.members[group.id])})" for group in contrast.groups)
    return look.plain(f"{len(contrast.lines)} codes by {contrast.by}: {groups}. How many voice each: {told}.")
