"""A coder's log of one document, held open by the one program that may write it."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from collabstudy.errors import LogError
from collabstudy.io.appending import append_whole
from collabstudy.io.kept import keep_text
from collabstudy.io.locks import hold
from collabstudy.io.log import events_of, log_file
from collabstudy.io.log_lines import event_of, to_line
from collabstudy.io.mending import mend
from collabstudy.model.event import moment
from collabstudy.model.log import Do, Event, Folded, fold, later
from collabstudy.model.undo import again, inverse, steps

if TYPE_CHECKING:
    from filelock import BaseFileLock

_OPEN: dict[tuple[int, Path], Logbook] = {}
_ONE_AT_A_TIME = threading.RLock()
_ID = 8
"""Random bytes in the id of an event: two of ten million events have one id once in 370,000 studies."""


def open_logbook(folder: Path, coder: str, document: str, *, codebook: str = "") -> Logbook:
    """Open a coder's log of a document for writing; `codebook` is the hash that goes into what is written.

    A last line that a crash tore is cut off and kept in `repaired`: nobody was told that it was saved. In one process
    the same log is opened once, however often this is called; each has to be closed.

    Raises:
        LockedError: another program is writing it; it can still be read (`events_of`).
        LogError: nothing can be written here, or the names could be no file.
    """
    path = log_file(folder.resolve(), coder, document)
    _no_twin(path.parent)
    with _ONE_AT_A_TIME:
        book = _OPEN.get((os.getpid(), path))
        if book is None:
            lock = hold(folder.resolve(), path)
            try:
                book = Logbook(folder.resolve(), coder, document, lock)
            except BaseException:
                lock.release()
                raise
            _OPEN[(os.getpid(), path)] = book
        book.codebook = codebook or book.codebook
        book._readers += 1
        return book


class Logbook:
    """What one coder did in one document, and the only way to add to it. Made by `open_logbook`.

    May be used from several threads. What is returned is on disk.
    """

    def __init__(self, folder: Path, coder: str, document: str, lock: BaseFileLock) -> None:
        self.folder = folder
        self.coder = coder
        self.document = document
        self.codebook = ""
        self.path = log_file(folder, coder, document)
        self.repaired = mend(self.path)
        self._lock = lock
        self._thread = threading.RLock()
        self._readers = 0
        self._kept: tuple[str, str] | None = None
        self._seen: tuple[int, int, int] | None = None
        self._events: dict[str, Event] = {}
        self._stands: dict[str, bool] = {}
        self._last = ""
        self._read()

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of this log in the order of its lines, each once; read again when the file has changed."""
        with self._thread:
            self._refresh()
            return tuple(self._events.values())

    @property
    def folded(self) -> Folded:
        """What they add up to."""
        return fold(self.events)

    @property
    def undoable(self) -> Event | None:
        """What `undo` would undo."""
        done, _ = steps(self.events)
        return done[-1] if done else None

    @property
    def redoable(self) -> Event | None:
        """What `redo` would do again."""
        _, undone = steps(self.events)
        return undone[-1] if undone else None

    def write(self, do: Do, *, id: str = "", **details: Any) -> Event:  # noqa: A002 - it is the event's
        """Write one event; see `append`."""
        return self.append([Event(id, "", do, self.coder, self.document, "", details)])[0]

    def append(self, events: Iterable[Event], *, text: str = "") -> tuple[Event, ...]:
        """Write events, all or none, and return them as they stand in the log.

        Id, time, codebook and the id of a new coding are filled in where they are empty; times go forward only,
        whatever the clock says. An event whose id is in the log already is not written again. `text` is kept before.

        Raises LogError when the disk refuses, or an event makes no sense here: no such coding, or one made twice.
        """
        with self._thread:
            self._check_open()
            if text:
                self.keep(text)
            self._refresh()
            new: dict[str, Event] = {}
            told = []
            stands, last = dict(self._stands), self._last
            for event in events:
                known = self._events.get(event.id) or new.get(event.id)
                if known is None:
                    known = self._stamped(event, last)
                    self._check(known, stands)
                    new[known.id] = known
                    last = max(last, known.time, key=moment)
                told.append(known)
            if new:
                self._write(new, stands, last)
            return tuple(told)

    def keep(self, text: str) -> str:
        """Keep the text that is coded, and return its name; on disk when this returns."""
        with self._thread:
            self._check_open()
            if self._kept is None or self._kept[0] != text:
                self._kept = (text, keep_text(self.folder, text))
            return self._kept[1]

    def undo(self, *, id: str = "") -> Event | None:  # noqa: A002 - it is the event's
        """Undo the last thing that was done, by writing what undoes it; None when there is nothing."""
        with self._thread:
            last = self.undoable
            if id in self._events or last is None:
                return self._events.get(id)
            return self.append([replace(inverse(last, self._history(last)), id=id)])[0]

    def redo(self, *, id: str = "") -> Event | None:  # noqa: A002 - it is the event's
        """Do again what was undone last; None when there is nothing, or something new was done since."""
        with self._thread:
            last = self.redoable
            if id in self._events or last is None:
                return self._events.get(id)
            return self.append([replace(again(last), id=id)])[0]

    def close(self) -> None:
        """Let others write, as soon as everyone who opened it here has closed it."""
        with _ONE_AT_A_TIME, self._thread:
            self._readers = max(0, self._readers - 1)
            if not self._readers:
                _OPEN.pop((os.getpid(), self.path), None)
                self._lock.release()

    def __enter__(self) -> Logbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_open(self) -> None:
        if _OPEN.get((os.getpid(), self.path)) is not self:
            raise LogError("this log is closed", hint="open it again", file=self.path)

    def _stamped(self, event: Event, last: str) -> Event:
        """The event with what was empty filled in, as it will be read again. Raises LogError when it could not be."""
        details = dict(event.details)
        if event.do in ("add", "accept") and not details.get("coding"):
            details["coding"] = f"c-{secrets.token_hex(_ID)}"
        stamped = Event(
            event.id or f"e-{secrets.token_hex(_ID)}",
            event.time or _after(last),
            event.do,
            event.coder,
            event.document,
            event.codebook or self.codebook,
            details,
        )
        return event_of(to_line(stamped).rstrip(), self.coder, self.document)

    def _check(self, event: Event, stands: dict[str, bool]) -> None:
        """Refuse what would say nothing; note what the event makes of its coding."""
        coding = str(event.details.get("coding", ""))
        if event.do in ("add", "accept"):
            bringing_back = "undoes" in event.details or "redoes" in event.details
            if stands.get(coding) and not bringing_back:
                raise LogError(f"coding {coding} is there already", hint="recode or move it", file=self.path)
            stands[coding] = True
        elif coding and event.do != "reject":
            if coding not in stands:
                raise LogError(f"{self.coder} has no coding {coding} in {self.document}", file=self.path)
            if event.do == "remove" and not stands[coding] and "redoes" not in event.details:
                raise LogError(f"coding {coding} is removed already", file=self.path)
            stands[coding] = stands[coding] and event.do != "remove"

    def _write(self, new: dict[str, Event], stands: dict[str, bool], last: str) -> None:
        lines = b"".join(map(to_line, new.values()))
        before = self._seen[1] if self._seen else 0
        append_whole(self.path, lines, root=self.folder)
        after = _look(self.path)
        self._events |= new
        self._stands, self._last = stands, last
        self._seen = after if after and after[1] == before + len(lines) else None

    def _refresh(self) -> None:
        """Read again when somebody else has changed the file, as git does when branches are merged."""
        if self._seen is None or _look(self.path) != self._seen:
            self._read()

    def _read(self) -> None:
        self._seen = _look(self.path)
        events = events_of(self.folder, self.coder, self.document, [])
        self._events = {}
        for event in events:
            self._events.setdefault(event.id, event)
        folded = fold(events)
        self._stands = dict.fromkeys((coding.id for coding in folded.removed), False)
        self._stands |= dict.fromkeys((coding.id for coding in (*folded.codings, *folded.asked)), True)
        self._last = max((event.time for event in events), key=moment, default="0001-01-01T00:00:00Z")

    def _history(self, event: Event) -> list[Event]:
        """The events in which a former state is found: a memo about a case may stand in another document's log."""
        if event.do != "memo" or event.details.get("about", "document") == "document":
            return list(self.events)
        logs = sorted(self.path.parent.glob("*.jsonl"))
        return [one for log in logs for one in events_of(self.folder, self.coder, log.stem, [])]


def _no_twin(own: Path) -> None:
    """Refuse a coder whose folder would be another's where capitals do not count."""
    for other in own.parent.glob("*"):
        if other.name != own.name and _folder(other.name) == _folder(own.name):
            raise LogError(f"there is a coder `{other.name}`", hint="write the name as it is there", file=own)


def _folder(name: str) -> str:
    """A name as the disks see it that know no capitals, and spell an accented letter as two signs."""
    return normalize("NFC", name).casefold()


def _after(last: str) -> str:
    """Now, or a microsecond after what was written last when the clock is behind that."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return now if moment(last) < moment(now) else later(last)


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)
