"""Old Word documents (doc, Word 6 to 2003), by whichever converter the machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".doc", ".dot")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: the box that Word, Excel, PowerPoint and Outlook of that time shared."""


def claims(source: Source) -> bool:
    """Whether this is a compound file: an old Word document, or what it is can be said."""
    return source.head.startswith(COMPOUND)


def read(source: Source) -> Draft:
    """What the first installed converter makes of it: antiword, LibreOffice, catdoc, wvText or abiword.

    Raises:
        MissingPartError: none of them is installed.
        SourceError: protected by a password, of another program, damaged, or without text.
    """
    from collabstudy.io.importers._doc_converters import draft

    return draft(source)
