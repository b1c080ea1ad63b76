"""One document on disk as one coder works on it: text, codebook and logs, and whatever changes there meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import LockedError, LogError, StudyError
from collabstudy.io.kept import kept_text
from collabstudy.io.log import events_of, log_file
from collabstudy.io.log_names import is_coder
from collabstudy.io.logbook import Logbook, open_logbook
from collabstudy.model.consent import may_count
from collabstudy.model.log import Event
from collabstudy.model.undo import steps
from collabstudy.run.opening import look_again
from collabstudy.run.reanchoring import write_missing
from collabstudy.widget import watching
from collabstudy.widget.standing import Standing, standing_of
from collabstudy.widget.watching import Changed, Stamps

if TYPE_CHECKING:
    from collections import Counter

    from collabstudy.model.codebook import Code
    from collabstudy.model.document import Document, Transcript
    from collabstudy.model.study import Study

TORN = "the last line of the log had been torn by a crash and was taken out; nothing that was saved is lost"
_NO_LOG = "close it there, or restart the other kernel; then load this page again"


class Store:
    """What a session knows of the disk. Not safe for threads by itself: the session holds a lock."""

    own: Standing

    def __init__(self, study: Study, document: str, coder: str) -> None:
        self.study = study
        self.id = study.document(document).id
        self.coder = coder
        self._file = self.document.file
        self.path = log_file(study.folder, coder, document)
        self.notes = _notes(study, coder)
        self.readonly: str | None = None
        self.transcript: Transcript = study.transcript(document)
        self.others: dict[str, Standing] = {}
        self._texts = {self.transcript.hash: self.transcript.text}
        self._kept: set[str] = set()
        self._log: Logbook | None = None
        self._closed = False
        self._other_events: dict[str, tuple[Event, ...]] = {}
        self._others_stand = False
        self._count = 0
        self.counts: Counter[str]
        self._elsewhere, self.counts = watching.elsewhere(study, coder, self.id)
        self._stamps: Stamps = self._now()
        self._open()
        try:
            self._read_others(self._stamps, self._stamps)
            self._settle()
            self._add_up()
        except BaseException:
            self.close()
            raise

    @property
    def document(self) -> Document:
        """The row of documents.csv."""
        return self.study.document(self.id)

    @property
    def events(self) -> tuple[Event, ...]:
        """This coder's events in this document."""
        if self._log is not None:
            return self._log.events
        return events_of(self.study.folder, self.coder, self.id, [])

    def knows(self, event: str) -> bool:
        """Tell whether an event with this id is on disk, of this coder or another."""
        return any(e.id == event for events in (self.events, *self._other_events.values()) for e in events)

    def text_of(self, sha: str) -> str | None:
        """The text with this hash: the present one, one that was on a screen, or one that was coded. None when gone."""
        if sha not in self._texts:
            kept = kept_text(self.study.folder, sha)
            if kept is None:
                return None
            self._texts[sha] = kept
        return self._texts[sha]

    def take(self, study: Study) -> set[Changed]:
        """Go on with another reading of the same study."""
        if study is self.study:
            return self.look()
        self.study = study
        changed = self.look() | self._taken_in()
        changed.add("book")
        return changed

    def look(self) -> set[Changed]:
        """See what has changed on disk since the last look, and take it in.

        Raises StudyError while a file cannot be read; what was there before stays, and the next look tries again.
        """
        changed: set[Changed] = set()
        if self._log is None and not self._closed and self._open():
            changed.add("lock")
        now = self._now()
        other = watching.differing(now, self._stamps)
        if not other and not changed:
            return changed
        changed |= {watching.kind(self.study, self._file, path) for path in other}
        if {"book", "text"} & changed:
            look_again(self.study)
            changed -= {"text"}
        self._read_others(other, now)
        changed |= self._taken_in()
        self._stamps = now
        return changed

    def write(self, events: Iterable[Event]) -> None:
        """Let events be on disk when this returns, after the text that their words are in.

        Raises LogError when they cannot be; LockedError when another program holds the log.
        """
        by_coder: dict[str, list[Event]] = {}
        for event in events:
            by_coder.setdefault(event.coder, []).append(event)
        for coder, own in by_coder.items():
            text = self._to_keep(own)
            if coder == self.coder:
                self._own_log().append(own, text=text)
            else:
                with open_logbook(self.study.folder, coder, self.id, codebook=self.study.codebook.hash) as log:
                    log.append(own, text=text)
            self._kept.add(text)
        self._wrote(by_coder.get(self.coder, ()))

    def _to_keep(self, events: Iterable[Event]) -> str:
        """The text that these events name, empty where they name none, or it was kept already."""
        named = [str(event.details["text"]) for event in events if event.details.get("text")]
        text = self.text_of(named[0]) if named else None
        return "" if text is None or text in self._kept else text

    def undo(self, event: str) -> Event | None:
        """Take back the last thing done, under this id; None when there is nothing to take back."""
        undone = self._own_log().undo(id=event)
        self._wrote([undone] if undone else ())
        return undone

    def redo(self, event: str) -> Event | None:
        """Do again what was taken back last; None when there is nothing."""
        redone = self._own_log().redo(id=event)
        self._wrote([redone] if redone else ())
        return redone

    def next_steps(self) -> tuple[Event | None, Event | None]:
        """What undo would take back, and what redo would do again."""
        if self._log is None:
            return None, None
        undoable, redoable = steps(self.events)
        return undoable[-1] if undoable else None, redoable[-1] if redoable else None

    def new_code(self, name: str, parent: str | None, definition: str) -> Code:
        """A code in the codebook's file; one of this name that stands there already is taken."""
        from collabstudy.run.coding import new_code

        self._own_log()
        made = new_code(self.study, name, parent=parent, definition=definition)
        self.look()
        return made

    def close(self) -> None:
        """Give the log free for other programs, for good."""
        self._closed = True
        if self._log is not None:
            self._log.close()
            self._log = None
            self.readonly = "closed"

    def _own_log(self) -> Logbook:
        if self._log is None:
            raise LockedError(self.readonly or "closed", hint=_NO_LOG)
        try:
            counted = may_count(self.document)
        except StudyError as error:
            raise LockedError(error.problem, hint="put its line back into corpus/documents.csv") from error
        if not counted:
            hint = "correct corpus/documents.csv if it was not"
            raise LockedError(f"{self.id} was withdrawn: it is not coded", hint=hint)
        return self._log

    def _open(self) -> bool:
        """Try to be the one who writes."""
        try:
            self._log = open_logbook(self.study.folder, self.coder, self.id, codebook=self.study.codebook.hash)
        except LockedError:
            self.readonly = f"{self.coder}'s codings of {self.id} are open in another notebook"
            return False
        except LogError as error:
            self.readonly = error.problem
            return False
        self.readonly = None
        if self._log.repaired:
            self.notes.append(TORN)
        return True

    def _wrote(self, events: Sequence[Event]) -> None:
        """Take in what this program itself has written. It is on disk, whatever else cannot be read just now."""
        try:
            now = self._now()
            self._read_others(watching.differing(now, self._stamps), now)
            on_this = all(event.details.get("text", self.transcript.hash) == self.transcript.hash for event in events)
            self._taken_in(events, settle=not on_this)
        except StudyError:
            now = {}  # so the next look takes in everything, or says what is wrong
        self._stamps = now

    def _taken_in(self, events: Sequence[Event] | None = None, *, settle: bool = False) -> set[Changed]:
        """Work out what stands, after these events of ours or else anew; tell whether the text is another."""
        for name in ("folded", "_agreed"):
            vars(self.study).pop(name, None)  # whoever asks this study for its codings gets today's
        fresh = self.study.transcript(self.id)
        self._file = self.document.file
        changed: set[Changed] = {"text"} if fresh != self.transcript else set()
        self.transcript = fresh
        self._texts[fresh.hash] = fresh.text
        if settle or changed:
            self._settle()
        self._add_up(None if settle or changed else events)
        return changed

    def _settle(self) -> None:
        """Write down where this coder's codings stand on a changed text: the same lines on every machine."""
        if self._log is None:
            return
        try:
            write_missing(self.study, self._log)
        except LogError:  # it is found again on every reading, and written by the next who can
            return

    def _add_up(self, new: Sequence[Event] | None = None) -> None:
        """Fold the logs; of this coder's only what new events touch, where nothing else has come in."""
        events = self.events
        alone = new is not None and len(events) == self._count + len({event.id for event in new})
        self._count = len(events)
        self.own = standing_of(
            self.study,
            self.id,
            events,
            elsewhere=self._elsewhere,
            before=self.own if alone else None,
            touched={str(event.details.get("coding")) for event in new or ()},
        )
        if not alone or not self._others_stand:
            self.others = {c: standing_of(self.study, self.id, told) for c, told in self._other_events.items()}
            self._others_stand = True

    def _read_others(self, changed: Collection[Path], now: Collection[Path]) -> None:
        for path in changed:
            coder = path.parent.name
            if path.suffix != ".jsonl" or coder == self.coder:
                continue
            self._others_stand = False
            self._other_events.pop(coder, None)
            if path in now and is_coder(coder):
                self._other_events[coder] = events_of(self.study.folder, coder, self.id, [])

    def _now(self) -> Stamps:
        return watching.stamps(self.study, self._file, self.id)


def _notes(study: Study, coder: str) -> list[str]:
    if not study.settings.coders or coder in study.settings.coders or coder == "consensus":
        return []
    return [f"{coder} is not among the coders of study.toml; the codings count all the same"]
