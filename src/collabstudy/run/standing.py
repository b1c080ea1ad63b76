"""What coders' logs come to on the texts, and under the codebook, of today."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.io.kept import kept_text
from collabstudy.io.log import read_events
from collabstudy.model.checks import Problem
from collabstudy.model.coding import NO_PLACE, Coding
from collabstudy.model.consent import may_count
from collabstudy.model.log import ASKED, Event, Folded, fold
from collabstudy.model.span import text_hash
from collabstudy.model.today import coded_today

if TYPE_CHECKING:
    from collabstudy.model.study import Study

SHELF = "text-names"
PLACES = "places-2"
"""Where carried codings are kept; another number when they would be carried otherwise."""
UNREAD = ("log-line", "log-torn", "log-unreadable")


def standing(study: Study, document: str, events: Iterable[Event]) -> Folded:
    """What events of one document come to today; for the widget, which has them in memory."""
    return today(study, fold(event for event in events if event.document == document))


def today(study: Study, folded: Folded) -> Folded:
    """Codings, marks and rejected suggestions where their words stand now, under the codes that there are now.

    Of documents that are not registered or were withdrawn nothing stands. Nothing is written: `reanchor` does that.

    Raises SourceError when the text of a coded document cannot be read.
    """
    known = {document.id for document in study.documents if may_count(document)}
    parts = [[c for c in part if c.document in known] for part in (folded.codings, folded.asked, folded.rejected)]
    codings, asked, rejected = (carried(study, part) for part in parts)
    return replace(
        folded,
        codings=tuple(coded_today(coding, study.codebook) for coding in codings),
        asked=tuple(_asked_today(study, mark) for mark in asked),
        rejected=rejected,
    )


def carried(study: Study, codings: Sequence[Coding]) -> tuple[Coding, ...]:
    """Codings as folded, each where its words stand in the text of today; in the order in which they came.

    Raises SourceError when the text of one of their documents cannot be read.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, coding in enumerate(codings):
        places[coding.document].append(place)
    found = list(codings)
    for document, own in places.items():
        name = text_name(study, document)
        open_still = [place for place in own if not _is_told(codings[place], name)]
        if open_still:
            before = [codings[place] for place in open_still]
            for place, coding in zip(open_still, _carried(study, document, before), strict=True):
                found[place] = coding
    return tuple(found)


def _carried(study: Study, document: str, codings: Sequence[Coding]) -> tuple[Coding, ...]:
    """Codings of one document on its text of today, looked for once: laying long texts side by side takes its time."""
    from collabstudy.coding.anchor import carry

    key = name_of_places(study, document, codings)
    kept = study.cache.get(PLACES, key) if study.cache else None
    if kept is not None:
        return tuple(Coding(**told) for told in json.loads(kept))
    found = carry(codings, study.transcript(document), kept_by(study))
    if study.cache:
        study.cache.put(PLACES, key, json.dumps([asdict(coding) for coding in found]).encode("utf-8"))
    return found


def name_of_places(study: Study, document: str, codings: Iterable[Coding]) -> str:
    """A name for everything that decides where codings of a document are carried."""
    codings = tuple(codings)
    there = sorted(name for name in {coding.text for coding in codings} if kept_text(study.folder, name) is not None)
    return text_hash("\n".join([_carriers(), text_name(study, document), *there, *map(repr, codings)]))


@lru_cache
def _carriers() -> str:
    """A name for the modules that carry: when one of them changes, a coding may be carried elsewhere."""
    modules = sorted((Path(__file__).parents[1] / "coding").glob("*.py"))
    return text_hash("".join(path.read_text(encoding="utf-8") for path in modules))


def untold(study: Study, document: str, codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """Those of these codings of which the log does not say yet how they stand on today's text; reads no turns."""
    name = text_name(study, document)
    return tuple(coding for coding in codings if not _is_told(coding, name))


def _is_told(coding: Coding, text: str) -> bool:
    return (coding.tried if coding.status in NO_PLACE else coding.text) == text


def text_name(study: Study, document: str) -> str:
    """The hash of a document's text, remembered by the content of its source. Raises SourceError when there is none."""
    from collabstudy.io.transcripts import source_name

    if study.has_read(document):
        return study.transcript(document).hash
    key = source_name(study.folder, study.document(document))
    kept = study.cache.get(SHELF, key) if study.cache else None
    if kept is not None:
        return kept.decode("ascii")
    name = study.transcript(document).hash
    if study.cache:
        study.cache.put(SHELF, key, name.encode("ascii"))
    return name


def kept_by(study: Study) -> Callable[[str], str | None]:
    """How the text of an earlier version is found by its hash."""
    return lambda name: kept_text(study.folder, name)


def _asked_today(study: Study, mark: Coding) -> Coding:
    """A mark of a question that is no longer in the guide counts no more, until the question is back."""
    known = any(ASKED + question.id == mark.code for question in study.guide.questions)
    return mark if known else replace(mark, status="retired")


def unread_lines(study: Study) -> int:
    """How many lines of the coding logs could not be read, and so are not counted."""
    problems: list[Problem] = []
    for _ in read_events(study.folder, problems):
        pass
    return sum(problem.code in UNREAD for problem in problems)


def seen(study: Study) -> None:
    """Let the study add up its codings anew when it is next asked."""
    for name in ("folded", "_agreed"):
        vars(study).pop(name, None)
