"""Rich text (rtf), in whatever encodings its fonts ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.errors import SourceError

if TYPE_CHECKING:
    from collabstudy.io.draft import Draft
    from collabstudy.io.source import Source

SUFFIXES = (".rtf",)


def claims(source: Source) -> bool:
    """Whether the file begins as rich text does."""
    return source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read(source: Source) -> Draft:
    """The document without hidden and deleted text; footnotes come last, as paragraphs.

    Raises:
        SourceError: not rich text, broken off, or without text.
    """
    from collabstudy.io.importers._office import draft_of
    from collabstudy.io.importers._rtf_places import Group
    from collabstudy.io.importers._rtf_reader import Reader
    from collabstudy.io.importers._rtf_tokens import tokens

    if not claims(source):
        raise SourceError("the file is named rtf but is no rich text", hint="save it as rtf again", file=source.path)
    reader = Reader()
    for token in tokens(source.data):
        reader.take(token)
    if len(reader.groups) > 1:
        raise SourceError(
            "the file breaks off in the middle", hint="ask for a complete copy, or save it again", file=source.path
        )
    reader.finish(reader.place, Group())
    return draft_of(reader.place.items, reader.notes, source.path, title=reader.title)
