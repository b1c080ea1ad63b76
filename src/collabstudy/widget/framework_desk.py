"""The framework matrix of one study, for whoever has it open: answers what the page asks, writes what it saves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from collabstudy.compare.framework import Framework, FrameworkCell
from collabstudy.compare.framework import framework as made
from collabstudy.errors import StudyError
from collabstudy.run import summaries
from collabstudy.run.opening import look_again
from collabstudy.widget import framework_messages as messages

if TYPE_CHECKING:
    from collabstudy.model.study import Study

Message = dict[str, Any]
Tell = Callable[[Mapping[str, Any]], None]
_OPEN: WeakSet[Desk] = WeakSet()


class Desk:
    """What is on the screen of one editor. Safe for threads: messages come on several.

    A cell is saved as it was opened: tied to the passages that were shown with it, and only if its file is still the
    one that was read. What one editor writes, the others of the study show too.
    """

    def __init__(
        self, study: Study, *, codes: Sequence[str] | None, cases: Collection[str] | None, by: str = ""
    ) -> None:
        self.study = study
        self._codes, self._cases, self._by = codes, cases, by
        self._guard = threading.RLock()
        self._screens: list[Tell] = []
        self._opened: dict[tuple[str, str, str], FrameworkCell] = {}
        self.table = self._made()
        _OPEN.add(self)

    def join(self, tell: Tell) -> None:
        """Show this desk on a screen."""
        self._screens.append(tell)

    def leave(self, tell: Tell) -> None:
        """One screen less."""
        self._screens = [other for other in self._screens if other != tell]

    def hear(self, message: Mapping[str, Any], tell: Tell) -> None:
        """Answer a message from the browser; what cannot be done is answered with the reason."""
        view, op = str(message.get("view", "")), message.get("op")
        with self._guard:
            try:
                answer = self._answer(str(message.get("kind", "")), view, message)
            except StudyError as error:
                tell({"kind": "refused", "view": view, "op": op, "problem": error.problem, "hint": error.hint})
                return
            if answer:
                tell({"view": view, "op": op, **answer})

    def _answer(self, kind: str, view: str, message: Mapping[str, Any]) -> Message | None:
        if kind in ("hello", "refresh"):
            self._look()
            return messages.grid(self.table)
        case, code = str(message.get("case", "")), str(message.get("code", ""))
        if kind == "open":
            return {"kind": "cell", **self._open(view, case, code)}
        if kind in ("save", "confirm"):
            read = self._opened.get((view, case, code))
            if read is None or read.version != message.get("version"):
                raise StudyError("this cell is shown as it no longer is", hint="open it again; what is typed stays")
            self._write(kind, read, str(message.get("text", "")))
            return {"kind": "saved", **self._open(view, case, code)}
        return None

    def _write(self, kind: str, read: FrameworkCell, text: str) -> None:
        if kind == "confirm":
            summaries.confirm(self.study, read.case, read.code, by=self._by, read=read)
        elif text.strip():
            summaries.write(self.study, read.case, read.code, text, by=self._by, read=read)
        elif read.summary is not None:
            summaries.remove(self.study, read.case, read.code, read=read)
        else:
            raise StudyError("there is nothing to save", hint="type what the case says of the theme")
        for desk in [desk for desk in _OPEN if _folder(desk.study) == _folder(self.study)]:
            desk.take(read.case, read.code)

    def take(self, case: str, code: str) -> None:
        """Show a cell as it is now."""
        if (case, code) not in self.table.cells:
            return
        self.table = self.table.with_cell(self._cell(case, code))
        told = {"kind": "changed", **messages.place(self.table, case, code), "told": self.table.told}
        for tell in self._screens:
            tell(told)

    def _open(self, view: str, case: str, code: str) -> Message:
        cell = self._cell(case, code)
        if cell != self.table.cell(case, code):
            self.take(case, code)
        self._opened[view, case, code] = cell
        return messages.opened(self.study, self.table, cell)

    def _cell(self, case: str, code: str) -> FrameworkCell:
        self.table.cell(case, code)  # a page can only ask for what is on it
        return made(self.study, cases=[case], codes=[code]).cell(case, code)

    def _look(self) -> None:
        """See what is on disk now: codings, sources and codebook too."""
        look_again(self.study)
        self.table = self._made()

    def _made(self) -> Framework:
        return made(self.study, codes=self._codes, cases=self._cases)


def _folder(study: Study) -> Path:
    return study.folder.resolve()
