"""An OpenDocument text's paragraphs, lists, tables and notes, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.archives import SAVE_AGAIN, open_archive
from collabstudy.io.draft import Draft
from collabstudy.io.importers._office import Item, Look, Paragraph, Table, draft_of
from collabstudy.io.xml import attribute, child, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from collabstudy.io.source import Source

WHITE = re.compile(r"[ \t\r\n]+")
LEFT_OUT = frozenset(
    "tracked-changes annotation annotation-end note ruby-text sequence-decls forms bookmark desc title "
    "table-of-content alphabetical-index illustration-index table-index bibliography shape-settings".split()
)
BLOCKS = frozenset("section index-body list-header text-box frame g custom-shape rect".split())


def draft(source: Source) -> Draft:
    """The document with its changes accepted; what `odt.read` gives, and raises."""
    if source.head.startswith(b"PK"):
        archive = open_archive(source)
        if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise SourceError(
                "the file is protected by a password", hint="save a copy without the password", file=source.path
            )
        content = parse_xml(archive.read("content.xml"), source.path, "content.xml")
        meta = (
            child(parse_xml(archive.read("meta.xml"), source.path, "meta.xml"), "meta")
            if "meta.xml" in archive
            else None
        )
        named = [parse_xml(archive.read("styles.xml"), source.path, "styles.xml")] if "styles.xml" in archive else []
    else:
        content = parse_xml(source.data, source.path)
        meta, named = child(content, "meta"), []
    text = child(content, "body", "text")
    if text is None:
        raise SourceError("this is an OpenDocument file, but no text", hint=SAVE_AGAIN, file=source.path)
    walk = Walk(looks_of([*named, content]))
    items = tuple(walk.items(text))
    notes = tuple(item for note in walk.notes for item in Walk(walk.looks).items(note))
    return draft_of(items, notes, source.path, title=said(meta, "title"), language=said(meta, "language") or None)


def said(meta: _Element | None, name: str) -> str:
    """A property of the document, "" where it has none."""
    found = child(meta, name)
    return "" if found is None else (found.text or "").strip()


def looks_of(roots: list[_Element]) -> dict[str, Look]:
    """What the paragraph styles make of a paragraph, by name; an automatic style looks like its parent."""
    parents = {
        attribute(style, "name"): attribute(style, "parent-style-name")
        for root in roots
        for group in children(root, "styles", "automatic-styles")
        for style in children(group, "style")
    }
    return {name: look_of(name, parents) for name in parents}


def look_of(name: str, parents: dict[str, str]) -> Look:
    """The look of one style, its own or its nearest ancestor's."""
    for _ in range(20):
        if name == "Title":
            return "title"
        if name in ("Quotations", "Quote", "Intense_20_Quote"):
            return "quote"
        if name.startswith(("Contents_20_", "List_20_Bullet", "List_20_Number")):
            return "contents" if name.startswith("C") else "list"
        name = parents.get(name, "")
    return ""


@dataclass(slots=True)
class Walk:
    """Going through a text, remembering the notes that are met."""

    looks: dict[str, Look]
    notes: list[_Element] = field(default_factory=list)

    def items(self, container: _Element, look: Look = "") -> Iterator[Item]:
        """Paragraphs and tables, in reading order; `look` is that of a list around them."""
        for element in container:
            name = local(element)
            if name == "h":
                level = attribute(element, "outline-level", "1")
                yield from self.paragraph(element, "heading", int(level) if level.isdigit() else 1)
            elif name == "p":
                own = self.looks.get(attribute(element, "style-name")) or look_of(attribute(element, "style-name"), {})
                yield from self.paragraph(element, own or look)
            elif name == "list":
                for entry in children(element, "list-item", "list-header"):
                    yield from self.items(entry, "list")
            elif name == "table":
                yield Table(tuple(self.rows(element)))
            elif name in BLOCKS:
                yield from self.items(element, look)

    def paragraph(self, element: _Element, look: Look, level: int = 0) -> Iterator[Item]:
        """A paragraph, then what stands in the text boxes anchored in it."""
        parts: list[str] = []
        boxes: list[_Element] = []
        self.gather(element, parts, boxes)
        yield Paragraph("".join(parts), look, level)
        for box in boxes:
            yield from self.items(box)

    def gather(self, element: _Element, parts: list[str], boxes: list[_Element]) -> None:
        """Add what an element says; white space counts as OpenDocument counts it."""
        add(parts, element.text)
        for part in element:
            name = local(part)
            if name == "s":
                count = attribute(part, "c", "1")
                parts.append(" " * min(int(count) if count.isdigit() else 1, 200))
            elif name == "tab":
                parts.append("\t")
            elif name == "line-break":
                parts.append("\n")
            elif name == "note":
                self.notes.extend(children(part, "note-body"))
            elif name == "text-box":
                boxes.append(part)
            elif name not in LEFT_OUT:
                self.gather(part, parts, boxes)
            add(parts, part.tail)

    def rows(self, table: _Element) -> Iterator[tuple[tuple[Item, ...], ...]]:
        """The rows of a table, header rows first."""
        for element in table:
            name = local(element)
            if name == "table-row":
                yield tuple(tuple(self.items(cell)) for cell in children(element, "table-cell"))
            elif name in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self.rows(element)


def add(parts: list[str], text: str | None) -> None:
    """Add text with runs of white space as one space, none after another."""
    if not text:
        return
    words = WHITE.sub(" ", text)
    parts.append(words.lstrip(" ") if parts and parts[-1].endswith((" ", "\n", "\t")) else words)
