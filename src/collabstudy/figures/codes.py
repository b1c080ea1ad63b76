"""How often each code was used: passages as bars, people's and machines' apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.compare.table import BY_ORIGIN, Crosstab, labels, visible
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

TOLD = {"persons": "by people", "rules": "by rules", "suggestions": "suggested", "topics": "by topics"}
# Colour, hatching and plotly's pattern: they differ in grey too.
LOOKS = {
    "persons": (look.ACCENT, "", ""),
    "rules": ("#ffffff", "////", "/"),
    "suggestions": ("#ffffff", "....", "."),
    "topics": ("#ffffff", "xxxx", "x"),
}
ROW, NAME, NUMBER = 6.2, 60.0, 12.0  # millimetres


def figure(table: Crosstab) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(table))


def data(table: Crosstab) -> Data:
    """What is plotted: codings of each code over all groups of a table, by origin."""
    import pandas as pd

    names = labels(table.rows)
    rows = [
        (row.id, names[row.id], row.branch, table.totals[row.id].codings, *_by_origin(table, row.id))
        for row in visible(table.rows)
    ]
    frame = pd.DataFrame(rows, columns=["code", "code_name", "branch", "codings", *BY_ORIGIN.values()])
    told = "; ".join(f"{row.code_name}: {row.codings}" for row in frame.itertuples())
    caption = "Codings of each code and those below it; overlapping codings of one coder count once."
    return Data("codes", frame, look.plain(f"Codings of {len(frame)} codes. {told}."), caption, table.note)


def _by_origin(table: Crosstab, code: str) -> list[int]:
    return [table.totals[code].origins.get(origin, 0) for origin in BY_ORIGIN]


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    frame = found.frame
    figure = go.Figure(layout={"template": look.template(), "barmode": "stack"})
    for origin in _origins(found):
        colour, _, pattern = LOOKS[origin]
        figure.add_trace(
            go.Bar(
                x=frame[origin],
                y=list(range(len(frame))),
                orientation="h",
                name=TOLD[origin],
                marker={
                    "color": colour,
                    "line": {"color": look.ACCENT, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": look.ACCENT, "size": 5},
                },
                hoverinfo="text",
                hovertext=[
                    look.on_screen(f"{name}: {number} {TOLD[origin]}")
                    for name, number in zip(frame["code_name"], frame[origin], strict=True)
                ],
            )
        )
    figure.update_yaxes(
        autorange="reversed",
        tickvals=list(range(len(frame))),
        ticktext=[look.on_screen(look.short(name)) for name in frame["code_name"]],
        ticks="",
    )
    figure.update_xaxes(title="codings", rangemode="tozero")
    figure.update_layout(
        height=26 * len(frame) + 110, showlegend=True, legend={"y": -50 / (26 * len(frame) + 1), "traceorder": "normal"}
    )
    return figure


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        frame = found.frame
        sheet = page(len(frame) * ROW + 10)
        left = min(NAME, max((width_of(look.plain(name), 8) for name in frame["code_name"]), default=0)) + 3
        scale = (look.PAGE - left - NUMBER) / max(int(frame["codings"].max()) if len(frame) else 1, 1)
        for place, row in enumerate(frame.to_dict("records")):
            _bar(sheet, found, row, place * ROW, left, scale)
        _key(sheet, found, len(frame) * ROW + 6)
    return sheet.figure


def _bar(sheet: Page, found: Data, row: dict[Any, Any], top: float, left: float, scale: float) -> None:
    middle = top + ROW / 2
    sheet.text(left - 2, middle, shortened(row["code_name"], 8, NAME), 8, ha="right", va="center_baseline")
    at = left
    for origin in _origins(found):
        width = row[origin] * scale
        _piece(sheet, origin, at, top + 1, width, ROW - 2)
        at += width
    sheet.text(at + 1.5, middle, f"{row['codings']:,}", 8, va="center_baseline")


def _piece(sheet: Page, origin: str, x: float, y: float, width: float, height: float) -> None:
    colour, hatch, _ = LOOKS[origin]
    sheet.box(x, y, width, height, facecolor=colour, edgecolor=look.ACCENT, color=None, hatch=hatch or None, lw=0.6)


def _key(sheet: Page, found: Data, y: float) -> None:
    at = 0.3
    for origin in _origins(found):
        _piece(sheet, origin, at, y - 1.5, 5, 3)
        sheet.text(at + 6.5, y, TOLD[origin], 6.8, va="center_baseline", color=look.SOFT)
        at += 12 + width_of(TOLD[origin], 6.8)


def _origins(found: Data) -> list[str]:
    """Those that occur; people's always."""
    return [origin for origin in TOLD if origin == "persons" or bool(found.frame[origin].sum())]
