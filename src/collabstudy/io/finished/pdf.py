"""PDF files: lines put together to paragraphs, words broken at line ends closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.io.importers.pdf import SUFFIXES, claims

if TYPE_CHECKING:
    from collabstudy.io.finished._paragraph import Paragraph
    from collabstudy.io.source import Source

__all__ = ["SUFFIXES", "claims", "read"]


def read(source: Source) -> tuple[Paragraph, ...]:
    """The text in reading order, with pages; running heads and page numbers are left out.

    Raises:
        SourceError: damaged, broken off, protected by a password, or without text (a scan).
    """
    from collabstudy.io.finished._pdf import paragraphs

    return tuple(paragraphs(source))
