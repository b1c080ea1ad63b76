"""Whose voice fills the coded passages and the quotations, as bars beside the bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.compare.influencing.influenced import Influence
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

ROW, HEAD, NAME, NUMBER, KEY = 7.4, 6.0, 58.0, 20.0, 10.0  # millimetres
MOST = 30  # of each kind; the loudest are shown
KINDS = (("case", ""), ("speaker", "Speakers"))
# What is measured: its columns, what it is called, and its look on paper and on a screen, different in grey too.
MEASURES = (
    ("passages", "coded passages", look.ACCENT, "", ""),
    ("quotations", "quotations", "#ffffff", "////", "/"),
)


def figure(influence: Influence) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(influence))


def data(influence: Influence) -> Data:
    """What is plotted: each voice with its part of passages and quotations; the loudest, where they are many."""
    frame = influence.voices_frame()
    frame.insert(2, "name", [voice.name for voice in influence.voices.every])
    for measure, *_ in MEASURES:
        whole = int(getattr(influence.voices, measure))
        frame[f"share_{measure}"] = [number / whole if whole else 0.0 for number in frame[measure].astype(int)]
    kept = [place for kind, _ in KINDS for place in _loudest(frame[frame["kind"] == kind])]
    frame = frame.loc[sorted(kept)].reset_index(drop=True)
    alt = (
        f"Parts of {influence.voices.passages} coded passages and {influence.voices.quotations} quotations. "
        + "; ".join(
            f"{row.name}: {row.passages} passages, {row.quotations} quotations" for row in frame.itertuples(index=False)
        )
    )
    caption = (
        f"Whose voice fills the {influence.voices.passages} coded passages and {influence.voices.quotations} "
        f"quotations. The line is the bound, {influence.bound}. A passage of several {influence.plural} is each one's."
    )
    more = {"bound": float(influence.bound), "told": str(influence.bound), "plural": influence.plural}
    return Data("influence_voices", frame, look.plain(alt), caption, influence.note, more)


def _loudest(voices: Any) -> list[int]:
    """Where the loudest stand in the frame."""
    by = voices[["share_passages", "share_quotations"]].max(axis=1).sort_values(ascending=False, kind="stable")
    return [int(place) for place in by.index[:MOST]]


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    frame = found.frame
    speakers = int((frame["kind"] == "case").sum())
    places = [place + (1 if place >= speakers else 0) for place in range(len(frame))]
    made = go.Figure(layout={"template": look.template(), "barmode": "group"})
    for measure, told, colour, _, pattern in _measures(found):
        made.add_trace(
            go.Bar(
                x=frame[f"share_{measure}"],
                y=places,
                text=[f"{number} of {of}" for number, of in zip(frame[measure], frame[f"of_{measure}"], strict=True)],
                textposition="outside",
                textfont={"size": 11, "color": look.SOFT},
                cliponaxis=False,
                orientation="h",
                name=told,
                marker={
                    "color": colour,
                    "line": {"color": look.ACCENT, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": look.ACCENT, "size": 5},
                },
                hoverinfo="text",
                hovertext=[
                    look.on_screen(f"{row['name']}: {row[measure]} of {row[f'of_{measure}']} {told}")
                    for row in frame.to_dict("records")
                ],
            )
        )
    bound = found.more["bound"]
    made.add_vline(x=bound, line={"color": look.WARM, "width": 1.5, "dash": "dash"})
    made.update_xaxes(
        range=[0, max(0.4, _longest(found) * 1.15)],
        tickvals=[0, bound],
        ticktext=["0", found.more["told"]],
        side="top",
        fixedrange=True,
    )
    made.update_yaxes(
        range=[len(frame) + 0.5, -0.5],
        tickvals=[*places, speakers],
        ticktext=[*(look.on_screen(look.short(name)) for name in frame["name"]), "<b>Speakers</b>"],
        ticks="",
        fixedrange=True,
    )
    height = 34 * (len(frame) + 1) + 90
    made.update_layout(height=height, width=760, showlegend=True, legend={"y": -20 / height})
    return made


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        groups = [(told, found.frame[found.frame["kind"] == kind].to_dict("records")) for kind, told in KINDS]
        groups = [(told, rows) for told, rows in groups if rows]
        height = sum(len(rows) * ROW + HEAD for _, rows in groups)
        sheet = page(height + KEY)
        names = [row["name"] for _, rows in groups for row in rows]
        left = min(NAME, max((width_of(look.plain(name), 8) for name in names), default=0)) + 3
        scale = (look.PAGE - left - NUMBER) / max(0.4, _longest(found))
        top = 0.0
        for told, rows in groups:
            _group(sheet, found, told, rows, top, left, scale)
            top += len(rows) * ROW + HEAD
        _key(sheet, _measures(found), top + 5)
    return sheet.figure


def _measures(found: Data) -> list[tuple[str, str, str, str, str]]:
    """Bars of passages, and of quotations where any were handed in."""
    return [measure for measure in MEASURES if measure[0] == "passages" or found.frame[f"of_{measure[0]}"].any()]


def _longest(found: Data) -> float:
    return max(
        (float(found.frame[f"share_{measure}"].max()) for measure, *_ in MEASURES if len(found.frame)), default=0
    )


def _group(
    sheet: Page, found: Data, told: str, rows: Sequence[dict[Any, Any]], top: float, left: float, scale: float
) -> None:
    x = left + found.more["bound"] * scale
    bottom = top + HEAD + len(rows) * ROW
    sheet.line((x, top + HEAD - 1), (x, bottom), color=look.WARM, lw=0.9, linestyle=(0, (3, 2)))
    sheet.text(x, top + HEAD - 2, found.more["told"], 6.8, ha="center", color=look.readable(look.WARM))
    sheet.text(0, top + HEAD - 2, told or found.more["plural"].capitalize(), 7.2, weight="bold", color=look.ACCENT)
    for place, row in enumerate(rows):
        middle = top + HEAD + (place + 0.5) * ROW
        sheet.text(left - 2, middle, shortened(row["name"], 8, NAME), 8, ha="right", va="center_baseline")
        for at, (measure, _, colour, hatch, _) in enumerate(_measures(found)):
            y = middle + (at - 1) * (ROW / 2 - 0.8)
            wide = row[f"share_{measure}"] * scale
            _bar(sheet, left, y, wide, colour, hatch)
            number = f"{row[measure]} of {row[f'of_{measure}']}"
            sheet.text(left + wide + 1.2, y + ROW / 4 - 0.4, number, 6.2, va="center_baseline", color=look.SOFT)


def _bar(sheet: Page, x: float, y: float, wide: float, colour: str, hatch: str) -> None:
    look_of = {"facecolor": colour, "edgecolor": look.ACCENT, "color": None, "hatch": hatch or None, "lw": 0.6}
    sheet.box(x, y, wide, ROW / 2 - 1.0, **look_of)


def _key(sheet: Page, measures: Sequence[tuple[str, str, str, str, str]], y: float) -> None:
    at = 0.3
    for _, told, colour, hatch, _ in measures:
        _bar(sheet, at, y - 1.4, 5, colour, hatch)
        sheet.text(at + 6.5, y, told, 6.8, va="center_baseline", color=look.SOFT)
        at += 12 + width_of(told, 6.8)
