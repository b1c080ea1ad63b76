"""Where the codes of a network stand on a page: those often together near each other, no name over another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SEED = 7
ROUNDS = 2000
Box = tuple[float, float]  # half of a width, half of a height
Place = tuple[float, float]


def places(
    nodes: Sequence[str], edges: Mapping[tuple[str, str], float], boxes: Mapping[str, Box], width: float, height: float
) -> dict[str, Place]:
    """The middle of each node's box on a page of this size; the same for the same numbers.

    The springs of networkx (Fruchterman & Reingold) say who is near whom; boxes that lie over each other are then moved
    apart, the shorter way, until none does.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in edges.items())
    free = nx.spring_layout(graph, seed=SEED, iterations=300, k=2.2 / max(len(nodes), 1) ** 0.5)
    found = _on_page({node: (float(x), float(y)) for node, (x, y) in free.items()}, boxes, width, height)
    for _ in range(ROUNDS):
        if not _moved_apart(found, boxes, width, height):
            break
    return found


def _on_page(free: dict[str, Place], boxes: Mapping[str, Box], width: float, height: float) -> dict[str, Place]:
    """Spread over the page: the outermost at its edges."""
    spans = []
    for axis, long in ((0, width), (1, height)):
        values = [place[axis] for place in free.values()]
        low, high = min(values, default=0.0), max(values, default=0.0)
        most = max((box[axis] for box in boxes.values()), default=0.0)
        spans.append((low, (long - 2 * most) / (high - low) if high > low else 0.0, most if high > low else long / 2))
    return {
        node: (
            spans[0][2] + (place[0] - spans[0][0]) * spans[0][1],
            spans[1][2] + (place[1] - spans[1][0]) * spans[1][1],
        )
        for node, place in free.items()
    }


def _moved_apart(found: dict[str, Place], boxes: Mapping[str, Box], width: float, height: float) -> bool:
    """Move what overlaps; tell whether there was any."""
    nodes = sorted(found)
    some = False
    for at, one in enumerate(nodes):
        for other in nodes[at + 1 :]:
            (x, y), (u, v) = found[one], found[other]
            over_x = boxes[one][0] + boxes[other][0] - abs(x - u)
            over_y = boxes[one][1] + boxes[other][1] - abs(y - v)
            if over_x <= 0 or over_y <= 0:
                continue
            some = True
            if over_y <= over_x:
                step = (over_y / 2 + 0.05) * (1 if y >= v else -1)
                found[one], found[other] = (x, y + step), (u, v - step)
            else:
                step = (over_x / 2 + 0.05) * (1 if x >= u else -1)
                found[one], found[other] = (x + step, y), (u - step, v)
    for node, (x, y) in found.items():
        wide, high = boxes[node]
        found[node] = (min(max(x, wide), width - wide), min(max(y, high), height - high))
    return some
