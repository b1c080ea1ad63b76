"""What a coder does in a document: codes, marks where a question was put, decides on suggestions, is done, undoes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from collabstudy.coding import acts
from collabstudy.errors import StudyError
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.log import ASKED, Event
from collabstudy.model.study import Study
from collabstudy.run.one_coding import of_codings, place_of, written
from collabstudy.run.standing import standing
from collabstudy.run.writing import writing

if TYPE_CHECKING:
    from collabstudy.io.logbook import Logbook


def add(
    study: Study,
    document: str,
    *,
    code: str,
    coder: str,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    memo: str = "",
    event: str = "",
) -> Coding:
    """Code words of a document: those of `quote`, which must stand there once, or those from `start` to `end`.

    Where a quote stands several times, give its `start` too. The same code on the very same words by the same coder is
    the coding that stands there already; nothing is written then.

    Raises:
        StudyError: no such document, code or place; the quote is not there, or more than once.
        LogError: the log cannot be written, or another program is writing it (LockedError).
    """
    where = place_of(study, document, quote, start, end)
    with writing(study, coder, document) as book:
        known = _known(study, code)
        there = _same(study, book, known, where)
        if there:
            return there
        made = acts.added(
            study.transcript(document), study.codebook, document=document, coder=coder, code=known,
            start=where[0], end=where[1], memo=memo, event=event,
        )  # fmt: skip
        return written(study, book, made)


def asked(
    study: Study,
    document: str,
    *,
    question: str,
    coder: str,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    event: str = "",
) -> Coding:
    """Mark where a question of the guide was put. Raises StudyError when there is no such question; else as `add`."""
    return add(study, document, code=ASKED + question, coder=coder, quote=quote, start=start, end=end, event=event)


def accept(
    study: Study,
    suggestion: Coding,
    *,
    coder: str,
    code: str | None = None,
    start: int | None = None,
    end: int | None = None,
    details: Mapping[str, Any] | None = None,
    event: str = "",
) -> Coding:
    """Make a suggestion (one of `study.tags`, say) this coder's own coding, as it is or with another code or place.

    Raises as `add`.
    """
    with writing(study, coder, suggestion.document) as book:
        made = acts.accepted(
            study.transcript(suggestion.document), study.codebook, suggestion, coder=coder, code=code,
            start=start, end=end, told=details, event=event,
        )  # fmt: skip
        there = _same(study, book, made.details["code"], (made.details["start"], made.details["end"]))
        return there or written(study, book, made)


def reject(study: Study, suggestion: Coding, *, coder: str, event: str = "") -> Coding:
    """Turn a suggestion down, so that it is not shown to this coder again; returns what was turned down."""
    with writing(study, coder, suggestion.document) as book:
        transcript = study.transcript(suggestion.document)
        book.append(
            [acts.rejected(transcript, study.codebook, suggestion, coder=coder, event=event)], text=transcript.text
        )
        rejected = standing(study, suggestion.document, book.events).rejected
        return next(one for one in rejected if one.id == suggestion.id)


def done(study: Study, document: str, *, coder: str, undo: bool = False) -> None:
    """Mark a document as finished by a coder: from now on what is not coded there is absent, not merely not coded yet.

    `undo` takes the mark back.
    """
    with writing(study, coder, document) as book:
        transcript = study.transcript(document)
        mark = acts.finished(transcript, study.codebook, document=document, coder=coder, undo=undo)
        book.append([mark], text=transcript.text)


def undo(study: Study, document: str, *, coder: str) -> Event | None:
    """Undo the last thing that a coder did in a document, also after a restart; None when there is nothing."""
    with writing(study, coder, document) as book:
        return book.undo()


def redo(study: Study, document: str, *, coder: str) -> Event | None:
    """Do again what was undone last; None when there is nothing, or something new was done since."""
    with writing(study, coder, document) as book:
        return book.redo()


def _known(study: Study, code: str) -> str:
    """The id a code has today, or `asked:` and the id of a question."""
    if not code.startswith(ASKED):
        return acts.code_today(study.codebook, code)
    question, ids = code.removeprefix(ASKED), [one.id for one in study.guide.questions]
    if question not in ids:
        hint = f"questions: {', '.join(ids) or 'none yet'}"
        raise StudyError(f"no question {question}", hint=hint, file="corpus/guide.yaml")
    return code


def _same(study: Study, book: Logbook, code: str, where: tuple[int, int]) -> Coding | None:
    """The coding of this coder that has this code at this very place."""
    here = {e.details.get("coding") for e in book.events if (e.details.get("start"), e.details.get("end")) == where}
    now = of_codings(study, book, here)
    placed = (c for c in (*now.codings, *now.asked) if c.status not in UNCOUNTED)
    return next((c for c in placed if (c.code, c.start, c.end) == (code, *where)), None)
