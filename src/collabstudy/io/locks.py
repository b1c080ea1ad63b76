"""One writer at a time: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import LockedError
from collabstudy.io.appending import refused

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCKS = ".collabstudy/locks"


def hold(folder: Path, log: Path) -> BaseFileLock:
    """The lock of a log, held by this process until it is released or the process ends, however it ends.

    Raises LockedError when another process holds it, LogError when this folder cannot be written.
    """
    from filelock import FileLock, Timeout

    coder, document = log.parent.name, log.stem
    path = folder / LOCKS / coder / f"{document}.lock"
    try:
        _may_write(log)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, thread_local=False)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(
            f"{coder}'s codings of {document} are being written by another program",
            hint="close the other notebook, or stop its kernel; until then they can be read here",
            file=log,
        ) from error
    except OSError as error:
        raise refused(log, error) from error
    return lock


def _may_write(log: Path) -> None:
    """Find out before anything is written. Raises OSError."""
    if log.exists():
        os.close(os.open(log, os.O_WRONLY | os.O_APPEND))
        return
    there = next(place for place in log.parents if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(13, os.strerror(13), str(there))
