"""Codes held beside each other between groups of cases: how many of the councils, how many of the charities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.compare.denominator import Denominator
from collabstudy.compare.table import Crosstab, labels, visible
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

ROW, HEAD, NAME = 6.4, 7.5, 58.0  # millimetres
MOST_COLUMNS = 4
NEAR = 0.045  # shares that would hide each other
COLOURS = (look.ACCENT, look.WARM, "#31136c", "#559bbe", "#800000", "#9952e0", "#5c2340", "#f05000")
SCALE = ((0.0, "none"), (0.5, "half"), (1.0, "all"))


def figure(table: Crosstab) -> go.Figure:
    """The figure for a notebook, of a table by an attribute of cases (`by="sector"`), by kind or by year."""
    return plot(data(table))


def data(table: Crosstab) -> Data:
    """What is plotted: for each code and group how many cases voice it, of those asked and coded.

    `low` and `high` are the 95 % interval of the share (Wilson), given from 30 cases on.
    """
    import pandas as pd

    rows = []
    names = labels(table.rows)
    for row in visible(table.rows):
        for group in table.groups:
            cases = table.cells[group.id, row.id].cases
            count = Denominator.of_values(row.id, cases, table.plural)
            low, high = count.interval() or (None, None)
            found = (count.present, count.of, count.not_asked, count.not_coded, count.share, low, high)
            rows.append((row.id, names[row.id], row.branch, group.id, group.name, *found))
    columns = ["code", "code_name", "branch", table.by, "group_name", "present", "of", "not_asked", "not_coded"]
    frame = pd.DataFrame(rows, columns=[*columns, "share", "low", "high"])
    frame = frame.astype(dict.fromkeys(["share", "low", "high"], "float64"))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{row.group_name} {row.present} of {row.of}" for row in rows.itertuples())
        for name, rows in frame.groupby("code_name", sort=False)
    )
    alt = f"{len(visible(table.rows))} codes by {table.by}: how many {table.plural} of each group voice them. {told}."
    caption = f"Of the {table.plural} in each group that were asked and coded, how many voice a code."
    more = {"groups": [(group.id, group.name) for group in table.groups], "by": table.by}
    return Data("codes_by_group", frame, look.plain(alt), caption, table.note, more)


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    names = list(dict.fromkeys(found.frame["code_name"]))
    codes = list(dict.fromkeys(found.frame["code"]))
    figure = go.Figure(layout={"template": look.template()})
    for place, (group, name) in enumerate(found.more["groups"]):
        rows = [row for row in _of(found, group) if row["of"]]
        figure.add_trace(
            go.Scatter(
                x=[row["share"] for row in rows] if rows else [None],
                y=[codes.index(row["code"]) + row["dodge"] for row in rows] if rows else [None],
                mode="markers",
                name=look.on_screen(name),
                marker={
                    "symbol": look.MARKERS[place % len(look.MARKERS)],
                    "size": 11,
                    "color": COLOURS[place % len(COLOURS)],
                    "line": {"color": look.PAPER, "width": 1},
                },
                error_x=_whiskers(rows),
                hoverinfo="text",
                hovertext=[look.on_screen(f"{name} · {row['code_name']}: {_told(row)}") for row in rows],
                cliponaxis=False,
            )
        )
    figure.update_xaxes(
        range=[-0.04, 1.04],
        tickvals=[at for at, _ in SCALE],
        ticktext=[told for _, told in SCALE],
        showgrid=True,
        gridcolor=look.LINE,
        side="top",
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[look.on_screen(look.short(name)) for name in names],
        ticks="",
        fixedrange=True,
    )
    height = 28 * len(names) + 90
    figure.update_layout(height=height, width=760, showlegend=True, legend={"y": -20 / height}, hovermode="closest")
    return figure


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        names = dict.fromkeys(found.frame["code"])
        groups = found.more["groups"]
        columns = len(groups) if len(groups) <= MOST_COLUMNS else 0
        sheet = page(HEAD + len(names) * ROW + (1 if columns else 9))
        left = min(NAME, max((width_of(look.plain(n), 8) for n in found.frame["code_name"]), default=0)) + 6
        right = look.PAGE - columns * _column(groups) - 5
        _scale(sheet, left, right, HEAD + len(names) * ROW)
        for place, code in enumerate(names):
            _row(sheet, found, code, HEAD + (place + 0.5) * ROW, left, right)
        _key(sheet, groups, HEAD + len(names) * ROW + 5, right, columns)
    return sheet.figure


def _scale(sheet: Page, left: float, right: float, bottom: float) -> None:
    for share, told in SCALE:
        x = left + share * (right - left)
        sheet.line((x, HEAD - 2), (x, bottom))
        sheet.text(x, HEAD - 3.4, told, 6.8, ha="center", color=look.SOFT)


def _row(sheet: Page, found: Data, code: str, y: float, left: float, right: float) -> None:
    wide = right - left
    rows = [row for group, _ in found.more["groups"] for row in _of(found, group) if row["code"] == code]
    sheet.text(left - 5, y, shortened(rows[0]["code_name"], 8, NAME), 8, ha="right", va="center_baseline")
    shares = [row["share"] for row in rows if row["of"]]
    if shares:
        sheet.line((left + min(shares) * wide, y), (left + max(shares) * wide, y), lw=1.2, color=look.LINE)
    for place, row in enumerate(rows):
        if row["of"]:
            x, dodged = left + row["share"] * wide, y + row["dodge"] * ROW
            if row["low"] == row["low"]:  # below 30 cases there is no interval
                sheet.line(
                    (left + row["low"] * wide, dodged), (left + row["high"] * wide, dodged), color=_colour(place)
                )
            _marker(sheet, x, dodged, place)
        if len(rows) <= MOST_COLUMNS:
            x = right + 5 + (place + 1) * _column(found.more["groups"])
            sheet.text(x, y, _told(row) if row["of"] else "–", 7.2, ha="right", va="center_baseline", color=look.SOFT)


def _key(sheet: Page, groups: list[tuple[str, str]], y: float, right: float, columns: int) -> None:
    """The groups with their marks: above the numbers where these stand, else below."""
    at = 0.0
    for place, (_, name) in enumerate(groups):
        if columns:
            told = shortened(name, 6.8, _column(groups) - 5.5, bold=True)
            x = right + 5 + (place + 1) * _column(groups)
            sheet.text(x, HEAD - 3.4, told, 6.8, ha="right", weight="bold")
            _marker(sheet, x - width_of(told, 6.8, bold=True) - 2.6, HEAD - 4.3, place)
            continue
        _marker(sheet, at + 2, y, place)
        sheet.text(at + 5, y, look.plain(name), 6.8, va="center_baseline")
        at += 11 + width_of(look.plain(name), 6.8)
        if at > look.PAGE - 30:
            at, y = 0.0, y + 4


def _column(groups: list[tuple[str, str]]) -> float:
    """How wide the numbers of one group stand, in millimetres."""
    return 24 if len(groups) < 3 else 17


def _marker(sheet: Page, x: float, y: float, place: int) -> None:
    marker = look.ON_PAPER[look.MARKERS[place % len(look.MARKERS)]]
    sheet.axes.plot([x], [y], marker=marker, ms=5.6, color=_colour(place), mec=look.PAPER, mew=0.6, clip_on=False)


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _of(found: Data, group: str) -> list[dict[str, Any]]:
    """The rows of a group, each with how far to move it where another group stands at nearly the same place."""
    by = found.more["by"]
    told = []
    for row in found.frame[found.frame[by] == group].to_dict("records"):
        others = found.frame[found.frame["code"] == row["code"]]
        same = others[(others["share"] - row["share"]).abs() < NEAR][by].tolist()
        dodge = (same.index(group) - (len(same) - 1) / 2) * min(0.34, 0.9 / len(same)) if same else 0.0
        told.append({str(name): value for name, value in row.items()} | {"dodge": dodge})
    return told


def _told(row: dict[str, Any]) -> str:
    return f"{row['present']} of {row['of']}"


def _whiskers(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The intervals, where there are enough cases for them."""
    shown = [row["low"] == row["low"] for row in rows]
    return {
        "type": "data",
        "visible": any(shown),
        "symmetric": False,
        "array": [row["high"] - row["share"] if there else 0 for row, there in zip(rows, shown, strict=True)],
        "arrayminus": [row["share"] - row["low"] if there else 0 for row, there in zip(rows, shown, strict=True)],
        "thickness": 1,
    }
