"""Lines at the end of a file: on disk, or not there at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from collabstudy.errors import LogError

_SPACE = "free some space, then do it again: what was there before is whole"
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # what some network drives say of folders
_RIGHTS = "ask who may write here; what is there can still be read"


def append_whole(path: Path, lines: bytes, *, root: Path) -> None:
    """Write lines at the end of a file, made with its folders below `root` if need be; on disk when this returns.

    One write, at the end wherever that is by then. A last line that has no end is ended first. Raises LogError when the
    disk refuses, with the file as it was.
    """
    new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _append(handle, lines)
        finally:
            os.close(handle)
        if new:
            settle(path.parent, root)
    except OSError as error:
        if new and path.exists() and not path.stat().st_size:
            path.unlink()
        raise refused(path, error) from error


def cut(path: Path, size: int) -> None:
    """Take away what stands after the first `size` bytes. Raises LogError when the disk refuses."""
    try:
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())
    except OSError as error:
        raise refused(path, error) from error


def settle(folder: Path, root: Path) -> None:
    """Have the names of files in a folder, and of the folders above it up to `root`, on disk too."""
    if os.name == "nt":
        return  # Windows knows no such thing, and needs none
    for place in (folder, *folder.parents):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
        finally:
            os.close(handle)
        if place == root:
            return


def refused(path: Path, error: OSError) -> LogError:
    """What to say when a file cannot be written."""
    no_right = isinstance(error, PermissionError) or error.errno == errno.EROFS
    return LogError(f"not written: {error.strerror}", hint=_RIGHTS if no_right else _SPACE, file=path)


def _append(handle: int, lines: bytes) -> None:
    before = os.fstat(handle).st_size
    if before and _last(handle, before) != b"\n":
        lines = b"\n" + lines
    written = 0
    try:
        while written < len(lines):  # a disk that is nearly full takes a part first
            written += os.write(handle, lines[written:])
        os.fsync(handle)
    except OSError:
        if os.fstat(handle).st_size == before + written:  # else somebody else has written behind it
            os.ftruncate(handle, before)
            os.fsync(handle)
        raise


def _last(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)
