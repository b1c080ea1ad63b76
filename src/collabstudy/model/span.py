"""Where something is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Stretch = tuple[int, int]
"""A span of a text that is known: where it starts and ends."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in the canonical text of a document.

    >>> Span("P03", 0, 5).length
    5
    """

    document: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.document}: {self.start}:{self.end} is not a span")

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether both spans share at least one character.

        >>> Span("P03", 0, 5).overlaps(Span("P03", 4, 9))
        True
        >>> Span("P03", 0, 5).overlaps(Span("P03", 5, 9))
        False
        """
        return self.document == other.document and self.start < other.end and other.start < self.end


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that share at least one code point become one; sorted.

    >>> joined([(5, 9), (0, 4), (3, 5), (7, 12)])
    [(0, 5), (5, 12)]
    """
    ordered = sorted(stretches)
    out = ordered[:1]
    for start, end in ordered[1:]:
        if start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def text_hash(text: str) -> str:
    """The name of a canonical text: the first 16 hexadecimal digits of its SHA-256 in UTF-8.

    >>> text_hash("")
    'e3b0c44298fc1c14'
    """
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
