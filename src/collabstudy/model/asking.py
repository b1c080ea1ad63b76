"""On whose words a coding lies: what only the interviewer says is no evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.model.checks import Problem
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consent import is_interviewer, may_count
from collabstudy.model.document import INTERVIEWER

if TYPE_CHECKING:
    from collabstudy.model.study import Study

EVERYBODY = "*"


def on_interviewer(study: Study, coding: Coding) -> bool:
    """Tell whether a coding lies wholly on the interviewer's words, and its code is not about those.

    Such a coding does not count, and is not quoted; one that reaches into somebody else's words is and does. Of rules
    the scope was asked when they were applied.
    """
    if coding.origin == "rules" or about_interviewer(study, coding):
        return False
    turns = study.transcript(coding.document).turns_in(coding.start, coding.end)
    return bool(turns) and all(is_interviewer(turn) for turn in turns)


def about_interviewer(study: Study, coding: Coding) -> bool:
    """Tell whether the scope of a coding's code names the interviewer, or everybody (`*`)."""
    if coding.code not in study.codebook:
        return False
    return any(role.casefold() in (INTERVIEWER, EVERYBODY) for role in study.codebook[coding.code].scope.roles)


def problems(study: Study) -> Iterator[Problem]:
    """People's codings that do not count because of whose words they lie on."""
    counted = {document.id for document in study.documents if may_count(document)}
    for coding in study.codings:
        if coding.document in counted and coding.status not in UNCOUNTED and on_interviewer(study, coding):
            yield Problem(
                "coding-interviewer",
                "note",
                f"coding {coding.id} ({coding.code}) lies on the interviewer's words: it does not count",
                f"codings/{coding.coder}/{coding.document}.jsonl",
                None,
                "code what was answered; if the code is about questions, write `scope: {roles: [interviewer]}` there",
            )
