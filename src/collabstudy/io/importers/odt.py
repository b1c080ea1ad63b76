"""OpenDocument texts (odt, and fodt where everything stands in one XML file)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".odt", ".ott", ".fodt")
MIMETYPE = b"application/vnd.oasis.opendocument.text"


def claims(source: Source) -> bool:
    """Whether this is an OpenDocument text by its content (its mimetype, in an archive or a flat file)."""
    zipped = source.head.startswith(b"PK\x03\x04") and MIMETYPE in source.head
    flat = b"<office:document" in source.head and MIMETYPE in source.head
    return zipped or flat or (source.head.startswith(b"PK\x03\x04") and source.suffix in (".odt", ".ott"))


def read(source: Source) -> Draft:
    """The document with its changes accepted and comments hidden; foot- and endnotes come last, as paragraphs.

    Raises:
        SourceError: damaged, hostile, protected by a password, or without text.
    """
    from collabstudy.io.importers._opendocument import draft

    return draft(source)
