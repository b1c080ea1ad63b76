"""A source as it lies on disk: its bytes, read once, and what they look like from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from collabstudy.errors import SourceError
from collabstudy.io.encodings import Decoded, decode, peek

LARGEST = 200 * 1024 * 1024
HEAD = 4096


@dataclass(frozen=True)
class Source:
    """A file that has been read, once, and not yet understood."""

    path: Path
    data: bytes = field(repr=False)

    @classmethod
    def open(cls, path: Path | str) -> Source:
        """Read a file.

        Raises:
            SourceError: it is missing, a folder, empty, larger than 200 MB or not readable.
        """
        path = Path(path)
        if path.is_dir():
            raise SourceError("this is a folder", hint="name the files in it", file=path)
        try:
            size = path.stat().st_size
            if size > LARGEST:
                raise SourceError(
                    f"the file has {size // 1024**2} MB; at most {LARGEST // 1024**2} MB are read",
                    hint="split it, or take the sound or pictures out of it",
                    file=path,
                )
            data = path.read_bytes()
        except FileNotFoundError:
            raise SourceError("there is no such file", hint="check the name and the folder", file=path) from None
        except OSError as error:
            raise SourceError(
                f"the file cannot be read: {error.strerror}", hint="check its permissions", file=path
            ) from None
        if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise SourceError("the file is empty", hint="was it copied completely?", file=path)
        return cls(path, data)

    @property
    def suffix(self) -> str:
        """The end of the name, in lower case, with its dot."""
        return self.path.suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes."""
        return self.data[:HEAD]

    @cached_property
    def head_text(self) -> str:
        """About the first 4,096 bytes as text; empty where they are none."""
        return peek(self.head)

    @property
    def decoded(self) -> Decoded:
        """The whole as text.

        Raises:
            SourceError: this is no text.
        """
        if self._decoded is None:
            raise SourceError("this is no text", hint="save it as text, or ask for another copy", file=self.path)
        return self._decoded

    @property
    def is_text(self) -> bool:
        """Whether the bytes are text in any encoding."""
        return self._decoded is not None

    @cached_property
    def _decoded(self) -> Decoded | None:
        return decode(self.data)
