"""How much hangs on one case: a mark where a theme's word, or a claim's result, is another one without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabstudy.compare.influencing.influenced import Influence
from collabstudy.compare.influencing.without import Standing
from collabstudy.figures import _matrix_on_paper, _matrix_on_screen, look
from collabstudy.figures._data import Data
from collabstudy.figures._matrix import Column, Kind, Mark, Matrix, Row

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

THEMES, CLAIMS = "Themes", "Claims"
KEY: tuple[tuple[Kind, str], ...] = (
    ("dot", "hangs on it"),
    ("cross", "held back by it"),
    ("ring", "only counts in it"),
)


def figure(influence: Influence) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(influence))


def data(influence: Influence) -> Data:
    """What is plotted: the frame with the names of themes, claims and cases."""
    frame = influence.frame()
    names = {_row_id(standing): standing.name for standing in influence.standings}
    frame.insert(2, "name", [names[f"{row.kind} {row.id}"] for row in frame.itertuples()])
    frame.insert(4, "case_name", [influence.cases[case] for case in frame["case"]])
    caption = (
        f"Themes with the word for their count, claims with their result. Marked are the {influence.plural} behind "
        "them, filled where the word or the result would be another one without them; × is one that does not stand "
        "behind it, and without which it would be another one too."
    )
    return Data("influence", frame, _alt(influence), caption, influence.note, {"matrix": _matrix(influence)})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _matrix_on_screen.plot(found.more["matrix"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _matrix_on_paper.draw(found.more["matrix"])


def _matrix(influence: Influence) -> Matrix:
    columns = tuple(Column(case, name) for case, name in influence.cases.items())
    marks = {
        (case, _row_id(standing)): _mark(influence, standing, case)
        for standing in influence.standings
        for case in influence.cases
    }
    used = {mark.kind for mark in marks.values()}
    rows = (*_rows(THEMES, influence.themes), *_rows(CLAIMS, influence.claims))
    return Matrix(columns, rows, marks, tuple((kind, told) for kind, told in KEY if kind in used))


def _rows(heading: str, standings: Iterable[Standing]) -> Iterable[Row]:
    for place, standing in enumerate(standings):
        if not place:
            yield Row(heading, heading, look.ACCENT, heading=True, branch=heading)
        count, against, others = standing.told.partition(" against ")
        told = f"{against}{others}  {standing.result}" if standing.result else f"{against}{others}"
        yield Row(_row_id(standing), standing.name, look.ACCENT, branch=heading, right=(count, told))


def _row_id(standing: Standing) -> str:
    return f"{standing.kind} {standing.id}"


def _mark(influence: Influence, standing: Standing, case: str) -> Mark:
    left = standing.left(case)
    behind = case in standing.support
    kind: Kind = ("dot" if behind else "cross") if left.changes else "ring" if behind else "none"
    then = " ".join(part for part in (left.told, left.result) if part)
    told = f"{standing.name} without {influence.cases[case]}: {then}"
    return Mark(kind, 1, f"{told}; nobody else stands behind it" if standing.only == case else told)


def _alt(influence: Influence) -> str:
    turned = "; ".join(
        f"{standing.name.rstrip('.')} ({standing.told}): {', '.join(influence.cases[case] for case in standing.pivots)}"
        for standing in influence.standings
        if standing.pivots
    )
    told = f"{len(influence.themes)} themes and {len(influence.claims)} claims without each of the"
    return look.plain(
        f"{told} {len(influence.cases)} {influence.plural}. Changed by leaving one out: {turned or 'none'}."
    )
