"""A Word document's parts, paragraphs, tables and notes, in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.archives import SAVE_AGAIN, SafeArchive, open_archive
from collabstudy.io.draft import Draft
from collabstudy.io.importers._office import Item, Look, Paragraph, Table, draft_of
from collabstudy.io.importers._word_styles import Style, Styles, styles_of
from collabstudy.io.importers._word_text import mark_deleted, words_of
from collabstudy.io.xml import attribute, child, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from collabstudy.io.source import Source

WRAPPERS = frozenset("sdt sdtContent customXml ins moveTo smartTag AlternateContent Choice".split())


def draft(source: Source) -> Draft:
    """The document with its changes accepted; what `docx.read` gives, and raises."""
    archive = open_archive(source)
    main = main_part(archive)
    related = relations(archive, main)
    body = child(parse_xml(archive.read(main), source.path, main), "body")
    if body is None:
        raise SourceError(f"the part {main} has no body", hint=SAVE_AGAIN, file=source.path)
    walk = Walk(styles_of(optional(archive, related.get("styles"))))
    items = tuple(walk.items(body))
    notes = tuple(walk.notes_of({kind: optional(archive, related.get(f"{kind}s")) for kind in ("footnote", "endnote")}))
    title, language = properties(archive)
    return draft_of(items, notes, source.path, title=title, language=language)


@dataclass(slots=True)
class Walk:
    """Going through the paragraphs of a document, remembering which notes they refer to."""

    styles: Styles
    cited: list[tuple[str, str]] = field(default_factory=list)

    def items(self, container: _Element) -> Iterator[Item]:
        """Paragraphs and tables of a body, cell, box or note, in reading order."""
        unfinished = ""
        for element in container:
            name = local(element)
            if name == "p":
                words = words_of(element)
                self.cited.extend(words.notes)
                if mark_deleted(element):
                    unfinished += words.text
                else:
                    yield paragraph(unfinished + words.text, self.styles.of(element))
                    unfinished = ""
                for box in words.boxes:
                    yield from self.items(box)
            elif name == "tbl":
                yield Table(tuple(self.rows(element)))
            elif name in WRAPPERS:
                yield from self.items(element)
        if unfinished:
            yield Paragraph(unfinished)

    def rows(self, table: _Element) -> Iterator[tuple[tuple[Item, ...], ...]]:
        """The rows of a table without those that were deleted."""
        for element in table:
            name = local(element)
            if name == "tr" and child(element, "trPr", "del") is None:
                yield tuple(tuple(self.items(cell)) for cell in cells(element))
            elif name in WRAPPERS:
                yield from self.rows(element)

    def notes_of(self, parts: dict[str, _Element | None]) -> Iterator[Item]:
        """The notes in the order in which the text cites them."""
        for kind, identifier in self.cited:
            part = parts.get(kind)
            found = () if part is None else children(part, kind)
            for note in found:
                if attribute(note, "id") == identifier:
                    yield from Walk(self.styles).items(note)


def cells(row: _Element) -> Iterator[_Element]:
    """The cells of a table row, content controls opened."""
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in WRAPPERS:
            yield from cells(element)


def paragraph(text: str, style: Style) -> Paragraph:
    """A paragraph with what its style makes of it; a number before a heading does not make it a list."""
    look: Look = style.look
    if style.numbered and look == "":
        look = "list"
    return Paragraph(text, look, style.level)


def main_part(archive: SafeArchive) -> str:
    """The name of the part with the text: whatever _rels/.rels calls the office document.

    Word's transcriptions call it word/document2.xml, others differently again.

    Raises:
        SourceError: it is not there.
    """
    main = relations(archive, "").get("officeDocument", "word/document.xml")
    if main not in archive:
        raise SourceError("the Word file has no main part", hint=SAVE_AGAIN, file=archive.file)
    if not main.endswith(".xml") or "/worksheets/" in main or main.startswith(("xl/", "ppt/")):
        raise SourceError(
            "this is no Word document but another kind of Office file",
            hint="give it the suffix of the program that made it",
            file=archive.file,
        )
    return main


def relations(archive: SafeArchive, part: str) -> dict[str, str]:
    """What a part ("" for the whole package) refers to inside the archive: kind of relation to name of part."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive:
        return {}
    found: dict[str, str] = {}
    for relation in parse_xml(archive.read(listing), archive.file, listing):
        if attribute(relation, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target"))).lstrip("/")
            found.setdefault(attribute(relation, "Type").rpartition("/")[2], target)
    return found


def optional(archive: SafeArchive, name: str | None) -> _Element | None:
    """A part that a document may do without."""
    return parse_xml(archive.read(name), archive.file, name) if name and name in archive else None


def properties(archive: SafeArchive) -> tuple[str, str | None]:
    """Title and language from the file's properties ("" and None where they are not given)."""
    core = optional(archive, relations(archive, "").get("core-properties"))
    return text_at(core, "title") or "", text_at(core, "language") or None


def text_at(root: _Element | None, *path: str) -> str:
    """The text of an element that may be missing."""
    found = child(root, *path)
    return "" if found is None else (found.text or "").strip()
