"""Files that we make: written whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from collabstudy.errors import StudyError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside the old one, then put it in its place; a full disk leaves the old one whole.

    Raises StudyError when the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, error: OSError) -> StudyError:
    return StudyError(
        f"not written: {error.strerror}",
        hint="free some space, or ask who may write here; what was there is whole",
        file=path,
    )
