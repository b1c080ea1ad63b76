"""An operation from the screen, done: once, on the text that it was made on, or refused with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabstudy.errors import LockedError, LogError, StudyError
from collabstudy.model.document import Transcript
from collabstudy.widget import ops
from collabstudy.widget.ops import Desk, Op, Outcome, RefusedError

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.widget.messages import Message
    from collabstudy.widget.store import Store

ON_WORDS = ("add", "move", "asked", "newcode", "accept")
CAN_BE_SENT_AGAIN = ("disk", "readonly", "closed", "fault")


def do(store: Store, suggestions: Sequence[Coding], op: Op) -> Message:
    """Do what was asked for, and say what came of it; it is on disk then. The same operation again changes nothing.

    Raises StudyError when it cannot be written; `refusal` says how that is told.
    """
    _check(store, op)
    kind, event = op.get("type"), str(op["op_id"])
    if store.knows(event):
        return {"coding": event} if event in {**store.own.codings, **store.own.asked} else {}
    if kind == "undo":
        return {"said": "Undone" if store.undo(event) else "Nothing to undo"}
    if kind == "redo":
        return {"said": "Redone" if store.redo(event) else "Nothing to redo"}
    if kind == "newcode":
        return _new_code(store, suggestions, op)
    return _written(store, ops.outcome(_desk(store, suggestions, op), op))


def refusal(error: StudyError) -> Message:
    """Why an operation was not written. What the disk refuses may be written later; what makes no sense never."""
    locked = "readonly" if isinstance(error, LockedError) else "disk"
    why = getattr(error, "why", locked if isinstance(error, LogError) else "invalid")
    problem = error.problem.removeprefix("not written: ")  # the screen begins with these words
    return {"why": why, "error": problem, "hint": error.hint, "fatal": why not in CAN_BE_SENT_AGAIN}


def _check(store: Store, op: Op) -> None:
    if not isinstance(op.get("op_id"), str) or not op["op_id"].strip():
        raise RefusedError("invalid", "an operation without a name", "load the page again")
    if op.get("type") in ON_WORDS and "start" in op and store.text_of(str(op.get("base"))) is None:
        hint = "select the passage again: the page has the new text now"
        raise RefusedError("text", "the text has changed since this was selected", hint)


def _new_code(store: Store, suggestions: Sequence[Coding], op: Op) -> Message:
    parent, definition = op.get("parent"), str(op.get("definition") or "")
    code = store.new_code(str(op.get("name") or ""), str(parent) if parent else None, definition)
    said = f"New code: {code.name}"
    if "start" not in op:
        return {"code": code.id, "said": said}
    return {"code": code.id} | _written(store, ops.added(_desk(store, suggestions, op), op, code.id, said))


def _written(store: Store, made: Outcome) -> Message:
    if made.events:
        store.write(made.events)
    return {"said": made.said} | ({"coding": made.coding} if made.coding else {})


def _desk(store: Store, suggestions: Sequence[Coding], op: Op) -> Desk:
    """What lay before the coder: the text of `base`, as long as it is known."""
    newest = store.transcript
    text = None if op.get("base") == newest.hash else store.text_of(str(op.get("base")))
    shown = newest if text is None else Transcript(text, ())
    everybody = {**store.others, store.coder: store.own}
    return Desk(
        store.study, store.id, store.coder, shown, newest, store.own, {one.id: one for one in suggestions}, everybody
    )
