"""The passages in which two codes are together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from collabstudy.compare.cooccurring.units import Given
from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.passages import Passages, Said
from collabstudy.compare.table import Passage
from collabstudy.model.consent import is_interviewer
from collabstudy.model.document import Turn
from collabstudy.model.span import Stretch, joined
from collabstudy.model.study import Study

Side = frozenset[int]  # codings with one of the two codes, by their places in the columns


@dataclass(frozen=True)
class Where:
    """Looks up again what was only counted: two codes at a time."""

    study: Study
    columns: Coded
    given: Given
    rows: Sequence[str]
    within: str
    reach: int
    apart: bool

    def look(self, code_a: str, code_b: str) -> tuple[Passage, ...]:
        """The passages behind the number of places in which both are."""
        readers: dict[int, list[set[int]]] = defaultdict(lambda: [set(), set()])
        for side, code in enumerate((code_a, code_b)):
            mine = self.given.row == self.rows.index(code)
            for coding in self.given.coding[mine].tolist():
                readers[int(self.columns.coder[coding]) if self.apart else 0][side].add(coding)
        both = [(frozenset(a), frozenset(b)) for a, b in readers.values() if a and b]
        if self.within == "case":
            return self._in_cases(both)
        found = [passage for a, b in both for passage in self._of_one(a, b)]
        order = {document: at for at, document in enumerate(self.columns.documents)}
        told = {(p.document, p.turn, p.codings): p for p in found}
        return tuple(sorted(told.values(), key=lambda p: (order[p.document], p.spans, p.codings)))

    def _of_one(self, a: Side, b: Side) -> Iterator[Passage]:
        """Passages in which one reader has given both, document by document."""
        for here_a, here_b in self._by_document(a, b):
            if self.within == "passage":
                yield from self._overlapping(here_a, here_b)
            elif self.reach:
                yield from self._near(here_a, here_b)
            else:
                yield from Passages(self.study, "document").of(self._said(here_a | here_b)).passages

    def _by_document(self, a: Side, b: Side) -> Iterator[tuple[Side, Side]]:
        found: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for side, codings in enumerate((a, b)):
            for coding in codings:
                found[int(self.columns.document[coding])][side].add(coding)
        yield from ((frozenset(one), frozenset(other)) for one, other in found.values() if one and other)

    def _overlapping(self, a: Side, b: Side) -> Iterator[Passage]:
        """What is coded with either, as far as it overlaps what is coded with the other."""
        spans_a, spans_b = joined(self._spans(a).values()), joined(self._spans(b).values())
        near = [span for span in spans_a if _meets(span, spans_b)] + [span for span in spans_b if _meets(span, spans_a)]
        spans = self._spans(a | b)
        for start, end in joined(near):
            inside = frozenset(coding for coding, span in spans.items() if start <= span[0] and span[1] <= end)
            said = self._said(inside)
            (passage,) = Passages(self.study, "document").of(said).passages
            yield replace(passage, turn=min((turn.number for one in said for turn in one.turns), default=None))

    def _near(self, a: Side, b: Side) -> Iterator[Passage]:
        """Turns with the one code that are no further from one with the other than the unit reaches."""
        passages = Passages(self.study, "turn").of(self._said(a | b)).passages
        names = [frozenset(self.columns.codings[at].id for at in side) for side in (a, b)]
        place = {turn.number: at for at, turn in enumerate(self.study.transcript(passages[0].document).turns)}
        placed = [(place[passage.turn], passage) for passage in passages if passage.turn is not None]
        at_a, at_b = ([at for at, passage in placed if side & {*passage.codings}] for side in names)
        for at, passage in placed:
            beside_b = at in at_a and any(abs(at - other) < self.reach for other in at_b)
            if beside_b or (at in at_b and any(abs(at - other) < self.reach for other in at_a)):
                yield passage

    def _in_cases(self, both: Sequence[tuple[Side, Side]]) -> tuple[Passage, ...]:
        """All passages with either code, of cases in which both are."""
        belongings = Belongings(self.study)
        cases = {case for a, b in both for case in self._cases(a) & self._cases(b)}
        codings = frozenset[int]().union(*(side for sides in both for side in sides))
        said = [
            Said(self.columns.codings[at], case, turns)
            for at in sorted(codings)
            for case, turns in belongings.of(self.columns.codings[at])
            if case in cases
        ]
        return Passages(self.study, "turn").of(said).passages

    def _cases(self, codings: Side) -> set[str]:
        import numpy as np

        spoken_of = self.columns.case[np.isin(self.columns.row, sorted(codings))]
        return {self.columns.cases[at] for at in set(spoken_of.tolist())}

    def _said(self, codings: Iterable[int]) -> list[Said]:
        return [Said(self.columns.codings[at], "", self._turns(at)) for at in sorted(codings)]

    def _turns(self, at: int) -> tuple[Turn, ...]:
        """The turns in which a coding lies, the interviewer's only where nobody else speaks."""
        coding = self.columns.codings[at]
        turns = self.study.transcript(coding.document).turns_in(coding.start, coding.end)
        return tuple(turn for turn in turns if not is_interviewer(turn)) or turns

    def _spans(self, codings: Side) -> Mapping[int, Stretch]:
        return {at: (int(self.columns.start[at]), int(self.columns.end[at])) for at in sorted(codings)}


def _meets(span: Stretch, others: Sequence[Stretch]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
