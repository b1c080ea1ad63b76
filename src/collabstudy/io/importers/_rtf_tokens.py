"""Rich text cut into its words, braces and characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n\0]+|(?P<run>[^\\{}\r\n\0]+)",
    re.DOTALL,
)
SYMBOLS = "symbols"
"""The encoding of fonts whose letters are pictures."""


class Token(NamedTuple):
    """A control word with its number, a brace, a sign after a backslash, or bytes of text."""

    kind: Literal["word", "brace", "sign", "text"]
    value: str
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of a file; the bytes of pictures (\bin) are jumped over.

    >>> [token.value for token in tokens(rb"{\b Yes\'e9}")]
    ['{', 'b', 'Yes', 'é', '}']
    """
    text, at = data.decode("latin-1"), 0
    while found := TOKEN.match(text, at):
        at = found.end()
        kind = found.lastgroup
        if found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin":
                at += max(number or 0, 0)
            yield Token("word", found["word"], number)
        elif kind == "hex":
            yield Token("text", chr(int(found["hex"], 16)))
        elif kind == "sign":
            yield Token("text" if found["sign"] in "{}\\" else "sign", found["sign"])
        elif kind == "brace":
            yield Token("brace", found["brace"])
        elif kind == "run":
            yield Token("text", found["run"])


@dataclass(slots=True)
class Fonts:
    """The encoding of each font, from the font table, and that of all others."""

    default: str = "cp1252"
    by_number: dict[int, str] = field(default_factory=dict)

    def declare(self, font: int, charset: int) -> None:
        """Take down a font's character set, by Windows' number for it."""
        from striprtf.striprtf import charset_map

        if charset == 2:
            self.by_number[font] = SYMBOLS
        elif charset > 2:
            self.use(charset_map.get(charset, ""), font)

    def use(self, encoding: str, font: int | None = None) -> None:
        """Use an encoding, if Python knows it, for one font or for all that say nothing else."""
        try:
            codecs.lookup(encoding)
        except LookupError:
            return
        if font is None:
            self.default = encoding
        else:
            self.by_number[font] = encoding

    def decode(self, data: str, font: int) -> str:
        """Text from bytes (as latin-1 characters) in a font; what its encoding lacks becomes U+FFFD."""
        encoding = self.by_number.get(font, self.default)
        raw = data.encode("latin-1")
        if encoding == SYMBOLS:
            return "•" if raw == b"\xb7" else raw.decode("ascii", "ignore") if raw.isspace() else ""
        return raw.decode(encoding, "replace")
