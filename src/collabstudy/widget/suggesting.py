"""What the codebook's terms suggest in one document, found beside the coding, which does not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from collabstudy.errors import StudyError
from collabstudy.widget.standing import still_open

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.widget.standing import Standing
    from collabstudy.widget.store import Store


class Suggesting:
    """The rules' codings of a store's document. `found` is called, on a thread of its own, when there are some.

    `guard` is the session's lock: while it is held nothing changes here.
    """

    def __init__(
        self,
        store: Store,
        guard: threading.RLock,
        found: Callable[[], None],
        failed: Callable[[StudyError], None],
    ) -> None:
        self._store = store
        self._guard = guard
        self._tell_found = found
        self._tell_failed = failed
        self._all: tuple[Coding, ...] | None = None
        self._open: list[Coding] = []
        self._open_for: tuple[tuple[Coding, ...], Standing] | None = None
        self._thread = threading.Thread(target=self._look)

    def open_now(self) -> list[Coding]:
        """Those that the coder has not decided on; none as long as they are being looked for."""
        if self._all is None:
            return []
        known = self._open_for
        if known is None or known[0] is not self._all or known[1] is not self._store.own:
            self._open = still_open(self._all, self._store.own, self._store.transcript.hash)
            self._open_for = (self._all, self._store.own)
        return self._open

    def start(self, *, anew: bool = False) -> None:
        """Look for them, unless they are known, or being looked for already."""
        if anew:
            self._all = None
        if self._all is None and not self._thread.is_alive():
            self._thread = threading.Thread(target=self._look, daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the rules have gone through the text; tell whether they have."""
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _look(self) -> None:
        while True:
            study, text = self._store.study, self._store.transcript.hash
            try:
                found = tuple(replace(study, documents=(study.document(self._store.id),)).tags)
            except StudyError as error:
                self._tell_failed(error)
                return
            with self._guard:
                if (text, study.codebook.hash) == (self._store.transcript.hash, self._store.study.codebook.hash):
                    self._all = found
                    self._tell_found()
                    return
