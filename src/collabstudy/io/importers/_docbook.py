"""The DocBook that antiword writes, as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.io.importers._office import Item, Look, Paragraph, Table
from collabstudy.io.xml import child, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")
CONTROLS = re.compile(rb"[\x00-\x08\x0c\x0e-\x1f]")
LINE_BREAK = b"\x0b"
SECTION = re.compile(r"chapter|sect(\d)")
BLOCKS = frozenset({"para", "informaltable", "itemizedlist", "orderedlist"})
PICTURE = "[pic]"


def items_of_docbook(data: bytes, file: Path) -> tuple[list[Item], list[Item], str]:
    """Paragraphs and tables, footnotes, and the title in the file's properties.

    Raises:
        SourceError: this is not what antiword should have written.
    """
    clean = CONTROLS.sub(b"", DOCTYPE.sub(b"", data, count=1).replace(LINE_BREAK, b"\n"))
    root = parse_xml(whole_characters(clean), file)
    notes: list[Item] = []
    items = list(items_in(root, notes))
    title = child(root, "bookinfo", "title")
    return items, notes, "" if title is None else (title.text or "").strip()


def whole_characters(data: bytes) -> bytes:
    """UTF-8 in which characters beyond U+FFFF are no longer written in halves, as antiword writes them.

    >>> whole_characters(bytes.fromhex("eda0bdedb880")).decode()
    '😀'
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def items_in(container: _Element, notes: list[Item], look: Look = "") -> Iterator[Item]:
    """What stands in a chapter, section, list item or table cell, in reading order."""
    for element in container:
        name = local(element)
        section = SECTION.fullmatch(name)
        if section:
            title = said(child(element, "title"), notes)
            yield Paragraph(title, "heading", 1 + int(section[1] or 0))
            yield from items_in(element, notes)
        elif name == "para":
            yield Paragraph(said(element, notes), look)
            yield from items_in(element, notes, look)
        elif name in ("itemizedlist", "orderedlist", "listitem"):
            yield from items_in(element, notes, "list")
        elif name in ("informaltable", "table"):
            yield Table(tuple(rows_of(element, notes)))


def rows_of(table: _Element, notes: list[Item]) -> Iterator[tuple[tuple[Item, ...], ...]]:
    """The rows of a table; antiword puts the paragraphs of a cell on lines of their own."""
    for row in table.iter("row"):
        yield tuple(
            (*(Paragraph(line) for line in said(entry, notes).split("\n")), *items_in(entry, notes))
            for entry in children(row, "entry")
        )


def said(element: _Element | None, notes: list[Item]) -> str:
    """The words of an element without the blocks in it; its footnotes go to the notes."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for part in element:
        if local(part) == "footnote":
            notes.extend(items_in(part, notes))
        elif local(part) not in BLOCKS:
            parts.append(said(part, notes))
        parts.append(part.tail or ("\n" if is_line_break(part) else ""))
    return "".join(parts).replace(PICTURE, "").strip("\n")


def is_line_break(part: _Element) -> bool:
    """Whether a line break was lost after an element: antiword only ends its emphasis there and begins another."""
    following = part.getnext()
    if following is None or local(part) != "emphasis" or part.get("role") != following.get("role"):
        return False
    return (following.text or "a")[0].isupper()
