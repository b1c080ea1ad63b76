"""Codes by case, each cell one of four marks: voiced, asked and not voiced, not asked, not coded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import Crosstab, Group, clustered, labels, told_origins, visible
from collabstudy.compare.table import Row as Code
from collabstudy.figures import _matrix_on_paper, _matrix_on_screen, look
from collabstudy.figures._data import Data
from collabstudy.figures._matrix import Column, Kind, Mark, Matrix, Row

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

KINDS: dict[Value, Kind] = {"present": "dot", "absent": "ring", "not_asked": "dash", "not_coded": "cross"}


def figure(table: Crosstab) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(table))


def data(table: Crosstab) -> Data:
    """What is plotted: the table's frame with names, clusters and branches, cells in the order of the figure."""
    frame = table.frame()
    names = {group.id: group for group in table.groups}
    codes = {row.id: row for row in table.rows}
    frame.insert(1, "name", [names[group].name for group in frame[table.by]])
    frame.insert(2, "cluster", [names[group].cluster for group in frame[table.by]])
    frame.insert(4, "code_name", [codes[code].name for code in frame["code"]])
    frame.insert(5, "branch", [codes[code].branch for code in frame["code"]])
    return Data("crosstab", frame, _alt(table), _caption(table), table.note, {"matrix": _matrix(table)})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _matrix_on_screen.plot(found.more["matrix"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _matrix_on_paper.draw(found.more["matrix"])


def _matrix(table: Crosstab) -> Matrix:
    colours = look.colours((row.branch, row.colour) for row in table.rows)
    columns = clustered(Column(group.id, group.name, group.cluster) for group in table.groups)
    marks = {(g.id, row.id): _mark(table, g, row) for g in table.groups for row in visible(table.rows)}
    key: list[tuple[Kind, str]] = [("dot", f"voiced (size: {table.count})")]
    key += [(KINDS[value], table.told[value]) for value in table.silent]
    return Matrix(columns, tuple(_row(table, row, colours[row.branch]) for row in table.rows), marks, tuple(key))


def _row(table: Crosstab, row: Code, colour: str) -> Row:
    count = table.denominators()[row.id]
    right = ("", "") if row.heading else (str(count.present), f" of {count.of}")
    return Row(row.id, labels(table.rows)[row.id], colour, row.heading, row.branch, right)


def _mark(table: Crosstab, group: Group, row: Code) -> Mark:
    cell = table.cells[group.id, row.id]
    told = f"{group.name} · {row.name}: "
    if cell.value != "present":
        return Mark(KINDS[cell.value], 0, told + table.told[cell.value])
    number = len(cell.passages)
    told += f"{number} {'passage' if number == 1 else 'passages'} ({told_origins(cell.origins)})"
    several = sum(cell.cases.values())
    if several > 1:
        told += f", {cell.cases['present']} of {cell.cases['present'] + cell.cases.get('absent', 0)} {table.plural}"
    return Mark("dot", cell.count(table.count), told)


def _caption(table: Crosstab) -> str:
    known = "asked and coded" if table.guided else "coded"
    differ = ", so the denominators differ" if len({found.of for found in table.denominators().values()}) > 1 else ""
    return (
        f"Counts at the right are of {table.plural} that were {known}{differ}. "
        f"The size of a dot is its number of {table.count}."
    )


def _alt(table: Crosstab) -> str:
    shown = visible(table.rows)
    counts = table.denominators()
    told = "; ".join(f"{row.name}: {counts[row.id].present} of {counts[row.id].of}" for row in shown)
    by = table.plural if table.by == "case" else f"{table.by} ({', '.join(group.name for group in table.groups)})"
    return look.plain(f"{len(shown)} codes by {len(table.groups)} {by}. How many {table.plural} voice each: {told}.")
