"""One run at a time in a study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.locks import LOCKS


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs of this study from starting until the work is done; the system frees it when we die.

    On a drive that has no locks, or where nothing may be written, nobody is kept from anything.

    Raises StudyError when another run is under way.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCKS / "run.lock"
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        problem = "another run of this study is under way"
        raise StudyError(problem, hint="wait until it has ended, or stop it", file=folder) from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        lock.release()
