"""Zip archives (docx, odt, xlsx …) opened with suspicion."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from collabstudy.errors import SourceError

if TYPE_CHECKING:
    from collabstudy.io.source import Source

MOST_PARTS = 20_000
MOST_BYTES_IN_A_PART = 256 * 1024 * 1024
MOST_BYTES = 1024 * 1024 * 1024
SUSPICIOUS_RATIO = 300
"""Office files shrink ten- to fiftyfold; a bomb a thousandfold."""
SUSPICIOUS_FROM = 8 * 1024 * 1024
"""A small part may shrink as much as it likes."""
SAVE_AGAIN = "open it in the program that made it and save it again, or ask for another copy"


@dataclass(frozen=True, slots=True)
class SafeArchive:
    """The parts of an archive, read one at a time into memory; nothing is ever written to disk."""

    file: Path
    _parts: dict[str, ZipInfo]
    _zip: ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in the order of the archive."""
        return tuple(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of one part.

        Raises:
            SourceError: there is no such part, it is damaged, or it is protected by a password.
        """
        if name not in self._parts:
            raise SourceError(f"the archive has no part called {name}", hint=SAVE_AGAIN, file=self.file)
        try:
            return self._zip.read(self._parts[name])
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise SourceError(f"the part {name} is damaged ({error})", hint=SAVE_AGAIN, file=self.file) from error
        except NotImplementedError as error:
            raise SourceError(
                f"the part {name} is packed in a way that cannot be read here", hint=SAVE_AGAIN, file=self.file
            ) from error
        except RuntimeError as error:
            raise SourceError(
                "the file is protected by a password", hint="save a copy without the password", file=self.file
            ) from error


def open_archive(source: Source) -> SafeArchive:
    """The archive in a source, after a look at what it says about its parts.

    Raises:
        SourceError: not a zip archive or a torn one; a part that would swell beyond reason (a zip bomb); a name that
            points out of the archive.
    """
    try:
        archive = ZipFile(BytesIO(source.data))
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise SourceError(f"the file is incomplete or damaged ({error})", hint=SAVE_AGAIN, file=source.path) from error
    parts = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
    refuse_escapes(parts, source.path)
    refuse_bombs(archive.infolist(), source.path)
    return SafeArchive(source.path, parts, archive)


def refuse_escapes(names: Iterable[str], file: Path) -> None:
    """Raise a SourceError for a name such as `../x`, `/x` or `C:/x`: no honest program writes one."""
    for name in names:
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            raise SourceError(
                "the archive holds a part whose name points outside it",
                hint="do not trust this file; ask where it comes from",
                file=file,
            )


def refuse_bombs(parts: Iterable[ZipInfo], file: Path) -> None:
    """Raise a SourceError for an archive that unpacks to more than anyone can have written."""
    parts = tuple(parts)
    swollen = any(
        part.file_size > MOST_BYTES_IN_A_PART
        or (part.file_size > SUSPICIOUS_FROM and part.file_size > SUSPICIOUS_RATIO * max(part.compress_size, 1))
        for part in parts
    )
    if swollen or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise SourceError(
            "the archive unpacks to an absurd size (a zip bomb)",
            hint="do not trust this file; ask where it comes from",
            file=file,
        )
