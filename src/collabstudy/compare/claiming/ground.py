"""One finding judged on what a study knows, as far as the codings of some origins go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from collabstudy.compare.claiming.bound_numbers import Numbers
from collabstudy.compare.claiming.cases import Said, among, outside
from collabstudy.compare.claiming.claims import BESIDE, NOBODY, Judge, Tally, Verdict, tally
from collabstudy.compare.claiming.evidence import Behind
from collabstudy.compare.claiming.first import First
from collabstudy.compare.claiming.outcomes import Outcome
from collabstudy.compare.claiming.together import Together
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.values import values
from collabstudy.compare.wording import plural, singular
from collabstudy.model.finding import PEOPLE, Claim, Finding
from collabstudy.model.study import Study

Unknown = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Ground:
    """A study, how it judges claims, and the origins of the codings that findings rest on."""

    study: Study
    judge: Judge
    behind: Behind
    evidence: tuple[str, ...]

    def outcome(self, finding: Finding) -> Outcome:
        """What came out of a finding in which nothing is wrong (see `finding_problems`)."""
        verdict, unknown, beside = self._verdict(finding)
        return Outcome(
            finding=replace(finding, statement=self._numbers.filled(finding.statement)),
            result=verdict.result,
            support=verdict.support,
            against=verdict.against,
            denominator=verdict.denominator,
            unknown=tuple(case.id for case in self.study.cases if any(case.id in cases for cases in unknown.values())),
            note=self._note(finding, verdict, unknown),
            why=verdict.why,
            beside=(len(beside.present), beside.of) if beside is not None else None,
            evidence=self.evidence,
            told=verdict.told,
            bounded=verdict.bounded,
            chosen=self._chosen(finding.claim),
        )

    def _verdict(self, finding: Finding) -> tuple[Verdict, Unknown, Tally | None]:
        """What came out, who is not known by the reason, and the cases beside those that it is about."""
        claim = finding.claim
        if claim.kind == "first":
            verdict, before = self._first.of(claim)
            return verdict, before, None
        found = self._together.of(claim) if claim.kind == "together" else self._said.of(claim.codes)
        these, others = tally(found, among(self.study, claim.among)), self._others(claim)
        verdict = self.judge.verdict(claim, these, others, finding.was)
        both = (these, others)
        unknown = {
            "not asked": tuple(case for one in both for case in one.not_asked),
            "not coded yet": tuple(case for one in both for case in one.not_coded),
        }
        return verdict, unknown, others if claim.kind in BESIDE else None

    def _others(self, claim: Claim) -> Tally:
        """The cases beside those of the claim: what `more_than` compares with, for `only` all that are not among."""
        if claim.kind == "more_than":
            return tally(
                self._said.of(claim.against_codes or claim.codes), among(self.study, claim.against or claim.among)
            )
        if claim.kind == "only":
            return tally(self._said.of(claim.codes), outside(self.study, claim.among))
        return NOBODY

    @cached_property
    def _columns(self) -> Coded:
        return self.behind.columns(self.evidence)

    @cached_property
    def _said(self) -> Said:
        return Said(self.study, values(self.study, evidence=self.evidence))

    @cached_property
    def _together(self) -> Together:
        return Together(self.study, self._said, self._columns)

    @cached_property
    def _first(self) -> First:
        return First(self.study, Reading(self.study, frozenset(self.evidence)), self._columns)

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self.study, self._said.values, {}, self._passages)

    def _passages(self, code: str, cases: Collection[str]) -> int:
        return self.behind.count(code, cases, self.evidence)

    def _note(self, finding: Finding, verdict: Verdict, unknown: Unknown) -> str:
        """What belongs beside the result: `6 of 9 places, was 6 of 8; not asked: Young Marrowick`."""
        kind = finding.claim.kind
        one = kind not in BESIDE and verdict.denominator == 1
        cases = singular(self.study.settings) if one else plural(self.study.settings)
        counted = verdict.told if kind in ("first", "only") or not verdict.denominator else f"{verdict.told} {cases}"
        parts = [counted + (f", was {finding.was}" if finding.was else ""), self._chosen(finding.claim)]
        parts += [verdict.why, verdict.more]
        parts += [f"{reason}: {self._names(cases)}" for reason, cases in unknown.items() if cases]
        if self.evidence != PEOPLE:
            parts.append(f"evidence: {' + '.join(self.evidence)}")
        return "; ".join(part for part in parts if part)

    def _chosen(self, claim: Claim) -> str:
        """What was taken for a claim that does not say it, so that nobody takes it for something else."""
        if claim.kind != "together" or claim.within:
            return ""
        return f"together in the same {singular(self.study.settings)}, as `within` says nothing else"

    def _names(self, cases: Iterable[str]) -> str:
        return ", ".join(self.study.case(case).name for case in dict.fromkeys(cases))
