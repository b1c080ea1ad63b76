"""What a person did on the screen, as events for the log; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from collabstudy.coding import acts
from collabstudy.coding.consensus import copies
from collabstudy.errors import StudyError
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.log import ASKED, Event

if TYPE_CHECKING:
    from collabstudy.model.codebook import Codebook
    from collabstudy.model.coding import Coding
    from collabstudy.model.document import Transcript
    from collabstudy.model.study import Study
    from collabstudy.widget.standing import Standing

Op = Mapping[str, Any]


class RefusedError(StudyError):
    """Something done on the screen that cannot be written; `why` is one of the words of the protocol."""

    def __init__(self, why: str, problem: str, hint: str = "") -> None:
        super().__init__(problem, hint=hint)
        self.why = why


@dataclass(frozen=True)
class Desk:
    """What somebody who codes has before them.

    `shown` is the text that the op was made on, `newest` the one on disk; mostly they are one. `everybody` is what each
    coder has done here, by name; `own` is among them.
    """

    study: Study
    document: str
    coder: str
    shown: Transcript
    newest: Transcript
    own: Standing
    suggestions: Mapping[str, Coding]
    everybody: Mapping[str, Standing]

    @property
    def book(self) -> Codebook:
        """The codebook of today."""
        return self.study.codebook


@dataclass(frozen=True, slots=True)
class Outcome:
    """Events to be written at once, what to tell, and the coding that was made or stood already."""

    events: tuple[Event, ...]
    said: str
    coding: str | None = None


def outcome(desk: Desk, op: Op) -> Outcome:
    """What an operation comes to. `undo`, `redo` and `newcode` are not among them: they need the log and the codebook.

    Raises:
        RefusedError: an unknown kind, coding, suggestion, code or question.
        StudyError: no span of the text, or nothing but white space.
    """
    kind = op.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise RefusedError("invalid", f"`{kind}` is nothing that can be done here", "load the page again")
    return KINDS[kind](desk, op)


def added(desk: Desk, op: Op, code: str, said: str) -> Outcome:
    """A coding on the op's span; nothing to write where the very same stands already."""
    event = acts.added(
        desk.shown,
        desk.book,
        document=desk.document,
        coder=desk.coder,
        code=code,
        memo=str(op.get("memo") or ""),
        event=op["op_id"],
        **_span(op),
    )
    new = event.details
    for coding in (*desk.own.codings.values(), *desk.own.asked.values()):
        there = (coding.code, coding.start, coding.end, coding.text)
        if there == (new["code"], new["start"], new["end"], new["text"]) and coding.status != "retired":
            return Outcome((), f"{said}: it stands here already", coding.id)
    return Outcome((event,), f"{said}, {_words(event)}", op["op_id"])


def _add(desk: Desk, op: Op) -> Outcome:
    code = _code(desk, op)
    return added(desk, op, code, f"Coded: {name(desk.book, code)}")


def _asked(desk: Desk, op: Op) -> Outcome:
    question = _told(op, "question")
    if question not in {known.id for known in desk.study.guide.questions}:
        raise RefusedError("gone", f"the guide has no question {question}", "look at corpus/guide.yaml")
    return added(desk, op, ASKED + question, f"Asked here: {question}")


def _remove(desk: Desk, op: Op) -> Outcome:
    agreed = desk.everybody[CONSENSUS].codings if CONSENSUS in desk.everybody else {}
    coding = _coding(desk, op, {**agreed, **desk.own.asked, **desk.own.codings})
    said = f"Removed: {name(desk.book, coding.code)}"
    return Outcome((acts.removed(coding, desk.book, event=op["op_id"]),), said, coding.id)


def _recode(desk: Desk, op: Op) -> Outcome:
    coding, code = _coding(desk, op), _code(desk, op)
    said = f"Now coded: {name(desk.book, code)}"
    if (coding.code, coding.status) == (code, "kept"):
        return Outcome((), said, coding.id)
    return Outcome((acts.recoded(coding, desk.book, code=code, event=op["op_id"]),), said, coding.id)


def _confirm(desk: Desk, op: Op) -> Outcome:
    coding = _coding(desk, op)
    event = acts.confirmed(coding, desk.book, event=op["op_id"])
    return Outcome((event,), f"Read again, stays: {name(desk.book, coding.code)}", coding.id)


def _move(desk: Desk, op: Op) -> Outcome:
    coding = _coding(desk, op, {**desk.own.asked, **desk.own.codings})
    event = acts.moved(desk.shown, coding, desk.book, event=op["op_id"], **_span(op))
    return Outcome((event,), f"{name(desk.book, coding.code)} is now on {_words(event)}", coding.id)


def _retire(desk: Desk, op: Op) -> Outcome:
    coding = _coding(desk, op)
    event = acts.retired(coding, desk.book, event=op["op_id"])
    return Outcome((event,), f"Set aside: {name(desk.book, coding.code)}", coding.id)


def _memo(desk: Desk, op: Op) -> Outcome:
    memo = _told(op, "memo")
    if op.get("coding"):
        coding = _coding(desk, op)
        event = acts.noted(coding, desk.book, memo=memo, event=op["op_id"])
        return Outcome((event,), f"Memo on {name(desk.book, coding.code)}", coding.id)
    about = _told(op, "about")
    kind, _, what = about.partition(":")
    known = {"case": {case.id for case in desk.study.cases}, "code": {code.id for code in desk.book}}
    if about != "document" and what not in known.get(kind, set()):
        raise RefusedError("gone", f"`{about}` is nothing a memo can be about", "document, case:… or code:…")
    event = acts.noted_about(about, desk.book, document=desk.document, coder=desk.coder, memo=memo, event=op["op_id"])
    return Outcome((event,), f"Memo on {what or 'the document'}")


def _accept(desk: Desk, op: Op) -> Outcome:
    found = _suggestion(desk, op)
    shown = op.get("shown_ms")
    event = acts.accepted(
        desk.shown if "start" in op else desk.newest,
        desk.book,
        found,
        coder=desk.coder,
        code=_code(desk, op) if op.get("code") else None,
        told={"shown_ms": shown} if type(shown) is int else None,
        event=op["op_id"],
        **(_span(op) if "start" in op else {}),
    )
    how = "Accepted with a change" if event.details["changed"] else "Accepted"
    return Outcome((event,), f"{how}: {name(desk.book, event.details['code'])}, {_words(event)}", op["op_id"])


def _reject(desk: Desk, op: Op) -> Outcome:
    found = _suggestion(desk, op)
    event = acts.rejected(desk.newest, desk.book, found, coder=desk.coder, event=op["op_id"])
    return Outcome((event,), f"Rejected: {name(desk.book, found.code)}")


def _done(desk: Desk, op: Op) -> Outcome:
    undo, coder = bool(op.get("undo")), CONSENSUS if op.get("consensus") else desk.coder
    event = acts.finished(desk.newest, desk.book, document=desk.document, coder=coder, undo=undo, event=op["op_id"])
    who = "The consensus" if op.get("consensus") else desk.document
    return Outcome((event,), f"{who} is no longer marked as done" if undo else f"{who} is done")


def _adopt(desk: Desk, op: Op) -> Outcome:
    """Copies of codings, mine or another's, for the consensus, and what goes out of it for them.

    Nobody's own file is altered.
    """
    names, without, note = op.get("codings") or [], op.get("without") or [], str(op.get("note") or "")
    known = {coding.id: coding for one in desk.everybody.values() for coding in one.codings.values()}
    if not isinstance(names, list) or not all(one in known for one in names):
        raise RefusedError("gone", "one of these codings is no longer there", "load the comparison again")
    if not isinstance(without, list):
        raise RefusedError("invalid", "`without` is no list", "load the page again")
    there = desk.everybody.get(CONSENSUS)
    if not names and not without:
        memo = "\n".join(filter(None, (there.memos.get("document") if there else "", note)))
        told = {"document": desk.document, "coder": CONSENSUS, "memo": memo, "event": op["op_id"]}
        return Outcome((acts.noted_about("document", desk.book, **told),), "Noted for the consensus")
    standing, gone = (there.codings, there.removed) if there else ({}, ())
    out = tuple(acts.removed(standing[one], desk.book) for one in without if one in standing)
    stays = [coding for one, coding in standing.items() if one not in without]
    into = copies([known[one] for one in names], desk.book, standing=stays, removed=gone, note=note)
    said = [f"Into the consensus: {len(into)}"] * bool(into) + [f"Out of the consensus: {len(out)}"] * bool(out)
    return Outcome((*out, *into), ". ".join(said) or "The consensus has it already")


KINDS: Mapping[str, Callable[[Desk, Op], Outcome]] = {
    "add": _add,
    "remove": _remove,
    "recode": _recode,
    "move": _move,
    "memo": _memo,
    "accept": _accept,
    "reject": _reject,
    "asked": _asked,
    "done": _done,
    "retire": _retire,
    "confirm": _confirm,
    "adopt": _adopt,
}


def name(book: Codebook, code: str) -> str:
    """What a person calls a code, also one that is gone or marks a question."""
    return book[code].name if code in book else code.removeprefix(ASKED)


def told_of(event: Event, book: Codebook, codes: Mapping[str, str]) -> str:
    """What a person did, for the undo button; `codes` gives the code of a coding by its id."""
    details = event.details
    code = details.get("code") or codes.get(str(details.get("coding")), "")
    what = name(book, str(code)) if code else str(details.get("about", event.document))
    done = {"add": "coded", "accept": "accepted", "remove": "removed", "recode": "recoded", "move": "moved"}
    done |= {"memo": "memo on", "reject": "rejected", "retire": "set aside", "reanchor": "placed"}
    if event.do == "done":
        return "not done" if details.get("undo") else "done"
    return f"{done[event.do]} {what}"


def on(desk: Desk, shown: Transcript) -> Desk:
    """The same desk with another text on it."""
    return replace(desk, shown=shown)


def _span(op: Op) -> dict[str, int]:
    start, end = op.get("start"), op.get("end")
    if type(start) is not int or type(end) is not int:
        raise RefusedError("invalid", "this is no span of the text", "select the passage again")
    return {"start": start, "end": end}


def _coding(desk: Desk, op: Op, known: Mapping[str, Coding] | None = None) -> Coding:
    found = (desk.own.codings if known is None else known).get(str(op.get("coding")))
    if found is None:
        raise RefusedError("gone", "this coding is no longer there", "it may have been removed elsewhere")
    return found


def _suggestion(desk: Desk, op: Op) -> Coding:
    found = desk.suggestions.get(str(op.get("suggestion")))
    if found is None:
        raise RefusedError("gone", "this suggestion is no longer there", "it may have been decided on elsewhere")
    return found


def _code(desk: Desk, op: Op) -> str:
    try:
        return acts.code_today(desk.book, str(op.get("code")))
    except StudyError as error:
        raise RefusedError("gone", error.problem, error.hint) from error


def _told(op: Op, field: str) -> str:
    value = op.get(field)
    if not isinstance(value, str):
        raise RefusedError("invalid", f"`{field}` is missing", "load the page again")
    return value


def _words(event: Event) -> str:
    count = len(event.details["quote"].split())
    return f"{count} word{'' if count == 1 else 's'}"
