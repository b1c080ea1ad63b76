"""What still holds: each sentence that carries a claim, with its test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.briefing.blocks import Block, Claim, Claims, Line, Number, Paragraph, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, several

if TYPE_CHECKING:
    from collabstudy.compare.findings import Outcome

UNWRITTEN = False


def title(material: Material) -> str:
    """The heading."""
    interviews = sum(1 for document in material.documents if document.kind == "interview")
    return (
        f"What still holds after {several(interviews, 'interview', spell=True)}" if interviews else "What still holds"
    )


def blocks(material: Material) -> tuple[Block, ...]:
    """The sentences in the order of findings.yaml, with what speaks for and against them."""
    if material.findings is None or not len(material.findings):
        return ()
    claims = tuple(_claim(material, outcome) for outcome in material.findings)
    note = Paragraph((Text(f"{capital(plain(str(material.findings.made_by)))}."),), note=True)
    return (Claims(claims), note)


def _claim(material: Material, outcome: Outcome) -> Claim:
    return Claim(plain(outcome.finding.statement), outcome.result, _note(material, outcome), _count(material, outcome))


def _count(material: Material, outcome: Outcome) -> Line:
    claim = outcome.finding.claim
    told = f"{len(outcome.support)} of {outcome.denominator}"
    if claim.kind == "only" and outcome.against:
        told = f"{len(outcome.against)} against"
    keys = tuple(code for code in map(material.study.codebook.current, (*claim.codes, *claim.against_codes)) if code)
    return (Number(told, keys, tuple(dict.fromkeys((*outcome.support, *outcome.against)))),)


def _note(material: Material, outcome: Outcome) -> str:
    told = []
    if outcome.finding.was:
        told.append(f"was {outcome.finding.was}")
    for cases, before in ((outcome.against, "against"), (outcome.unknown, "not known")):
        names = [material.names[case] for case in cases if case in material.names]
        if names:
            told.append(f"{before}: {listed(names)}")
    return "; ".join(told)
