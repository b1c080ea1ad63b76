"""The places that a query means, worked out part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.units import Unit
from collabstudy.compare.querying import places as of_places
from collabstudy.compare.querying.expressions import (
    Both,
    Either,
    Expression,
    Measured,
    Not,
    OfCode,
    OfSpeaker,
    Related,
    walk,
)
from collabstudy.compare.querying.ground import Ground
from collabstudy.compare.querying.places import Places
from collabstudy.model.consent import split_role
from collabstudy.model.document import Document, Turn

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


@dataclass(frozen=True, eq=False)
class Answer:
    """Answers queries about one study, its codings and what was read of it; `find` says what each part means."""

    ground: Ground
    coded: Coded
    reading: Reading
    unit: Unit

    def places(self, asked: Expression) -> Places:
        """The places that are meant, sorted."""
        if isinstance(asked, OfCode):
            return self.of_codes(asked.codes)
        if isinstance(asked, OfSpeaker | Measured):
            return self._of_turns(asked)
        if isinstance(asked, Not):
            return self._not(asked)
        if isinstance(asked, Both):
            return self._both([self.places(part) for part in asked.parts])
        if isinstance(asked, Either):
            return of_places.together([self.places(part) for part in asked.parts])
        assert isinstance(asked, Related)
        left, right = self.places(asked.left), self.places(asked.right)
        return left.only(self._related(asked, left, right))

    def pieces(self, codes: tuple[str, ...]) -> tuple[Places, Numbers]:
        """The codings with these codes, cut at the borders of cells, and which coding each piece is of; not sorted.

        Words of the interviewer are left out where somebody else speaks in the coding too.
        """
        import numpy as np

        place = {code: at for at, code in enumerate(self.coded.codes)}
        wanted = np.zeros(len(place) + 1, dtype=bool)
        wanted[[place[code] for code in codes]] = True
        rows = np.flatnonzero(wanted[self.coded.code])
        start, end = self._start[rows], self._end[rows]
        which, cell = self.ground.touched(start, end)
        asks = self.ground.interviewer[cell]
        answered = np.bincount(which[~asks], minlength=len(rows)) > 0
        kept = ~(asks & answered[which])
        which, cell = which[kept], cell[kept]
        start, end = np.maximum(start[which], self.ground.start[cell]), np.minimum(end[which], self.ground.end[cell])
        return Places(start, end, cell, np.zeros(len(which), dtype=bool)), rows[which]

    def of_codes(self, codes: tuple[str, ...]) -> Places:
        """The pieces of codings with these codes, sorted, those on the same stretch once."""
        pieces, _ = self.pieces(codes)
        return of_places.in_order(pieces.start, pieces.end, pieces.cell, pieces.whole)

    def group(self, places: Places) -> Numbers:
        """The number of the unit in which each place lies."""
        return self.ground.document[places.cell] if self.unit == "document" else places.cell

    def unread(self, asked: Expression) -> tuple[Document, ...]:
        """The documents of which `!` says nothing, as nobody whose work counts has gone through them for its codes."""
        parts = [part for part in walk(asked) if isinstance(part, Not)]
        read = [self._read(part) for part in parts]
        return tuple(d for at, d in enumerate(self.ground.documents) if not all(known[at] for known in read))

    @cached_property
    def _start(self) -> Numbers:
        return self._in_row(self.coded.start)

    @cached_property
    def _end(self) -> Numbers:
        return self._in_row(self.coded.end)

    def _in_row(self, place: Numbers) -> Numbers:
        """Where places of codings are in the row of texts; none beyond the end of its own."""
        import numpy as np

        at = {document.id: number for number, document in enumerate(self.ground.documents)}
        document = np.array([at.get(name, -1) for name in self.coded.documents], dtype=np.int64)[self.coded.document]
        length = np.array([len(transcript.text) for transcript in self.ground.transcripts], dtype=np.int64)
        found: Numbers = np.minimum(place, length[document]) + self.ground.base[document]
        return found

    def _of_turns(self, asked: OfSpeaker | Measured) -> Places:
        met = self.ground.turns_where(_test(asked))
        return self._cells(met if isinstance(asked, OfSpeaker) else met & self.ground.spoken)

    def _cells(self, wanted: Mask) -> Places:
        import numpy as np

        cell = np.flatnonzero(wanted)
        return Places(self.ground.start[cell], self.ground.end[cell], cell, np.ones(len(cell), dtype=bool))

    def _not(self, asked: Not) -> Places:
        import numpy as np

        found = self.places(asked.part)
        known = np.array(self._read(asked), dtype=bool)
        searched = self.ground.spoken & known[self.ground.document]
        if self.unit == "coding":
            cells = self._cells(searched)
            left = of_places.between(cells, of_places.joined(found.only(searched[found.cell])))
            return left.only(self.ground.has_words(left.start, left.end))
        taken = np.zeros(len(self.ground.start) + len(self.ground.documents), dtype=bool)
        taken[self.group(found)] = True
        cells = self._cells(searched)
        return cells.only(~taken[self.group(cells)])

    def _read(self, asked: Not) -> list[bool]:
        """Which documents have been gone through for every code under a `!`."""
        book = self.reading.study.codebook
        terms = [part.codes for part in walk(asked) if isinstance(part, OfCode)]
        codes = [[book[code] for code in each] for each in terms]
        return [all(self.reading.read(document, each) for each in codes) for document in self.ground.documents]

    def _both(self, parts: list[Places]) -> Places:
        import numpy as np

        if self.unit == "coding":
            found = of_places.joined(parts[0])
            for part in parts[1:]:
                found = of_places.joined(of_places.common(found, of_places.joined(part)))
            return found
        size = len(self.ground.start) + len(self.ground.documents)
        inall, marked = np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
        for part in parts:
            here = np.zeros(size, dtype=bool)
            here[self.group(part)] = True
            marked[self.group(part)[~part.whole]] = True
            inall &= here
        found = of_places.together(parts)
        group = self.group(found)
        return found.only(inall[group] & ~(found.whole & marked[group]))

    def _related(self, asked: Related, left: Places, right: Places) -> Mask:
        import numpy as np

        if not len(right):
            return np.zeros(len(left), dtype=bool)
        if asked.how == "overlaps":
            return of_places.meets(left.start, left.end - 1, right.start, right.end - 1)
        if asked.how == "inside":
            return of_places.inside(left, right)
        if asked.how == "contains":
            return of_places.contains(left, right)
        if asked.how == "within":
            (first, last), others = self._measured(asked, left), self._measured(asked, right)
            return of_places.meets(first - (asked.distance or 0), last + (asked.distance or 0), *others)
        return self._in_sequence(asked, left, right)

    def _in_sequence(self, asked: Related, left: Places, right: Places) -> Mask:
        """Whether the nearest one before (or after) is in the same document, and near enough."""
        follows = asked.how == "follows"
        nearest = of_places.last_before(left, right) if follows else of_places.first_after(left, right)
        same = self.ground.document[left.cell] == self.ground.document[right.cell[nearest]]
        found: Mask = (nearest >= 0) & same
        if asked.distance is None:
            return found
        (first, last), (its_first, its_last) = self._measured(asked, left), self._measured(asked, right)
        away = first - its_last[nearest] if follows else its_first[nearest] - last
        return found & (away <= asked.distance)

    def _measured(self, asked: Related, places: Places) -> tuple[Numbers, Numbers]:
        """First and last turn or word of each place."""
        if asked.measure == "words":
            return self.ground.words_at(places.start, places.end, places.cell)
        turn = self.ground.turn_place(places.cell)
        return turn, turn


def _test(asked: OfSpeaker | Measured) -> Callable[[Document, Turn], bool]:
    if isinstance(asked, OfSpeaker):
        if asked.field == "role":
            return lambda document, turn: turn.role is not None and asked.matches(split_role(turn.role)[0])
        return lambda document, turn: turn.speaker is not None and asked.matches(turn.speaker)
    if asked.field == "time":
        return lambda document, turn: turn.time_start is not None and asked.met(turn.time_start)
    if asked.field == "date":
        return lambda document, turn: asked.met_by_date(document.date)
    return lambda document, turn: asked.met(float(turn.number))
