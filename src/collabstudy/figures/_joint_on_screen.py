"""Topics by codes, as a plotly figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.figures import look
from collabstudy.figures._joint import Matrix

if TYPE_CHECKING:
    import plotly.graph_objects as go

_PIXELS, _LARGEST = 36, 30


def plot(matrix: Matrix) -> go.Figure:
    """The matrix with what a pointer is told over each dot."""
    import plotly.graph_objects as go

    made = go.Figure(layout={"template": look.template()})
    last = len(matrix.codes) + 0.5
    held = [cell for cell in matrix.cells if cell.passages]
    made.add_trace(
        go.Scatter(
            x=[cell.x for cell in held],
            y=[cell.y for cell in held],
            mode="markers",
            name="passages",
            marker={
                "size": [_LARGEST * matrix.size(cell.passages) for cell in held],
                "color": [matrix.colours[cell.x] for cell in held],
                "opacity": 1,
                "line": {"width": 0},
            },
            hoverinfo="text",
            hovertext=[look.on_screen(cell.told) for cell in held],
        )
    )
    made.add_trace(
        go.Scatter(
            x=[cell.x for cell in matrix.cells],
            y=[cell.y for cell in matrix.cells],
            mode="markers",
            name="by chance alone",
            marker={
                "symbol": "circle-open",
                "size": [_LARGEST * matrix.size(cell.expected) for cell in matrix.cells],
                "color": [cell.ring for cell in matrix.cells],
                "line": {"width": 1.2},
            },
            hoverinfo="skip",
        )
    )
    made.add_trace(
        go.Scatter(
            x=[last] * len(matrix.bare),
            y=list(range(len(matrix.bare))),
            mode="markers+text",
            name="under no code",
            marker={
                "symbol": "square",
                "size": [_LARGEST * 0.7 * matrix.side(bare) for bare in matrix.bare],
                "color": look.WARM,
                "opacity": 1,
            },
            hoverinfo="text",
            hovertext=[
                look.on_screen(f"{name}: {bare} of {read} passages under no code")
                for name, bare, read in zip(matrix.topics, matrix.bare, matrix.read, strict=True)
            ],
        )
    )
    left = 7.2 * max((len(look.short(name)) for name in matrix.topics), default=0) + 20
    top = 5.6 * max((len(look.short(name, 34)) for name in matrix.codes), default=0) + 20
    made.update_layout(
        width=left + _PIXELS * (last + 1) + 190,
        height=top + _PIXELS * len(matrix.topics) + 70,
        margin={"l": left, "r": 170, "t": top, "b": 60, "autoexpand": False},
        xaxis={"range": [-0.7, last + 0.6], "visible": False, "fixedrange": True},
        yaxis={
            "range": [len(matrix.topics) - 0.4, -0.6],
            "tickvals": list(range(len(matrix.topics))),
            "ticktext": [look.on_screen(look.short(name)) for name in matrix.topics],
            "ticks": "",
            "showline": False,
            "fixedrange": True,
        },
        annotations=_notes(matrix, last),
        legend={"y": -0.02, "itemsizing": "constant"},
    )
    return made


def _notes(matrix: Matrix, last: float) -> list[dict[str, Any]]:
    plain = {"showarrow": False, "xref": "x", "yref": "y"}
    names = [*enumerate(matrix.codes), (last, "under no code")]
    heads = [
        plain
        | {"text": look.on_screen(look.short(name, 34)), "x": x - 0.2, "y": -0.6, "textangle": -48}
        | {"xanchor": "left", "yanchor": "bottom"}
        for x, name in names
    ]
    counts = [
        plain | {"text": f"<b>{bare}</b> of {read}", "x": last + 0.55, "y": y, "xanchor": "left", "yanchor": "middle"}
        for y, (bare, read) in enumerate(zip(matrix.bare, matrix.read, strict=True))
    ]
    return [*heads, *counts]
