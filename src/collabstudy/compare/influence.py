"""How much hangs on one case: themes and claims without each in turn, and whose voice fills the quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.coded import coded
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.compare.influencing.influenced import Influence
from collabstudy.compare.influencing.voices import voices
from collabstudy.compare.influencing.without import claims, themes
from collabstudy.compare.table import visible
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.coding import Coding
from collabstudy.model.finding import Finding
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

A_THIRD = "1/3"


def influence(
    study: Study,
    *,
    findings: Iterable[Finding] = (),
    quoted: Iterable[Coding | None] = (),
    level: str = "code",
    bound: str | float = A_THIRD,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Influence:
    """Leave out each case in turn, and see what themes and claims would be without it.

    Values are worked out once; leaving a case out takes it from the counts, and what the others say stays as it is.
    Claims are judged as they stand, whatever stood behind them before (`was`).

    Args:
        study: the study.
        findings: the sentences whose claims are looked at.
        quoted: for each quotation that is printed one of its codings, None where its place is not told.
        level: `code` or `branch`, as in a crosstab.
        bound: the part of all passages, or quotations, above which one voice is too much.
        evidence: the origins that count in themes and voices; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: no such level or origin, a bound that is no share, or a finding in which something is wrong.
        TooFewError: there are fewer than two cases.
    """
    if len(study.cases) < 2:
        raise TooFewError(f"too few {plural(study.settings)} to leave one out", hint="it takes two in corpus/cases.csv")
    most = _share(bound)
    table = crosstab(study, unit=study.settings.unit, level=level, evidence=evidence)
    checked = check(study, findings)
    columns = coded(study, evidence=evidence)
    said = {at: cell.value for at, cell in table.cells.items()}
    cases = {group.id: group.name for group in table.groups}
    choices = {"level": level, "bound": most, "evidence": table.made_by.choices["evidence"]}
    return Influence(
        cases=cases,
        themes=tuple(themes(visible(table.rows), said, cases, study.settings)),
        claims=tuple(claims(study, (outcome.finding for outcome in checked))),
        voices=voices(study, columns, quoted),
        bound=most,
        table=table,
        findings=checked,
        made_by=MadeBy("influence", choices, table.made_by.inputs),
        plural=plural(study.settings),
        show=show or own_show(study),
    )


def _share(bound: str | float) -> Fraction:
    try:
        share = Fraction(0) if isinstance(bound, bool) else Fraction(str(bound))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise SettingsError(f"bound = {bound!r} is no share", hint='for example bound = "1/3"')
    return share
