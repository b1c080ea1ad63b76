"""The words that set each group apart: dots on a line, filled where most of the group's documents have the word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.compare.distinguishing.distinct import Distinctive
from collabstudy.compare.statistics.keyness import MEASURES
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

FEW_GROUPS, MOST_GROUPS = 4, 24
WORDS_OF_FEW, WORDS_OF_MANY = 10, 6
LINE, HEAD, SPACE, DISPERSION = 4.6, 8.0, 7.0, 14.0  # millimetres
COLUMNS = ("group", "name", "word", "rank", "score", "count", "documents", "of", "dp")


def figure(found: Distinctive) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Distinctive) -> Data:
    """What is plotted: a row per group and word that it says more than the others, best first."""
    import pandas as pd

    groups = found.groups[:MOST_GROUPS]
    words = WORDS_OF_FEW if len(groups) <= FEW_GROUPS else WORDS_OF_MANY
    rows = [
        (group.id, group.name, one.word, one.rank, one.score, one.count, one.documents, one.of, one.dp)
        for group in groups
        for one in found.top(group.id, words)
    ]
    kinds = dict.fromkeys(("group", "name", "word"), "string") | dict.fromkeys(("score", "dp"), "float64")
    kinds |= dict.fromkeys(("rank", "count", "documents", "of"), "Int64")
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)
    left = len(found.groups) - len(groups)
    caption = (
        f"Words that each group says more than the others: {MEASURES[found.measure]}. At the right, in how many of the "
        "group's documents each is said; a dot is filled where these are at least half of several."
    ) + (f" {left} more groups are not shown." if left else "")
    return Data("distinctive", frame, _alt(frame, found), caption, found.note)


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    panels, across = _panels(found), _across(found)
    deep = max(1, -(-len(panels) // across))
    height = deep * (_longest(panels) * 22 + 64) + 24
    figure: go.Figure = make_subplots(
        rows=deep,
        cols=across,
        subplot_titles=[look.on_screen(look.short(name, 34)) for name, _ in panels],
        horizontal_spacing=0.5 / across,
        vertical_spacing=46 / height,
    )
    for place, (_, words) in enumerate(panels):
        where = {"row": place // across + 1, "col": place % across + 1}
        rows = words.to_dict("records")
        dots = go.Scatter(
            x=[row["score"] for row in rows],
            y=list(range(len(rows))),
            mode="markers",
            marker={
                "size": 10,
                "opacity": 1,
                "color": [look.ACCENT if _spread(row) else look.PAPER for row in rows],
                "line": {"color": look.ACCENT, "width": 1.6},
            },
            hoverinfo="text",
            hovertext=[look.on_screen(_told(row)) for row in rows],
            cliponaxis=False,
        )
        figure.add_trace(_lines(rows), **where)
        figure.add_trace(dots, **where)
        figure.add_trace(_dispersion(rows, _most(found)), **where)
        names = [look.on_screen(str(row["word"])) for row in rows]
        bounds = [_longest(panels) - 0.4, -0.6]
        figure.update_yaxes(range=bounds, tickvals=list(range(len(rows))), ticktext=names, ticks="", **where)
    most = _most(found)
    figure.update_xaxes(range=[0, 1.5 * most], tickvals=[0, most], ticktext=["0", f"{most:.1f}"], fixedrange=True)
    figure.update_xaxes(showline=False, ticks="")
    figure.update_yaxes(fixedrange=True)
    figure.update_annotations(font={"size": 13, "color": look.INK})
    figure.update_layout(
        template=look.template(),
        height=height,
        width=860,
        showlegend=False,
        margin={"l": 90, "r": 12, "t": 40, "b": 30},
    )
    return figure


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        panels, across = _panels(found), _across(found)
        each = HEAD + LINE * max(_longest(panels), 1) + SPACE
        sheet = page(max(1, -(-len(panels) // across)) * each + 3)
        wide = (look.PAGE + SPACE) / across
        for place, (name, words) in enumerate(panels):
            _panel(sheet, place % across * wide, place // across * each, wide - SPACE, _most(found), (name, words))
    return sheet.figure


def _panel(sheet: Page, left: float, top: float, wide: float, most: float, panel: tuple[str, pandas.DataFrame]) -> None:
    name, words = panel
    word = wide * 0.32
    scale = (wide - word - DISPERSION) / most
    sheet.text(left, top + 4, shortened(name, 7.6, 0.92 * wide, bold=True), 7.6, weight="bold")
    sheet.line((left, top + 5.6), (left + wide, top + 5.6))
    for at, row in enumerate(words.to_dict("records")):
        y = top + HEAD + (at + 0.5) * LINE
        sheet.text(
            left + word - 2, y, shortened(str(row["word"]), 7.2, word - 2), 7.2, ha="right", va="center_baseline"
        )
        sheet.line((left + word, y), (left + word + row["score"] * scale, y))
        inside = look.ACCENT if _spread(row) else look.PAPER
        sheet.dot(
            left + word + row["score"] * scale,
            y,
            1.15,
            color=None,
            facecolor=inside,
            edgecolor=look.ACCENT,
            lw=0.9,
            zorder=3,
        )
        told = f"{row['documents']} of {row['of']}"
        sheet.text(left + wide, y, told, 6.6, ha="right", va="center_baseline", color=look.SOFT)
    bottom = top + HEAD + LINE * len(words) + 1.0
    for value in (0.0, most):
        x = left + word + value * scale
        sheet.text(x, bottom + 2.4, f"{value:.0f}" if value == 0 else f"{value:.1f}", 6.2, ha="center", color=look.SOFT)


def _lines(rows: list[dict[Any, Any]]) -> go.Scatter:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[x for row in rows for x in (0, row["score"], None)],
        y=[y for at in range(len(rows)) for y in (at, at, None)],
        mode="lines",
        line={"color": look.LINE, "width": 1},
        hoverinfo="skip",
    )


def _dispersion(rows: list[dict[Any, Any]], most: float) -> go.Scatter:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[1.5 * most] * len(rows),
        y=list(range(len(rows))),
        mode="text",
        text=[f"{row['documents']} of {row['of']}" for row in rows],
        textposition="middle left",
        textfont={"size": 11, "color": look.SOFT},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _spread(row: dict[Any, Any]) -> bool:
    """Whether a word is said in at least half of several documents."""
    return bool(row["of"] > 1 and 2 * row["documents"] >= row["of"])


def _panels(found: Data) -> list[tuple[str, pandas.DataFrame]]:
    return [(str(words["name"].iloc[0]), words) for _, words in found.frame.groupby("group", sort=False)]


def _across(found: Data) -> int:
    return (
        min(3, max(1, len(_panels(found)))) if len(_panels(found)) > FEW_GROUPS else min(2, max(1, len(_panels(found))))
    )


def _longest(panels: list[tuple[str, pandas.DataFrame]]) -> int:
    return max((len(words) for _, words in panels), default=0)


def _most(found: Data) -> float:
    return float(found.frame["score"].max()) if len(found.frame) else 1.0


def _told(row: dict[Any, Any]) -> str:
    return f"{row['word']}: {row['score']:.1f}, {row['count']} times in {row['documents']} of {row['of']} documents"


def _alt(frame: pandas.DataFrame, found: Distinctive) -> str:
    told = "; ".join(
        f"{words['name'].iloc[0]}: {', '.join(words['word'])}" for _, words in frame.groupby("group", sort=False)
    )
    number = frame["group"].nunique()
    return look.plain(f"The most distinctive words of {number} groups by {found.by}, best first. {told}.")
