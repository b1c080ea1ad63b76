"""How codes add up from interview to interview, beside all other orders, with base and runs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.compare.saturating.course import Course, Saturation
from collabstudy.figures import _saturation_on_paper, look
from collabstudy.figures._data import Data

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

BAND = "95 of 100 orders"
AVERAGE = "all orders on average"
NEW = "new codes"
MOST_NAMED = 15  # places with their numbers in the caption
_HEIGHT, _ABOVE = 330, 46  # pixels


@dataclass(frozen=True)
class Panel:
    """One course, as it is drawn. `at` is the interview at which saturation is reached, None where it is not."""

    name: str
    labels: tuple[str, ...]
    new: tuple[int, ...]
    cumulative: tuple[int, ...]
    expected: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    base: int
    run: int
    at: int | None
    notation: str
    estimate: float | None

    @property
    def top(self) -> float:
        """The largest number on the axis."""
        return max((*self.cumulative, *self.high, 1)) * 1.06

    @property
    def title(self) -> str:
        """Whose course it is, and what came of it."""
        what = f"saturation {self.notation}" if self.at is not None else "saturation not reached"
        return f"{self.name} · {what}"


def figure(found: Saturation) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Saturation) -> Data:
    """What is plotted: the frame, a panel for the whole and one for each group."""
    panels = tuple(_panel(found, course) for course in found.courses)
    whole = found.courses[0]
    estimate = whole.unseen.estimate
    more = f" Chao2 estimates {estimate:.1f} codes in all." if estimate is not None else ""
    told = found.told(whole)
    alt = (
        f"{whole.codes} codes in {len(whole.steps)} {found.called[1]}: "
        f"{', '.join(str(step.cumulative) for step in whole.steps)} after each. "
        f"{told[:1].upper()}{told[1:]}.{more}"
    )
    caption = (
        f"Codes voiced so far, in the order of the {found.called[1]} (line) and in all orders (dashes: average; grey: "
        f"{BAND}). Bars: codes new in each. Shaded: the base of {found.base}; the bracket is the first run of "
        f"{found.run} with at most {found.threshold:g} of the base's codes new."
    )
    if found.by == "case" and len(whole.steps) <= MOST_NAMED:
        caption += f" {', '.join(f'{at} {step.name}' for at, step in enumerate(whole.steps, 1))}."
    return Data("saturation", found.frame(), look.plain(alt), look.plain(caption), found.note, {"panels": panels})


def _panel(found: Saturation, course: Course) -> Panel:
    steps = course.steps
    return Panel(
        found.named(course),
        tuple(step.id if found.by == "interview" else step.name for step in steps),
        tuple(len(step.new) for step in steps),
        tuple(step.cumulative for step in steps),
        tuple(step.expected for step in steps),
        tuple(step.low for step in steps),
        tuple(step.high for step in steps),
        found.base,
        found.run,
        course.reached.at,
        course.reached.notation or "",
        course.unseen.estimate,
    )


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    from plotly.subplots import make_subplots

    panels: Sequence[Panel] = found.more["panels"]
    titles = [look.on_screen(panel.title) for panel in panels]
    rows = len(panels)
    gap = min(0.16 / max(rows - 1, 1), 0.12) if rows > 1 else 0
    made = make_subplots(rows=rows, cols=1, subplot_titles=titles, vertical_spacing=gap)
    made.update_layout(template=look.template())
    for row, panel in enumerate(panels, 1):
        for trace in _traces(panel, first=row == 1):
            made.add_trace(trace, row=row, col=1)
        _marked(made, panel, row)
        ticks = list(range(1, len(panel.labels) + 1))
        told = [look.on_screen(look.short(label, 16)) for label in panel.labels]
        made.update_xaxes(tickvals=ticks, ticktext=told, range=[0.4, len(ticks) + 0.6], row=row, col=1)
        made.update_yaxes(title="codes" if row == 1 else None, range=[0, panel.top], row=row, col=1)
    made.update_layout(
        height=_HEIGHT * rows + 2 * _ABOVE,
        margin={"t": _ABOVE, "b": 90},
        legend={"y": -0.12 / rows},
        bargap=0.55,
        hovermode="x unified",
    )
    made.update_annotations(font={"size": 13, "color": look.SOFT})
    return made


def _traces(panel: Panel, *, first: bool) -> list[Any]:
    import plotly.graph_objects as go

    x = list(range(1, len(panel.labels) + 1))
    here: dict[str, Any] = {"x": x, "showlegend": first}
    band = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        go.Scatter(y=panel.high, **band, x=x, showlegend=False),
        go.Scatter(y=panel.low, **band, **here, name=BAND, fill="tonexty", fillcolor=look.LINE),
        go.Bar(y=panel.new, **here, name=NEW, marker={"color": look.MARK}),
        go.Scatter(y=panel.expected, **here, name=AVERAGE, mode="lines", line={"color": look.SOFT, "dash": "dash"}),
        go.Scatter(
            y=panel.cumulative,
            **here,
            name="in this order",
            mode="lines+markers",
            line={"color": look.ACCENT, "width": 2.4},
            marker={"size": 8},
        ),
    ]


def _marked(made: go.Figure, panel: Panel, row: int) -> None:
    """The base behind, and the run at which saturation is reached."""
    end = min(panel.base, len(panel.labels)) + 0.5
    made.add_vrect(x0=0.4, x1=end, fillcolor=look.ACCENT, opacity=0.07, line_width=0, layer="below", row=row, col=1)
    if panel.at is None:
        return
    made.add_vline(x=panel.at + 0.5, line={"color": look.WARM, "dash": "dot", "width": 1.4}, row=row, col=1)
    made.add_vrect(
        x0=panel.at + 0.5,
        x1=panel.at + panel.run + 0.5,
        y0=0,
        y1=0.02,
        fillcolor=look.WARM,
        line_width=0,
        row=row,
        col=1,
    )


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _saturation_on_paper.draw(found.more["panels"])
