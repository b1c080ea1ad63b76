"""The widget itself: what anywidget must know of a session, and what a notebook may ask of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from traitlets import Int

from collabstudy.coding.queue import waiting
from collabstudy.errors import StudyError
from collabstudy.model.consent import may_quote
from collabstudy.widget import static_html
from collabstudy.widget.headless import is_headless
from collabstudy.widget.standing import is_placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas

    from collabstudy.model.coding import Coding
    from collabstudy.widget.messages import Board, Message
    from collabstudy.widget.session import Session

STATIC = Path(__file__).parent / "static"


class Coder(anywidget.AnyWidget):
    """One document on the screen. Its text is told to the browser when that asks, and is in nothing that is saved."""

    _esm = STATIC / "coder.js"
    _css = STATIC / "coder.css"
    height = Int(640).tag(sync=True)

    def __init__(self, session: Session, *, suggestions: bool, blind: bool, height: int) -> None:
        super().__init__(height=height)
        self.suggestions = suggestions
        self.blind = blind
        self.views: set[str] = set()
        self.board: Board | None = None
        self.rev = 0
        self.comparing = ""
        self._session = session
        self._empty = threading.Event()
        self._acked: set[str] = set()
        self._turn: int | None = None
        self.on_msg(self._heard)
        session.join(self)

    def __repr__(self) -> str:
        store = self._session.store
        return f"<Coder {store.id} by {store.coder}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget for those who can show it; for all others a card, without a word of the transcript."""
        data, metadata = ({}, {}) if is_headless() else super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/html": self._card(), "text/plain": repr(self)}, metadata

    def codings(self) -> pandas.DataFrame:
        """This coder's codings in this document, as they stand: one row each, in the order of the text.

        The quote is NA where the document may not be quoted, and holds no name that may not be told.
        """
        import pandas

        self._session.look()
        store = self._session.store
        rows = [
            (c.id, c.code, c.status, c.start, c.end, self._quote(c), c.memo or None, c.created)
            for c in store.own.codings.values()
        ]
        columns = ["coding", "code", "status", "start", "end", "quote", "memo", "created"]
        return pandas.DataFrame(rows, columns=columns).convert_dtypes()

    def status(self) -> dict[str, Any]:
        """How things stand: counts, who may write, whether it is done; all of what is counted is on disk."""
        self._session.look()
        store = self._session.store
        return {
            "document": store.id,
            "coder": store.coder,
            "text": store.transcript.hash,
            "codings": len(store.own.codings),
            "to_review": len(waiting(store.own.codings.values(), store.study.codebook)),
            "done": store.own.done is not None,
            "readonly": store.readonly,
            "shown": self.board is not None,
        }

    def goto(self, *, turn: int) -> None:
        """Scroll to a turn, by its number. Raises StudyError when there is none."""
        turns = [found.number for found in self._session.store.transcript.turns]
        if turn not in turns:
            raise StudyError(f"{self._session.store.id} has no turn {turn}", hint=f"from {turns[0]} to {turns[-1]}")
        self._turn = turn
        self.tell({"kind": "goto", "turn": turn})

    def flush(self, timeout: float = 5) -> bool:
        """Ask the page for everything that it has not saved yet, and wait; tell whether it has nothing left.

        While a cell runs, this needs a kernel with subshells (ipykernel 7, JupyterLab 4.4); elsewhere it is False.
        """
        if self.board is None:
            return True
        self._empty.clear()
        self.tell({"kind": "ping"})
        return self._empty.wait(timeout)

    def close(self) -> None:
        """Take the widget from the screen. With the last one of this document, others may write its log."""
        if self.comm is not None:
            self.tell({"kind": "closed", "reason": "closed from Python"})
        self._session.leave(self)
        super().close()

    def tell(self, message: Message) -> None:
        """Send a message to the browser."""
        if message["kind"] == "doc":
            message = message | {"goto": self._turn}
            message["prefs"] = message["prefs"] | {"height": self.height}
        if message["kind"] == "ack":
            self._acked.add(message["op_id"])
        self.send(message)

    def _heard(self, _: object, message: Mapping[str, Any], __: object) -> None:
        self._session.hear(self, message)
        if message.get("kind") == "pong" and set(message.get("outbox") or ()) <= self._acked:
            self._empty.set()

    def _quote(self, coding: Coding) -> str | None:
        store = self._session.store
        if not may_quote(store.document):
            return None
        names = store.study.names_in(store.id)
        if is_placed(coding, store.transcript.hash):
            return names.standing(store.transcript, coding.start, coding.end)
        return names.replaced(coding.quote)

    def _card(self) -> str:
        store = self._session.store
        codings = [c for c in store.own.codings.values() if c.status != "retired"]
        return static_html.card(store.id, store.coder, store.study.codebook, codings, done=store.own.done is not None)
