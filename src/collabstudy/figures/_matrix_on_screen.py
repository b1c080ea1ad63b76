"""A matrix of marks, as a plotly figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from collabstudy.compare.table import clusters
from collabstudy.figures import look
from collabstudy.figures._matrix import Kind, Matrix, Row

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Pixels.
ROW, LETTER, ANGLE = 30, 7.4, 48
SMALLEST, LARGEST = 11, 22
GAP = 0.5  # columns
MOST_NAME, MOST_LABEL = 34, 48  # letters
_SYMBOLS: dict[Kind, str] = {"dot": "circle", "ring": "circle-open", "dash": "line-ew-open", "cross": "x-thin-open"}
_COLOURS: dict[Kind, str] = {"ring": look.MARK, "dash": look.MARK, "cross": look.WARM}


def plot(matrix: Matrix) -> go.Figure:
    """The matrix with what a pointer is told over each mark: counts, never words."""
    import plotly.graph_objects as go

    sheet = _Sheet(matrix)
    figure = go.Figure(layout={"template": look.template()})
    for kind, told in matrix.key:
        figure.add_trace(sheet.trace(kind, told))
    figure.update_layout(
        width=sheet.left + sheet.width + sheet.right,
        height=sheet.top + len(matrix.rows) * ROW + 64,
        margin={"l": sheet.left, "r": sheet.right, "t": sheet.top, "b": 64, "autoexpand": False},
        showlegend=True,
        xaxis={"range": [-0.6, sheet.last + 0.6], "visible": False, "fixedrange": True},
        yaxis={
            "tickmode": "array",
            "tickvals": list(sheet.y.values()),
            "ticktext": [_label(row) for row in matrix.rows],
            "range": [len(matrix.rows) - 0.5, -0.5],
            "fixedrange": True,
            "automargin": False,
            "showline": False,
            "ticks": "",
        },
        shapes=[*sheet.between_branches(), *sheet.between_clusters()],
        annotations=[*sheet.names(), *sheet.clusters(), *sheet.totals()],
        legend={
            "itemclick": False,
            "itemdoubleclick": False,
            "itemsizing": "constant",
            "xref": "container",
            "yref": "container",
            "x": 0.01,
            "y": 0.01,
            "yanchor": "bottom",
        },
        hovermode="closest",
    )
    return figure


@dataclass(frozen=True)
class _Sheet:
    """Where everything comes to stand."""

    matrix: Matrix

    @cached_property
    def x(self) -> dict[str, float]:
        found: dict[str, float] = {}
        at, cluster = 0.0, None
        for column in self.matrix.columns:
            at += GAP if cluster is not None and column.cluster != cluster else 0
            cluster = column.cluster
            found[column.id] = at
            at += 1
        return found

    @cached_property
    def y(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(self.matrix.rows)}

    @property
    def last(self) -> float:
        return max(self.x.values(), default=0)

    @cached_property
    def width(self) -> float:
        return (self.last + 1.2) * max(24, min(40, 560 / (self.last + 1)))

    @cached_property
    def left(self) -> float:
        return 20 + LETTER * max((len(look.short(row.name, MOST_LABEL)) for row in self.matrix.rows), default=0)

    @cached_property
    def right(self) -> float:
        """Room for the totals, and for the names that lean over the last columns."""
        totals = 24 + LETTER * max((len("".join(row.right)) for row in self.matrix.rows), default=0)
        each = self.width / (self.last + 1.2)
        over = (
            LETTER * len(look.short(column.name, MOST_NAME)) * cos(radians(ANGLE))
            - (self.last - self.x[column.id] + 0.6) * each
            for column in self.matrix.columns
        )
        return max(totals, 12 + max(over, default=0))

    @cached_property
    def head(self) -> float:
        longest = max((len(look.short(column.name, MOST_NAME)) for column in self.matrix.columns), default=0)
        return LETTER * longest * sin(radians(ANGLE)) + 16

    @property
    def top(self) -> float:
        return self.head + (24 if any(column.cluster for column in self.matrix.columns) else 8)

    def trace(self, kind: Kind, told: str) -> Any:
        import plotly.graph_objects as go

        here = [
            (self.x[column.id], self.y[row.id], row.colour, self.matrix.marks[column.id, row.id])
            for row in self.matrix.rows
            if not row.heading
            for column in self.matrix.columns
            if self.matrix.marks[column.id, row.id].kind == kind
        ]
        dot = kind == "dot"
        return go.Scatter(
            x=[x for x, _, _, _ in here] if here else [None],  # so that the key shows it all the same
            y=[y for _, y, _, _ in here] if here else [None],
            mode="markers",
            name=look.on_screen(told),
            marker={
                "symbol": _SYMBOLS[kind],
                "size": [self._size(mark.amount) for _, _, _, mark in here] if dot else SMALLEST,
                "color": [colour for _, _, colour, _ in here] if dot else _COLOURS[kind],
                "line": {"width": 0 if dot else 1.8, "color": None if dot else _COLOURS[kind]},
                "opacity": 1,
            },
            hoverinfo="text",
            hovertext=[look.on_screen(mark.told) for _, _, _, mark in here],
            cliponaxis=False,
        )

    def _size(self, amount: float) -> float:
        return SMALLEST + (LARGEST - SMALLEST) * self.matrix.size(amount)

    def names(self) -> list[dict[str, Any]]:
        return [
            _text(look.on_screen(look.short(column.name, MOST_NAME)), self.x[column.id] - 0.2, 1, "left", "bottom")
            | {"textangle": -ANGLE, "xref": "x", "yref": "paper", "hovertext": look.on_screen(column.name)}
            for column in self.matrix.columns
        ]

    def clusters(self) -> list[dict[str, Any]]:
        found, at = [], 0
        for name, count in clusters(self.matrix.columns):
            if name:
                told = f"<b>{look.on_screen(look.short(name.upper(), max(8, 5 * count)))}</b>"
                place = _text(told, self.x[self.matrix.columns[at].id] - 0.4, 1, "left", "bottom")
                more = {"xref": "x", "yref": "paper", "yshift": self.head, "font": {"size": 11, "color": look.SOFT}}
                found.append(place | more)
            at += count
        return found

    def totals(self) -> list[dict[str, Any]]:
        return [
            _text(_total(*row.right), 1, self.y[row.id], "left", "middle") | {"xref": "paper", "yref": "y", "xshift": 8}
            for row in self.matrix.rows
            if any(row.right)
        ]

    def between_branches(self) -> list[dict[str, Any]]:
        rows = self.matrix.rows
        return [
            _line({"xref": "paper", "x0": 0, "x1": 1, "y0": at - 0.5, "y1": at - 0.5})
            for at in range(1, len(rows))
            if rows[at].branch != rows[at - 1].branch
        ]

    def between_clusters(self) -> list[dict[str, Any]]:
        columns = self.matrix.columns
        places = [
            self.x[columns[at].id] - 0.5 - GAP / 2
            for at in range(1, len(columns))
            if columns[at].cluster != columns[at - 1].cluster
        ]
        return [_line({"yref": "paper", "y0": 0, "y1": 1, "x0": x, "x1": x}, dash="dot") for x in places]


def _total(strong: str, rest: str) -> str:
    return f'<b>{look.on_screen(strong)}</b> <span style="color:{look.SOFT}">{look.on_screen(rest)}</span>'


def _text(text: str, x: float, y: float, xanchor: str, yanchor: str) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "xanchor": xanchor, "yanchor": yanchor, "showarrow": False}


def _line(place: dict[str, Any], dash: str = "solid") -> dict[str, Any]:
    return {"type": "line", "layer": "below", "line": {"color": look.LINE, "width": 1, "dash": dash}, **place}


def _label(row: Row) -> str:
    name = look.on_screen(look.short(row.name, MOST_LABEL))
    return f'<b><span style="color:{look.readable(row.colour)}">{name}</span></b>' if row.heading else name
