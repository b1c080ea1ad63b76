"""Plain text: a paragraph is a line, or lines up to an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

SUFFIXES = (".txt", ".text")
PLAIN = True


def claims(source: Source) -> bool:
    """Nothing is certainly plain text and no Markdown."""
    return False


def read(source: Source) -> tuple[Paragraph, ...]:
    """The paragraphs, each with the line on which it begins.

    Raises:
        SourceError: this is no text.
    """
    from collabstudy.io.finished._plain import paragraphs

    return tuple(paragraphs(source.decoded.text))
