"""Where in each document the hits of a query lie: one strip a document, from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.compare.querying.found import PLURALS, Found, Strip
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

MOST = 48
ROW, BAR, HEAD, NAME, COUNT = 5.6, 3.4, 5.0, 58.0, 9.0  # millimetres
NARROWEST = 0.9
FILL = "#eef1f1"
COLUMNS = ("document", "title", "read", "hit", "turn", "from", "to")


def figure(found: Found) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Found) -> Data:
    """What is plotted: a row per hit with where it lies in its document, from 0 to 1, and one per document without."""
    import pandas as pd

    strips = {strip.document: strip for strip in _shown(found)}
    rows: list[tuple[Any, ...]] = []
    for name, strip in strips.items():
        own = [hit for hit in found.hits if hit.document == name]
        first = (name, strip.title, strip.read)
        rows += [(*first, at, h.turn, h.start / strip.length, h.end / strip.length) for at, h in enumerate(own, 1)]
        rows += [] if own else [(*first, None, None, None, None)]
    kinds = {"document": "string", "title": "string", "read": "boolean", "hit": "Int64", "turn": "Int64"}
    kinds |= {"from": "float64", "to": "float64"}
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)
    return Data("find", frame, _alt(found, strips), _caption(found), found.note)


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    groups = _groups(found)
    figure = go.Figure(layout={"template": look.template()})
    for at, (_, rows) in enumerate(groups):
        read = bool(rows["read"].iloc[0])
        line = {"color": look.LINE if read else look.MARK, "width": 1, "dash": "solid" if read else "dot"}
        fill = FILL if read else look.PAPER
        figure.add_shape(type="rect", x0=0, x1=1, y0=at - 0.3, y1=at + 0.3, line=line, fillcolor=fill, layer="below")
    hits = [(at, hit) for at, (_, rows) in enumerate(groups) for hit in _hits(rows)]
    for at, hit in hits:
        x0, x1 = _wide(hit["from"], hit["to"], 0.004)
        figure.add_shape(type="rect", x0=x0, x1=x1, y0=at - 0.3, y1=at + 0.3, line_width=0, fillcolor=look.ACCENT)
    figure.add_trace(
        go.Scatter(
            x=[(hit["from"] + hit["to"]) / 2 for _, hit in hits],
            y=[at for at, _ in hits],
            mode="markers",
            marker={"size": 14, "color": look.ACCENT, "opacity": 0},
            hoverinfo="text",
            hovertext=[look.on_screen(_told(hit)) for _, hit in hits],
            showlegend=False,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[1.01] * len(groups),
            y=list(range(len(groups))),
            mode="text",
            text=[_number(rows) for _, rows in groups],
            textposition="middle right",
            textfont={"size": 12, "color": look.SOFT},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    )
    for name, mark in _MARKS.items():
        figure.add_trace(go.Scatter(x=[None], y=[None], mode="markers", name=name, marker={"size": 11, **mark}))
    figure.update_xaxes(range=[-0.005, 1.05], tickvals=[0.04, 0.98], ticktext=["beginning", "end"], ticks="")
    figure.update_xaxes(showline=False, fixedrange=True)
    figure.update_yaxes(
        range=[len(groups) - 0.4, -0.6],
        tickvals=list(range(len(groups))),
        ticktext=[look.on_screen(look.short(_name(rows), 44)) for _, rows in groups],
        ticks="",
        showline=False,
        fixedrange=True,
    )
    height = 24 * len(groups) + 90
    legend = {"y": -34 / height, "itemsizing": "constant"}
    figure.update_layout(height=height, width=860, showlegend=True, hovermode="closest", legend=legend)
    return figure


_MARKS: dict[str, dict[str, Any]] = {
    "found": {"symbol": "square", "color": look.ACCENT},
    "gone through": {"symbol": "square", "color": FILL, "line": {"color": look.MARK, "width": 1}},
    "not coded yet (×)": {"symbol": "square-x-open", "color": look.MARK},
}


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        groups = _groups(found)
        bottom = HEAD + max(len(groups), 1) * ROW
        sheet = page(bottom + 10)
        left = min(NAME, max((width_of(_name(rows), 7.4) for _, rows in groups), default=0)) + 3
        wide = look.PAGE - left - COUNT
        for at, (_, rows) in enumerate(groups):
            _strip(sheet, left, HEAD + at * ROW, wide, rows)
        for x, told, side in ((left, "beginning", "left"), (left + wide, "end", "right")):
            sheet.text(x, 3.4, told, 6.8, ha=side, color=look.SOFT)
        _key(sheet, left, bottom + 5)
    return sheet.figure


def _strip(sheet: Page, left: float, top: float, wide: float, rows: pandas.DataFrame) -> None:
    y = top + (ROW - BAR) / 2
    hits = _hits(rows)
    sheet.text(left - 3, top + ROW / 2, shortened(_name(rows), 7.4, NAME - 1), 7.4, ha="right", va="center_baseline")
    _empty(sheet, left, y, wide, read=bool(rows["read"].iloc[0]))
    for hit in hits:
        start, end = _wide(hit["from"] * wide, hit["to"] * wide, NARROWEST, wide)
        sheet.box(left + start, y, end - start, BAR)
    sheet.text(look.PAGE, top + ROW / 2, _number(rows), 7.4, ha="right", va="center_baseline", color=look.SOFT)


def _empty(sheet: Page, left: float, y: float, wide: float, *, read: bool) -> None:
    if read:
        sheet.box(left, y, wide, BAR, color=None, facecolor=FILL, edgecolor=look.LINE, lw=0.4)
    else:
        sheet.box(
            left, y, wide, BAR, color=None, facecolor=look.PAPER, edgecolor=look.MARK, lw=0.6, linestyle=(0, (1, 2))
        )


def _key(sheet: Page, left: float, y: float) -> None:
    sheet.box(left, y - BAR / 2, 1.4, BAR)
    sheet.text(left + 3, y, "found", 6.8, va="center_baseline", color=look.SOFT)
    _empty(sheet, left + 16, y - BAR / 2, 7, read=True)
    sheet.text(left + 25, y, "gone through", 6.8, va="center_baseline", color=look.SOFT)
    _empty(sheet, left + 48, y - BAR / 2, 7, read=False)
    sheet.text(left + 57, y, "not coded yet (×)", 6.8, va="center_baseline", color=look.SOFT)


def _wide(start: float, end: float, least: float, most: float = 1.0) -> tuple[float, float]:
    """A stretch made wide enough to be seen, within its strip."""
    if end - start >= least:
        return start, end
    start = min(max(0.0, (start + end - least) / 2), most - least)
    return start, start + least


def _shown(found: Found) -> list[Strip]:
    """The documents that are drawn: all, or of many those with most hits, in their own order."""
    number = {strip.document: 0 for strip in found.strips}
    for hit in found.hits:
        number[hit.document] = number.get(hit.document, 0) + 1
    most = sorted(number, key=lambda document: -number[document])[:MOST]
    return [strip for strip in found.strips if strip.document in most]


def _groups(found: Data) -> list[tuple[str, pandas.DataFrame]]:
    return [(str(name), rows) for name, rows in found.frame.groupby("document", sort=False)]


def _hits(rows: pandas.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows.dropna(subset="hit").to_dict("records")]


def _number(rows: pandas.DataFrame) -> str:
    """How many hits a document has; × where it has none and nobody has gone through it."""
    number = len(_hits(rows))
    return str(number) if number or bool(rows["read"].iloc[0]) else "×"


def _name(rows: pandas.DataFrame) -> str:
    first = rows.iloc[0]
    return look.plain(f"{first['document']} {first['title']}")


def _told(hit: dict[str, Any]) -> str:
    turn = hit["turn"]
    return f"{hit['document']}" + (f", turn {turn}" if turn == turn and turn is not None else "")


def _caption(found: Found) -> str:
    left = len(found.strips) - MOST
    more = f" Shown are the {MOST} of {len(found.strips)} documents with most." if left > 0 else ""
    return (
        f"Where the {PLURALS[found.unit]} found by `{found.understood}` lie in each document, from its beginning to "
        f"its end, with their number at the right.{more}"
    )


def _alt(found: Found, strips: dict[str, Strip]) -> str:
    told = []
    for name, strip in strips.items():
        number = sum(hit.document == name for hit in found.hits)
        told.append(f"{name}: {number}" if strip.read or number else f"{name}: not coded yet")
    return look.plain(
        f"Strips of {len(strips)} documents with {found.counted} found by {found.understood}. {'; '.join(told)}."
    )
