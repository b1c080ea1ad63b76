"""Whether cases voice two codes together: in the same case, document, turn or passage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.compare.claiming.cases import Said, branch, having
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.laid_out import runs
from collabstudy.compare.counting.turns import Turns
from collabstudy.model.finding import Claim
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


@dataclass(frozen=True)
class Together:
    """What is voiced together in a study, on one kind of evidence."""

    study: Study
    said: Said
    columns: Coded

    def of(self, claim: Claim) -> dict[str, Value]:
        """The value of each case that the claim looks at: present where both are voiced together.

        Without `with_codes` those are all cases that voice one of the two, else those that voice `codes`. Where one of
        them is voiced and it is not known whether the other is, it is not known whether they go together.
        """
        both = self._both(claim)
        one, other = self.said.of(both[0]), self.said.of(both[1])
        found: dict[str, Value] = {}
        sharing = self._sharing(claim.shared, *both)
        for case in one:
            pair = {one[case], other[case]}
            if one[case] == "absent" and (claim.with_codes or pair == {"absent"}):
                continue
            if pair == {"present"}:
                found[case] = "present" if case in sharing else "absent"
            elif one[case] not in ("present", "absent"):
                found[case] = one[case]
            elif other[case] not in ("present", "absent"):
                found[case] = other[case]
            else:
                found[case] = "absent"
        return found

    @staticmethod
    def _both(claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if claim.with_codes:
            return claim.codes, claim.with_codes
        return claim.codes[:1], claim.codes[1:]

    def _sharing(self, within: str, these: Iterable[str], those: Iterable[str]) -> frozenset[str]:
        """The cases in which something coded with one of these shares what is asked with something coded with those."""
        import numpy as np

        one, other = self._pairs(these), self._pairs(those)
        rows, case = self.columns.row, self.columns.case
        if within == "case":
            shared = np.intersect1d(case[one], case[other])
        elif within == "document":
            shared = self._same(case * _many(self.columns.documents) + self.columns.document[rows], case, one, other)
        elif within == "turn":
            shared = self._same_turn(one, other)
        else:
            shared = self._overlapping(one, other)
        return frozenset(self.columns.cases[at] for at in np.unique(shared).tolist())

    def _pairs(self, codes: Iterable[str]) -> Mask:
        """The pairs of coding and case whose coding has one of these codes, or one below."""
        found: Mask = having(self.columns, branch(self.study, codes))[self.columns.row]
        return found

    @staticmethod
    def _same(keys: Numbers, case: Numbers, one: Mask, other: Mask) -> Numbers:
        import numpy as np

        return case[one][np.isin(keys[one], keys[other])]

    def _same_turn(self, one: Mask, other: Mask) -> Numbers:
        """A turn of the interviewer is shared only by codings that lie on nothing else."""
        import numpy as np

        pair, turn = self._turns
        case = self.columns.case[pair]
        keys = case * (int(turn.max(initial=0)) + 1) + turn
        return self._same(keys, case, np.asarray(one[pair]), np.asarray(other[pair]))

    @cached_property
    def _turns(self) -> tuple[Numbers, Numbers]:
        """Every turn in which somebody speaks under a coding: the pair of coding and case, and the turn's number."""
        import numpy as np

        columns = self.columns
        which, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        before = 0
        documents = columns.document[columns.row]
        for at, here in runs(documents):
            turns = self.study.transcript(columns.documents[at]).turns
            rows = columns.row[here]
            place, turn = Turns.of(turns).evidence(columns.first_turn[rows], columns.last_turn[rows])
            which.append(place + here.start)
            numbers.append(turn + before)
            before += len(turns)
        return np.concatenate(which), np.concatenate(numbers)

    def _overlapping(self, one: Mask, other: Mask) -> Numbers:
        """The cases in which a stretch of one shares a code point with a stretch of the other.

        Of the others of the same case and document that begin before one ends, does the longest end after it begins?
        """
        import numpy as np

        columns, rows = self.columns, self.columns.row
        places = columns.case * _many(columns.documents) + columns.document[rows]
        long = int(columns.end.max(initial=0)) + 1
        begins, ends = places * long + columns.start[rows], places * long + columns.end[rows]
        order = np.argsort(begins[other], kind="stable")
        starts, furthest = begins[other][order], np.maximum.accumulate(ends[other][order]) if order.size else order
        before = np.searchsorted(starts, ends[one], side="left") - 1
        found = np.zeros(int(one.sum()), dtype=bool)
        some = before >= 0
        found[some] = furthest[before[some]] > begins[one][some]
        shared: Numbers = columns.case[one][found]
        return shared


def _many(names: tuple[str, ...]) -> int:
    return len(names) + 1
