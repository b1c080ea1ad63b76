"""A truth table as a chart: filled and open marks for the conditions, how many places, how far with the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.compare.qca.configurations import Configuration
from collabstudy.compare.qca.truth import TruthTable
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of, wrapped

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

MOST_ROWS = 16  # up to so many rows those without cases are drawn too
_ORDER = {"1": 0, "C": 1, "0": 2, "?": 3}
ROW, HEAD, SMALL, SIZE = 8.4, 36.0, 6.8, 8.0  # millimetres, millimetres, points, points
PITCH, NUMBER, BAR, OUT = 9.0, 9.0, 26.0, 11.0  # millimetres
_PIXELS, _COLUMN = 34, 44


@dataclass(frozen=True)
class Line:
    """One row of the chart."""

    row: Configuration
    having: str
    lacking: str

    @property
    def cases(self) -> str:
        """Its cases, those that lack the outcome apart."""
        if not self.row.cases:
            return "no case"
        if self.row.contradictory:
            return f"{self.having}; but not {self.lacking}"
        return self.having or self.lacking

    @property
    def inclusion(self) -> float | None:
        """How far its cases have the outcome; None for a row without cases."""
        return self.row.fit.inclusion if self.row.cases else None


def figure(table: TruthTable) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(table))


def data(table: TruthTable) -> Data:
    """What is plotted: the frame; rows with the outcome first, then contradictory ones, those without, remainders."""
    rows = table.rows if len(table.rows) <= MOST_ROWS else table.observed
    shown = sorted(rows, key=lambda row: (not row.cases, _ORDER[row.out], -len(row.cases), row.number))
    lines = tuple(
        Line(row, _named(table, [case for case in row.cases if case not in row.lacking]), _named(table, row.lacking))
        for row in shown
    )
    names = tuple(one.name for one in table.conditions)
    solutions = "; ".join(f"{model.kind}: {model}" for model in table.models)
    alt = f"Truth table of {table.outcome_name} by {', '.join(names)}. " + "; ".join(
        f"row {line.row.id}: {len(line.row.cases)} of {len(table.members.cases)} {table.plural}, {_out(line.row)}"
        for line in lines
        if line.row.cases
    )
    unseen = len(table.rows) - len(table.observed)
    caption = (
        f"Filled: present, open: absent. The bar is how far the {table.plural} of a row have the outcome "
        f"({table.outcome_name}). 1 with the outcome, 0 without, C contradictory, ? too few {table.plural} to tell. "
        f"{unseen} of {len(table.rows)} rows have no case."
    )
    more = {"lines": lines, "names": names, "outcome": table.outcome_name, "plural": table.plural}
    solved = f"{solutions[:1].upper()}{solutions[1:]}." if solutions else "There is no solution."
    told = look.plain(f"{alt}. {solved}")
    return Data("truthtable", table.frame(), told, look.plain(f"{caption} {solved}"), table.note, more)


def _named(table: TruthTable, cases: Sequence[str]) -> str:
    return ", ".join(table.names[case] for case in cases)


def _out(row: Configuration) -> str:
    told = {"1": "with the outcome", "0": "without", "C": "contradictory", "?": "too few"}[row.out]
    return f"{told} (inclusion {row.fit.inclusion:.2f})" if row.fit.inclusion is not None else told


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    lines: tuple[Line, ...] = found.more["lines"]
    names: tuple[str, ...] = found.more["names"]
    made = go.Figure(layout={"template": look.template()})
    for state, symbol in ((True, "circle"), (False, "circle-open")):
        here = [(x, y) for y, line in enumerate(lines) for x, own in enumerate(line.row.present) if own is state]
        made.add_trace(
            go.Scatter(
                x=[x for x, _ in here],
                y=[y for _, y in here],
                mode="markers",
                name="present" if state else "absent",
                marker={
                    "symbol": symbol,
                    "size": 15,
                    "line": {"width": 2, "color": _colours(lines, here)},
                    "color": _colours(lines, here),
                },
                hoverinfo="text",
                hovertext=[look.on_screen(f"{names[x]}: {'present' if state else 'absent'}") for x, _ in here],
            )
        )
    at = len(names) - 0.3
    bars = [(y, line) for y, line in enumerate(lines) if line.inclusion is not None]
    made.add_trace(
        go.Bar(
            base=[at + 0.9] * len(bars),
            x=[1.8 * (line.inclusion or 0) for _, line in bars],
            y=[y for y, _ in bars],
            orientation="h",
            width=0.34,
            marker={"color": look.MARK},
            showlegend=False,
            hoverinfo="text",
            hovertext=[look.on_screen(f"inclusion {line.inclusion:.3f}; {line.cases}") for _, line in bars],
        )
    )
    made.update_layout(
        height=_PIXELS * len(lines) + 220,
        width=_COLUMN * (len(names) + 4) + 520,
        margin={"t": 150, "b": 60},
        xaxis={"range": [-0.6, at + 14], "visible": False, "fixedrange": True},
        yaxis={"range": [len(lines) - 0.4, -0.6], "visible": False, "fixedrange": True},
        annotations=[*_heads(names, at), *(note for y, line in enumerate(lines) for note in _told(line, y, at))],
        legend={"y": -0.02},
    )
    return made


def _colours(lines: tuple[Line, ...], here: list[tuple[int, int]]) -> list[str]:
    return [look.ACCENT if lines[y].row.cases else look.LINE for _, y in here]


def _heads(names: tuple[str, ...], at: float) -> list[dict[str, Any]]:
    named = [_note(look.on_screen(look.short(name, 30)), x, -0.6, "left") for x, name in enumerate(names)]
    leaning = [{**note, "textangle": -45, "xanchor": "left", "yanchor": "bottom"} for note in named]
    heads = (("n", at + 0.55, "right"), ("inclusion", at + 0.9, "left"), ("outcome", at + 4.2, "center"))
    plain = [_note(told, x, -0.6, side) | {"yanchor": "bottom"} for told, x, side in heads]
    return [*leaning, *({**note, "font": {"size": 12, "color": look.SOFT}} for note in plain)]


def _told(line: Line, y: int, at: float) -> list[dict[str, Any]]:
    colour = look.INK if line.row.cases else look.MARK
    out = {"color": look.WARM if line.row.out == "C" else colour, "size": 14}
    notes = [
        _note(f"<b>{line.row.out}</b>", at + 4.2, y, "center") | {"font": out},
        _note(look.on_screen(look.short(line.cases, 90)), at + 4.8, y, "left") | {"font": {"color": colour}},
    ]
    if line.inclusion is None:
        return notes
    number = _note(f"{len(line.row.cases)}", at + 0.55, y, "right")
    return [number, *notes, _note(f"{line.inclusion:.2f}", at + 2.8, y, "left")]


def _note(text: str, x: float, y: float, side: str) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "xanchor": side, "yanchor": "middle", "showarrow": False}


def draw(found: Data) -> Figure:
    """The figure on a page."""
    lines: tuple[Line, ...] = found.more["lines"]
    names: tuple[str, ...] = found.more["names"]
    with look.style():
        head = min(HEAD, 6 + max(width_of(look.plain(name), SIZE) for name in names) * 0.75)
        sheet = page(head + ROW * len(lines) + 9)
        at = 3 + PITCH * len(names)
        for place, name in enumerate(names):
            x = 3 + PITCH * (place + 0.5)
            told = shortened(name, SIZE, 36)
            sheet.text(x, head - 2, told, SIZE, rotation=48, rotation_mode="anchor", ha="left")
        for told, x, side in (("n", at + NUMBER, "right"), ("inclusion", at + NUMBER + 3, "left")):
            sheet.text(x, head - 2, told, SMALL, ha=side, color=look.SOFT)
        sheet.text(at + NUMBER + 3 + BAR + OUT / 2, head - 2, "outcome", SMALL, ha="center", color=look.SOFT)
        for place, line in enumerate(lines):
            _line(sheet, line, head + ROW * place, at)
        _key(sheet, head + ROW * len(lines) + 4.5)
    return sheet.figure


def _line(sheet: Page, line: Line, top: float, at: float) -> None:
    middle = top + ROW / 2
    seen = bool(line.row.cases)
    colour = look.ACCENT if seen else look.LINE
    sheet.line((0, top), (look.PAGE, top))
    for place, state in enumerate(line.row.present):
        filled: dict[str, Any] = {"facecolor": colour if state else "none", "edgecolor": colour, "color": None}
        sheet.dot(3 + PITCH * (place + 0.5), middle, 1.9, **filled, lw=0.9)
    bar = at + NUMBER + 3
    if line.inclusion is not None:
        sheet.text(at + NUMBER, middle, f"{len(line.row.cases)}", SIZE, ha="right", va="center_baseline", weight="bold")
        sheet.box(bar, middle - 1.3, BAR - 10, 2.6, facecolor="none", edgecolor=look.LINE, color=None, lw=0.6)
        sheet.box(bar, middle - 1.3, (BAR - 10) * line.inclusion, 2.6, color=look.MARK)
        sheet.text(bar + BAR - 8.5, middle, f"{line.inclusion:.2f}", SMALL, va="center_baseline")
    ink = look.WARM if line.row.out == "C" else look.INK if seen else look.MARK
    out = bar + BAR + OUT / 2
    sheet.text(out, middle, line.row.out, SIZE + 1, ha="center", va="center_baseline", weight="bold", color=ink)
    left = bar + BAR + OUT
    told = wrapped(line.cases, SMALL, look.PAGE - left, 2)
    for place, part in enumerate(told):
        y = middle + (place - (len(told) - 1) / 2) * 3.1
        sheet.text(left, y, part, SMALL, va="center_baseline", color=look.INK if seen else look.MARK)


def _key(sheet: Page, y: float) -> None:
    at = 2.0
    for told in ("present", "absent"):
        colour = look.ACCENT if told == "present" else "none"
        sheet.dot(at, y, 1.5, facecolor=colour, edgecolor=look.ACCENT, color=None, lw=0.9)
        sheet.text(at + 3, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += width_of(told, SMALL) + 8
    told = "1 with the outcome · 0 without · C contradictory · ? too few to tell"
    sheet.text(at + 2, y, told, SMALL, va="center_baseline", color=look.SOFT)
