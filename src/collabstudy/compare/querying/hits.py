"""The places that a query means, as hits: one a unit, with the codings behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from collabstudy.compare.counting.spoken import Spoken
from collabstudy.compare.querying import places as of_places
from collabstudy.compare.querying.answer import Answer
from collabstudy.compare.querying.expressions import Expression, Not, OfCode, Related
from collabstudy.compare.querying.found import Hit
from collabstudy.compare.querying.places import Places
from collabstudy.model.coding import ORIGINS, Origin
from collabstudy.model.consent import is_interviewer, may_place, may_quote, split_role
from collabstudy.model.document import Document, Turn

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]


@dataclass(frozen=True, slots=True)
class _Row:
    """Stretches one by one: document and turn by their numbers, and where each begins and ends in its document."""

    document: list[int]
    turn: list[int]
    start: list[int]
    end: list[int]


@dataclass(frozen=True)
class Hits:
    """Makes hits; `lets` tells which are meant, by document and cases."""

    answer: Answer
    spoken: Spoken
    lets: Callable[[str, Sequence[str]], bool]

    def of(self, asked: Expression) -> tuple[tuple[Hit, ...], dict[Origin, int]]:
        """The hits of a query, in the order of documents and texts; and how many codings are behind them, by origin."""
        import numpy as np

        stretches = of_places.joined(self.answer.places(asked))
        hit = self._numbers(stretches)
        edges = [*np.flatnonzero(np.diff(hit, prepend=-1)).tolist(), len(stretches)]
        row = self._in_row(stretches)
        found: list[Hit] = []
        used: list[int] = []
        for (first, last), rows in zip(pairwise(edges), self._behind(asked, stretches, hit), strict=True):
            made = self._hit(row, first, last, rows)
            if made is not None:
                found.append(made)
                used += rows
        counted = np.bincount(self.answer.coded.origin[np.unique(np.array(used, dtype=np.int64))])
        return tuple(found), {ORIGINS[at]: number for at, number in enumerate(counted.tolist()) if number}

    def _in_row(self, stretches: Places) -> _Row:
        """Where each stretch lies."""
        ground = self.answer.ground
        document = ground.document[stretches.cell]
        start, end = stretches.start - ground.base[document], stretches.end - ground.base[document]
        return _Row(document.tolist(), ground.turn[stretches.cell].tolist(), start.tolist(), end.tolist())

    def _numbers(self, stretches: Places) -> Numbers:
        """To which hit each stretch belongs, from 0."""
        import numpy as np

        if self.answer.unit == "coding":
            return np.arange(len(stretches))
        return np.cumsum(np.diff(self.answer.group(stretches), prepend=-1) != 0) - 1

    def _behind(self, asked: Expression, stretches: Places, hit: Numbers) -> list[list[int]]:
        """For each hit the codings that lie on its stretches and have a code for which it was found."""
        import numpy as np

        pieces, row = self.answer.pieces(tuple(dict.fromkeys(_sought(asked))))
        first = np.searchsorted(stretches.end, pieces.start, side="right")
        many = np.maximum(np.searchsorted(stretches.start, pieces.end, side="left") - first, 0)
        which = np.repeat(np.arange(len(pieces)), many)
        its = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many) + first[which]
        width = max(len(self.answer.coded), 1)
        pairs = np.unique(hit[its] * width + row[which])
        number = int(hit[-1]) + 1 if len(hit) else 0
        parts = np.searchsorted(pairs // width, np.arange(number + 1)).tolist()
        rows = (pairs % width).tolist()
        return [rows[start:end] for start, end in pairwise(parts)]

    def _hit(self, row: _Row, first: int, last: int, rows: Sequence[int]) -> Hit | None:
        """One hit, or None where its cases are not meant."""
        document = self.answer.ground.documents[row.document[first]]
        turns = [self.answer.ground.turns[turn] for turn in dict.fromkeys(row.turn[first:last])]
        cases = tuple(sorted({case for turn in turns for case in self.spoken.of(document, turn.number)}))
        if not self.lets(document.id, cases):
            return None
        codings = [self.answer.coded.codings[row] for row in rows]
        origins = {coding.origin for coding in codings}
        of_turn = self.answer.unit != "document"
        return Hit(
            document=document.id,
            cases=cases,
            turn=turns[0].number if of_turn else None,
            stretches=tuple(zip(row.start[first:last], row.end[first:last], strict=True)),
            codings=tuple([coding.id for coding in codings]),
            coders=tuple(sorted({coding.coder for coding in codings})),
            origins=tuple([origin for origin in ORIGINS if origin in origins]),
            role=_role(document, turns[0]) if of_turn else None,
            time_start=turns[0].time_start if of_turn else None,
        )


def _sought(asked: Expression) -> Iterator[str]:
    """The codes for which something is found: not those under `!`, nor those it is only held against."""
    if isinstance(asked, OfCode):
        yield from asked.codes
    elif isinstance(asked, Related):
        yield from _sought(asked.left)
    elif not isinstance(asked, Not):
        for part in asked.parts:
            yield from _sought(part)


def _role(document: Document, turn: Turn) -> str | None:
    """The role as it may stand beside the place of the words: not of somebody anonymous, and without a name."""
    if turn.role is None or not (is_interviewer(turn) or may_place(document) or not may_quote(document)):
        return None
    return split_role(turn.role)[0]
