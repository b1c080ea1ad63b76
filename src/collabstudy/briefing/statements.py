"""Sentences that carry a claim, in the prose: one that no longer holds is never printed as if it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from collabstudy.briefing.blocks import Inline, Line, Number, Statement, Text, told
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import listed

if TYPE_CHECKING:
    from collabstudy.briefing.material import Material
    from collabstudy.compare.findings import Outcome

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def bound(material: Material, finding: str) -> Line:
    """The sentence of a finding: as it stands if it holds, marked with what became of it otherwise."""
    assert material.findings is not None
    outcome = material.findings[finding]
    line = (Number(sentence(outcome), keys(material, outcome), cases(outcome)),)
    return line if outcome.result == "holds" else (_statement(material, outcome, line),)


def sentence(outcome: Outcome) -> str:
    """What a finding says, with its numbers."""
    return plain(outcome.finding.statement)


def keys(material: Material, outcome: Outcome) -> tuple[str, ...]:
    """The codes that a finding is about, as they are called today."""
    current = map(material.study.codebook.current, outcome.finding.claim.every_code)
    return tuple(dict.fromkeys(code for code in current if code))


def cases(outcome: Outcome) -> tuple[str, ...]:
    """The cases that a finding stands and falls with."""
    return tuple(dict.fromkeys((*outcome.support, *outcome.against)))


def marked(material: Material, line: Line) -> Line:
    """A line of prose in which every sentence that a test has found not to hold is marked, word for word as it stands.

    Small letters and capitals at its beginning, curly and straight quotation marks, and the stop at its end are one.
    """
    for outcome in material.findings or ():
        if outcome.result != "holds":
            line = tuple(_marked(material, line, outcome))
    return line


def _marked(material: Material, line: Line, outcome: Outcome) -> Iterator[Inline]:
    wanted = _alike(sentence(outcome)).rstrip(".!?")
    start = _alike(told(line)).find(wanted) if wanted else -1
    if start < 0 or any(isinstance(piece, Statement) and wanted in _alike(piece.text) for piece in line):
        yield from line
        return
    before, rest = _split(line, start)
    here, after = _split(rest, len(wanted))
    if after and after[0].text[:1] in (".", "!", "?"):
        stop, after = _split(after, 1)
        here = (*here, *stop)
    yield from before
    yield _statement(material, outcome, _flat(here))
    yield from marked_again(material, after, outcome)


def marked_again(material: Material, line: Line, outcome: Outcome) -> Iterator[Inline]:
    """The rest of a line, which may say the same sentence again."""
    yield from _marked(material, line, outcome) if line else ()


def _statement(material: Material, outcome: Outcome, line: Sequence[Text | Number]) -> Statement:
    return Statement(tuple(line), outcome.finding.id, outcome.result, told_result(material, outcome))


def told_result(material: Material, outcome: Outcome) -> str:
    """What became of a sentence, short enough to stand beside it: what speaks against it, what it was, what is open."""
    if outcome.result == "undecided":
        return ": ".join(filter(None, (material.labels["undecided"], plain(outcome.why))))
    count = plain(outcome.told)
    if outcome.result == "weakened":
        was = f", {material.labels['was']} {outcome.finding.was}" if outcome.finding.was else ""
        return f"{material.labels['weakened']}: {count}{was}"
    against = ", ".join(f"{what} {listed(names)}" for what, names in _sides(material, outcome))
    if outcome.finding.claim.kind == "only" and against:  # that all of the few say it, still, is beside the point
        return f"{material.labels['no_longer']}: {against}"
    return f"{material.labels['no_longer']}: {', '.join(filter(None, (count, against)))}"


def _sides(material: Material, outcome: Outcome) -> Iterator[tuple[str, list[str]]]:
    """The cases that show it by name: nobody is against `few` or `7 of 10`, which too many break as well as too few."""
    sides = [("against it", outcome.against)]
    if outcome.bounded:
        sides = [("voiced by", outcome.support), ("not by", outcome.against)]
    elif outcome.finding.claim.kind == "more_than":
        sides = [("of what it is compared with", outcome.against)]
    elif outcome.finding.claim.kind == "first":  # the count says who was
        sides = []
    for what, cases in sides:
        names = [material.names[case] for case in cases if case in material.names]
        if names:
            yield what, names


def _flat(line: Line) -> tuple[Text | Number, ...]:
    return tuple(inner for piece in line for inner in (piece.line if isinstance(piece, Statement) else (piece,)))


def _split(line: Line, at: int) -> tuple[Line, Line]:
    """A line before and after so many characters; a piece that is cut is in both, each with its part."""
    before: list[Inline] = []
    after: list[Inline] = []
    for piece in line:
        length = len(piece.text)
        if at >= length:
            before.append(piece)
        elif at <= 0:
            after.append(piece)
        elif isinstance(piece, Statement):
            first, second = _split(piece.line, at)
            before.append(replace(piece, line=_flat(first)))
            after.append(replace(piece, line=_flat(second)))
        else:
            before.append(replace(piece, text=piece.text[:at]))
            after.append(replace(piece, text=piece.text[at:]))
        at -= length
    return tuple(before), tuple(after)


def _alike(text: str) -> str:
    """The text as it is compared; every character keeps its place."""
    text = text.translate(_ALIKE)
    small = text.lower()
    return small if len(small) == len(text) else text
