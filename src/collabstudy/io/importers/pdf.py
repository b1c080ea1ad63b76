"""PDF files with text in them, read by pdfium."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".pdf",)


def claims(source: Source) -> bool:
    """Whether the file begins as a PDF does (some have a few bytes of something else in front)."""
    return b"%PDF-" in source.head[:1024]


def read(source: Source) -> Draft:
    """The text in reading order, paragraphs whole and hyphens at line ends closed.

    Running heads and numbers in the margin are left out; notes at the feet of pages come last.

    Raises:
        SourceError: damaged, broken off, protected by a password, or without text (a scan).
    """
    from collabstudy.io.importers._pdf_document import draft

    return draft(source)
