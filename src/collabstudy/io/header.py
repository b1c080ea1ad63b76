"""Lines above a conversation that look like speech and are none: date and place, who is who, a legend of labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from collabstudy.io.labels import Mark
from collabstudy.io.people import Likeness, initials, is_thing, likeness, questions_with_answers
from collabstudy.io.wordlists import ROLES, SAID

FAR = 300
"""Characters between two lines of one header."""
_ENDS = re.compile(r"[.?!…][\"”’)]*$")
_LINK = re.compile(r"(?:https?://|www\.)\S+$")
_WORDS = re.compile(r"[^\W_]+")


def without_header(text: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    r"""The marks after the last line at the top that says something about the interview.

    >>> from collabstudy.io.draft import Block
    >>> from collabstudy.io.labels import with_colon_or_time
    >>> text = "Date: 3 May\nI: interviewer\n\nI: How so?\n"
    >>> [text[mark.body : mark.end] for mark in without_header(text, list(with_colon_or_time(text, (Block(0, 38),))))]
    ['How so?']
    """
    names = {mark.name.casefold() for mark in marks}
    askers = questions_with_answers(names)
    kept_from = 0
    for at, mark in enumerate(marks):
        value = text[mark.body : mark.end].strip(" *_\t")
        thing = (is_thing(mark.name) and mark.name.casefold() not in askers) or _LINK.match(value) is not None
        far = at > 0 and mark.start - marks[at - 1].end > FAR
        if mark.time_start is not None or far or not (thing or _is_entry(value)):
            break
        below = 0 < at == kept_from and text.count("\n", marks[at - 1].start, mark.start) == 1
        if thing or _says_who(mark, value, names, below=below):
            kept_from = at + 1
    return marks[kept_from:]


def _is_entry(value: str) -> bool:
    """Whether this is filled into a form rather than said."""
    words = value.split()
    return (
        0 < len(words) <= 12
        and not any(word.casefold().strip(",.!?") in SAID for word in words)
        and (len(words) < 2 or value[0].isupper() or value[0].isdigit() or _knows_role(words))
        and (not _ENDS.search(value) or (_knows_role(words) and len(words) < 4))
    )


def _says_who(mark: Mark, value: str, names: set[str], *, below: bool) -> bool:
    """Whether a line tells whom a label stands for: `P1: Participant`, `MK: Melody Kramer`, `I: Mira`."""
    words = value.split()
    if _knows_role(words):
        return True
    short = {initials(value).casefold(), value.casefold(), words[0].casefold()}
    if initials(value) == mark.name:
        return True
    role = likeness(mark.name) is Likeness.ROLE
    if role and short & names and mark.name.casefold() not in short:
        return True
    capitalised = all(word[0].isupper() or word[0].isdigit() or word in ("and", "&", "und") for word in words)
    return below and capitalised and len(words) <= 5 and role


def _knows_role(words: Sequence[str]) -> bool:
    return any(word.casefold() in ROLES for part in words for word in _WORDS.findall(part))
