"""The cache on disk, under .collabstudy; deleting it changes nothing but time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DiskCache:
    """One file per key, in one folder per shelf, written whole or not at all.

    >>> import tempfile
    >>> cache = DiskCache(Path(tempfile.mkdtemp()))
    >>> cache.put("tokens", "abc", b"1 2 3")
    >>> cache.get("tokens", "abc"), cache.get("tokens", "xyz")
    (b'1 2 3', None)
    """

    folder: Path

    def get(self, shelf: str, key: str) -> bytes | None:
        """What was put under this key, or None."""
        try:
            return (self.folder / shelf / key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, shelf: str, key: str, value: bytes) -> None:
        """Keep bytes; a crash or a full disk leaves the old content or none."""
        place = self.folder / shelf
        place.mkdir(parents=True, exist_ok=True)
        temporary = place / f".new-{os.getpid()}-{key}"
        try:
            temporary.write_bytes(value)
            temporary.replace(place / key)
        finally:
            temporary.unlink(missing_ok=True)
