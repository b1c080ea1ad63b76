"""Whether a claim is true of what is known, and whether what is not known could turn it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from collabstudy.compare.counting.asked import Value
from collabstudy.compare.wording import Threshold
from collabstudy.model.finding import Claim, Measure, Was

Result = Literal["holds", "weakened", "broken", "undecided"]
MEASURES = ("all", "none", "at_least", "exactly")
KINDS = ("all", "none", "only", "at_least", "exactly", "more_than", "together", "first")
BESIDE = ("only", "more_than")
"""Claims that look at other cases than those they are about."""


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


NOBODY = Tally((), ())


def tally(values: Mapping[str, Value], cases: Collection[str]) -> Tally:
    """Sort cases by their value."""
    wanted = frozenset(cases)

    def those(value: Value) -> tuple[str, ...]:
        return tuple(case for case, found in values.items() if found == value and case in wanted)

    return Tally(those("present"), those("absent"), those("not_asked"), those("not_coded"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out, with the cases for and against and how many were looked at.

    `told` is the count as a sentence has it, `why` the reason where it is undecided, `more` what could be said with as
    much right. Where the claim is `bounded` (`few`, `7 of 10`), too many who voice something are as much against it as
    too few.
    """

    result: Result
    support: tuple[str, ...]
    against: tuple[str, ...]
    denominator: int
    told: str
    why: str = ""
    more: str = ""
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """How claims are judged in one study: its words, and from which part of unknown cases on nothing is decided."""

    words: Mapping[str, Threshold]
    too_many: Fraction

    def verdict(self, claim: Claim, these: Tally, others: Tally, was: Was | None) -> Verdict:
        """Judge a claim over the cases it is about and those beside them (outside `among`, or in `against`).

        It is judged on the cases that were asked and coded. Where more than the allowed part is not known, and could
        turn it, it is undecided; so it is where nobody is known. A claim that is true with less behind it than there
        was is weakened. One that says too little (`some`, where all voice it) holds, and `more` says what it could say.
        """
        others = others if claim.kind in BESIDE else NOBODY
        counts = _Counts(len(these.present), these.of, len(others.present), others.of)
        truth = self._truth(claim)
        true = truth(counts)
        support = these.absent if claim.measure.kind == "none" else these.present
        why = self._open(claim, truth, true, these, others)
        if why:
            result: Result = "undecided"
        elif not true:
            result = "broken"
        else:
            result = "weakened" if was is not None and _less(claim, counts, was) else "holds"
        more = self._more(claim.measure, counts) if result in ("holds", "weakened") else ""
        against, told = _against(claim, these, others), _told(claim, these, others)
        return Verdict(result, support, against, these.of, told, why, more, self._bounded(claim.measure))

    def _bounded(self, measure: Measure) -> bool:
        word = self.words.get(measure.kind)
        return measure.exactly is not None or (word is not None and word.up_to is not None)

    def _truth(self, claim: Claim) -> Callable[[_Counts], bool]:
        if claim.kind == "only":
            return lambda n: n.present > 0 and n.other_present == 0
        if claim.kind == "more_than":
            return lambda n: n.share > n.other_share
        return self._borne_out(claim.measure)

    def _borne_out(self, measure: Measure) -> Callable[[_Counts], bool]:
        if measure.kind == "all":
            return lambda n: n.present == n.of
        if measure.kind == "none":
            return lambda n: n.present == 0
        if measure.exactly is not None:
            return lambda n: (n.present, n.of) == measure.exactly
        threshold = self.words.get(measure.kind)
        if isinstance(measure.least, Fraction):
            threshold = Threshold("at least", share=measure.least)
        elif measure.least is not None:
            threshold = Threshold("at least", number=measure.least)
        assert threshold is not None, "looked for by `problems`"
        return lambda n: threshold.met(n.present, n.of)

    def _more(self, measure: Measure, counts: _Counts) -> str:
        """The strongest word that could be said instead of one without an upper bound."""
        mine = self.words.get(measure.kind)
        if mine is None or mine.up_to is not None or measure.kind in MEASURES or counts.of == 1:
            return ""
        stronger = list(self.words.values())
        for word in stronger[: stronger.index(mine)]:
            if word.met(counts.present, counts.of):
                return f"understated: {counts.present} of {counts.of} is what `{word.word}` says"
        return ""

    def _open(self, claim: Claim, truth: Callable[[_Counts], bool], true: bool, these: Tally, others: Tally) -> str:
        """Why nothing can be said, if nothing can."""
        if these.of == 0:
            return "nobody that it is about is known" if these.unknown else "it is about nobody"
        if claim.kind in BESIDE and others.of == 0:
            return "nobody is known beside whom it could be said" if others.unknown else "there is nobody beside them"
        if all(truth(counts) == true for counts in self._possible(claim, these, others)):
            return ""
        parts = [tally for tally in (these, others) if tally.unknown and tally.share_unknown > self.too_many]
        unknown = {case for tally in parts for case in (*tally.not_asked, *tally.not_coded)}
        known = {case for tally in parts for case in (*tally.present, *tally.absent)}
        return f"{len(unknown)} of {len(unknown | known)} are not known and could turn it"

    def _possible(self, claim: Claim, these: Tally, others: Tally) -> Iterator[_Counts]:
        """What could come out if those were asked of whom too many were not.

        Where a claim compares, none or all of them voicing it are enough to look at; what only counts may be turned by
        something between.
        """
        here, there = (tally.unknown if tally.share_unknown > self.too_many else 0 for tally in (these, others))
        for more in {0, here} if claim.kind in BESIDE else range(here + 1):
            for beside in {0, there}:
                yield _Counts(
                    len(these.present) + more, these.of + here, len(others.present) + beside, others.of + there
                )


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


def _against(claim: Claim, these: Tally, others: Tally) -> tuple[str, ...]:
    if claim.kind in BESIDE:
        return others.present
    return these.present if claim.measure.kind == "none" else these.absent


def _told(claim: Claim, these: Tally, others: Tally) -> str:
    """How many of how many voice it, and how many of those beside them."""
    between = {"more_than": " against ", "only": ", of the others "}
    one, other = (str(side) if side.of else "nobody known" for side in (these, others))
    return f"{one}{between[claim.kind]}{other}" if claim.kind in between else one


def _less(claim: Claim, now: _Counts, was: Was) -> bool:
    """Tell whether a smaller part of the cases stands behind a claim than before, or a smaller lead over the others."""
    share = 1 - now.share if claim.measure.kind == "none" else now.share
    before = Fraction(was.support, was.of) if was.of else Fraction(0)
    if was.against is None or not was.against_of:
        return share < before
    return share - now.other_share < before - Fraction(was.against, was.against_of)
