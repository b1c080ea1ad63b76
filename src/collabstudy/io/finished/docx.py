"""Word documents: as they read when all changes are accepted and comments are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.importers.docx import SUFFIXES, claims

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

__all__ = ["SUFFIXES", "claims", "read"]


def read(source: Source) -> tuple[Paragraph, ...]:
    """Body, tables and text boxes, then notes, heads and feet.

    What was deleted or moved away is left out, what was inserted or moved here stands.

    Raises:
        SourceError: damaged, hostile, or without a main part.
    """
    from collabstudy.io.finished._word import paragraphs

    return tuple(paragraphs(source))
