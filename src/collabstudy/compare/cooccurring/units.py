"""Codes counted together: in coded stretches, in turns, in documents, in cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.compare.cooccurring.incidence import Incidence
from collabstudy.compare.cooccurring.stretches import Stretches
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.laid_out import joined_on
from collabstudy.compare.counting.turns import Turns
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


class Given(NamedTuple):
    """Which coding (its place in the columns) stands for which row of the table."""

    coding: Numbers
    row: Numbers


class Together(NamedTuple):
    """Codes × codes, and how many units there are: with some code, and at all."""

    both: Numbers
    coded: int
    all: int


@dataclass(frozen=True)
class Units:
    """The codings that stand for the rows of a table, and the places in which they can be together.

    Where coders are held `apart`, a turn (document, case) that two of them have read is two units.
    """

    study: Study
    reading: Reading
    columns: Coded
    given: Given
    rows: int
    documents: Sequence[Document]
    apart: bool

    def in_passages(self) -> Together:
        """In coded stretches, of which there are as many as are different.

        Of the stretches of each code that overlap one of the other, the fewer are counted: one long passage with three
        short ones in it is one place in which both are.
        """
        import numpy as np

        columns, coding = self.columns, self.given.coding
        far = int(columns.end.max(initial=0)) + 1
        line = ((self._reader * len(columns.documents) + columns.document) * far)[coding]
        found = Stretches.of(self.given.row, columns.start[coding] + line, columns.end[coding] + line)
        meeting, number = found.meeting(self.rows), found.different()
        return Together(np.minimum(meeting, meeting.T), number, number)

    def in_turns(self, reach: int) -> Together:
        """In so many turns in a row; the interviewer's turns are turns too, but nothing is evidence there."""
        import numpy as np

        spoken = [self._spoken(at) for _, at in self._readings]
        sizes = np.array([len(turns) for turns in spoken], dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        units = np.where(sizes > 0, np.maximum(sizes - reach + 1, 1), 0)
        first = np.repeat(starts - np.cumsum(units) + units, units) + np.arange(units.sum())
        last = np.minimum(first + reach, np.repeat(starts + sizes, units))
        document, coding, turn = self.columns.in_turns
        start = np.append(starts, -1)[self._number]  # by reader and document
        place = turn + (start[self._reader[coding], document] if self.apart else start[0][document])
        both, coded = self._together(place, coding, first, last)
        known = np.concatenate([np.zeros(0, dtype=bool), *spoken])
        known[place] = True
        return Together(both, coded, int(known.sum()) if reach == 1 else len(first))

    def in_documents(self) -> Together:
        """In documents."""
        import numpy as np

        place = self._number[self._reader, self.columns.document]
        return self._whole(place, np.arange(len(self.columns)), len(self._readings))

    def in_cases(self) -> Together:
        """In cases, each with all that is said of it."""
        cases = len(self.columns.cases)
        place = self._reader[self.columns.row] * cases + self.columns.case
        known = set(place.tolist())
        for reader, documents in groupby(self._readings, key=lambda one: one[0]):
            read = frozenset(self.columns.documents[at] for _, at in documents)
            of_case = (self.reading.of_case(case, read) for case in self.columns.cases)
            known |= {reader * cases + at for at, documents_of in enumerate(of_case) if documents_of}
        return self._whole(place, self.columns.row, max(known, default=-1) + 1)._replace(all=len(known))

    def _whole(self, place: Numbers, coding: Numbers, number: int) -> Together:
        import numpy as np

        every = np.arange(number)
        return Together(*self._together(place, coding, every, every + 1), number)

    def _together(self, place: Numbers, coding: Numbers, first: Numbers, last: Numbers) -> tuple[Numbers, int]:
        """Count the codes of codings that lie in places."""
        at, row = joined_on(coding, *self.given)
        return Incidence(place[at], row, first, last).together(self.rows)

    @cached_property
    def _reader(self) -> Numbers:
        """Whose reading each coding belongs to: its coder's, or everybody's."""
        import numpy as np

        return self.columns.coder if self.apart else np.zeros(len(self.columns), dtype=np.int64)

    @cached_property
    def _readings(self) -> list[tuple[int, int]]:
        """Who has gone through which document (its position) or has coded something there, sorted."""
        import numpy as np

        texts = max(len(self.columns.documents), 1)
        there = np.flatnonzero(np.bincount(self._reader * texts + self.columns.document))
        pairs = {divmod(pair, texts) for pair in there.tolist()}
        codes = self.study.codebook.codes
        wanted = {document.id for document in self.documents if may_count(document)}
        by_rules = ("rules",) if "rules" in self.reading.evidence and any(code.terms for code in codes) else ()
        for at, document in enumerate(self.study.documents):
            known = not self.apart and (0, at) in pairs
            if not known and document.id in wanted and self.reading.read(document, codes):
                by = {self._readers[coder] for coder in (*self.reading.done_by(document.id), *by_rules)}
                pairs |= {(reader, at) for reader in (by if self.apart else {0})}
        return sorted(pairs)

    @cached_property
    def _readers(self) -> dict[str, int]:
        """The number of each coder, also of those who have gone through something and coded nothing of what counts."""
        done = (self.reading.done_by(document.id) for document in self.study.documents)
        others = {"rules", *(coder for coders in done for coder in coders)}.difference(self.columns.coders)
        return {coder: at for at, coder in enumerate((*self.columns.coders, *sorted(others)))}

    @cached_property
    def _number(self) -> Numbers:
        """The number of each reading, by reader and document."""
        import numpy as np

        found = np.full((len(self._readers), len(self.columns.documents)), -1, dtype=np.int64)
        for number, (reader, document) in enumerate(self._readings):
            found[reader, document] = number
        return found

    def _spoken(self, document: int) -> Mask:
        """Which turns of a document may be evidence."""
        known = self.columns.turns.get(document)
        if known is None:
            known = Turns.of(self.study.transcript(self.columns.documents[document]).turns)
        return known.spoken
