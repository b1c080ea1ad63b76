"""What a coder does with a coding that is there: removes it, gives it another code, place or memo, or confirms it."""

from __future__ import annotations

from collabstudy.coding import acts
from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.study import Study
from collabstudy.run.one_coding import found_coding, place_of, written
from collabstudy.run.writing import writing


def remove(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Take a coding away; returns it as it was. `undo` brings it back, for ever."""
    found = found_coding(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        book.append([acts.removed(found, study.codebook)])
    return found


def recode(study: Study, coding: Coding | str, *, code: str, coder: str | None = None) -> Coding:
    """Give a coding another code; place and memo stay."""
    found = found_coding(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return written(study, book, acts.recoded(found, study.codebook, code=code))


def move(
    study: Study,
    coding: Coding | str,
    *,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    coder: str | None = None,
) -> Coding:
    """Give a coding another place, or a place again when it had lost its own; as in `add`."""
    found = found_coding(study, coding, coder)
    where = place_of(study, found.document, quote, start, end)
    with writing(study, found.coder, found.document) as book:
        transcript = study.transcript(found.document)
        return written(study, book, acts.moved(transcript, found, study.codebook, start=where[0], end=where[1]))


def retire(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Keep a coding in the record, but let it count no more."""
    found = found_coding(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return written(study, book, acts.retired(found, study.codebook))


def confirm(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Say that a coding was read again and stands: under its code as it is defined now, where it was placed.

    Raises StudyError for one that is retired or without a place, or whose code was split: choose with `move`, `recode`
    or `retire`.
    """
    found = found_coding(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return written(study, book, acts.confirmed(found, study.codebook))


def memo(
    study: Study, about: Coding | str, *, memo: str, coder: str | None = None, document: str | None = None
) -> Coding | None:
    """Write a memo on a coding, on the "document", on a "case:<id>" or on a "code:<id>"; an empty one takes it away.

    For the last three say who writes it (`coder`) and in which document's log. Returns the coding, if it is about one.
    """
    if isinstance(about, Coding) or not _is_thing(about):
        found = found_coding(study, about, coder)
        with writing(study, found.coder, found.document) as book:
            return written(study, book, acts.noted(found, study.codebook, memo=memo))
    if coder is None or document is None:
        raise StudyError(f"a memo on {about} needs its coder and a document", hint='coder="mira", document="P03"')
    _check_thing(study, about)
    with writing(study, coder, document) as book:
        book.append([acts.noted_about(about, study.codebook, document=document, coder=coder, memo=memo)])
    return None


def _is_thing(about: str) -> bool:
    return about == "document" or about.startswith(("case:", "code:"))


def _check_thing(study: Study, about: str) -> None:
    kind, _, name = about.partition(":")
    if kind == "case":
        study.case(name)
    if kind == "code":
        acts.code_today(study.codebook, name)
