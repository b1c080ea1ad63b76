"""Word documents (docx), Word's own transcriptions and Teams transcripts among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".docx", ".docm", ".dotx")


def claims(source: Source) -> bool:
    """Whether this is a Word document by its content: a zip archive with a part under word/."""
    return source.head.startswith(b"PK\x03\x04") and b"word/" in source.data and b"[Content_Types].xml" in source.data


def read(source: Source) -> Draft:
    """The document as Word shows it when all changes are accepted and comments are hidden.

    Foot- and endnotes come last, as paragraphs; text boxes after the paragraph that they are anchored in.

    Raises:
        SourceError: damaged, hostile, without a main part, or without text.
    """
    from collabstudy.io.importers._word_document import draft

    return draft(source)
