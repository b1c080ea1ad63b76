"""What a document's consent allows to be shown of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from collabstudy.errors import ConsentError
from collabstudy.model.document import INTERVIEWER, Document, Turn

if TYPE_CHECKING:
    from collabstudy.model.study import Study

SOMEBODY = "an interviewee"
THE_INTERVIEWER = "the interviewer"
_SOURCE = {"interview": SOMEBODY, "article": "an article", "note": "a note"}
# What transcripts call people whose name they do not give.
_NO_NAMES = {
    "attendee",
    "guest",
    "host",
    "i",
    "interviewee",
    "interviewer",
    "moderator",
    "narrator",
    "p",
    "participant",
} | {"person", "q", "r", "respondent", "s", "speaker", "subject", "unknown", "voice"}
_WITH_NAME = re.compile(r"(?P<role>.*?)\s*\[(?P<name>[^\[\]]+)\]\s*$", re.DOTALL)


def may_count(document: Document) -> bool:
    """Tell whether a document may stand behind any number: all but withdrawn ones may.

    >>> [may_count(Document("P01", "p.txt", consent=consent)) for consent in ("no-quotes", "withdrawn")]
    [True, False]
    """
    return document.consent != "withdrawn"


def may_quote(document: Document) -> bool:
    """Tell whether words of a document may be shown at all.

    >>> [may_quote(Document("P01", "p.txt", consent=consent)) for consent in ("anonymous", "no-quotes", "withdrawn")]
    [True, False, False]
    """
    return document.consent in ("named", "role", "anonymous")


def may_place(document: Document) -> bool:
    """Tell whether words of a document may be shown beside the name of their case.

    >>> may_place(Document("P01", "p.txt", consent="role")), may_place(Document("P02", "p.txt", consent="anonymous"))
    (True, False)
    """
    return document.consent in ("named", "role")


def is_interviewer(turn: Turn) -> bool:
    """Tell whether the interviewer is speaking: that is no evidence, unless a code is about it, and not quoted."""
    return (turn.role or "").casefold() == INTERVIEWER


def attribution(study: Study, document: Document, turn: Turn | None = None) -> str:
    """Who said it, as far as the document's consent allows it to be told.

    named: name, role, place; role: role and place; anonymous: "an interviewee". A role may carry the person's name in
    square brackets (`P1=Operations Manager [Ann Archer]`); it is told of `named` documents only. Labels such as `P1`
    are never told. An article or note is told by its title.

    Raises ConsentError when the document may not be quoted.
    """
    if not may_quote(document):
        raise ConsentError(
            f"{document.id} may not be quoted: its consent is {document.consent}",
            hint="leave the quotation out, or correct the column consent if the person has agreed",
            file="corpus/documents.csv",
        )
    if document.consent == "anonymous":
        return THE_INTERVIEWER if turn and is_interviewer(turn) else _SOURCE[document.kind]
    if document.kind != "interview":
        return _of_source(study, document, turn)
    return _of_person(study, document, turn)


def _of_source(study: Study, document: Document, turn: Turn | None) -> str:
    known = document.title or study.transcript(document.id).title
    title = f"“{known}”" if known else _SOURCE[document.kind]
    told = f"{title}, {document.date[:4]}" if document.date else title
    if document.consent == "named" and turn and turn.kind == "quote" and turn.speaker:
        return f"{turn.speaker}, in {told}"
    return told


def _of_person(study: Study, document: Document, turn: Turn | None) -> str:
    if turn and is_interviewer(turn):
        return ", ".join([THE_INTERVIEWER, *_place(study, document)])
    role, name = split_role(_role(document, turn))
    if document.consent != "named":
        name = ""
    elif not name and turn and turn.speaker and is_name(turn.speaker):
        name = turn.speaker
    if role.casefold() in _NO_NAMES:
        role = ""
    who = [told for told in (name, role) if told] or [SOMEBODY]
    return ", ".join([*who, *_place(study, document)])


def split_role(role: str) -> tuple[str, str]:
    """A role and the name that it carries in square brackets, empty when there is none.

    >>> split_role("Operations Manager [Ann Archer]"), split_role("Treasurer")
    (('Operations Manager', 'Ann Archer'), ('Treasurer', ''))
    """
    found = _WITH_NAME.match(role)
    return (found["role"], found["name"].strip()) if found else (role.strip(), "")


def _role(document: Document, turn: Turn | None) -> str:
    """The role of who speaks; in a text without speakers that of the only interviewee, if there is only one."""
    if turn and turn.speaker:
        return turn.role or ""
    roles = [role for role in document.speakers.values() if role.casefold() != INTERVIEWER]
    return roles[0] if len(roles) == 1 else ""


def is_name(label: str) -> bool:
    """Tell a name from a label such as `P1`, `CT` or `Unknown Speaker`.

    >>> is_name("Anneke Dunlark"), is_name("P1"), is_name("Unknown Speaker")
    (True, False, False)
    """
    words = re.findall(r"[^\W_]+", label)
    initials = len(label) <= 3 and label.isupper()
    no_name = any(word.casefold() in _NO_NAMES or any(map(str.isdigit, word)) for word in words)
    return bool(words) and not initials and not no_name


def _place(study: Study, document: Document) -> list[str]:
    """The name of the case, and its place where the name does not say it."""
    if document.case is None:
        return []
    case = study.case(document.case)
    place = case.attributes.get("place", "")
    return [case.name, place] if place and place.casefold() not in case.name.casefold() else [case.name]
