"""What still holds: each sentence that carries a claim, with its test."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from collabstudy.briefing.blocks import Block, Claim, Claims, Inline, Line, Number, Paragraph, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import listed, several

if TYPE_CHECKING:
    from collabstudy.compare.findings import Outcome
    from collabstudy.model.case import Case
    from collabstudy.model.finding import Claim as About

UNWRITTEN = False


def title(material: Material) -> str:
    """The heading."""
    interviews = len(material.interviews)
    return (
        f"What still holds after {several(interviews, 'interview', spell=True)}" if interviews else "What still holds"
    )


def blocks(material: Material) -> tuple[Block, ...]:
    """The sentences in the order of findings.yaml, with what speaks for and against them."""
    if material.findings is None or not len(material.findings):
        return ()
    claims = tuple(_claim(material, outcome) for outcome in material.findings)
    notes = (Paragraph((Text(told),), note=True) for told in (_undecided(material), f"{material.findings.made_by}."))
    return (Claims(claims), *notes)


def _undecided(material: Material) -> str:
    assert material.findings is not None
    share = material.findings.made_by.choices.get("unknown at most")
    return (
        f"A sentence is undecided where more than {share} of the {material.places} that it is about were not asked or"
        " not coded, and they could turn it; it is weakened where less stands behind it than when it was written."
    )


def _claim(material: Material, outcome: Outcome) -> Claim:
    return Claim(plain(outcome.finding.statement), outcome.result, _note(material, outcome), _count(material, outcome))


def _count(material: Material, outcome: Outcome) -> Line:
    """What stands behind a sentence; beside it the others, where it compares."""
    claim = outcome.finding.claim
    if claim.kind == "only" and outcome.against:
        return (_number(material, f"{len(outcome.against)} against", claim.codes, outcome.against),)
    told = f"{len(outcome.support)} of {outcome.denominator}"
    these = _number(material, told, claim.codes, (*outcome.support, *(() if _compares(claim) else outcome.against)))
    if claim.kind != "more_than":
        return (these,)
    codes = claim.against_codes or claim.codes
    return (these, Text(" against "), _number(material, _share(material, codes, claim), codes, outcome.against))


def _compares(claim: About) -> bool:
    return claim.kind in ("only", "more_than")


def _number(material: Material, told: str, codes: Iterable[str], cases: Iterable[str]) -> Inline:
    keys = tuple(code for code in map(material.study.codebook.current, codes) if code)
    cases = tuple(dict.fromkeys(cases))
    return Number(told, keys, cases) if cases else Text(told)


def _share(material: Material, codes: Iterable[str], claim: About) -> str:
    """How many of the others voice one of the codes, of those that were asked and coded."""
    others = claim.against or claim.among
    known = [code for code in map(material.study.codebook.current, codes) if code]
    values = [
        {material.crosstab.cells[case.id, code].value for code in known}
        for case in material.study.cases
        if case.id in material.names and all(_has(case, name, wanted) for name, wanted in others.items())
    ]
    voiced = sum("present" in found for found in values)
    return f"{voiced} of {voiced + sum('absent' in found and 'present' not in found for found in values)}"


def _has(case: Case, attribute: str, wanted: Collection[str]) -> bool:
    return (case.id if attribute == "case" else case.attributes.get(attribute)) in wanted


def _note(material: Material, outcome: Outcome) -> str:
    told = [f"was {outcome.finding.was}"] if outcome.finding.was else []
    beside = "the others" if outcome.finding.claim.kind == "more_than" else "against"
    for cases, before in ((outcome.against, beside), (outcome.unknown, "not known")):
        names = [material.names[case] for case in cases if case in material.names]
        if names:
            told.append(f"{before}: {listed(names)}")
    return "; ".join(told)
