"""OpenDocument texts: as they read when all changes are accepted and comments are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.importers.odt import SUFFIXES, claims

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

__all__ = ["SUFFIXES", "claims", "read"]


def read(source: Source) -> tuple[Paragraph, ...]:
    """Text, tables and frames, then notes, heads and feet.

    Raises:
        SourceError: damaged, hostile, or protected by a password.
    """
    from collabstudy.io.finished._opendocument import paragraphs

    return tuple(paragraphs(source))
