"""Markdown, with the line on which each paragraph begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.importers.markdown import SUFFIXES

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

__all__ = ["PLAIN", "SUFFIXES", "claims", "read"]

PLAIN = True


def claims(source: Source) -> bool:
    """Nothing is certainly Markdown: any plain text might be."""
    return False


def read(source: Source) -> tuple[Paragraph, ...]:
    """The paragraphs without their markup, then the notes.

    Raises:
        SourceError: this is no text.
    """
    from collabstudy.io.finished._markdown import paragraphs

    return tuple(paragraphs(source))
