"""The cells of a table, each made when somebody looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from collabstudy.compare.counting.asked import VALUES, Reading
from collabstudy.compare.counting.grid import Grid, summed
from collabstudy.compare.counting.passages import Evidence
from collabstudy.compare.counting.values import Silence
from collabstudy.compare.table import Behind, Cell
from collabstudy.model.coding import ORIGINS

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]

Key = tuple[str, str]


class Cells(Mapping[Key, Cell]):
    """Cells by group and code. A large table is counted at once and has its cells only where they are looked at."""

    def __init__(self, grid: Grid, reading: Reading, silence: Silence, evidence: Evidence) -> None:
        import numpy as np

        self._grid, self._reading, self._evidence = grid, reading, evidence
        counts = grid.counts()
        silent = [
            silence.of([case for part in alike for case in part.cases], documents)
            for documents, alike in groupby(grid.parts, key=lambda part: part.documents)
        ]
        values = np.concatenate([np.zeros((0, len(grid.rows)), dtype=np.int8), *silent])
        values[counts.voiced] = VALUES.index("present")
        by_value = [summed(grid.members[:, 1], values == value, len(grid.parts)) for value in range(len(VALUES))]
        self._values = np.stack(by_value, axis=2)
        self._counts = counts
        self._columns = {part.group.id: at for at, part in enumerate(grid.parts)}
        self._rows = {code: at for at, code in enumerate(grid.rows)}
        self._made: dict[Key, Cell] = {}

    def __getitem__(self, key: Key) -> Cell:
        if key not in self._made:
            group, code = key
            self._made[key] = self._cell(self._columns[group], self._rows[code])
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        return ((group, code) for group in self._columns for code in self._rows)

    def __len__(self) -> int:
        return len(self._columns) * len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self):,} cells>"

    def __reduce__(self) -> tuple[Any, ...]:
        """What is kept of them are the cells, not the study from which they were made."""
        return dict, (dict(self),)

    def _cell(self, column: int, row: int) -> Cell:
        by_value = self._values[column, row].tolist()
        cell, (documents, done) = column * len(self._rows) + row, self._sources[column]
        by_origin = self._counts.codings[cell].tolist()
        look = partial(_look, self._evidence, self._grid, cell, column) if sum(by_origin) else Behind
        return Cell(
            value=next((value for value, number in zip(VALUES, by_value, strict=True) if number), "not_coded"),
            codings=sum(by_origin),
            own=int(self._counts.own[cell].sum()),
            documents=int(self._counts.documents[cell]),
            origins=_numbers(ORIGINS, by_origin),
            cases=_numbers(VALUES, by_value),
            done=done,
            sources=documents,
            look=look,
        )

    @cached_property
    def _sources(self) -> list[tuple[int, int]]:
        """For each column how many documents it has, and how many of them are done."""
        found = []
        for part in self._grid.parts:
            own = {d.id for case in part.cases for d in self._reading.of_case(case, part.documents)}
            found.append((len(own), sum(1 for document in own if self._reading.done_by(document))))
        return found


def _look(evidence: Evidence, grid: Grid, cell: int, column: int) -> Behind:
    return evidence.behind(grid.behind(cell), grid.parts[column].cases)


Name = TypeVar("Name", bound=str)


def _numbers(names: Sequence[Name], numbers: Sequence[int]) -> Counter[Name]:
    """Numbers by name; what is none at all is not named."""
    return Counter({name: number for name, number in zip(names, numbers, strict=True) if number})
