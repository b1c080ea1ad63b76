"""One writer at a time: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import LockedError, StudyError
from collabstudy.io.appending import refused

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCKS = ".collabstudy/locks"
_PATIENCE = 20
"""Seconds; whoever writes a codebook or a register is done in one."""


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


@contextmanager
def in_turn(folder: Path, what: str) -> Iterator[None]:
    """Wait until no other program reads and rewrites what people share: the `codebook`, the `register`.

    On a drive that has no locks nobody waits. Raises LockedError when the other does not come to an end.
    """
    problem = f"another program is writing the {what}"
    with held(folder, what, _PATIENCE, LockedError(problem, hint="close it, then do this again", file=folder)):
        yield


@contextmanager
def held(folder: Path, what: str, patience: float, otherwise: StudyError) -> Iterator[None]:
    """Hold a lock of the study while something is done; after `patience` seconds of waiting `otherwise` is raised.

    On a drive that has no locks, or where nothing may be written, nobody is kept from anything.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCKS / f"{what}.lock")
    try:
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise otherwise from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        lock.release()


def _may_write(log: Path) -> None:
    """Find out before anything is written. Raises OSError."""
    if log.exists():
        os.close(os.open(log, os.O_WRONLY | os.O_APPEND))
        return
    there = next(place for place in log.parents if place.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(13, os.strerror(13), str(there))
