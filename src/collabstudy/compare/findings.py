"""Each sentence of the briefing against the comparison: holds, weakened, broken or undecided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from collabstudy.compare._show import Show, own_show
from collabstudy.compare.asked import Value
from collabstudy.compare.claims import KINDS, Judge, Result, Tally, Verdict, tally
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.table import Crosstab, Passage
from collabstudy.compare.wording import Threshold, plural, thresholds
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.checks import Problem
from collabstudy.model.finding import Among, Claim, Finding, Was
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas

TOO_MANY_UNKNOWN = Fraction(1, 3)
_STRONGEST_FIRST: tuple[Value, ...] = ("present", "absent", "not_asked", "not_coded")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one finding: cases for and against, and how many were asked and coded (`denominator`)."""

    finding: Finding
    result: Result
    support: tuple[str, ...]
    against: tuple[str, ...]
    denominator: int
    unknown: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Findings:
    """All findings with what came out, and the table behind them."""

    outcomes: tuple[Outcome, ...]
    table: Crosstab
    made_by: MadeBy
    show: Show | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Findings: {len(self.outcomes)} sentences, {self.made_by}>"

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    def __len__(self) -> int:
        return len(self.outcomes)

    def __getitem__(self, finding: str) -> Outcome:
        for outcome in self.outcomes:
            if outcome.finding.id == finding:
                return outcome
        raise StudyError(f"no finding {finding}", hint=f"there are {', '.join(o.finding.id for o in self.outcomes)}")

    def evidence(self, finding: str) -> dict[str, tuple[Passage, ...]]:
        """The passages behind a finding by case, of every case that voices one of its codes, for or against."""
        claim = self[finding].finding.claim
        voiced: dict[str, tuple[Passage, ...]] = {}
        for case in dict.fromkeys((*self[finding].support, *self[finding].against)):
            found = tuple(p for code in (*claim.codes, *claim.against_codes) for p in self.table.evidence(case, code))
            if found:
                voiced[case] = tuple(dict.fromkeys(found))
        return voiced

    def frame(self) -> pandas.DataFrame:
        """One row per finding; support, against and unknown are ids of cases, with blanks between."""
        import pandas as pd

        rows = [
            [
                *(o.finding.id, o.finding.statement, str(o.finding.claim), o.result),
                *(" ".join(o.support), " ".join(o.against), o.denominator, " ".join(o.unknown), o.note),
            ]
            for o in self.outcomes
        ]
        columns = ["finding", "statement", "claim", "result", "support", "against", "denominator", "unknown", "note"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({name: "Int64" if name == "denominator" else "string" for name in columns})

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None


def check(
    study: Study,
    findings: Iterable[Finding],
    *,
    before: Mapping[str, Was] | None = None,
    show: Show | None = None,
) -> Findings:
    """Hold each finding against the study as it is now.

    A claim is judged on the cases that were asked and coded. It is `undecided` when more than a third of the cases it
    is about (another part: `[findings] unknown` in study.toml) are not, and they could turn it. It is `weakened` when
    it is true with a smaller share of cases, or a smaller lead, than when it was written (`was:` in findings.yaml)
    or, for findings that do not say so, than `before` (a former run's counts by finding).

    Raises SettingsError, with file and line, when a finding names a code, attribute, case or word that there is not.
    """
    findings = tuple(findings)
    for problem in problems(study, findings):
        raise SettingsError(problem.problem, hint=problem.hint, file=problem.file, line=problem.line)
    judge = Judge(_words(study), _too_many(study))
    table = crosstab(study, unit="coding")
    values = {(group.id, row.id): table.cells[group.id, row.id].value for group in table.groups for row in table.rows}
    outcomes = tuple(_outcome(study, judge, values, finding, (before or {}).get(finding.id)) for finding in findings)
    choices = {name: value for name, value in table.made_by.choices.items() if name in ("level", "evidence")}
    made_by = MadeBy("findings", choices | {"unknown at most": judge.too_many}, table.made_by.inputs)
    return Findings(outcomes, table, made_by, show or own_show(study))


def problems(study: Study, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """What is wrong with findings in this study, all of it at once."""
    found: list[Problem] = []
    words = _words(study)
    for finding in findings:
        claim = finding.claim
        told = [f"no code {code}" for code in (*claim.codes, *claim.against_codes) if not study.codebook.current(code)]
        if claim.kind not in KINDS and claim.kind not in words:
            told.append(f"no kind of claim `{claim.kind}`; there are {', '.join(dict.fromkeys((*KINDS, *words)))}")
        told += _unknown_cases(study, claim.among) + _unknown_cases(study, claim.against)
        hint = "names are those of the codebook, cases.csv and [words] in study.toml"
        found += [
            Problem("finding-unknown", "error", f"{finding.id}: {text}", finding.file, finding.line, hint)
            for text in told
        ]
    return tuple(found)


def _unknown_cases(study: Study, among: Among) -> list[str]:
    told = []
    for attribute, values in among.items():
        known = {_attribute(case.id, case.attributes, attribute) for case in study.cases}
        if known <= {None}:
            told.append(f"cases have no attribute `{attribute}`")
            continue
        told += [f"no case has {attribute} `{value}`" for value in values if value not in known]
    return told


def _attribute(case: str, attributes: Mapping[str, str], name: str) -> str | None:
    return case if name == "case" else attributes.get(name)


def _outcome(
    study: Study, judge: Judge, values: Mapping[tuple[str, str], Value], finding: Finding, before: Was | None
) -> Outcome:
    claim = finding.claim
    these = tally(_of_codes(study, values, claim.codes), _cases(study, claim.among))
    others = _others(study, values, claim)
    was = finding.was or before
    verdict = judge.verdict(claim, these, others, was)
    beside = claim.kind in ("only", "more_than")
    unknown = _in_order(study, (these, others) if beside else (these,))
    note = _note(study, claim, verdict, these, others if beside else Tally((), ()), was)
    return Outcome(finding, verdict.result, verdict.support, verdict.against, verdict.denominator, unknown, note)


def _others(study: Study, values: Mapping[tuple[str, str], Value], claim: Claim) -> Tally:
    """The cases beside those of the claim: what `more_than` compares with, else all that are not among them."""
    codes = claim.against_codes or claim.codes
    if claim.kind == "more_than":
        return tally(_of_codes(study, values, codes), _cases(study, claim.against or claim.among))
    here = _cases(study, claim.among)
    return tally(_of_codes(study, values, codes), [case.id for case in study.cases if case.id not in here])


def _cases(study: Study, among: Among) -> list[str]:
    return [
        case.id
        for case in study.cases
        if all(_attribute(case.id, case.attributes, name) in values for name, values in among.items())
    ]


def _of_codes(study: Study, values: Mapping[tuple[str, str], Value], codes: tuple[str, ...]) -> dict[str, Value]:
    """The value of each case for any of several codes: present if one is, else absent if one is, and so on."""
    current = [str(study.codebook.current(code)) for code in codes]
    return {
        case.id: min((values[case.id, code] for code in current), key=_STRONGEST_FIRST.index) for case in study.cases
    }


def _in_order(study: Study, tallies: tuple[Tally, ...]) -> tuple[str, ...]:
    unknown = {case for one in tallies for case in (*one.not_asked, *one.not_coded)}
    return tuple(case.id for case in study.cases if case.id in unknown)


def _note(study: Study, claim: Claim, verdict: Verdict, these: Tally, others: Tally, was: Was | None) -> str:
    """What belongs beside the result: `6 of 9 places, was 6 of 8; not asked: Young Marrowick`."""
    told = f"{verdict.told} {plural(study.settings)}" + (f", was {was}" if was else "")
    parts = [told]
    if claim.kind == "only" and others.present:
        parts.append(f"also {_names(study, others.present)}")
    for name, cases in (
        ("not asked", (*these.not_asked, *others.not_asked)),
        ("not coded yet", (*these.not_coded, *others.not_coded)),
    ):
        if cases:
            parts.append(f"{name}: {_names(study, cases)}")
    return "; ".join(parts)


def _names(study: Study, cases: Iterable[str]) -> str:
    return ", ".join(study.case(case).name for case in dict.fromkeys(cases))


def _words(study: Study) -> dict[str, Threshold]:
    return {threshold.word: threshold for threshold in thresholds(study.settings)}


def _too_many(study: Study) -> Fraction:
    told = study.settings.rest.get("findings", {}).get("unknown", TOO_MANY_UNKNOWN)
    try:
        share = Fraction(str(told))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise SettingsError(
            f"[findings] unknown = {told!r} is no share", hint='for example unknown = "1/3"', file="study.toml"
        )
    return share
