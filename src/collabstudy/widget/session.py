"""One document, one coder, many screens: each hears what was done on the others, in Python, or on disk."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.widget import messages
from collabstudy.widget.comparison import compared
from collabstudy.widget.doing import do, refusal
from collabstudy.widget.messages import PROTO, Message
from collabstudy.widget.showing import Screen, Showing
from collabstudy.widget.store import Store
from collabstudy.widget.suggesting import Suggesting
from collabstudy.widget.watching import Changed

if TYPE_CHECKING:
    from collabstudy.model.study import Study
    from collabstudy.widget.ops import Op

_OPEN: dict[tuple[Path, str, str], Session] = {}
_ONE_AT_A_TIME = threading.RLock()


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
        self.suggesting = Suggesting(store, self._guard, lambda: self._spread(set()), self._complain)
        self._showing = Showing(store, self.suggesting)

    def join(self, screen: Screen) -> None:
        """Show this session on one more screen."""
        with self._guard:
            self._screens.append(screen)
            if screen.suggestions:
                self.suggesting.start()

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
            self._spread(self.store.take(study))

    def look(self) -> None:
        """See whether something has changed on disk, and tell the screens."""
        with self._guard:
            self._spread(self.store.look())

    def hear(self, screen: Screen, message: Mapping[str, Any]) -> None:
        """Answer a message from the browser."""
        view = str(message.get("view", ""))
        with self._guard:
            if message.get("kind") == "op" and isinstance(message.get("op"), Mapping):
                self._op(screen, view, message["op"])
                return
            try:
                self._answer(screen, view, message)
            except StudyError as error:
                screen.tell({"view": view, **_error(error.problem, error.hint)})

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
            self._tell_all(screen, view)
        elif (kind, what) == ("ask", "compare"):
            screen.comparing = str(message.get("coder") or "")
            screen.tell({"view": view, **self._other(screen)})

    def _hello(self, screen: Screen, view: str, message: Mapping[str, Any]) -> None:
        if message.get("proto") != PROTO:
            told = _error("page and kernel are of two versions", "restart the kernel, then load the page again")
            screen.tell({"view": view, **told})
            return
        self._look(screen)
        screen.views.add(view)
        known = {event.id for event in self.store.events}
        self._tell_all(screen, view, [op_id for op_id in message.get("outbox") or () if op_id in known])

    def _bye(self, screen: Screen, view: str) -> None:
        """A view has gone; a screen without any is told nothing until one says hello."""
        screen.views.discard(view)
        if not screen.views:
            screen.board, screen.comparing = None, ""

    def _op(self, screen: Screen, view: str, op: Op) -> None:
        told = {"view": view, "op_id": str(op.get("op_id", ""))}
        try:
            self._look(screen)
            said = do(self.store, self._showing.suggestions(screen), op)
        except StudyError as error:
            nack = refusal(error)
            screen.tell({"kind": "nack", **told, **nack})
            if nack["why"] == "text":
                self._tell_all(screen, view)
            return
        except Exception as error:
            wrong = {"why": "fault", "error": f"the kernel has failed: {type(error).__name__}", "fatal": False}
            screen.tell({"kind": "nack", **told, **wrong, "hint": "restart the kernel and run the cell again"})
            raise
        self._tell_change(screen, {"kind": "ack", **told, **said})
        self._spread(set(), but=screen)
        self._after(screen, op)

    def _after(self, screen: Screen, op: Op) -> None:
        """Tell what does not go into an ack: a text that has changed, what was hidden until now, the comparison."""
        for one in self._screens:
            on_old_text = one is screen and op.get("base") != self.store.transcript.hash
            if one.board and (on_old_text or (one.blind and op.get("type") == "done")):
                self._tell_all(one)
        if op.get("type") in ("adopt", "remove", "done"):
            self._spread_comparison()

    def _look(self, screen: Screen) -> None:
        try:
            changed = self.store.look()
        except StudyError as error:  # somebody is in the middle of changing a file
            screen.tell(_error(error.problem, error.hint))
            return
        if changed:
            self._spread(changed)

    def _spread(self, changed: set[Changed], but: Screen | None = None) -> None:
        """Let every screen that is looked at show what stands now."""
        if {"text", "book"} & changed and any(screen.suggestions for screen in self._screens):
            self.suggesting.start(anew=True)
        for screen in self._screens:
            if screen is but or screen.board is None:
                continue
            if {"text", "lock"} & changed:
                self._tell_all(screen)
            else:
                self._tell_change(screen, {"kind": "patch"}, even_if_none=False)
        if "log" in changed:
            self._spread_comparison()

    def _tell_change(self, screen: Screen, message: Message, *, even_if_none: bool = True) -> None:
        """Send what has changed on one screen since it was told last."""
        now = self._showing.board(screen)
        told = messages.changes(screen.board or now, now)
        if even_if_none or messages.is_change(told):
            before, screen.rev, screen.board = screen.rev, screen.rev + 1, now
            screen.tell({**message, "prev": before, "rev": screen.rev, **told})

    def _tell_all(self, screen: Screen, view: str = "", acked: list[str] | None = None) -> None:
        """Send everything: to one view that has asked, whose neighbours miss nothing by it, or to all of a screen."""
        if view and screen.board:
            self._tell_change(screen, {"kind": "patch"}, even_if_none=False)
        else:
            screen.board, screen.rev = self._showing.board(screen), screen.rev + 1
        assert screen.board is not None
        doc = self._showing.doc(screen, screen.board) | {"acked": acked or []}
        screen.tell(doc | {"view": view} if view else doc)

    def _spread_comparison(self) -> None:
        for screen in self._screens:
            if screen.comparing and screen.board:
                screen.tell(self._other(screen))

    def _other(self, screen: Screen) -> Message:
        coder = screen.comparing
        if self._showing.is_blind(screen):
            told = "others are hidden until this document is marked as done"
            return {"kind": "other", "coder": coder, "refused": told}
        if coder not in self.store.others:
            return {"kind": "other", "coder": coder, "refused": f"{coder} has coded nothing here"}
        return compared(self.store, coder)

    def _complain(self, error: StudyError) -> None:
        with self._guard:
            for screen in self._screens:
                if screen.board:
                    screen.tell(_error(error.problem, error.hint))


def _error(problem: str, hint: str) -> Message:
    return {"kind": "error", "error": problem, "hint": hint}
