"""What is wrong with findings in a study: names that it does not have, claims that cannot be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from collabstudy.compare.claiming.bound_numbers import Known
from collabstudy.compare.claiming.cases import among, attributes_of, branch, outside
from collabstudy.compare.claiming.claims import KINDS, MEASURES
from collabstudy.compare.claiming.limits import named, unnamed
from collabstudy.compare.claiming.numbers import unlike
from collabstudy.compare.table import BY_ORIGIN
from collabstudy.compare.wording import Threshold, thresholds
from collabstudy.errors import SettingsError
from collabstudy.model.checks import Problem
from collabstudy.model.finding import ANY, PEOPLE, Among, Claim, Finding
from collabstudy.model.nearest import nearest
from collabstudy.model.study import Settings, Study

TOO_MANY_UNKNOWN = Fraction(1, 3)
_KINDS = (
    "write a word of [words] in study.toml, numbers in figures (7 of 10, at least 9), more in council than charity,"
    " only in council, together with time, or first voiced by ash (attributes, codes and cases as they are called)"
)
_HINT = "names are those of the codebook, cases.csv and [words] in study.toml"
_SETTINGS = ("unknown", "evidence")
_Told = Iterator[tuple[str, str, str]]


def problems(study: Study, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """What is wrong with findings in this study, all of it at once.

    Raises SettingsError when study.toml says something of findings or words that cannot be.
    """
    found = tuple(findings)
    _only_known(study.settings)
    looking = _Looking(study, {threshold.word: threshold for threshold in thresholds(study.settings)})
    too_many(study.settings)
    evidence_of(study.settings)
    return tuple(
        Problem(code, "error", f"{finding.id}: {problem}", finding.file, finding.line, hint)
        for finding in found
        for code, problem, hint in looking.at(named(study, finding))
    )


def _only_known(settings: Settings) -> None:
    """A misspelt name would be a choice that is not made, in silence."""
    for name in settings.rest.get("findings", {}):
        if name not in _SETTINGS:
            hint = nearest(name, _SETTINGS, f"one of {', '.join(_SETTINGS)}")
            raise SettingsError(f"[findings] has no setting `{name}`", hint=hint, file="study.toml")


def too_many(settings: Settings) -> Fraction:
    """From which part of unknown cases on nothing is decided (`[findings] unknown`). Raises SettingsError."""
    told = settings.rest.get("findings", {}).get("unknown", TOO_MANY_UNKNOWN)
    try:
        share = Fraction(str(told))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        hint = 'for example unknown = "1/3"'
        raise SettingsError(f"[findings] unknown = {told!r} is no share", hint=hint, file="study.toml")
    return share


def evidence_of(settings: Settings, finding: Finding | None = None) -> tuple[str, ...]:
    """Whose codings findings rest on: what one says itself, else `[findings] evidence`, else people's.

    Raises SettingsError for a kind of evidence that there is not.
    """
    if finding is not None and finding.evidence:
        return finding.evidence
    told = settings.rest.get("findings", {}).get("evidence", PEOPLE)
    origins = (told,) if isinstance(told, str) else tuple(told) if isinstance(told, list | tuple) else ()
    if not origins or any(origin not in BY_ORIGIN for origin in origins):
        hint = f"a list of {', '.join(BY_ORIGIN)}"
        raise SettingsError(f"[findings] evidence = {told!r} is no evidence", hint=hint, file="study.toml")
    return origins


@dataclass(frozen=True)
class _Looking:
    """Names that there are, and what is wrong with one finding after another."""

    study: Study
    words: dict[str, Threshold]

    def at(self, finding: Finding) -> _Told:
        claim = finding.claim
        for code in claim.every_code:
            if not self.study.codebook.current(code):
                yield "finding-unknown", f"no code {code}", nearest(code, self._codes, _HINT)
        yield from self._kinds(claim)
        limits = [*self._limits(claim.among), *self._limits(claim.against)]
        yield from limits
        if not limits:
            yield from self._cases(claim)
        for wrong in self._known.wrong(finding.statement):
            yield "finding-braces", wrong.problem, wrong.hint
        if "{finding." in finding.statement:
            yield "finding-braces", "a finding cannot stand in another's statement", "say it in its own words"
        if "{{" in finding.statement:
            yield "finding-braces", "`{{ … }}` is for prose", "write {trust.cases} in a statement"
        if told := unlike(finding.statement, claim):
            hint = "correct one of them, or bind the numbers: {trust.cases} of {trust.of}"
            yield "finding-number", told, hint

    def _kinds(self, claim: Claim) -> _Told:
        """Claims and measures that there are not, and `few` where nothing says how many are too many."""
        known = tuple(dict.fromkeys((*KINDS, *self.words)))
        if claim.kind not in known:
            told = ", ".join("k of n" if kind == "exactly" else kind for kind in known)
            yield (
                "finding-unknown",
                f"no kind of claim `{claim.kind}`; there are {told}",
                nearest(claim.kind, self.words if " " in claim.kind else known, _KINDS),
            )
        elif claim.kind == "together" and claim.how.kind not in {*MEASURES, *self.words}:
            hint = f"one of {', '.join(dict.fromkeys(('all', 'none', *self.words)))}, 7 of 10, at least 7"
            yield "finding-unknown", f"`{claim.how.kind}` says not how many", hint
        few = self.words.get("few")
        if claim.measure.kind == "few" and few is not None and few.up_to is None:
            problem = "`few` says how many at most, and study.toml does not say how many that are"
            yield "finding-undecidable", problem, 'write few = "1-2" under [words] in study.toml'

    def _limits(self, limits: Among) -> _Told:
        for problem, hint in unnamed(self.study, limits):
            yield "finding-unknown", problem, hint
        for name, values in limits.items():
            if name == ANY:
                continue
            known = {attributes_of(case).get(name) for case in self.study.cases} - {None}
            if not known:
                yield "finding-unknown", f"cases have no attribute `{name}`", nearest(name, self._attributes, _HINT)
                continue
            for value in values:
                if value not in known:
                    yield "finding-unknown", f"no case has {name} `{value}`", nearest(value, map(str, known), _HINT)

    def _cases(self, claim: Claim) -> _Told:
        """Claims that no interview could decide."""
        hint = "say it of other cases, or of other codes"
        if not among(self.study, claim.among):
            yield "finding-undecidable", "there is no case that it is about", hint
        if claim.kind == "more_than" and not among(self.study, claim.against or claim.among):
            yield "finding-undecidable", "there is no case that it compares with", hint
        if (
            claim.kind == "more_than"
            and claim.against in ({}, claim.among)
            and not (set(claim.against_codes or claim.codes) - set(claim.codes))
        ):
            yield "finding-undecidable", "it compares cases with themselves", hint
        if claim.kind in ("only", "first") and not outside(self.study, claim.among):
            yield "finding-undecidable", "it is about all cases: there are no others", hint
        if claim.kind == "together" and not claim.with_codes and len(claim.codes) != 2:
            yield "finding-undecidable", "it names more than two codes to be together", "write one finding for each two"
        elif claim.kind == "together" and not self._missing(claim) and self._within_another(claim):
            yield "finding-undecidable", "a code is always together with itself, and with those above it", hint

    def _missing(self, claim: Claim) -> bool:
        return any(not self.study.codebook.current(code) for code in claim.every_code)

    def _within_another(self, claim: Claim) -> bool:
        one, other = (claim.codes, claim.with_codes) if claim.with_codes else (claim.codes[:1], claim.codes[1:])
        one, other = (tuple(str(self.study.codebook.current(code)) for code in side) for side in (one, other))
        return bool(branch(self.study, one) & {*other} or branch(self.study, other) & {*one})

    @cached_property
    def _known(self) -> Known:
        return Known(self.study)

    @cached_property
    def _codes(self) -> list[str]:
        return [code.id for code in self.study.codebook]

    @cached_property
    def _attributes(self) -> list[str]:
        return list(dict.fromkeys(name for case in self.study.cases for name in attributes_of(case)))
