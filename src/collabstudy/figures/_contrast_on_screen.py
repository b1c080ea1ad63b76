"""A contrast, as a plotly figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.contrasting.telling import difference, k_of_n, ps
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import labels
from collabstudy.figures import look
from collabstudy.figures._contrast import places, values
from collabstudy.figures._matrix_on_screen import LETTER, MOST_LABEL

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Pixels.
ROW, MARK, NUMBERS, GAP, SCALE, P, HEAD, FOOT = 28, 15, 84, 24, 190, 64, 64, 56
MOST_MARKS = 30
SYMBOLS: dict[Value, str] = {
    "present": "circle",
    "absent": "circle-open",
    "not_asked": "line-ew-open",
    "not_coded": "x-thin-open",
}
COLOURS: dict[Value, str] = {
    "present": look.ACCENT,
    "absent": look.MARK,
    "not_asked": look.MARK,
    "not_coded": look.WARM,
}


def plot(contrast: Contrast) -> go.Figure:
    """The groups side by side, a pixel of the page being one of the axis; a pointer is told which place a mark is."""
    import plotly.graph_objects as go

    starts = list(_starts(contrast))
    wide = starts.pop()
    right = wide + (SCALE + GAP if contrast.direction else 0) + 2 * P
    names = labels(contrast.rows)
    left = 20 + LETTER * max((len(look.short(name, MOST_LABEL)) for name in names.values()), default=0)
    made = go.Figure(layout={"template": look.template()})
    for value, told in values(contrast).items():
        made.add_trace(_marks(contrast, starts, value, told))
    for trace in _shares(contrast, starts):
        made.add_trace(trace)
    if contrast.direction:
        made.add_trace(_differences(contrast, wide))
    lines = len(contrast.lines)
    made.update_layout(
        width=left + right + 16,
        height=HEAD + lines * ROW + FOOT,
        margin={"l": left, "r": 16, "t": HEAD, "b": FOOT, "autoexpand": False},
        showlegend=True,
        hovermode="closest",
        xaxis={"range": [0, right], "visible": False, "fixedrange": True},
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(lines)),
            "ticktext": [look.on_screen(look.short(names[line.code], MOST_LABEL)) for line in contrast.lines],
            "range": [lines - 0.5, -0.5],
            "fixedrange": True,
            "automargin": False,
            "showline": False,
            "ticks": "outside",
            "ticklen": 8,
            "tickcolor": look.PAPER,
        },
        annotations=[*_heads(contrast, starts, wide, right), *_numbers(contrast, starts, right)],
        shapes=_lines(contrast, wide),
        legend={
            "itemclick": False,
            "itemdoubleclick": False,
            "xref": "container",
            "yref": "container",
            "x": 0.01,
            "y": 0.01,
            "yanchor": "bottom",
        },
    )
    return made


def _room(contrast: Contrast, group: str) -> int:
    return MARK * min(MOST_MARKS, len(contrast.members[group]))


def _starts(contrast: Contrast) -> Iterator[float]:
    """Where each group begins, and where the last one ends; a group is at least as wide as its name."""
    at = 0.0
    for group in contrast.groups:
        yield at
        at += max(_room(contrast, group.id) + NUMBERS, LETTER * len(_head(contrast, group.id, group.name))) + GAP
    yield at


def _head(contrast: Contrast, group: str, name: str) -> str:
    return f"{look.short(name, 28)} ({len(contrast.members[group])})"


def _marks(contrast: Contrast, starts: list[float], value: Value, told: str) -> Any:
    import plotly.graph_objects as go

    names = {row.id: row.name for row in contrast.rows}
    here = [
        (start + (at + 0.5) * MARK, y, f"{contrast.told_places([case])} · {names[line.code]}: {told}")
        for y, line in enumerate(contrast.lines)
        for start, side in zip(starts, line.sides, strict=True)
        if len(places(side)) <= MOST_MARKS
        for at, (found, case) in enumerate(places(side))
        if found == value
    ]
    return go.Scatter(
        x=[x for x, _, _ in here] if here else [None],
        y=[y for _, y, _ in here] if here else [None],
        mode="markers",
        name=look.on_screen(told),
        marker={
            "symbol": SYMBOLS[value],
            "size": 10,
            "color": COLOURS[value],
            "line": {"width": 0 if value == "present" else 1.6, "color": COLOURS[value]},
        },
        hoverinfo="text",
        hovertext=[look.on_screen(told) for _, _, told in here],
        cliponaxis=False,
    )


def _shares(contrast: Contrast, starts: list[float]) -> Iterator[Any]:
    """Where there are too many places for marks: how many voice it, as a part of a line."""
    import plotly.graph_objects as go

    for y, line in enumerate(contrast.lines):
        for start, side in zip(starts, line.sides, strict=True):
            if len(places(side)) <= MOST_MARKS or not side.of:
                continue
            long = MARK * MOST_MARKS
            for end, colour in ((long, look.LINE), (long * len(side.present) / side.of, look.ACCENT)):
                yield go.Scatter(
                    x=[start, start + end],
                    y=[y, y],
                    mode="lines",
                    line={"width": 9, "color": colour},
                    showlegend=False,
                    hoverinfo="skip",
                )


def _differences(contrast: Contrast, wide: float) -> Any:
    import plotly.graph_objects as go

    names = {row.id: row.name for row in contrast.rows}
    lines = [(y, line) for y, line in enumerate(contrast.lines) if line.difference is not None]
    return go.Scatter(
        x=[_on_scale(wide, line.difference or 0) for _, line in lines] if lines else [None],
        y=[y for y, _ in lines] if lines else [None],
        mode="markers",
        name=f"difference with its interval ({100 * (1 - contrast.alpha):g} %)",
        marker={"symbol": "diamond", "size": 8, "color": look.INK},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [((line.high or 0) - (line.difference or 0)) * SCALE / 2 for _, line in lines],
            "arrayminus": [((line.difference or 0) - (line.low or 0)) * SCALE / 2 for _, line in lines],
            "thickness": 1.2,
            "width": 0,
            "color": look.INK,
        },
        hoverinfo="text",
        hovertext=[
            look.on_screen(f"{names[line.code]}: {contrast.direction}: {difference(line)}") for _, line in lines
        ],
        cliponaxis=False,
    )


def _on_scale(wide: float, share: float) -> float:
    return wide + (share + 1) / 2 * SCALE


def _heads(contrast: Contrast, starts: list[float], wide: float, right: float) -> Iterator[dict[str, Any]]:
    for group, start in zip(contrast.groups, starts, strict=True):
        told = look.on_screen(_head(contrast, group.id, group.name))
        yield _text(f"<b>{told}</b>", start, "left", hovertext=look.on_screen(group.name))
    if contrast.direction:
        yield _text(f"<b>{look.on_screen(look.short(contrast.direction, 40))}</b>", wide + SCALE / 2, "center", 22)
        for share, told in ((-1, "−1"), (0, "0"), (1, "+1")):
            yield _text(told, _on_scale(wide, share), "center", font={"size": 11, "color": look.SOFT})
    yield _text("<b>p</b>", right - P, "right")
    yield _text("<b>adjusted</b>", right, "right")


def _numbers(contrast: Contrast, starts: list[float], right: float) -> Iterator[dict[str, Any]]:
    soft = {"size": 12, "color": look.SOFT}
    for y, line in enumerate(contrast.lines):
        for group, start, side in zip(contrast.groups, starts, line.sides, strict=True):
            yield _at(k_of_n(side), start + _room(contrast, group.id) + 6, y, "left", font=soft)
        why = look.on_screen(line.reason)
        for text, x in zip(ps(line), (right - P, right), strict=True):
            yield _at(text, x, y, "right", hovertext=why)


def _lines(contrast: Contrast, wide: float) -> list[dict[str, Any]]:
    between = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y - 0.5, "y1": y - 0.5}
        for y in range(1, len(contrast.lines))
    ]
    scale = [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": _on_scale(wide, at), "x1": _on_scale(wide, at)}
        for at in ((-1, 0, 1) if contrast.direction else ())
    ]
    return [shape | {"line": {"color": look.LINE, "width": 1}, "layer": "below"} for shape in (*between, *scale)]


def _text(text: str, x: float, xanchor: str, yshift: float = 2, **more: Any) -> dict[str, Any]:
    return {"text": text, "x": x, "y": 1, "yref": "paper", "xanchor": xanchor, "yanchor": "bottom"} | {
        "yshift": yshift,
        "showarrow": False,
        **more,
    }


def _at(text: str, x: float, y: float, xanchor: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "xanchor": xanchor, "yanchor": "middle", "showarrow": False, **more}
