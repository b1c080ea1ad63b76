"""Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.io.draft import Block, Draft
from collabstudy.model.document import TurnKind

if TYPE_CHECKING:
    from markdown_it.token import Token

    from collabstudy.io.source import Source

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
PLAIN = True

_NO_WORDS = re.compile(
    r"""(?sxi)
    <(script|style|iframe)\b .*? (?:</\1>|\Z)      # HTML that is no text
    | <blockquote\ class= .*? (?:</blockquote>|\Z)  # a post embedded from elsewhere
    | \{%.*?%\} | \{\{.*?\}\} | \{:.*?\}           # template tags
    | <!--.*?--> | <[^>]*>                         # tags and comments
    | !\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])          # pictures
    | \]\([^)]*\) | ^\[[^\]]+\]:.*?$               # where links lead
    | https?://\S+"""
)
_MARKS = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]?)*")
_OPEN = re.compile(r"[“\"‘„«»]|\*\*[^*:]{1,90}\*\*$")
"""A quotation, or a heading in bold: Markdown leaves open what they are."""
_POSTED = re.compile(r"\d{4}-\d\d-\d\d(?=-)")
"""The day in the name of a Jekyll post."""
_CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z")


def claims(source: Source) -> bool:
    """Nothing is certainly Markdown: any plain text might be."""
    return False


def read(source: Source) -> Draft:
    """The file as it stands; headings, lists, quotes and tables as Markdown defines them.

    Pictures, template tags, comments and code stand in the text, but in no block.
    """
    from collabstudy.io.frontmatter import front_matter

    decoded = source.decoded
    above = front_matter(decoded.text)
    blocks = tuple(_blocks(decoded.text, above.end, code=False)) or tuple(_blocks(decoded.text, above.end, code=True))
    day = above.date or (posted[0] if above.end and (posted := _POSTED.match(source.path.name)) else None)
    return Draft(decoded.text, blocks, above.title, day, above.language, decoded.encoding, decoded.remarks)


def _blocks(text: str, begin: int, *, code: bool) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    from collabstudy.io.importers._markdown_tables import speech_in_table

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")
    starts = [begin]
    while (stop := text.find("\n", starts[-1])) >= 0:
        starts.append(stop + 1)
    starts.append(len(text))
    inside: list[str] = []
    level, table_ends = 0, 0
    for token in parser.parse(text[begin:]):
        if token.type == "heading_open":
            level = int(token.tag[1])
        if token.nesting:
            inside.append(token.type) if token.nesting > 0 else inside.pop()
        if not token.map or token.map[0] < table_ends:
            continue
        if token.type == "table_open":
            table_ends = token.map[1]
            spoken = speech_in_table(text, starts[token.map[0]], starts[token.map[1]])
            if spoken:
                yield from spoken
                continue
        if token.type in ("inline", "table_open", "html_block", "code_block") or (code and token.type == "fence"):
            block = _block(text, starts[token.map[0]], starts[token.map[1]], _kind(token, inside), level)
            if block is not None:
                yield block


def _kind(token: Token, inside: list[str]) -> TurnKind | None:
    if token.type == "table_open":
        return "table"
    if "heading_open" in inside:
        return "heading"
    if "list_item_open" in inside:
        return "list"
    return "quote" if "blockquote_open" in inside else "paragraph"


def _block(text: str, start: int, end: int, kind: TurnKind | None, level: int) -> Block | None:
    """The words of a block without the marks at its beginning, or None where it has no words."""
    if kind != "table":
        marks = _MARKS.match(text, start, end)
        start = marks.end() if marks else start
    piece = text[start:end]
    if kind == "heading":
        piece = _CLOSING.sub("", piece.rstrip())
    words = piece.strip()
    if not re.search(r"\w", _NO_WORDS.sub(" ", words)):
        return None
    start += len(piece) - len(piece.lstrip())
    if kind == "paragraph" and "\n" not in words and _OPEN.match(words):
        kind = None
    return Block(start, start + len(words), kind, level if kind == "heading" else 0)
