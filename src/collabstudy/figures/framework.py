"""How far a framework matrix is: themes by case, written, to be read again, or voiced with nothing written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.compare.framework import Framework, FrameworkCell, told_state
from collabstudy.compare.table import Row as Code
from collabstudy.compare.table import clustered
from collabstudy.figures import _matrix_on_paper, _matrix_on_screen, look
from collabstudy.figures._data import Data
from collabstudy.figures._matrix import Column, Kind, Mark, Matrix, Row

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

KINDS: dict[str, Kind] = {"written": "dot", "stale": "cross", "not_tied": "dash", "voiced": "ring", "silent": "none"}
_TOLD = {
    "written": told_state("written"),
    "stale": told_state("stale"),
    "not_tied": told_state("not_tied"),
    "voiced": "voiced, nothing written",
}


def figure(table: Framework) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(table))


def data(table: Framework) -> Data:
    """What is plotted: the matrix's frame with names and what is drawn in each cell; no words of it."""
    frame = table.frame().drop(columns=["summary", "news", "file"])
    frame.insert(2, "drawn", [_drawn(cell) for cell in table.cells.values()])
    return Data("framework", frame, _alt(table), _caption(table), table.note, {"matrix": _matrix(table)})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _matrix_on_screen.plot(found.more["matrix"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _matrix_on_paper.draw(found.more["matrix"])


def _drawn(cell: FrameworkCell) -> str:
    if cell.state != "empty":
        return cell.state
    return "voiced" if cell.value == "present" else "silent"


def _matrix(table: Framework) -> Matrix:
    colours = look.colours((row.branch, row.colour) for row in table.rows)
    columns = clustered(Column(group.id, group.name, group.cluster) for group in table.groups)
    names = {group.id: group.name for group in table.groups} | {row.id: row.name for row in table.rows}
    marks = {
        (cell.case, cell.code): Mark(KINDS[_drawn(cell)], 1, f"{names[cell.case]} · {names[cell.code]}: {cell.told}")
        for cell in table.cells.values()
    }
    key = tuple((KINDS[drawn], told) for drawn, told in _TOLD.items())
    return Matrix(columns, tuple(_row(table, row, colours[row.branch]) for row in table.rows), marks, key)


def _row(table: Framework, row: Code, colour: str) -> Row:
    texts, voiced = _counts(table, row)
    return Row(row.id, row.name, colour, branch=row.branch, right=(str(texts), f" of {voiced}"))


def _counts(table: Framework, row: Code) -> tuple[int, int]:
    """How many cases that voice a theme have a text, and how many voice it."""
    cells = [table.cells[group.id, row.id] for group in table.groups]
    voiced = [cell for cell in cells if cell.value == "present"]
    return sum(cell.state != "empty" for cell in voiced), len(voiced)


def _caption(table: Framework) -> str:
    return (
        f"Counts at the right: texts, of the {table.plural} that voice the theme. "
        "Where nothing is drawn the theme is not voiced, not asked about or not coded yet."
    )


def _alt(table: Framework) -> str:
    told = "; ".join("{}: {} of {}".format(row.name, *_counts(table, row)) for row in table.rows)
    return look.plain(
        f"{len(table.rows)} themes by {len(table.groups)} {table.plural}: {table.told}. "
        f"For how many of those that voice it there is a text: {told}."
    )
