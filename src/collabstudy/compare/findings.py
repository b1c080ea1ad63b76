"""Each sentence of the briefing against the comparison: holds, weakened, broken or undecided."""

from __future__ import annotations

from collections.abc import Iterable

from collabstudy.compare._made_from import made_from
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.claiming.claims import Judge
from collabstudy.compare.claiming.evidence import Behind
from collabstudy.compare.claiming.ground import Ground
from collabstudy.compare.claiming.limits import named
from collabstudy.compare.claiming.outcomes import Findings, Outcome, Sentence, Since
from collabstudy.compare.claiming.problems import evidence_of, problems, too_many
from collabstudy.compare.wording import meanings, thresholds
from collabstudy.errors import SettingsError
from collabstudy.model.finding import Claim, Finding
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

__all__ = ["Findings", "Outcome", "Sentence", "Since", "check", "problems"]


def check(study: Study, findings: Iterable[Finding], *, show: Show | None = None) -> Findings:
    """Hold each finding against the study as it is now.

    A claim is judged on the cases that were asked and coded, by people unless the finding says otherwise (`evidence`,
    or `[findings] evidence` in study.toml). It is `undecided` when more than a third of the cases it is about (another
    part: `[findings] unknown` in study.toml) are not, and they could turn it. It is `weakened` when it is true with a
    smaller share of cases, or a smaller lead, than when it was written (`was:` in findings.yaml).

    Raises SettingsError, with file and line, when a finding names a code, attribute, case or word that there is not, or
    claims what cannot be decided: the first such problem, with the `others`.
    """
    findings = tuple(named(study, finding) for finding in findings)
    sound(study, findings)
    words = {threshold.word: threshold for threshold in thresholds(study.settings)}
    judge = Judge(words, too_many(study.settings))
    behind = Behind(study)
    grounds: dict[tuple[str, ...], Ground] = {}
    outcomes = []
    for finding in findings:
        origins = evidence_of(study.settings, finding)
        ground = grounds.setdefault(origins, Ground(study, judge, behind, origins))
        outcomes.append(ground.outcome(finding))
    usual = evidence_of(study.settings)
    columns = behind.columns(usual) if findings else None
    choices = {"evidence": usual, "unknown at most": judge.too_many}
    made_by = MadeBy("findings", choices, made_from(study, columns.hash if columns else ""))
    names = {case.id: case.name for case in study.cases}
    return Findings(tuple(outcomes), names, meanings(study.settings), made_by, behind, show or own_show(study))


def unjudged(study: Study, ids: Iterable[str]) -> Findings:
    """Findings of which only the ids are known, each undecided."""
    outcomes = tuple(
        Outcome(Finding(name, "", Claim("all", ())), "undecided", (), (), 0, (), "", why="not looked at")
        for name in ids
    )
    names = {case.id: case.name for case in study.cases}
    return Findings(outcomes, names, "", MadeBy("findings", {}, {}), Behind(study))


def sound(study: Study, findings: Iterable[Finding]) -> None:
    """Raise SettingsError where something is wrong with findings: the first such problem, with the `others`."""
    errors = [
        SettingsError(problem.problem, hint=problem.hint, file=problem.file or None, line=problem.line)
        for problem in problems(study, findings)
    ]
    if errors:
        more = f"{len(errors) - 1} more: `collabstudy check` lists them" if errors[1:] else ""
        first = errors[0]
        hint = "; ".join(part for part in (first.hint, more) if part)
        told = SettingsError(first.problem, hint=hint, file=first.file, line=first.line)
        told.others = tuple(errors[1:])
        raise told
