"""What may be told of where a quotation was found: place and words, as far as consent goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.compared import Compared, Difference
from collabstudy.briefing.finished.verdict import Verdict
from collabstudy.briefing.plain import plain
from collabstudy.briefing.quotes import CUT, passages
from collabstudy.compare.table import Passage
from collabstudy.model.consent import attribution, may_count, may_place, may_quote
from collabstudy.model.span import Span

if TYPE_CHECKING:
    from collabstudy.briefing.finished.quotation import Quoted
    from collabstudy.io.finished import Paragraph
    from collabstudy.model.study import Study


def place_of(paragraph: Paragraph, one: Quoted) -> str:
    """Where a quotation stands in the document: page or line if there are such, else heading and paragraph."""
    if paragraph.page is not None:
        at = f"page {paragraph.page}"
    elif paragraph.line is not None:
        at = f"line {paragraph.line}"
    else:
        at = f"paragraph {one.paragraph + 1}"
    inside = {"note": "in a note", "table": "in a table", "box": "in a box", "margin": "in the running head or foot"}
    under = f"under “{plain(one.heading)[:60]}”" if one.heading and paragraph.look != "heading" else ""
    found = (at, inside.get(paragraph.part, ""), under)
    return ", ".join(filter(None, found if at.startswith(("page", "line")) else found[::-1]))


def shown(study: Study, verdict: Verdict, beside: Compared) -> Verdict:
    """The verdict with where the words were said, and for altered ones what was said, where all that may be told.

    Names that may not be said are not repeated, though the document says them.
    """
    document = beside.found.source.document
    if not may_count(document):
        return replace(verdict, document=document.id)
    names = study.names_in(document.id).replaced
    told = replace(verdict, text=names(verdict.text), credit=names(verdict.credit), place=names(verdict.place))
    if not may_quote(document):
        return replace(told, document=document.id)
    if not may_place(document):
        return told
    turn = beside.turns[0]
    told = replace(told, document=document.id, turn=turn.number, speaker=plain(attribution(study, document, turn)))
    said = _said(study, beside) if "altered" in verdict.results else ""
    return replace(told, said=said, differences=tuple(_differences(beside, said, names))) if said else told


def _said(study: Study, beside: Compared) -> str:
    """The transcript's words, from the one place that hands them out."""
    document = beside.found.source.document.id
    passage = Passage(document, beside.turns[0].number, (Span(document, beside.start, beside.end),), (), (), ())
    handed = passages(study, [passage], {}).quotes
    return handed[0].text.removeprefix(CUT).removesuffix(CUT).strip() if handed else ""


def _differences(beside: Compared, said: str, names: Callable[[str], str]) -> Iterator[Difference]:
    """The differences, in words that may be shown: of what was said only what was handed out."""
    there = _level(said)
    for one in beside.differences:
        words = one.said if _level(one.said) in there else CUT
        yield Difference(names(plain(one.document)), plain(words))


def _level(text: str) -> str:
    return " ".join(re.findall(r"[\w'’]+", text.casefold()))
