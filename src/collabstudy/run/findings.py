"""The sentences of a study's briefing, tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.io.findings import FILE, finding_of, ids_in, read_findings
from collabstudy.model.study import Study
from collabstudy.run.history import last
from collabstudy.run.work import BUILD

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings, Outcome, Sentence, Since

Limits = Mapping[str, str | Sequence[str]] | str | Sequence[str]


def check(study: Study, *, since: bool = False) -> Findings:
    """Hold every sentence of briefing/findings.yaml against the study as it is now.

    With `since`, each says what has changed since the last run (in `build/runs`); results do not depend on it.

    Raises SettingsError, with file and line, for a malformed file, a name that the study does not know, or a claim that
    cannot be decided: the first, with the `others`.
    """
    from collabstudy.compare.findings import check as check_findings

    found = check_findings(study, read_findings(study.folder))
    return compared(found, last(study.folder / BUILD)) if since else found


def finding(
    study: Study,
    statement: str,
    *,
    code: str | Sequence[str],
    claim: str,
    among: Limits | None = None,
    against: Limits | None = None,
    with_code: str | Sequence[str] | None = None,
    within: str | None = None,
    how: str | None = None,
    was: str | None = None,
    evidence: str | Sequence[str] | None = None,
) -> Sentence:
    """Try one sentence: whether it holds, and what speaks for and against it.

    Args:
        study: the study.
        statement: the sentence, with names in braces where numbers go: `{trust.cases} of {n} places`.
        code: one code, or several of which any will do.
        claim: `all`, `none`, a word of `[words]` in study.toml (`most`), `7 of 10`, `at least 7`, `more in council
            than charity`, `only in council`, `together with time`, `first voiced by ash`.
        among: attributes that limit the cases, or `case`; or a value of one, `council`, or the name of a case.
        against: other cases, or `{"code": …}`, that `more than` compares with.
        with_code: the code that `together` looks for beside `code`; or write it into the claim.
        within: `case`, `document`, `turn` or `passage`: in what they are together; where not given in the same case,
            which the note then says.
        how: how many of the cases voice both; all where not given.
        was: what stood behind it before, as `6 of 8`.
        evidence: whose codings it rests on; those by people where neither this nor study.toml says otherwise.

    Raises SettingsError where the claim is none, or names what the study does not have.
    """
    from collabstudy.compare.findings import Sentence, check

    told = {"code": code, "among": among, "against": against, "with": with_code, "within": within, "how": how}
    told |= {"was": was, "evidence": evidence}
    given = {name: value for name, value in told.items() if value is not None}
    one = finding_of({"id": "finding", "statement": statement, "claim": claim, **given})
    return Sentence(check(study, [replace(one, file="", line=None)]))


def unjudged(study: Study) -> Findings:
    """The findings without what came out, for who has to know only which there are: something else is wrong."""
    from collabstudy.compare.findings import unjudged

    return unjudged(study, ids_in(study.folder))


def none_broken(broken: Iterable[str]) -> None:
    """Raise StudyError where a sentence is broken, naming all that are."""
    ids = tuple(broken)
    if ids:
        told = f"{len(ids)} sentences no longer hold" if len(ids) > 1 else "a sentence no longer holds"
        hint = "`collabstudy findings` shows what speaks against; write it anew, or take it out"
        raise StudyError(f"{told}: {', '.join(ids)}", hint=hint, file=FILE)


def compared(found: Findings, run: Mapping[str, Any] | None) -> Findings:
    """The same findings, each with what has changed since a run, where that knew the finding."""
    if run is None:
        return found
    told = (replace(one, since=_since(one, run["run"], run["findings"].get(one.finding.id))) for one in found)
    return replace(found, outcomes=tuple(told))


def _since(now: Outcome, run: str, before: Mapping[str, Any] | None) -> Since | None:
    """What has changed, if anything has; runs of older versions did not keep the cases for a finding."""
    from collabstudy.compare.findings import Since

    if before is None:
        return None
    voiced = before.get("cases", now.support)
    told = Since(
        run=run,
        result=before["result"],
        support=before["support"],
        denominator=before["denominator"],
        joined=_only(now.support, voiced),
        left=_only(voiced, now.support),
        against=_only(now.against, before["against"]),
        told=before.get("told", ""),
    )
    numbers = ((told.support, told.denominator), (len(now.support), now.denominator))
    counted = (told.told, now.told) if told.told else numbers
    same = told.result == now.result and counted[0] == counted[1]
    return None if same and not (told.joined or told.left or told.against) else told


def _only(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    there = frozenset(those)
    return tuple(case for case in these if case not in there)
