"""One document, one coder, many screens: each hears what was done on the others, in Python, or on disk."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from collabstudy.coding.queue import WHYS, waiting
from collabstudy.errors import LockedError, LogError, StudyError
from collabstudy.model.document import Transcript
from collabstudy.model.span import text_hash
from collabstudy.widget import messages, ops
from collabstudy.widget.comparison import compared
from collabstudy.widget.messages import PROTO, Board, Message
from collabstudy.widget.ops import Desk, Op, Outcome, RefusedError
from collabstudy.widget.standing import still_open
from collabstudy.widget.store import Changed, Store

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.model.log import Event
    from collabstudy.model.study import Study

_OPEN: dict[tuple[Path, str, str], Session] = {}
_ONE_AT_A_TIME = threading.RLock()
WHY = {
    "orphaned": "its words are no longer in the text",
    "ambiguous": "its words stand in several places of the text",
    "changed": "the text has changed here",
    "split": "its code was split: which part is it?",
    "stale": "its code has been defined anew since",
}
assert set(WHY) == set(WHYS)
ON_A_SPAN = ("add", "move", "asked", "newcode")


class Screen(Protocol):
    """What shows a session: one widget, on however many views."""

    suggestions: bool
    blind: bool
    views: set[str]
    board: Board | None
    rev: int
    comparing: str

    def tell(self, message: Message) -> None:
        """Send a message to the browser."""


def open_session(study: Study, document: str, coder: str) -> Session:
    """The session of this document and coder in this process; opened twice it is the same.

    Raises:
        StudyError: no such document, its source cannot be read, or the name of the coder could be no folder.
    """
    key = (study.folder, document, coder)
    with _ONE_AT_A_TIME:
        if key not in _OPEN:
            _OPEN[key] = Session(Store(study, document, coder), key)
        else:
            _OPEN[key].take(study)
        return _OPEN[key]


class Session:
    """What stands in a document, for whoever looks. Safe for threads: messages come on several."""

    def __init__(self, store: Store, key: tuple[Path, str, str]) -> None:
        self.store = store
        self._key = key
        self._guard = threading.RLock()
        self._screens: list[Screen] = []
        self._all_suggestions: tuple[Coding, ...] | None = None
        self._open: list[Coding] = []
        self._open_for: tuple[object, object] | None = None
        self._told: dict[str, tuple[Coding, str, Message]] = {}
        self._looking = threading.Thread(target=self._suggest, daemon=True)

    def join(self, screen: Screen) -> None:
        """Show this session on one more screen."""
        with self._guard:
            self._screens.append(screen)
            if screen.suggestions:
                self._start_suggesting()

    def leave(self, screen: Screen) -> None:
        """One screen less; with the last one the log is free for other programs."""
        with _ONE_AT_A_TIME, self._guard:
            if screen in self._screens:
                self._screens.remove(screen)
            if not self._screens and _OPEN.get(self._key) is self:
                del _OPEN[self._key]
                self.store.close()

    def take(self, study: Study) -> None:
        """Go on with this reading of the study, the newest that a notebook has."""
        with self._guard:
            self.store.study = study
            self._spread(self.store.take(study))

    def hear(self, screen: Screen, message: Mapping[str, Any]) -> None:
        """Answer a message from the browser."""
        kind, view = message.get("kind"), str(message.get("view", ""))
        with self._guard:
            if kind == "op" and isinstance(message.get("op"), Mapping):
                self._op(screen, view, message["op"])
                return
            try:
                self._answer(screen, view, message)
            except StudyError as error:
                screen.tell({"kind": "error", "view": view, "error": error.problem, "hint": error.hint})

    def look(self) -> None:
        """See whether something has changed on disk, and tell the screens."""
        with self._guard:
            self._spread(self.store.look())

    def wait_for_suggestions(self, seconds: float | None = None) -> bool:
        """Wait until the rules have gone through the text; tell whether they have."""
        if self._looking.is_alive():
            self._looking.join(seconds)
        return not self._looking.is_alive()

    def _answer(self, screen: Screen, view: str, message: Mapping[str, Any]) -> None:
        kind, what = message.get("kind"), message.get("what")
        if kind == "hello":
            self._hello(screen, view, message)
        elif kind == "ping":
            self._look(screen)
            screen.tell({"kind": "pong", "view": view, "rev": screen.rev})
        elif kind == "bye":
            self._bye(screen, view)
        elif (kind, what) == ("ask", "reload"):
            self._look(screen)
            screen.tell(self._doc(screen, view))
        elif (kind, what) == ("ask", "compare"):
            screen.comparing = str(message.get("coder") or "")
            screen.tell({"view": view, **self._other(screen)})

    def _look(self, screen: Screen) -> None:
        try:
            changed = self.store.look()
        except StudyError as error:  # somebody is in the middle of changing a file
            screen.tell({"kind": "error", "error": error.problem, "hint": error.hint})
        else:
            if changed:
                self._spread(changed)

    def _hello(self, screen: Screen, view: str, message: Mapping[str, Any]) -> None:
        if message.get("proto") != PROTO:
            hint = "restart the kernel, then load the page again"
            screen.tell({"kind": "error", "view": view, "error": "page and kernel are of two versions", "hint": hint})
            return
        self._look(screen)
        screen.views.add(view)
        known = {event.id for event in self.store.events}
        outbox = [op_id for op_id in message.get("outbox") or () if op_id in known]
        screen.tell(self._doc(screen, view) | {"acked": outbox})

    def _bye(self, screen: Screen, view: str) -> None:
        """A view has gone; a screen without any is told nothing until one says hello."""
        screen.views.discard(view)
        if not screen.views:
            screen.board, screen.comparing = None, ""

    def _op(self, screen: Screen, view: str, op: Op) -> None:
        op_id = str(op.get("op_id", ""))
        told = {"view": view, "op_id": op_id}
        try:
            self._look(screen)
            self._check(op)
            said = self._do(screen, op)
        except StudyError as error:
            screen.tell({"kind": "nack", **told, **_refusal(error)})
            if getattr(error, "why", "") == "text":
                screen.tell(self._doc(screen, view))
            return
        except Exception as error:
            screen.tell({"kind": "nack", **told, "why": "fault", "fatal": False, "hint": "restart the kernel"}
                        | {"error": f"something is wrong in the kernel: {type(error).__name__}"})  # fmt: skip
            raise
        on_old_text = op.get("base") != self.store.transcript.hash
        self._tell_change(screen, {"kind": "ack", **told, **said})
        self._spread(set(), but=screen)
        for one in self._screens:
            if (one is screen and on_old_text) or (one.blind and one.board and op.get("type") == "done"):
                one.tell(self._doc(one))
        if op.get("type") in ("adopt", "remove", "done"):
            self._spread_comparison()

    def _check(self, op: Op) -> None:
        if not isinstance(op.get("op_id"), str) or not op["op_id"].strip():
            raise RefusedError("invalid", "an operation without a name", "load the page again")
        on_span = op.get("type") in ON_A_SPAN or (op.get("type") == "accept" and "start" in op)
        if on_span and "start" in op and self.store.text_of(str(op.get("base"))) is None:
            hint = "the passage must be selected again; the page has been loaded with the new text"
            raise RefusedError("text", "the text has changed since this was selected", hint)

    def _do(self, screen: Screen, op: Op) -> Message:
        """Do what was asked for, and say what came of it. Once: the same operation again changes nothing."""
        store = self.store
        kind, op_id = op.get("type"), op["op_id"]
        if store.knows(op_id):
            return {"coding": op_id} if op_id in {**store.own.codings, **store.own.asked} else {}
        if kind in ("undo", "redo"):
            event = store.undo(op_id) if kind == "undo" else store.redo(op_id)
            return {"said": f"{'Undone' if kind == 'undo' else 'Redone'}" if event else f"Nothing to {kind}"}
        told: Message = {}
        if kind == "newcode":
            code = store.new_code(str(op.get("name", "")), op.get("parent"), str(op.get("definition") or ""))
            told = {"code": code.id}
            said = f"New code: {code.name}"
            if "start" not in op:
                return told | {"said": said}
            made = ops.added(self._desk(screen, op), op, code.id, said)
        else:
            made = ops.outcome(self._desk(screen, op), op)
        return told | self._written(made, op)

    def _written(self, made: Outcome, op: Op) -> Message:
        if made.events:
            text = self.store.text_of(str(op.get("base"))) or self.store.transcript.text
            self.store.write(made.events, text)
        return {"said": made.said} | ({"coding": made.coding} if made.coding else {})

    def _desk(self, screen: Screen, op: Op) -> Desk:
        store = self.store
        base = str(op.get("base"))
        newest = store.transcript
        text = store.text_of(base)
        shown = newest if text is None or base == newest.hash else Transcript(text, ())
        open_now = {s.id: s for s in self._suggestions(screen)}
        everybody = {**store.others, store.coder: store.own}
        return Desk(store.study, store.id, store.coder, shown, newest, store.own, open_now, everybody)

    def _tell_change(self, screen: Screen, message: Message, *, only_if_changed: bool = False) -> None:
        """Send what has changed on one screen since it was told last."""
        now = self._board(screen)
        told = messages.changes(screen.board, now) if screen.board else messages.changes(now, now)
        if only_if_changed and not messages.is_change(told):
            return
        before = screen.rev
        screen.rev, screen.board = before + 1, now
        screen.tell({**message, "prev": before, "rev": screen.rev, **told})

    def _spread(self, changed: set[Changed], but: Screen | None = None) -> None:
        """Let every screen that is open show what stands now."""
        if {"text", "book"} & changed:
            self._all_suggestions = None
            if any(screen.suggestions for screen in self._screens):
                self._start_suggesting()
        for screen in self._screens:
            if screen is but or screen.board is None:
                continue
            if {"text", "lock"} & changed:
                screen.tell(self._doc(screen))
            else:
                self._tell_change(screen, {"kind": "patch"}, only_if_changed=True)
        if "log" in changed:
            self._spread_comparison()

    def _doc(self, screen: Screen, view: str = "") -> Message:
        """All there is: for one view that has asked, or for every view of a screen."""
        store = self.store
        if view and screen.board:
            self._tell_change(screen, {"kind": "patch"}, only_if_changed=True)
        else:
            screen.board, screen.rev = self._board(screen), screen.rev + 1
        board = screen.board
        counts = store.counts + Counter(coding.code for coding in store.own.codings.values())
        return {
            "kind": "doc",
            "key": text_hash("\0".join((str(store.study.folder), store.id, store.coder))),
            **({"view": view} if view else {}),
            "rev": screen.rev,
            "document": messages.document(store.study, store.document, store.transcript),
            "coder": store.coder,
            "readonly": store.readonly,
            **board.whole,
            "codes": messages.codes(store.study.codebook, counts),
            "codings": list(board.codings.values()),
            "suggestions": list(board.suggestions.values()),
            "other": None,
            "coders": [] if self._is_blind(screen) else sorted(store.others),
            "questions": messages.questions(store.study.guide),
            "can": board.can,
            "blind": self._is_blind(screen),
            "acked": [],
            "goto": None,
            "prefs": {"suggestions": screen.suggestions},
        }

    def _board(self, screen: Screen) -> Board:
        store = self.store
        sha, own, book = store.transcript.hash, store.own, store.study.codebook
        found = waiting(own.codings.values(), book)
        return Board(
            {name: self._told_of(coding, sha) for name, coding in own.codings.items()},
            {found.id: messages.suggestion(found) for found in self._suggestions(screen)},
            {
                "codes": messages.codes(book, store.counts),
                "asked": messages.asked(own.asked.values(), sha),
                "memos": dict(own.memos),
                "done": messages.done(own.done, sha),
                "review": [{"coding": one.coding.id, "why": one.why, "said": WHY[one.why]} for one in found],
                "notes": list(store.notes),
            },
            self._can(),
        )

    def _told_of(self, coding: Coding, sha: str) -> Message:
        """A coding as it was told before, as long as nothing happened to it: there may be thousands."""
        known = self._told.get(coding.id)
        if known is None or known[0] is not coding or known[1] != sha:
            known = self._told[coding.id] = (coding, sha, messages.coding(coding, sha))
        return known[2]

    def _can(self) -> Message:
        book = self.store.study.codebook
        codes = {name: coding.code for name, coding in self.store.own.codings.items()}

        def told(event: Event | None) -> str | None:
            return ops.told_of(event, book, codes) if event else None

        undo, redo = self.store.next_steps()
        return {"undo": told(undo), "redo": told(redo)}

    def _is_blind(self, screen: Screen) -> bool:
        return screen.blind and self.store.own.done is None

    def _suggestions(self, screen: Screen) -> list[Coding]:
        if not screen.suggestions or self._is_blind(screen) or not self._all_suggestions:
            return []
        key = (self._all_suggestions, self.store.own)
        if self._open_for is None or any(one is not other for one, other in zip(self._open_for, key, strict=True)):
            self._open = still_open(self._all_suggestions, self.store.own, self.store.transcript.hash)
            self._open_for = key
        return self._open

    def _start_suggesting(self) -> None:
        if self._all_suggestions is None and not self._looking.is_alive():
            self._looking = threading.Thread(target=self._suggest, daemon=True)
            self._looking.start()

    def _suggest(self) -> None:
        """Let the rules go through this document, beside the coding, which does not wait for it."""
        while True:
            store = self.store
            study, text = replace(store.study, documents=(store.document,)), store.transcript.hash
            book = store.study.codebook.hash
            try:
                found = tuple(study.tags)
            except StudyError as error:
                self._complain(error)
                return
            with self._guard:
                if (text, book) == (store.transcript.hash, store.study.codebook.hash):
                    self._all_suggestions = found
                    self._spread(set())
                    return

    def _spread_comparison(self) -> None:
        for screen in self._screens:
            if screen.comparing and screen.board:
                screen.tell(self._other(screen))

    def _complain(self, error: StudyError) -> None:
        with self._guard:
            for screen in self._screens:
                if screen.board:
                    screen.tell({"kind": "error", "error": error.problem, "hint": error.hint})

    def _other(self, screen: Screen) -> Message:
        coder = screen.comparing
        if self._is_blind(screen):
            told = "others are hidden until this document is marked as done"
            return {"kind": "other", "coder": coder, "refused": told}
        if coder not in self.store.others:
            return {"kind": "other", "coder": coder, "refused": f"{coder} has coded nothing here"}
        return compared(self.store, coder)


def _refusal(error: StudyError) -> Message:
    """Why an operation was not written. What the disk refuses may be written later; what makes no sense never."""
    locked = "readonly" if isinstance(error, LockedError) else "disk"
    why = getattr(error, "why", locked if isinstance(error, LogError) else "invalid")
    return {"why": why, "error": error.problem, "hint": error.hint, "fatal": why not in ("disk", "readonly", "closed")}
