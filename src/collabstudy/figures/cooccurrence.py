"""Codes by codes, the lower half: how often two are together, as dots and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from collabstudy.compare.cooccurring.together import Cooccurrence, Pair
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

MOST = 30  # codes that can be told apart on a page
SIZE, SMALL = 7.6, 6.6  # points
HEAD, LEFT, NAME, KEY, MOST_PITCH = 2.0, 0.6, 60.0, 9.0, 7.2  # millimetres
TINT = "#a9d0cc"
_PIXELS = 30


@dataclass(frozen=True, slots=True)
class Code:
    """One code at the end of its row and at the head of its column, with how many units it is in."""

    id: str
    name: str
    colour: str
    units: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Two codes, by their places: `x` is the column, `y` the row below it."""

    x: int
    y: int
    both: int
    nested: bool
    uneven: bool
    told: str


@dataclass(frozen=True)
class Triangle:
    """What both renderers draw."""

    codes: tuple[Code, ...]
    cells: tuple[Cell, ...]
    units: str

    def size(self, both: int) -> float:
        """From 0 to 1, growing as the area of a dot does."""
        return sqrt(both / max((cell.both for cell in self.cells if not cell.nested), default=1))

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The marks there are, with what they mean."""
        marks = [("dot", f"both in so many {self.units}")]
        marks += [("uneven", "one code more than five times as frequent")] if any(c.uneven for c in self.cells) else []
        marks += [("nested", "one code below the other")] if any(cell.nested for cell in self.cells) else []
        return tuple(marks)


def figure(found: Cooccurrence) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Cooccurrence) -> Data:
    """What is plotted: the frame of pairs; drawn are the codes that are coded, at most 30, those oftenest together."""
    shown = drawn(found)
    return Data("cooccurrence", found.frame(), _alt(found), _caption(found, shown), found.note, {"triangle": shown})


def drawn(found: Cooccurrence) -> Triangle:
    """The codes and pairs that are drawn."""
    used = [row for row in found.rows if found.count(row.id)]
    together = {row.id: sum(found.pair(row.id, o.id).found.both for o in used if o.id != row.id) for row in used}
    kept = set(sorted(together, key=lambda code: -together[code])[:MOST])
    colours = look.colours((row.branch, row.colour) for row in found.rows)
    codes = tuple(Code(row.id, row.name, colours[row.branch], found.count(row.id)) for row in used if row.id in kept)
    cells = tuple(
        _cell(found.pair(left.id, right.id), x, y, f"{left.name} · {right.name}", found.units)
        for x, left in enumerate(codes)
        for y, right in enumerate(codes)
        if x < y
    )
    return Triangle(codes, tuple(cell for cell in cells if cell.both or cell.nested), found.units)


def _cell(pair: Pair, x: int, y: int, names: str, units: str) -> Cell:
    return Cell(x, y, pair.found.both, pair.nested, pair.uneven, f"{names}: {pair.told(units)}")


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    shown: Triangle = found.more["triangle"]
    count = len(shown.codes)
    figure = go.Figure(layout={"template": look.template()})
    for kind, told in shown.key:
        here = [cell for cell in shown.cells if _kind(cell) == kind]
        figure.add_trace(_trace(kind, told, here, shown))
    wide = 9 * max((len(look.short(code.name)) for code in shown.codes), default=0) + 60
    figure.update_layout(
        width=count * _PIXELS + wide + 20,
        height=count * _PIXELS + 70,
        margin={"l": 10, "r": wide, "t": 10, "b": 56, "autoexpand": False},
        xaxis={"range": [-0.6, count - 0.4], "visible": False, "fixedrange": True},
        yaxis={"range": [count - 0.4, -0.6], "visible": False, "fixedrange": True},
        shapes=[_guide(*line) for line in _guides(count)],
        annotations=[
            {
                "x": at - 0.35,
                "y": at,
                "text": f"<b>{look.on_screen(look.short(code.name))}</b> {code.units:,}",
                "showarrow": False,
                "xanchor": "left",
                "font": {"color": look.readable(code.colour)},
            }
            for at, code in enumerate(shown.codes)
        ],
        legend={"itemclick": False, "itemdoubleclick": False, "itemsizing": "constant", "y": -0.02},
        hovermode="closest",
        showlegend=True,
    )
    return figure


def _trace(kind: str, told: str, cells: list[Cell], shown: Triangle) -> Any:
    import plotly.graph_objects as go

    sizes = [8 + 20 * shown.size(cell.both) if kind != "nested" else 9 for cell in cells]
    outline = {"width": 1.2, "color": look.MARK if kind == "nested" else look.ACCENT}
    return go.Scatter(
        x=[cell.x for cell in cells] if cells else [None],
        y=[cell.y for cell in cells] if cells else [None],
        mode="markers+text" if kind != "nested" else "markers",
        text=[f"{cell.both:,}" for cell in cells],
        textfont={"size": 11, "color": look.INK},
        name=look.on_screen(told),
        marker={
            "symbol": {"dot": "circle", "uneven": "square", "nested": "line-ew-open"}[kind],
            "size": sizes or [9],
            "color": TINT if kind != "nested" else look.MARK,
            "opacity": 1,
            "line": outline,
        },
        hoverinfo="text",
        hovertext=[look.on_screen(cell.told) for cell in cells],
        cliponaxis=False,
    )


def draw(found: Data) -> Figure:
    """The figure on a page."""
    shown: Triangle = found.more["triangle"]
    with look.style():
        widest = max((width_of(_named(code), SIZE, bold=True) for code in shown.codes), default=0)
        name = min(NAME, widest)
        pitch = min(MOST_PITCH, (look.PAGE - name - 2) / max(len(shown.codes), 1))
        sheet = page(HEAD + len(shown.codes) * pitch + KEY)
        for (x0, y0), (x1, y1) in _guides(len(shown.codes)):
            sheet.line(_at(x0, y0, pitch), _at(x1, y1, pitch), lw=0.4)
        for cell in shown.cells:
            _mark(sheet, _kind(cell), _at(cell.x, cell.y, pitch), 0.5 * pitch * shown.size(cell.both))
            if not cell.nested:
                x, y = _at(cell.x, cell.y, pitch)
                sheet.text(
                    x, y, f"{cell.both:,}", min(SMALL, pitch * 1.15), ha="center", va="center_baseline", zorder=4
                )
        for at, code in enumerate(shown.codes):
            _label(sheet, code, _at(at, at, pitch), min(SIZE, 1.6 * pitch))
        _key(sheet, shown, HEAD + len(shown.codes) * pitch + 4)
    return sheet.figure


def _label(sheet: Page, code: Code, at: tuple[float, float], size: float) -> None:
    """The name from its column to the right, as far as the page goes, and the number behind it."""
    number, (x, y) = f"{code.units:,}", (at[0] - 1.4, at[1])
    told = shortened(code.name, size, min(NAME, look.PAGE - x - 5 - width_of(number, size)), bold=True)
    sheet.text(x, y, told, size, weight="bold", color=look.readable(code.colour), va="center_baseline")
    sheet.text(x + 1.03 * width_of(told, size, bold=True) + 1.2, y, number, size, color=look.SOFT, va="center_baseline")


def _mark(sheet: Page, kind: str, at: tuple[float, float], radius: float) -> None:
    x, y = at
    if kind == "dot":
        sheet.dot(x, y, radius, color=None, facecolor=TINT, edgecolor=look.ACCENT, lw=0.6, zorder=3)
    elif kind == "uneven":
        side = 1.77 * radius
        drawn_as = {"color": None, "facecolor": TINT, "edgecolor": look.ACCENT, "lw": 0.6, "zorder": 3}
        sheet.box(x - side / 2, y - side / 2, side, side, **drawn_as)
    else:
        sheet.line((x - 1, y), (x + 1, y), color=look.MARK, lw=1.1)


def _key(sheet: Page, shown: Triangle, y: float) -> None:
    at = 0.0
    for kind, told in shown.key:
        _mark(sheet, kind, (at + 1.8, y), 1.5)
        sheet.text(at + 5, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += 11 + width_of(told, SMALL)


def _kind(cell: Cell) -> str:
    return "nested" if cell.nested else "uneven" if cell.uneven else "dot"


def _named(code: Code) -> str:
    return f"{look.plain(code.name)} {code.units:,}"


def _at(x: float, y: float, pitch: float) -> tuple[float, float]:
    return LEFT + (x + 0.5) * pitch, HEAD + (y + 0.5) * pitch


def _guides(count: int) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """From each name to the left along its row, and down along its column."""
    rows = [((-0.4, float(at)), (at - 0.45, float(at))) for at in range(1, count)]
    return rows + [((float(at), at + 0.45), (float(at), count - 0.6)) for at in range(count - 1)]


def _guide(start: tuple[float, float], end: tuple[float, float]) -> dict[str, Any]:
    (x0, y0), (x1, y1) = start, end
    line = {"color": look.LINE, "width": 1}
    return {"type": "line", "layer": "below", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}


def _caption(found: Cooccurrence, shown: Triangle) -> str:
    missing = sum(1 for row in found.rows if found.count(row.id)) - len(shown.codes)
    unused = sum(1 for row in found.rows if not found.count(row.id))
    parts = [f"Where a row meets a column: in how many {found.units} both codes are."]
    parts += ["Beside each name: in how many it is at all."]
    parts += [f"Not drawn: {missing} codes that are less often together."] if missing > 0 else []
    parts += [f"Not coded anywhere: {unused} of {len(found.rows)} codes."] if unused else []
    return " ".join(parts)


def _alt(found: Cooccurrence) -> str:
    names = {row.id: row.name for row in found.rows}
    pairs = sorted((pair for pair in found if pair.found.both and not pair.nested), key=lambda pair: -pair.found.both)
    told = "; ".join(f"{names[p.code_a]} and {names[p.code_b]} {p.found.both}" for p in pairs[:12])
    more = f"; {len(pairs) - 12} more pairs" if len(pairs) > 12 else ""
    head = f"Codes by codes, within {found.within}: in how many of {found.of:,} {found.units} two are together. "
    return look.plain(head + (told or "No two are") + more + ".")
