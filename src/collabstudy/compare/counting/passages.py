"""The passages behind one cell, and the words in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from collabstudy.compare.counting.belonging import Belonging, Belongings
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.units import (
    Sentences,
    Unit,
    clipped,
    once,
    sentences_of,
    words_in,
)
from collabstudy.compare.table import Behind, Passage
from collabstudy.model.coding import ORIGINS, Coding
from collabstudy.model.document import Transcript, Turn
from collabstudy.model.span import Span, Stretch, joined
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]

Key = tuple[int, int]  # where a unit begins, and the number of the coding where that is the unit


@dataclass(frozen=True, slots=True)
class Said:
    """A coding as far as it speaks of one case: in these turns; none where it lies outside all turns."""

    coding: Coding
    case: str
    turns: tuple[Turn, ...]


@dataclass(slots=True)
class _Found:
    """A passage while it is being put together."""

    turn: int | None
    stretches: list[Stretch] = field(default_factory=list)
    codings: dict[str, Coding] = field(default_factory=dict)


@dataclass(frozen=True)
class Passages:
    """Makes passages of codings in one unit."""

    study: Study
    unit: Unit

    def of(self, said: Sequence[Said]) -> Behind:
        """The passages in which something is said, in the order of documents and texts, and the words coded there."""
        ordered = sorted(said, key=lambda s: (self._order[s.coding.document], s.coding.start, s.coding.id))
        passages: list[Passage] = []
        words = 0
        for document, group in groupby(ordered, key=lambda s: s.coding.document):
            here = list(group)
            transcript = self.study.transcript(document)
            passages += self._passages(document, transcript, here)
            words += _words(transcript, here)
        return Behind(tuple(passages), words)

    def _passages(self, document: str, transcript: Transcript, said: list[Said]) -> Iterator[Passage]:
        found: dict[Key, _Found] = {}
        numbers = once([one.coding for one in said])
        for one in said:
            for key, turn, stretch in self._keys(transcript, one, numbers[one.coding.id]):
                passage = found.setdefault(key, _Found(turn))
                passage.stretches.append(stretch)
                passage.codings[one.coding.id] = one.coding
        return (_passage(document, found[key]) for key in sorted(found))

    def _keys(self, transcript: Transcript, one: Said, number: int) -> Iterator[tuple[Key, int | None, Stretch]]:
        """The units that a coding touches, each with its first turn and the part of the coding in it."""
        whole = (one.coding.start, one.coding.end)
        parts = list(clipped(one.turns, [whole]))
        if not parts:
            yield self._outside(whole, number)
        for turn, stretch in parts:
            if self.unit == "document":
                yield (0, 0), None, stretch
            elif self.unit == "coding":
                yield (0, number), turn.number, stretch
            elif self.unit == "turn":
                yield (turn.start, 0), turn.number, stretch
            else:
                yield from self._sentence_keys(transcript, turn, stretch)

    def _outside(self, whole: Stretch, number: int) -> tuple[Key, int | None, Stretch]:
        """A coding in no turn is a passage of its own, unless documents are counted."""
        if self.unit == "document":
            return (0, 0), None, whole
        return (0 if self.unit == "coding" else whole[0], number), None, whole

    def _sentence_keys(
        self, transcript: Transcript, turn: Turn, stretch: Stretch
    ) -> Iterator[tuple[Key, int | None, Stretch]]:
        touched = [
            sentence
            for sentence in self._sentences(transcript, turn)
            if sentence[0] < stretch[1] and stretch[0] < sentence[1]
        ]
        for start, end in touched or [stretch]:
            yield (start, 0), turn.number, (max(start, stretch[0]), min(end, stretch[1]))

    @cached_property
    def _sentences(self) -> Sentences:
        return sentences_of()

    @cached_property
    def _order(self) -> dict[str, int]:
        return {document.id: place for place, document in enumerate(self.study.documents)}


@dataclass(frozen=True)
class Evidence:
    """What stands behind the cells of one table, put together when somebody asks for it."""

    passages: Passages
    columns: Coded
    _known: dict[int, Belonging] = field(default_factory=dict)

    def behind(self, codings: Numbers, cases: Sequence[str]) -> Behind:
        """The passages of codings, by their places in the columns, as far as they speak of these cases."""
        order = {case: at for at, case in enumerate(cases)}
        said = [
            Said(self.columns.codings[at], case, turns)
            for at in codings.tolist()
            for case, turns in sorted(self._cases(at), key=lambda one: order.get(one[0], -1))
            if case in order
        ]
        return self.passages.of(said)

    def _cases(self, at: int) -> Belonging:
        if at not in self._known:
            self._known[at] = self._belongings.of(self.columns.codings[at])
        return self._known[at]

    @cached_property
    def _belongings(self) -> Belongings:
        return Belongings(self.passages.study)


def _passage(document: str, found: _Found) -> Passage:
    codings = list(found.codings.values())
    origins = {coding.origin for coding in codings}
    return Passage(
        document=document,
        turn=found.turn,
        spans=tuple(Span(document, start, end) for start, end in joined(found.stretches)),
        codings=tuple(coding.id for coding in codings),
        coders=tuple(sorted({coding.coder for coding in codings})),
        origins=tuple(origin for origin in ORIGINS if origin in origins),
    )


def _words(transcript: Transcript, said: Iterable[Said]) -> int:
    """Words in what is coded in one document, each once, however many codings lie over it."""
    stretches: dict[int, list[Stretch]] = defaultdict(list)
    turns: dict[int, Turn] = {}
    for one in said:
        for turn, stretch in clipped(one.turns, [(one.coding.start, one.coding.end)]):
            turns[turn.number] = turn
            stretches[turn.number].append(stretch)
    return sum(
        words_in(transcript, ((turns[number], stretch) for stretch in joined(stretches[number]))) for number in turns
    )
