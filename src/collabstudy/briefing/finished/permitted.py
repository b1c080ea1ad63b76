"""Why words may not be printed, or not as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.whom import Cast, Named
from collabstudy.model.consent import may_count, may_place, may_quote
from collabstudy.model.document import INTERVIEWER, Document, Turn

if TYPE_CHECKING:
    from collabstudy.model.study import Study


def forbidden(
    study: Study, cast: Cast, document: Document, turn: Turn, text: str, named: Named, near: tuple[str, str]
) -> Iterator[str]:
    """The reasons why words of a document may not be printed as they are, with this credit; none tells a name.

    `near` are the heading above, and what else the paragraph says that they stand in.
    """
    if not may_count(document):
        yield "withdrawn: nothing of this interview may be printed"
        return
    if not may_quote(document):
        yield "no-quotes: whoever said it did not agree to be quoted"
        return
    role, people = cast.speaker(document, turn)
    if not may_place(document):
        yield from _told_of_nobody(cast, document, near, named, role, people)
    elif document.consent == "role" and people & named.people:
        yield "role: the document names whoever said it, who agreed to role and place only"
    if (turn.role or "").casefold() == INTERVIEWER:
        return
    if study.names_in(document.id).find(text):
        yield (
            "a name in it may not be said (corpus/names.csv, or somebody who is not `named`)"
            if may_place(document)
            else "anonymous: a name in it tells the place, or somebody else who may not be named"
        )


def _told_of_nobody(
    cast: Cast, document: Document, near: tuple[str, str], named: Named, role: str, people: frozenset[str]
) -> Iterator[str]:
    """What the document tells of an anonymous speaker: in its credit, in the heading above, or beside the words."""
    heading, beside = (cast.named_in(text).cases for text in near)
    if document.case is not None and document.case in named.cases:
        yield "anonymous: the document tells the place"
    elif document.case is not None and {document.case} in (heading, beside):
        yield "anonymous: the heading or the paragraph tells the place"
    if role and role in named.roles:
        yield "anonymous: the document tells the role"
    if people & named.people:
        yield "anonymous: the document names whoever said it"
