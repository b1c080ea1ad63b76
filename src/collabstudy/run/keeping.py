"""The study's cache as a run sees it: it counts what had to be made, and is never more than a help."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from collabstudy.io.cache import DiskCache

_SEAL = 4  # bytes


@dataclass(frozen=True, slots=True)
class Keeping:
    """A cache on disk that can be torn, full or forbidden: then what it held, or would hold, is made again.

    `made` counts by shelf what was put in: what could not be taken out, and so had to be made.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> cache = Keeping(folder)
    >>> cache.put("transcripts", "abc", b"a whole interview")
    >>> cache.get("transcripts", "abc"), cache.made["transcripts"]
    (b'a whole interview', 1)
    >>> _ = (folder / "transcripts" / "abc").write_bytes(b"a whole inter")
    >>> cache.get("transcripts", "abc") is None
    True
    """

    folder: Path
    made: Counter[str] = field(default_factory=Counter)

    def get(self, shelf: str, key: str) -> bytes | None:
        """What was put under this key; None when there is nothing, or not what was put there."""
        try:
            kept = DiskCache(self.folder).get(shelf, key)
        except OSError:
            return None
        if kept is None or len(kept) < _SEAL:
            return None
        value = kept[:-_SEAL]
        return value if kept[-_SEAL:] == _seal(value) else None

    def put(self, shelf: str, key: str, value: bytes) -> None:
        """Keep bytes, whole or not at all; where the disk refuses, the next run takes longer."""
        self.made[shelf] += 1
        with suppress(OSError):
            DiskCache(self.folder).put(shelf, key, value + _seal(value))


def _seal(value: bytes) -> bytes:
    return crc32(value).to_bytes(_SEAL, "little")
