"""Which reader a finished document needs."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from collabstudy import plugins
from collabstudy.errors import SourceError
from collabstudy.io.finished._paragraph import Paragraph
from collabstudy.io.importers._doc_converters import holds
from collabstudy.io.importers.doc import COMPOUND
from collabstudy.io.signatures import what_is
from collabstudy.io.source import Source

READERS = "collabstudy.io.finished"


def read_finished(path: Path | str) -> tuple[Paragraph, ...]:
    """The paragraphs of a finished document, in reading order, notes last.

    Raises:
        SourceError: there is no such file, it is damaged, it is not what its name says, no reader knows it, or there
            is no text in it.
    """
    source = Source.open(path)
    paragraphs: tuple[Paragraph, ...] = _reader(source).read(source)
    if not paragraphs:
        raise SourceError("there is no text in this document", hint="was it saved completely?", file=source.path)
    return paragraphs


def _reader(source: Source) -> ModuleType:
    """By content first, then by name; a file that is not what it is named is refused."""
    readers = plugins.parts(READERS)
    named = next((name for name, part in readers.items() if source.suffix in part.SUFFIXES), None)
    claiming = [name for name, part in readers.items() if part.claims(source)]
    if claiming:
        return readers[named if named in claiming else claiming[0]]
    if named and source.is_text and getattr(readers[named], "PLAIN", False):
        return readers[named]
    kind = what_is(source.data) or ("plain text" if source.is_text else "no document that is known here")
    if source.data.startswith(COMPOUND) and holds(source.data, "EncryptedPackage"):
        raise SourceError(
            "the file is protected by a password", hint="save a copy without the password", file=source.path
        )
    if named:
        hint = "save it again in the program that made it, or ask for another copy"
        raise SourceError(f"the file is named {source.suffix}, but this is {kind}", hint=hint, file=source.path)
    raise SourceError(
        f"this is {kind}; finished documents are read as docx, odt, pdf, html, md or txt",
        hint="open it in the program that made it and save it as one of these",
        file=source.path,
    )
