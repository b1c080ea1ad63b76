"""Codings counted for all cells of a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.laid_out import joined_on
from collabstudy.compare.counting.slices import Slice
from collabstudy.compare.counting.tally import Counted, once
from collabstudy.model.coding import ORIGINS
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


class Counts(NamedTuple):
    """What stands in each cell: codings by origin, those of the row's own code alone, documents.

    `voiced` has the cases of all columns (`Grid.members`) × rows.
    """

    codings: Numbers
    own: Numbers
    documents: Numbers
    voiced: Mask


def summed(place: Numbers, numbers: Numbers, places: int) -> Numbers:
    """Rows of numbers added up by place.

    >>> import numpy as np
    >>> summed(np.array([0, 2, 2]), np.array([[1, 0], [2, 3], [4, 5]]), 3).tolist()
    [[1, 0], [0, 0], [6, 8]]
    """
    import numpy as np

    found = np.zeros((places, numbers.shape[1]), dtype=np.int64)
    for at, column in enumerate(numbers.T):
        found[:, at] = np.bincount(place, weights=column, minlength=places)  # whole numbers, exact below 2**53
    return found


@dataclass(frozen=True, eq=False)
class Grid:
    """The columns and rows of a table, and which codings belong to which cell (`column * rows + row`).

    A coding belongs to a column if its document does and a case of which it speaks, to a row if its code does or one
    above. Codings of an interview speak of its case and nothing else, so they have been counted by document already
    (`Coded.tally`); in an article or note each may speak of several cases, or of none.
    """

    study: Study
    columns: Coded
    parts: Sequence[Slice]
    rows: Sequence[str]

    @cached_property
    def members(self) -> Numbers:
        """The cases of all columns, in their order: pairs of case (its place in `columns.cases`) and column."""
        import numpy as np

        place = {case: at for at, case in enumerate(self.columns.cases)}
        found = [(place[case], at) for at, part in enumerate(self.parts) for case in part.cases]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def counts(self) -> Counts:
        """Count codings, those of one coder that overlap once."""
        import numpy as np

        cells = len(self.parts) * len(self.rows)
        codings, own = (np.zeros((cells, len(ORIGINS)), dtype=np.int64) for _ in range(2))
        documents = np.zeros(cells, dtype=np.int64)
        voiced = np.zeros((len(self.members), len(self.rows)), dtype=bool)
        tally = self.columns.tally
        member, row, entry = self._interviews(tally.branch)
        voiced[member, row] = True
        codings += summed(self._cell(member, row), tally.branch.codings[entry], cells)
        documents += np.bincount(self._cell(member, row), minlength=cells)
        member, row, entry = self._interviews(tally.own)
        own += summed(self._cell(member, row), tally.own.codings[entry], cells)
        member, row, coding = self._spread(self._mixed[self.columns.document[self.columns.row]])
        voiced[member, row] = True
        cell, alone = self._cell(member, row), self._row[self.columns.code[coding]] == row
        found = once(self.columns, cell, coding)
        codings[found.cell] += found.codings
        documents[found.cell] += found.documents
        found = once(self.columns, cell[alone], coding[alone])
        own[found.cell] += found.codings
        return Counts(codings, own, documents, voiced)

    def behind(self, cell: int) -> Numbers:
        """The codings in a cell, by their places in the columns, in the order of texts."""
        import numpy as np

        cells, codings = self._sorted
        first, last = np.searchsorted(cells, [cell, cell + 1])
        return codings[first:last]

    @cached_property
    def _sorted(self) -> tuple[Numbers, Numbers]:
        import numpy as np

        everything = np.ones(len(self.columns.row), dtype=bool)
        member, row, coding = self._spread(everything)
        many = max(len(self.columns), 1)
        cells, codings = np.divmod(np.unique(self._cell(member, row) * many + coding), many)
        return cells, codings

    def _cell(self, member: Numbers, row: Numbers) -> Numbers:
        cell: Numbers = self.members[member, 1] * len(self.rows) + row
        return cell

    def _interviews(self, tally: Counted) -> tuple[Numbers, Numbers, Numbers]:
        """Which entries of a tally belong to which member and row."""
        import numpy as np

        document, code = np.divmod(tally.cell, max(len(self.columns.codes), 1))
        entry, member = self._joined(self._own_case[document], document)
        row = self._row[code[entry]]
        return member[row >= 0], row[row >= 0], entry[row >= 0]

    def _spread(self, pairs: Mask) -> tuple[Numbers, Numbers, Numbers]:
        """Some of the codings with their cases: which belong to which member and row."""
        coding, case = self.columns.row[pairs], self.columns.case[pairs]
        entry, member = self._joined(case, self.columns.document[coding])
        coding = coding[entry]
        at, code = joined_on(coding, *self.columns.branches)
        row = self._row[code]
        return member[at][row >= 0], row[row >= 0], coding[at][row >= 0]

    def _joined(self, case: Numbers, document: Numbers) -> tuple[Numbers, Numbers]:
        """Pairs: which of these (by place) belong to which member."""
        import numpy as np

        order = np.argsort(self.members[:, 0], kind="stable")
        entry, member = joined_on(case, self.members[order, 0], order)
        sets = {part.documents: None for part in self.parts}
        inside = np.array([[one in documents for one in self.columns.documents] for documents in sets], dtype=bool)
        place = {documents: at for at, documents in enumerate(sets)}
        of_part = np.array([place[part.documents] for part in self.parts], dtype=np.int64)
        kept = inside.reshape(len(sets), len(self.columns.documents))[of_part[self.members[member, 1]], document[entry]]
        return entry[kept], member[kept]

    @cached_property
    def _row(self) -> Numbers:
        """For each code its row, -1 without."""
        import numpy as np

        place = {code: at for at, code in enumerate(self.rows)}
        return np.array([place.get(code, -1) for code in self.columns.codes], dtype=np.int64)

    @cached_property
    def _own_case(self) -> Numbers:
        """For each document the case of which all of it speaks, -1 where its passages have to be looked at."""
        import numpy as np

        place: dict[str | None, int] = {case: at for at, case in enumerate(self.columns.cases)}
        own = [document.case if document.kind == "interview" else None for document in self.study.documents]
        return np.array([place.get(case, -1) for case in own], dtype=np.int64)

    @cached_property
    def _mixed(self) -> Mask:
        mixed: Mask = self._own_case < 0
        return mixed
