"""The matrix of themes and cases as a page draws it: the order of its columns, the size of its marks."""

from __future__ import annotations

from itertools import groupby, pairwise
from math import ceil, sqrt

from collabstudy.briefing.blocks import Mark, Matrix, MatrixRow, Number
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, several
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import Group

SIZES = 5


def columns(matrix: Matrix) -> list[Group]:
    """The cases, those of one cluster side by side, else in their own order."""
    seen = list(dict.fromkeys(group.cluster for group in matrix.groups))
    return sorted(matrix.groups, key=lambda group: seen.index(group.cluster))


def clusters(matrix: Matrix) -> list[tuple[str, int]]:
    """The clusters with their numbers of columns."""
    return [
        (capital(plain(cluster)), len(list(groups)))
        for cluster, groups in groupby(columns(matrix), key=lambda group: group.cluster)
    ]


def first_of_cluster(matrix: Matrix) -> set[str]:
    """The cases before which a line divides two clusters."""
    ordered = columns(matrix)
    return {group.id for before, group in pairwise(ordered) if before.cluster != group.cluster}


def branches(matrix: Matrix) -> list[tuple[str, list[MatrixRow]]]:
    """The rows under each branch of the codebook."""
    return [(branch, list(rows)) for branch, rows in groupby(matrix.rows, key=lambda row: row.branch)]


def marks(matrix: Matrix, row: MatrixRow) -> list[Mark]:
    """The marks of a row in the order of the columns."""
    by_case = {mark.case: mark for mark in row.marks}
    return [by_case[group.id] for group in columns(matrix)]


def leading(mark: Mark, row: MatrixRow) -> Number:
    """The number of passages behind a mark, leading to them."""
    return Number(f"{mark.passages:,}", (row.code,), (mark.case,))


def total(row: MatrixRow) -> Number:
    """The number of cases of a row, leading to all passages."""
    return Number(str(row.present), (row.code,))


def size(mark: Mark, matrix: Matrix) -> int:
    """One of five sizes; the area grows with the passages."""
    most = max(other.passages for row in matrix.rows for other in row.marks)
    return max(1, ceil(SIZES * sqrt(mark.passages / most))) if most else 1


def told(mark: Mark, row: MatrixRow, matrix: Matrix) -> str:
    """A mark in words."""
    name = next(plain(group.name) for group in matrix.groups if group.id == mark.case)
    passages = f", {several(mark.passages, 'passage')}" if mark.passages else ""
    return f"{row.name}, {name}: {value(mark, matrix)}{passages}"


def value(mark: Mark, matrix: Matrix) -> str:
    """The value of a mark in words."""
    return key(matrix)[mark.value]


def key(matrix: Matrix) -> dict[Value, str]:
    """What the marks mean, of those that there are."""
    there = {mark.value for row in matrix.rows for mark in row.marks}
    return {value: meaning for value, meaning in matrix.told.items() if value in there}


def slant(matrix: Matrix) -> int:
    """How much room the slanted names of the columns need, in four steps."""
    longest = max((len(plain(group.name)) for group in matrix.groups), default=0)
    return next((step for step, letters in enumerate((14, 20, 26), 1) if longest <= letters), 4)
