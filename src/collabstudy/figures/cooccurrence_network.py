"""Codes as a network: lines between codes that are together, the oftener the broader and darker."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from collabstudy.compare.cooccurring.together import Cooccurrence, Pair
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._network_layout import places
from collabstudy.figures._page import Page, page, shortened, width_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

MOST_CODES, MOST_LINES = 30, 60
SIZE, SMALL, LARGER = 7.6, 6.8, 1.25  # points; how much larger type is on slides, for which there is room too
FEW, NAMES = 20, (52.0, 40.0)  # how wide names may be, in millimetres, where there are few codes, and many
LARGEST, SMALLEST, BROADEST = 4.2, 1.2, 4.0  # millimetres of radius, twice; points
LEAST, TALLEST, KEY = 60.0, 235.0, 9.0  # millimetres of height, and of the key
ROOM = 2.3  # how many times the area of all names and dots
_PIXELS = 5.0  # to a millimetre


@dataclass(frozen=True, slots=True)
class Node:
    """A code: the middle of its dot in millimetres, its radius, its name under it."""

    id: str
    name: str
    colour: str
    units: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """Two codes that are together, by their places; `weight` grows to 1, that of the oftenest."""

    a: int
    b: int
    both: int
    weight: float
    told: str

    @property
    def grey(self) -> str:
        """Darker, the oftener."""
        level = round(190 - 135 * self.weight)
        return f"#{level:02x}{level:02x}{level:02x}"

    @property
    def width(self) -> float:
        """In points."""
        return 0.4 + (BROADEST - 0.4) * self.weight


@dataclass(frozen=True)
class Network:
    """What both renderers draw, on a page of this height; names may be as wide as there is `room`."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    units: str
    height: float
    room: float
    left_out: tuple[int, int]

    @property
    def key(self) -> tuple[Line, ...]:
        """Lines of the fewest, a middle and the largest number."""
        by_number = {line.both: line for line in sorted(self.lines, key=lambda line: line.both)}
        found = list(by_number.values())
        return tuple(dict.fromkeys([found[0], found[len(found) // 2], found[-1]])) if found else ()


def figure(found: Cooccurrence) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(found))


def data(found: Cooccurrence) -> Data:
    """What is plotted: the frame of pairs, and where the codes stand. Drawn are the pairs oftenest together."""
    network = drawn(found)
    return Data(
        "cooccurrence_network", found.frame(), _alt(found), _caption(found, network), found.note, {"network": network}
    )


def drawn(found: Cooccurrence) -> Network:
    """The codes and lines that are drawn, and how many codes and pairs are not."""
    pairs = sorted((pair for pair in found if pair.found.both and not pair.nested), key=lambda one: -one.found.both)
    kept: dict[str, None] = {}
    chosen: list[Pair] = []
    for pair in _oftenest(pairs):
        if len({*kept, pair.code_a, pair.code_b}) <= MOST_CODES:
            kept |= dict.fromkeys((pair.code_a, pair.code_b))
            chosen.append(pair)
    rows = [row for row in found.rows if row.id in kept]
    most = max((pair.found.both for pair in chosen), default=1)
    largest = max((found.count(row.id) for row in rows), default=1)
    radius = {row.id: max(SMALLEST, LARGEST * sqrt(found.count(row.id) / largest)) for row in rows}
    room = NAMES[0] if len(rows) <= FEW else NAMES[1]
    boxes = {row.id: _box(row.name, radius[row.id], room) for row in rows}
    area = sum(4 * wide * high for wide, high in boxes.values())
    height = min(TALLEST, max(LEAST, ROOM * area / look.PAGE))
    weights = {(pair.code_a, pair.code_b): pair.found.both / most for pair in chosen}
    at = places([row.id for row in rows], weights, boxes, look.PAGE, height)
    colours = look.colours((row.branch, row.colour) for row in found.rows)
    nodes = tuple(
        Node(
            row.id,
            row.name,
            colours[row.branch],
            found.count(row.id),
            at[row.id][0],
            at[row.id][1] - boxes[row.id][1] + radius[row.id],
            radius[row.id],
        )
        for row in rows
    )
    number = {row.id: place for place, row in enumerate(rows)}
    names = {row.id: row.name for row in rows}
    lines = tuple(
        Line(
            number[pair.code_a],
            number[pair.code_b],
            pair.found.both,
            (pair.found.both / most) ** 1.5,
            f"{names[pair.code_a]} · {names[pair.code_b]}: {pair.told(found.units)}",
        )
        for pair in reversed(chosen)  # the darkest last, above the others
    )
    used = sum(1 for row in found.rows if found.count(row.id))
    return Network(nodes, lines, found.units, height, room, (used - len(rows), len(pairs) - len(chosen)))


def _oftenest(pairs: list[Pair]) -> list[Pair]:
    """As many as can be told apart; not some of those that are equally often together, unless these are too many."""
    if len(pairs) <= MOST_LINES:
        return pairs
    oftener = [pair for pair in pairs if pair.found.both > pairs[MOST_LINES].found.both]
    return oftener or pairs[:MOST_LINES]


def _box(name: str, radius: float, room: float) -> tuple[float, float]:
    """Half the width and height of a dot with its name below."""
    wide = 0.52 * min(room, LARGER * width_of(look.plain(name), SIZE)) + 0.8
    return max(wide, radius + 0.5), radius + 2.6


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    network: Network = found.more["network"]
    figure = go.Figure(layout={"template": look.template()})
    for line in network.lines:
        a, b = network.nodes[line.a], network.nodes[line.b]
        figure.add_trace(
            go.Scatter(
                x=[a.x, (a.x + b.x) / 2, b.x],
                y=[a.y, (a.y + b.y) / 2, b.y],
                mode="lines",
                line={"color": line.grey, "width": 1 + 1.6 * line.width},
                hoverinfo="text",
                hovertext=look.on_screen(line.told),
                showlegend=False,
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[node.x for node in network.nodes] if network.nodes else [None],
            y=[node.y for node in network.nodes] if network.nodes else [None],
            mode="markers",
            marker={
                "size": [2 * node.radius * _PIXELS for node in network.nodes],
                "color": [node.colour for node in network.nodes],
                "opacity": 1,
                "line": {"color": look.PAPER, "width": 1.5},
            },
            hoverinfo="text",
            hovertext=[look.on_screen(f"{node.name}: in {node.units:,} {network.units}") for node in network.nodes],
            showlegend=False,
            cliponaxis=False,
        )
    )
    figure.update_layout(
        width=look.PAGE * _PIXELS + 20,
        height=network.height * _PIXELS + 20,
        margin={"l": 10, "r": 10, "t": 10, "b": 10, "autoexpand": False},
        xaxis={"range": [0, look.PAGE], "visible": False, "fixedrange": True},
        yaxis={"range": [network.height, 0], "visible": False, "fixedrange": True},
        annotations=[_name(node, network.room) for node in network.nodes],
        hovermode="closest",
    )
    return figure


def _name(node: Node, room: float) -> dict[str, Any]:
    return {
        "x": node.x,
        "y": node.y + node.radius + 2.2,
        "text": look.on_screen(shortened(node.name, SIZE, room)),
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.75)",
        "borderpad": 0,
        "font": {"size": 12.5},
    }


def draw(found: Data) -> Figure:
    """The figure on a page."""
    network: Network = found.more["network"]
    with look.style():
        sheet = page(network.height + KEY)
        for line in network.lines:
            a, b = network.nodes[line.a], network.nodes[line.b]
            sheet.line((a.x, a.y), (b.x, b.y), color=line.grey, lw=line.width, solid_capstyle="round")
        for node in network.nodes:
            sheet.dot(
                node.x, node.y, node.radius, color=None, facecolor=node.colour, edgecolor=look.PAPER, lw=1, zorder=3
            )
            told = shortened(node.name, SIZE, network.room)
            box = {"facecolor": look.PAPER, "alpha": 0.75, "edgecolor": "none", "pad": 0.6}
            y = node.y + node.radius + 2.2
            sheet.text(node.x, y, told, SIZE, ha="center", va="center_baseline", bbox=box, zorder=2.5)
        if not network.lines:
            sheet.text(look.PAGE / 2, network.height / 2, "No two codes are together.", SIZE, ha="center")
            return sheet.figure
        _key(sheet, network)
    return sheet.figure


def _key(sheet: Page, network: Network) -> None:
    at, y = 0.0, network.height + 5
    for line in network.key:
        sheet.line((at, y), (at + 9, y), color=line.grey, lw=line.width)
        told = f"together in {line.both:,}"
        sheet.text(at + 11, y, told, SMALL, va="center_baseline", color=look.SOFT)
        at += 16 + width_of(told, SMALL)
    sheet.dot(at + 2, y, 1.5, color=look.MARK)
    sheet.text(at + 5, y, f"area: {network.units} with the code", SMALL, va="center_baseline", color=look.SOFT)


def _caption(found: Cooccurrence, network: Network) -> str:
    codes, pairs = network.left_out
    parts = [f"Lines join codes that are together in {found.units}, the oftener the broader and darker."]
    parts += ["How near codes stand follows from all lines; directions mean nothing."]
    least = min((line.both for line in network.lines), default=0)
    parts += [f"Drawn are pairs together in at least {least:,}; {pairs} others are not."] if pairs else []
    parts += [f"Without a line: {codes} codes."] if codes else []
    return " ".join(parts)


def _alt(found: Cooccurrence) -> str:
    pairs = [pair for pair in found if pair.found.both and not pair.nested]
    names = {row.id: row.name for row in found.rows}
    degree = {row.id: sum(row.id in (pair.code_a, pair.code_b) for pair in pairs) for row in found.rows}
    ranked = sorted((code for code in degree if degree[code]), key=lambda code: -degree[code])[:8]
    told = "; ".join(f"{names[code]} with {degree[code]} others" for code in ranked)
    head = f"A network of codes, within {found.within}: {len(pairs)} pairs are together at least once."
    return look.plain(f"{head} {told or 'No two are'}.")
