"""What becomes of themes and claims when one case is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal

from collabstudy.compare.claiming.cases import among
from collabstudy.compare.claiming.claims import Judge, Tally, tally
from collabstudy.compare.claiming.evidence import Behind
from collabstudy.compare.claiming.first import First
from collabstudy.compare.claiming.ground import Ground
from collabstudy.compare.claiming.problems import evidence_of, too_many
from collabstudy.compare.contrasting.telling import by_value
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import Row
from collabstudy.compare.wording import Threshold, thresholds
from collabstudy.model.finding import Claim, Finding
from collabstudy.model.study import Settings, Study

Kind = Literal["theme", "claim"]
_Now = tuple[str, str]  # the count, and the word or result


@dataclass(frozen=True, slots=True)
class Left:
    """What is left without one case: `k of n`, and the word or result for it."""

    case: str
    told: str
    result: str
    changes: bool


@dataclass(frozen=True)
class Standing:
    """A theme or a claim: what stands behind it, and what would without each case in turn.

    `result` is a theme's word (`most`), or a claim's result. `support` are the cases behind it; `without` has, in the
    order of cases.csv, each case by which anything changes; `only` is the one case on which it stands, empty where
    there are none or several, or where it is about that case and no other.
    """

    kind: Kind
    id: str
    name: str
    told: str
    result: str
    support: tuple[str, ...]
    without: tuple[Left, ...]
    only: str = ""

    @property
    def pivots(self) -> tuple[str, ...]:
        """The cases without which the word or the result is another one."""
        return tuple(left.case for left in self.without if left.changes)

    def left(self, case: str) -> Left:
        """What is left without a case; the same as with it where it makes no difference."""
        return self._without.get(case) or Left(case, self.told, self.result, False)

    @cached_property
    def _without(self) -> dict[str, Left]:
        return {left.case: left for left in self.without}


def themes(
    rows: Iterable[Row], said: Mapping[tuple[str, str], Value], cases: Iterable[str], settings: Settings
) -> Iterator[Standing]:
    """Each theme with its word, and without each of its cases; `said` is by case and code."""
    order = tuple(cases)
    words = thresholds(settings)
    for row in rows:
        found = tally({case: said[case, row.id] for case in order}, order)
        now = (str(found), _word(found, words))
        places = {**dict.fromkeys(found.present, "present"), **dict.fromkeys(found.absent, "absent")}
        left = _each([case for case in order if case in places], places, now, partial(_theme_without, found, words))
        yield Standing("theme", row.id, row.name, *now, found.present, left, _one(found.present))


def claims(study: Study, findings: Iterable[Finding]) -> Iterator[Standing]:
    """Each finding as it stands, whatever stood behind it before, and without each case; nothing may be wrong in them.

    A claim of exactly k of n is about all its cases: without one of them only the count is told.
    """
    judge = Judge({threshold.word: threshold for threshold in thresholds(study.settings)}, too_many(study.settings))
    behind = Behind(study)
    grounds: dict[tuple[str, ...], _Ground] = {}
    for finding in findings:
        origins = evidence_of(study.settings, finding)
        ground = grounds.setdefault(origins, _Ground(study, judge, behind, origins))
        yield ground.standing(finding)


def _word(found: Tally, words: Iterable[Threshold]) -> str:
    """The word for a count as in `wording`, but without the number of places, which always changes.

    Empty where none is declared for it, or nobody is known.
    """
    count, of = len(found.present), found.of
    if not of or count < 2:
        return ("no", "one")[count] if of else ""
    return "all" if count == of else next((word.word for word in words if word.met(count, of)), "")


def _theme_without(found: Tally, words: Iterable[Threshold], case: str) -> _Now:
    rest = _less(found, case)
    return str(rest), _word(rest, words)


def _each(
    cases: Iterable[str], places: Mapping[str, object], now: _Now, without: Callable[[str], _Now]
) -> tuple[Left, ...]:
    """The cases by which anything changes. Those in the same place are alike, so that one of them is looked at."""
    known: dict[object, _Now] = {}
    left = []
    for case in cases:
        if places[case] not in known:
            known[places[case]] = without(case)
        told, result = known[places[case]]
        if (told, result) != now:
            left.append(Left(case, told, result, result != now[1]))
    return tuple(left)


def _less(found: Tally, case: str) -> Tally:
    """The cases but one."""
    kept = [
        tuple(c for c in those if c != case)
        for those in (found.present, found.absent, found.not_asked, found.not_coded)
    ]
    return Tally(*kept)


@dataclass(frozen=True)
class _Ground(Ground):
    """What findings are judged on, with one case left out: what the others say stays as it is."""

    def standing(self, finding: Finding) -> Standing:
        claim = finding.claim
        if claim.kind == "first":
            return self._first_standing(finding)
        these, others = self._tallies(claim)
        verdict = self.judge.verdict(claim, these, others, None)
        now = (verdict.told, verdict.result)
        places = _places(these, others)
        alone = these.of + these.unknown == 1
        cases = [case.id for case in self.study.cases if case.id in places and not (alone and places[case.id][0])]
        left = _each(cases, places, now, partial(self._claim_without, claim, these, others, verdict.result))
        only = "" if alone else _one(verdict.support)
        return Standing("claim", finding.id, finding.statement, *now, verdict.support, left, only)

    def _claim_without(self, claim: Claim, these: Tally, others: Tally, result: str, case: str) -> _Now:
        then = self.judge.verdict(claim, _less(these, case), _less(others, case), None)
        return then.told, result if claim.measure.exactly else then.result

    def _tallies(self, claim: Claim) -> tuple[Tally, Tally]:
        found = self._together.of(claim) if claim.kind == "together" else self._said.of(claim.codes)
        return tally(found, among(self.study, claim.among)), self._others(claim)

    def _first_standing(self, finding: Finding) -> Standing:
        """Whose interview is the first one, without the interviews of a case; the later ones make no difference."""
        verdict, unknown = self._first.of(finding.claim)
        now = (verdict.told, verdict.result)
        early = {*verdict.support, *verdict.against}.union(*unknown.values())
        cases = [case.id for case in self.study.cases if case.id in early]
        left = _each(cases, dict(zip(cases, cases, strict=True)), now, partial(self._first_without, finding.claim))
        only = next((one.case for one in left if one.changes and (one.case,) == verdict.support), "")
        return Standing("claim", finding.id, finding.statement, *now, verdict.support, left, only)

    def _first_without(self, claim: Claim, case: str) -> _Now:
        documents = tuple(document for document in self.study.documents if document.case != case)
        rest = replace(self.study, cases=tuple(c for c in self.study.cases if c.id != case), documents=documents)
        then, _ = First(rest, self._first.reading, self._columns).of(claim)
        return then.told, then.result


def _one(cases: Sequence[str]) -> str:
    return cases[0] if len(cases) == 1 else ""


def _places(these: Tally, others: Tally) -> dict[str, tuple[str, str]]:
    """Where each case stands among those that a claim is about, and among those beside them."""
    here, there = ({case: value for value, cases in by_value(found) for case in cases} for found in (these, others))
    return {case: (here.get(case, ""), there.get(case, "")) for case in {**here, **there}}
