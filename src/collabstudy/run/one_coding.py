"""One coding in a log: found by its id, placed by its words, written, and as it stands then."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from collabstudy.coding import acts
from collabstudy.coding.placing import found_once
from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.log import Event, Folded
from collabstudy.model.study import Study
from collabstudy.run.standing import standing

if TYPE_CHECKING:
    from collabstudy.io.logbook import Logbook


def found_coding(study: Study, coding: Coding | str, coder: str | None) -> Coding:
    """A standing coding, or mark of a question, by its id."""
    wanted = coding if isinstance(coding, str) else coding.id
    known = (*study.folded.codings, *study.folded.asked)
    found = next((one for one in known if one.id == wanted), None)
    if found is None:
        raise StudyError(f"no coding {wanted}", hint="`study.codings` has those that stand")
    if coder is not None and coder != found.coder:
        raise StudyError(
            f"coding {wanted} is {found.coder}'s, not {coder}'s",
            hint="everybody changes their own; what you agree on goes into the consensus with `adopt`",
        )
    return found


def place_of(study: Study, document: str, quote: str | None, start: int | None, end: int | None) -> tuple[int, int]:
    """Where the words stand that somebody means, without white space at the ends."""
    transcript = study.transcript(document)
    if quote is not None:
        start, end = found_once(transcript, quote, start)
    elif start is None or end is None:
        raise StudyError("which words?", hint='say quote="…", or start=… and end=… (code points)')
    where = acts.place(transcript, start, end)
    return where["start"], where["end"]


def written(study: Study, book: Logbook, event: Event) -> Coding:
    """Write an event, the text it lies on first, and return the coding as it stands then."""
    (told,) = book.append([event], text=study.transcript(book.document).text)
    now = of_codings(study, book, {told.details["coding"]})
    return next(iter((*now.codings, *now.asked, *now.removed)))


def of_codings(study: Study, book: Logbook, codings: Collection[object]) -> Folded:
    """What the events of these codings come to."""
    own = [event for event in book.events if event.details.get("coding") in codings and event.do != "reject"]
    return standing(study, book.document, own)
