"""Quotations of the briefing that may still name people: told by place and number, so that somebody looks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from collabstudy.briefing.blocks import Briefing, Quotation, flat
from collabstudy.briefing.people import people
from collabstudy.briefing.quotes import Quote
from collabstudy.briefing.words import several
from collabstudy.io.names import FILE
from collabstudy.model.checks import Problem

if TYPE_CHECKING:
    from collabstudy.model.study import Study

MOST_TOLD = 8
_SMALL = re.compile(r"(?<![\w'’-])[a-zß-ÿ][\w'’-]+")


def problems(study: Study, briefing: Briefing) -> Iterator[Problem]:
    """One note that says in which quotations people may be named who are not in corpus/names.csv."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    known = _known(study)
    anonymous = 0
    for quote in dict.fromkeys(_quotes(briefing)):
        if not people(quote.text, study.settings.language, known | _small(study, quote)):
            continue
        if quote.document and quote.turn:
            found[quote.document][quote.turn] = None
        else:
            anonymous += 1
    count = sum(map(len, found.values())) + anonymous
    if not count:
        return
    told = [_told(document.id, sorted(found[document.id])) for document in study.documents if document.id in found]
    told += [several(anonymous, "anonymous quotation")] if anonymous else []
    hint = "list there whom nobody should know: `Hilda,a neighbour` under name,instead is shown as [a neighbour]"
    problem = f"{several(count, 'passage')} quoted in the briefing may name people: {', '.join(told)}"
    yield Problem("names-told", "note", problem, FILE, None, hint)


def _told(document: str, turns: list[int]) -> str:
    """Where to look in a document: `P03 (turns 6, 14)`; of very many turns the first."""
    more = f" and {len(turns) - MOST_TOLD} more" if len(turns) > MOST_TOLD else ""
    return f"{document} (turn{'s' if len(turns) > 1 else ''} {', '.join(map(str, turns[:MOST_TOLD]))}{more})"


def _quotes(briefing: Briefing) -> Iterator[Quote]:
    for section in briefing.sections:
        yield from (block.quote for block in flat(section.blocks) if isinstance(block, Quotation))
    for entry in briefing.evidence:
        for shown in (*(voices.shown for voices in entry.voices), entry.nameless):
            yield from shown.quotes


def _known(study: Study) -> frozenset[str]:
    """Words of the names of cases and of what the study says about them, and of its codes: none of them a person."""
    told = [name for case in study.cases for name in (case.name, *case.aliases, *case.attributes.values())]
    told += [code.name for code in study.codebook] + [pseudonym.name for pseudonym in study.names]
    named = (document for document in study.documents if document.consent == "named")
    told += [name for document in named for pair in document.speakers.items() for name in pair]
    return frozenset(_words(told))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word.casefold() for word in re.findall(r"[\w'’-]+", text) if len(word) > 2)


def _small(study: Study, quote: Quote) -> frozenset[str]:
    return frozenset(_SMALL.findall(study.transcript(quote.document).text)) if quote.document else frozenset()
