"""The paragraphs of a Markdown file as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from collabstudy.io.finished._looks import slanted
from collabstudy.io.finished._paragraph import Look, Paragraph
from collabstudy.io.frontmatter import front_matter
from collabstudy.io.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]{2,}\S.*|[ \t]*(?=\n[ \t]{2,}\S)))*)", re.MULTILINE)
_SIGN = re.compile(r"\[\^([^\]\s]+)\]")
_SKIPPED = ("image", "html_inline")


def paragraphs(source: Source) -> Iterator[Paragraph]:
    """The paragraphs of a file; what `md.read` gives, and raises."""
    text = source.decoded.text
    above = front_matter(text).end
    lines = text[:above].count("\n")
    notes = {found[1]: " ".join(found[2].split()) for found in _NOTE.finditer(text)}
    body = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text[above:])
    for paragraph in _Walk(source).paragraphs(body):
        line = (paragraph.line or 0) + lines + 1
        yield _with_notes(replace(paragraph, line=line), notes)
    for found in _NOTE.finditer(text):
        yield Paragraph(notes[found[1]], part="note", line=text.count("\n", 0, found.start()) + 1)


@dataclass(slots=True)
class _Walk:
    """Going through the blocks of a file, knowing in which others they stand."""

    source: Source
    inside: list[str] = field(default_factory=list)
    rows: Iterator[int] = field(default_factory=lambda: count(1))
    row: int | None = None

    def paragraphs(self, body: str) -> Iterator[Paragraph]:
        from markdown_it import MarkdownIt

        line = 0
        for token in MarkdownIt("commonmark").enable("table").parse(body):
            line = token.map[0] if token.map else line
            if token.nesting > 0:
                self.inside.append(token.type)
            elif token.nesting < 0:
                self.inside.pop()
            if token.type == "tr_open":
                self.row = next(self.rows)
            if token.type == "inline":
                made = self._paragraph(_words(token), line)
                yield from made if _upright(token) else map(slanted, made)
            elif token.type == "html_block":
                yield from (replace(found, line=line) for found in self._html(token.content))

    def _paragraph(self, text: str, line: int) -> Iterator[Paragraph]:
        if not text.strip():
            return
        look: Look = "heading" if "heading_open" in self.inside else ""
        look = "quote" if "blockquote_open" in self.inside else look
        cell = "table_open" in self.inside
        yield Paragraph(text, look, "table" if cell else "text", line=line, row=self.row if cell else None)

    def _html(self, text: str) -> list[Paragraph]:
        from collabstudy.io.finished._page import of_page
        from collabstudy.io.importers._html_page import parsed

        if not re.search(r"\w", re.sub(r"<[^>]*>|<!--.*?-->", "", text, flags=re.DOTALL)):
            return []
        return of_page(parsed(text, self.source), self.source)


def _words(token: Token) -> str:
    """What an inline token says; line ends are kept, for a line of its own may say whose words stand above it."""
    parts = []
    for part in token.children or ():
        if part.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif part.type not in _SKIPPED:
            parts.append(part.content)
    return "".join(parts)


def _upright(token: Token) -> bool:
    """Whether a letter of an inline token stands outside all emphasis."""
    depth = 0
    for part in token.children or ():
        depth += part.nesting if part.type in ("em_open", "em_close") else 0
        if part.type == "text" and not depth and any(map(str.isalpha, part.content)):
            return True
    return False


def _with_notes(paragraph: Paragraph, notes: dict[str, str]) -> Paragraph:
    """The paragraph without the signs of its notes."""
    text, found = "", []
    at = 0
    for sign in _SIGN.finditer(paragraph.text):
        if sign[1] in notes:
            text += paragraph.text[at : sign.start()]
            found.append((len(text), notes[sign[1]]))
            at = sign.end()
    return replace(paragraph, text=text + paragraph.text[at:], notes=tuple(found)) if found else paragraph
