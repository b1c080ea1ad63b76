"""Paragraphs and tables of a word processor's file, whichever it is, on their way to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, Piece, lay_out
from collabstudy.io.prose import masthead
from collabstudy.io.speech_tables import table_pieces

Look = Literal["title", "heading", "list", "quote", "contents", ""]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what its style says about it."""

    text: str
    look: Look = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each cell holding paragraphs and tables."""

    rows: tuple[tuple[tuple[Paragraph | Table, ...], ...], ...]


Item = Paragraph | Table


def draft_of(
    items: Iterable[Item], notes: Iterable[Item], file: Path, *, title: str = "", language: str | None = None
) -> Draft:
    """The draft: the items in their order, then the foot- and endnotes as paragraphs.

    `title` is what the file's properties say: taken only where neither a style nor the text names one.

    Raises:
        SourceError: there is no text at all.
    """
    items = tuple(items)
    paragraphs = [paragraph for paragraph in flat(items) if paragraph.text.strip()]
    pieces = [
        *pieces_of(items, titled=any(p.look == "title" for p in paragraphs), numbered=mostly_lists(paragraphs)),
        *(Piece(note.text, "paragraph") for note in flat(notes)),
    ]
    text, blocks = lay_out(pieces)
    if not text:
        raise SourceError(
            "there is no text in the file", hint="if it holds pictures of pages, run them through OCR first", file=file
        )
    styled = next((p.text for p in paragraphs if p.look == "title"), None)
    named = styled or (title if sensible(title) and masthead(text, blocks)[0] is None else None)
    contents = any(paragraph.look == "contents" for paragraph in paragraphs)
    remarks = ("the table of contents was left out",) if contents else ()
    return Draft(text, blocks, " ".join(named.split()) if named else None, None, language, None, remarks)


def pieces_of(items: Iterable[Item], *, titled: bool, numbered: bool) -> Iterator[Piece]:
    """Pieces of text with the kinds that the styles give; the file's own title stands above its headings."""
    for item in items:
        if isinstance(item, Table):
            yield from pieces_of_table(item, titled=titled, numbered=numbered)
        elif item.look == "title":
            yield Piece(item.text, "heading", 1)
        elif item.look == "heading":
            yield Piece(item.text, "heading", max(item.level, 1) + titled)
        elif item.look == "quote":
            yield Piece(item.text, "quote")
        elif item.look == "list" and not numbered:
            yield Piece(item.text, "list")
        elif item.look != "contents":
            yield Piece(item.text)


def pieces_of_table(table: Table, *, titled: bool, numbered: bool) -> Iterator[Piece]:
    """A table of one column is a box: its paragraphs. Any other is a table, or turns if its columns say so."""
    rows = [row for row in table.rows if any(text_of(cell) for cell in row)]
    if all(sum(bool(text_of(cell)) for cell in row) <= 1 for row in rows):
        for row in rows:
            for cell in row:
                yield from pieces_of(cell, titled=titled, numbered=numbered)
        return
    yield from table_pieces([[text_of(cell) for cell in row] for row in rows])


def text_of(cell: Iterable[Item]) -> str:
    """The paragraphs of a cell, one a line."""
    return "\n".join(paragraph.text.strip() for paragraph in flat(cell) if paragraph.text.strip())


def flat(items: Iterable[Item]) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from flat(cell)


def mostly_lists(paragraphs: list[Paragraph]) -> bool:
    """Whether most paragraphs are list items, under no heading: then numbers count paragraphs, as in a transcript."""
    if any(paragraph.look == "heading" for paragraph in paragraphs):
        return False
    return len(paragraphs) > 4 and sum(p.look == "list" for p in paragraphs) > 0.6 * len(paragraphs)


def sensible(title: str) -> bool:
    """Whether a title in the file's properties was given by a person.

    >>> sensible("Meeting of the partnership board"), sensible("Microsoft Word - draft3.doc"), sensible("Document1")
    (True, False, False)
    """
    title = title.strip()
    junk = re.match(r"(?i)(microsoft word|untitled|unbenannt|sans titre|document ?\d*$|https?:|www\.)", title)
    return len(title.split()) > 1 and not junk and not re.search(r"(?i)\.(docx?|odt|rtf|pdf|indd|txt)$", title)
