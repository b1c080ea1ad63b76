"""What still holds: each sentence that carries a claim, with its test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabstudy.briefing.blocks import Block, Claim, Claims, Inline, Line, Number, Paragraph, Text, told
from collabstudy.briefing.material import Material
from collabstudy.briefing.parts import Prose
from collabstudy.briefing.plain import plain
from collabstudy.briefing.statements import sentence
from collabstudy.briefing.words import listed, several

if TYPE_CHECKING:
    from collabstudy.compare.findings import Outcome

PROSE: Prose = "before"
_SHARES = {"1/2": "half", "1/3": "a third", "1/4": "a quarter"}


def title(material: Material) -> str:
    """The heading."""
    interviews = len(material.interviews)
    return (
        f"What still holds after {several(interviews, 'interview', spell=True)}" if interviews else "What still holds"
    )


def blocks(material: Material) -> tuple[Block, ...]:
    """The sentences that briefing.toml names, in its order, else all in that of findings.yaml; each with its test."""
    if material.findings is None or not len(material.findings):
        return ()
    chosen = material.choices.findings
    shown = material.findings if chosen is None else tuple(material.findings[finding] for finding in chosen)
    claims = tuple(_claim(material, outcome) for outcome in shown)
    if not claims:
        return ()
    return (Claims(claims), Paragraph((Text(_undecided(material)),), note=True))


def _undecided(material: Material) -> str:
    assert material.findings is not None
    choice = str(material.findings.made_by.choices.get("unknown at most"))
    share = _SHARES.get(choice, choice)
    return (
        f"A sentence is undecided where more than {share} of the {material.places} that it is about were not asked or"
        " not coded, and they could turn it; it is weakened where less stands behind it than when it was written."
    )


def _claim(material: Material, outcome: Outcome) -> Claim:
    called = material.labels[outcome.result]
    note, count = _note(material, outcome), _count(material, outcome)
    return Claim(outcome.finding.id, sentence(outcome), outcome.result, called, note, count)


def _count(material: Material, outcome: Outcome) -> Line:
    """What stands behind a sentence; beside it the others, where it compares."""
    claim = outcome.finding.claim
    if claim.kind == "only" and outcome.against:
        return (_number(material, f"{len(outcome.against)} against", claim.every_code, outcome.against),)
    compares = claim.kind in ("only", "more_than")
    cases = (*outcome.support, *(() if compares else outcome.against))
    if claim.kind != "more_than" or outcome.beside is None:
        return (_number(material, plain(outcome.told), claim.every_code, cases),)
    these = _number(material, f"{len(outcome.support)} of {outcome.denominator}", claim.every_code, cases)
    others = f"{outcome.beside[0]} of {outcome.beside[1]}"
    return (these, Text(" against "), _number(material, others, claim.against_codes or claim.codes, outcome.against))


def _number(material: Material, told: str, codes: Iterable[str], cases: Iterable[str]) -> Inline:
    keys = tuple(code for code in map(material.study.codebook.current, codes) if code)
    cases = tuple(dict.fromkeys(cases))
    return Number(told, keys, cases) if cases else Text(told)


def _note(material: Material, outcome: Outcome) -> str:
    was, now, kind = outcome.finding.was, told(_count(material, outcome)), outcome.finding.claim.kind
    notes = [f"{material.labels['was']} {was}"] if was and str(was) != now and kind != "none" else []
    notes += [plain(told) for told in (outcome.chosen, outcome.why) if told]
    beside = "the others" if kind == "more_than" else "against"
    sides = [(outcome.against, beside)]
    if outcome.bounded:  # nobody is against what too many break as well as too few
        sides = [(outcome.support, "voiced by"), (outcome.against, "not by")]
    for cases, before in (*sides, (outcome.unknown, "not known")):
        names = [material.names[case] for case in cases if case in material.names]
        if names:
            notes.append(f"{before}: {listed(names)}")
    return "; ".join(notes)
