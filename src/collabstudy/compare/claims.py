"""Whether a claim is true of what is known, and whether what is not known could turn it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from collabstudy.compare.asked import Value
from collabstudy.compare.wording import Threshold
from collabstudy.model.finding import Claim, Was

Result = Literal["holds", "weakened", "broken", "undecided"]
KINDS = ("all", "none", "only", "at_least", "more_than")


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases by what they say: voiced, asked and not voiced, and not known (not asked, or not coded yet)."""

    present: tuple[str, ...]
    absent: tuple[str, ...]
    not_asked: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()

    @property
    def of(self) -> int:
        """How many are known."""
        return len(self.present) + len(self.absent)

    @property
    def unknown(self) -> int:
        """How many are not."""
        return len(self.not_asked) + len(self.not_coded)

    @property
    def share_unknown(self) -> Fraction:
        """The part of the cases of which nothing is known; all of it where there are no cases."""
        everyone = self.of + self.unknown
        return Fraction(self.unknown, everyone) if everyone else Fraction(1)

    def __str__(self) -> str:
        return f"{len(self.present)} of {self.of}"


def tally(values: Mapping[str, Value], cases: Collection[str]) -> Tally:
    """Sort cases by their value."""

    def those(value: Value) -> tuple[str, ...]:
        return tuple(case for case, found in values.items() if found == value and case in cases)

    return Tally(those("present"), those("absent"), those("not_asked"), those("not_coded"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out, with the cases for and against and how many were looked at."""

    result: Result
    support: tuple[str, ...]
    against: tuple[str, ...]
    denominator: int
    told: str


@dataclass(frozen=True, slots=True)
class Judge:
    """How claims are judged in one study: its words, and from which part of unknown cases on nothing is decided."""

    words: Mapping[str, Threshold]
    too_many: Fraction

    def verdict(self, claim: Claim, these: Tally, others: Tally, was: Was | None) -> Verdict:
        """Judge a claim over the cases it is about and those beside them (outside `among`, or in `against`).

        It is judged on the cases that were asked and coded. Where more than the allowed part is not known, and could
        turn it, it is undecided; so it is where nobody is known. A claim that is true with less behind it than there
        was is weakened.
        """
        counts = _Counts(len(these.present), these.of, len(others.present), others.of)
        truth = self._truth(claim)
        against = self._against(claim, these, others)
        support = these.absent if claim.kind == "none" else these.present
        told = f"{these} against {others}" if claim.kind == "more_than" else str(these)
        true = truth(counts)
        if self._open(claim, truth, true, these, others):
            result: Result = "undecided"
        elif not true:
            result = "broken"
        else:
            result = "weakened" if was is not None and _less(claim, counts, was) else "holds"
        return Verdict(result, support, against, these.of, told)

    def _truth(self, claim: Claim) -> Callable[[_Counts], bool]:
        if claim.kind == "all":
            return lambda n: n.present == n.of
        if claim.kind == "none":
            return lambda n: n.present == 0
        if claim.kind == "only":
            return lambda n: n.present > 0 and n.other_present == 0
        if claim.kind == "more_than":
            return lambda n: n.share > n.other_share
        least = Threshold("at least", share=claim.least) if isinstance(claim.least, Fraction) else None
        if claim.kind == "at_least":
            least = least or Threshold("at least", number=int(claim.least or 0))
        threshold = least or self.words[claim.kind]
        return lambda n: threshold.met(n.present, n.of)

    @staticmethod
    def _against(claim: Claim, these: Tally, others: Tally) -> tuple[str, ...]:
        if claim.kind in ("only", "more_than"):
            return others.present
        return these.present if claim.kind == "none" else these.absent

    def _open(self, claim: Claim, truth: Callable[[_Counts], bool], true: bool, these: Tally, others: Tally) -> bool:
        if these.of == 0 or (claim.kind == "more_than" and others.of == 0):
            return True
        return any(truth(counts) != true for counts in self._possible(these, others))

    def _possible(self, these: Tally, others: Tally) -> list[_Counts]:
        """What could come out if those were asked of whom too many were not.

        None or all of them voicing it are enough to look at: no claim is turned only by something between.
        """
        open_these, open_others = (
            tally.unknown if tally.share_unknown > self.too_many else 0 for tally in (these, others)
        )
        return [
            _Counts(
                len(these.present) + here, these.of + open_these, len(others.present) + there, others.of + open_others
            )
            for here in {0, open_these}
            for there in {0, open_others}
        ]


@dataclass(frozen=True, slots=True)
class _Counts:
    present: int
    of: int
    other_present: int = 0
    other_of: int = 0

    @property
    def share(self) -> Fraction:
        return Fraction(self.present, self.of) if self.of else Fraction(0)

    @property
    def other_share(self) -> Fraction:
        return Fraction(self.other_present, self.other_of) if self.other_of else Fraction(0)


def _less(claim: Claim, now: _Counts, was: Was) -> bool:
    """Tell whether a smaller part of the cases stands behind a claim than before, or a smaller lead over the others."""
    share = 1 - now.share if claim.kind == "none" else now.share
    before = Fraction(was.support, was.of) if was.of else Fraction(0)
    if was.against is None or not was.against_of:
        return share < before
    return share - now.other_share < before - Fraction(was.against, was.against_of)
