"""What stands in a document, put as a screen is told it; what has not changed is not worked out again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from collabstudy.coding.queue import WHYS, Why, waiting
from collabstudy.model.span import text_hash
from collabstudy.widget import messages, ops
from collabstudy.widget.messages import Board, Message

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.model.log import Event
    from collabstudy.widget.store import Store
    from collabstudy.widget.suggesting import Suggesting

SAID: dict[Why, str] = {
    "orphaned": "its words are no longer in the text",
    "ambiguous": "its words stand in several places of the text",
    "changed": "the text has changed here",
    "split": "its code was split: which part is it?",
    "stale": "its code has been defined anew since",
}
assert set(SAID) == set(WHYS)


class Screen(Protocol):
    """What shows a session: one widget, in however many views. `board` is what it was told last, None if nothing."""

    suggestions: bool
    blind: bool
    views: set[str]
    board: Board | None
    rev: int
    comparing: str

    def tell(self, message: Message) -> None:
        """Send a message to the browser."""


class Showing:
    """A store and its suggestions, as screens may see them."""

    def __init__(self, store: Store, suggesting: Suggesting) -> None:
        self._store = store
        self._suggesting = suggesting
        self._told: dict[str, tuple[Coding, str, Message]] = {}

    def is_blind(self, screen: Screen) -> bool:
        """Tell whether suggestions and other coders are hidden from this screen: until the document is done."""
        return screen.blind and self._store.own.done is None

    def suggestions(self, screen: Screen) -> list[Coding]:
        """The suggestions that this screen shows."""
        return self._suggesting.open_now() if screen.suggestions and not self.is_blind(screen) else []

    def board(self, screen: Screen) -> Board:
        """What changes: codings, suggestions, marks, memos, codes, what waits for a person, what can be undone."""
        store = self._store
        sha, own, book = store.transcript.hash, store.own, store.study.codebook
        found = waiting(own.codings.values(), book)
        return Board(
            {name: self._told_of(coding, sha) for name, coding in own.codings.items()},
            {one.id: messages.suggestion(one) for one in self.suggestions(screen)},
            {
                "codes": messages.codes(book, store.counts),
                "asked": messages.asked(own.asked.values(), sha),
                "memos": dict(own.memos),
                "done": messages.done(own.done, sha),
                "review": [{"coding": one.coding.id, "why": one.why, "said": SAID[one.why]} for one in found],
                "notes": list(store.notes),
                "coders": [] if self.is_blind(screen) else sorted(store.others),
                "blind": self.is_blind(screen),
            },
            self._can(),
        )

    def doc(self, screen: Screen, board: Board) -> Message:
        """Everything: the board, and beside it the text, the guide, who else has coded here."""
        store = self._store
        counts = store.counts + Counter(coding.code for coding in store.own.codings.values())
        return {
            "kind": "doc",
            "key": text_hash("\0".join((str(store.study.folder), store.id, store.coder))),
            "rev": screen.rev,
            "document": messages.document(store.study, store.document, store.transcript),
            "coder": store.coder,
            "readonly": store.readonly,
            **board.whole,
            "codes": messages.codes(store.study.codebook, counts),
            "codings": list(board.codings.values()),
            "suggestions": list(board.suggestions.values()),
            "other": None,
            "questions": messages.questions(store.study.guide),
            "can": board.can,
            "acked": [],
            "goto": None,
            "prefs": {"suggestions": screen.suggestions},
        }

    def _told_of(self, coding: Coding, sha: str) -> Message:
        """A coding as it was told before, as long as nothing happened to it: there may be thousands."""
        known = self._told.get(coding.id)
        if known is None or known[0] is not coding or known[1] != sha:
            known = self._told[coding.id] = (coding, sha, messages.coding(coding, sha))
        return known[2]

    def _can(self) -> Message:
        book = self._store.study.codebook
        codes = {name: coding.code for name, coding in self._store.own.codings.items()}

        def told(event: Event | None) -> str | None:
            return ops.told_of(event, book, codes) if event else None

        undo, redo = self._store.next_steps()
        return {"undo": told(undo), "redo": told(redo)}
