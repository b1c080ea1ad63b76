"""Coding from Python: what `cs.coding` does, and the widget does too.

Every function writes one line a deed into codings/<coder>/<document>.jsonl; it is on disk when the function returns,
and the study that was handed in sees it: `study.codings` is added up anew when it is next asked for. Results computed
before (a crosstab, a frame) stay what they were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.coding import acts, queue
from collabstudy.coding.placing import found_once
from collabstudy.coding.queue import Waiting
from collabstudy.errors import StudyError
from collabstudy.io.codings_in import Row, read_codings
from collabstudy.model.codebook import Code
from collabstudy.model.coding import Coding
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.consent import may_quote
from collabstudy.model.document import Transcript
from collabstudy.model.log import ASKED, Event, Folded
from collabstudy.model.study import Study
from collabstudy.run.bringing import BroughtIn, bring_in
from collabstudy.run.opening import look_again
from collabstudy.run.standing import kept_by, standing
from collabstudy.run.writing import writing

if TYPE_CHECKING:
    import pandas

    from collabstudy.io.logbook import Logbook

__all__ = [
    "CONSENSUS",
    "BroughtIn",
    "Row",
    "Waiting",
    "accept",
    "add",
    "adopt",
    "asked",
    "bring_in",
    "confirm",
    "done",
    "memo",
    "move",
    "new_code",
    "on_text",
    "read_codings",
    "recode",
    "redo",
    "reject",
    "remove",
    "retire",
    "to_review",
    "undo",
    "waiting",
]


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
    where = _place(study, document, quote, start, end)
    with writing(study, coder, document) as book:
        known = code if code.startswith(ASKED) else acts.code_today(study.codebook, code)
        there = _same(study, book, known, where)
        if there:
            return there
        made = acts.added(
            study.transcript(document), study.codebook, document=document, coder=coder, code=known,
            start=where[0], end=where[1], memo=memo, event=event,
        )  # fmt: skip
        return _written(study, book, made)


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
    ids = [one.id for one in study.guide.questions]
    if question not in ids:
        raise StudyError(f"no question {question}", hint=f"questions: {', '.join(ids)}", file="corpus/guide.yaml")
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
        return there or _written(study, book, made)


def reject(study: Study, suggestion: Coding, *, coder: str, event: str = "") -> Coding:
    """Turn a suggestion down, so that it is not shown to this coder again; returns what was turned down."""
    with writing(study, coder, suggestion.document) as book:
        transcript = study.transcript(suggestion.document)
        book.append(
            [acts.rejected(transcript, study.codebook, suggestion, coder=coder, event=event)], text=transcript.text
        )
        rejected = standing(study, suggestion.document, book.events).rejected
        return next(one for one in rejected if one.id == suggestion.id)


def remove(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Take a coding away; returns it as it was. `undo` brings it back, for ever."""
    found = _found(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        book.append([acts.removed(found, study.codebook)])
    return found


def recode(study: Study, coding: Coding | str, *, code: str, coder: str | None = None) -> Coding:
    """Give a coding another code; place and memo stay."""
    found = _found(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return _written(study, book, acts.recoded(found, study.codebook, code=code))


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
    found = _found(study, coding, coder)
    where = _place(study, found.document, quote, start, end)
    with writing(study, found.coder, found.document) as book:
        transcript = study.transcript(found.document)
        return _written(study, book, acts.moved(transcript, found, study.codebook, start=where[0], end=where[1]))


def retire(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Keep a coding in the record, but let it count no more."""
    found = _found(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return _written(study, book, acts.retired(found, study.codebook))


def confirm(study: Study, coding: Coding | str, *, coder: str | None = None) -> Coding:
    """Say that a coding was read again and stands: under its code as it is defined now, where it was placed.

    Raises StudyError for one without a place, or whose code was split: choose with `move`, `recode` or `retire`.
    """
    found = _found(study, coding, coder)
    with writing(study, found.coder, found.document) as book:
        return _written(study, book, acts.confirmed(found, study.codebook))


def memo(
    study: Study, about: Coding | str, *, memo: str, coder: str | None = None, document: str | None = None
) -> Coding | None:
    """Write a memo on a coding, on the "document", on a "case:<id>" or on a "code:<id>"; an empty one takes it away.

    For the last three say who writes it (`coder`) and in which document's log. Returns the coding, if it is about one.
    """
    if isinstance(about, Coding) or not _is_thing(about):
        found = _found(study, about, coder)
        with writing(study, found.coder, found.document) as book:
            return _written(study, book, acts.noted(found, study.codebook, memo=memo))
    if coder is None or document is None:
        raise StudyError(f"a memo on {about} needs its coder and a document", hint='coder="mira", document="P03"')
    _check_thing(study, about)
    with writing(study, coder, document) as book:
        book.append([acts.noted_about(about, study.codebook, document=document, coder=coder, memo=memo)])
    return None


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


def adopt(
    study: Study, document: str, codings: Iterable[Coding | str], *, note: str = "", done: bool = False
) -> tuple[Coding, ...]:
    """Copy codings into the consensus on a document, with a note; nobody's own codings change.

    What stands in the consensus already is not copied twice. With `done` the consensus is finished: from then on it
    alone counts for people in this document. Returns the consensus as it stands.

    Raises StudyError for a coding of another document, or whose code was split or is gone.
    """
    from collabstudy.coding.consensus import copies

    chosen = [_found(study, coding, None) for coding in codings]
    for coding in chosen:
        if coding.document != document:
            raise StudyError(f"coding {coding.id} is in {coding.document}, not in {document}", hint="leave it out")
    with writing(study, CONSENSUS, document) as book:
        before = standing(study, document, book.events)
        there = (*before.codings, *before.asked)
        events = copies(chosen, study.codebook, standing=there, removed=before.removed, note=note)
        transcript = study.transcript(document)
        if done:
            events += (acts.finished(transcript, study.codebook, document=document, coder=CONSENSUS),)
        book.append(events, text=transcript.text if events else "")
        return standing(study, document, book.events).codings


def new_code(study: Study, name: str, *, parent: str | None = None, definition: str = "") -> Code:
    """Write a new code into the study's codebook, under another or at the top; returns it.

    Its id is made of its name. A code of that name under the same parent is the one that is meant, and nothing is
    written. Everything else in the file stays as it is; `study.codebook` has the code afterwards.

    Raises CodebookError when the file is written in a way into which no code can be put safely, StudyError for a name
    that is empty, or a parent that is no code.
    """
    from collabstudy.io.codebook_edit import add_code, free_id

    told = " ".join(name.split())
    if not told:
        raise StudyError("a code needs a name", hint='for example "Shared power"')
    above = None if parent is None else acts.code_today(study.codebook, parent)
    for code in study.codebook:
        if code.parent == above and code.name.casefold() == told.casefold():
            return code
    taken = {*(code.id for code in study.codebook), *(old for code in study.codebook for old in code.formerly)}
    made = Code(free_id(told, taken), told, " ".join(definition.split()), parent=above)
    file = _codebook_file(study, above)
    add_code(study.folder / file, made, name=file)
    look_again(study)
    return study.codebook[made.id]


def to_review(study: Study) -> pandas.DataFrame:
    """What waits for a person: coding, document, code, coder, why, quote; what may not be quoted is NA."""
    import pandas as pd

    rows = [
        {
            "coding": one.coding.id,
            "document": one.coding.document,
            "code": one.coding.code,
            "coder": one.coding.coder,
            "why": one.why,
            "quote": one.coding.quote if may_quote(study.document(one.coding.document)) else None,
        }
        for one in waiting(study)
    ]
    return pd.DataFrame(rows, columns=["coding", "document", "code", "coder", "why", "quote"], dtype="string")


def waiting(study: Study, document: str | None = None) -> tuple[Waiting, ...]:
    """Codings, and marks of questions, that wait for a person, those without a place first; of one document, or all."""
    found = queue.waiting((*study.folded.codings, *study.folded.asked), study.codebook)
    return tuple(one for one in found if document in (None, one.coding.document))


def on_text(study: Study, document: str, text: str) -> tuple[Coding, ...]:
    """What the codings of a document would be if its text were this one: kept, moved, to review, ambiguous or orphaned.

    Nothing is written; for looking before a transcript is corrected.
    """
    from collabstudy.coding.anchor import carry

    transcript = study.transcript(document)
    own = [coding for coding in study.codings if coding.document == document]
    kept = kept_by(study)
    return carry(own, Transcript(text, ()), lambda name: transcript.text if name == transcript.hash else kept(name))


def _written(study: Study, book: Logbook, event: Event) -> Coding:
    """Write an event, the text it lies on first, and return the coding as it stands then."""
    (told,) = book.append([event], text=study.transcript(book.document).text)
    now = _today(study, book, {told.details["coding"]})
    return next(iter((*now.codings, *now.asked, *now.removed)))


def _same(study: Study, book: Logbook, code: str, where: tuple[int, int]) -> Coding | None:
    """The coding of this coder that has this code at this very place."""
    here = {e.details.get("coding") for e in book.events if (e.details.get("start"), e.details.get("end")) == where}
    now = _today(study, book, here)
    placed = (c for c in (*now.codings, *now.asked) if c.status not in ("orphaned", "ambiguous", "retired"))
    return next((c for c in placed if (c.code, c.start, c.end) == (code, *where)), None)


def _today(study: Study, book: Logbook, codings: Collection[object]) -> Folded:
    """What the events of these codings come to."""
    own = [event for event in book.events if event.details.get("coding") in codings and event.do != "reject"]
    return standing(study, book.document, own)


def _found(study: Study, coding: Coding | str, coder: str | None) -> Coding:
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


def _place(study: Study, document: str, quote: str | None, start: int | None, end: int | None) -> tuple[int, int]:
    """Where the words stand that somebody means, without white space at the ends."""
    transcript = study.transcript(document)
    if quote is not None:
        start, end = found_once(transcript, quote, start)
    elif start is None or end is None:
        raise StudyError("which words?", hint='say quote="…", or start=… and end=… (code points)')
    where = acts.place(transcript, start, end)
    return where["start"], where["end"]


def _is_thing(about: str) -> bool:
    return about == "document" or about.startswith(("case:", "code:"))


def _check_thing(study: Study, about: str) -> None:
    kind, _, name = about.partition(":")
    if kind == "case":
        study.case(name)
    if kind == "code":
        acts.code_today(study.codebook, name)


def _codebook_file(study: Study, parent: str | None) -> str:
    """The file into which a new code goes: its parent's, or else the study's (first) codebook."""
    if parent is not None:
        return study.codebook[parent].file
    if study.settings.codebooks:
        return study.settings.codebooks[0]
    return next(f"codebooks/{Path(path).name}" for path in sorted((study.folder / "codebooks").glob("*.y*ml")))
