"""Which blocks of a web page are its article, with trafilatura's judgement and the page's own structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Piece
from collabstudy.io.importers._html_blocks import HtmlBlock
from collabstudy.io.xml import attribute, children, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

CHUNK = 25
NEAR = 400
"""A short piece is looked for only so far ahead: it may stand on the page more than once."""
TINY = 5
"""Pieces with so few letters stand right behind the last one, or somewhere else."""
ENOUGH = 0.1
"""Of the page's words outside menus: if less is found, nothing was understood."""
COVERED = 0.8
MOSTLY_LINKS = 0.6


def article_blocks(html: str, blocks: Sequence[HtmlBlock], file: Path) -> list[HtmlBlock]:
    """The blocks of the article.

    trafilatura says which words belong to it. A quotation, its attribution or a subheading between those stays too.
    Words that stand on the page but in none of its blocks (a template that a script fills in) come as trafilatura
    gives them. Where it finds next to nothing, everything outside menus, forms and footers stays.
    """
    chosen, article = chosen_by_trafilatura(html, blocks)
    covered = sum(len(letters_of(block.piece.text)) for block, keep in zip(blocks, chosen, strict=True) if keep)
    open_ones = open_blocks(blocks)
    if len(article) < ENOUGH * sum(len(letters_of(block.piece.text)) for block in open_ones):
        return open_ones
    if covered < COVERED * len(article):
        return [HtmlBlock(piece, None) for piece in pieces_by_trafilatura(html, file)] or open_ones
    kept = [at for at, keep in enumerate(chosen) if keep]
    headline = headline_above(blocks, kept[0]) if kept else -1
    return [block for at, block in enumerate(blocks) if chosen[at] or at == headline or belongs(blocks, chosen, at)]


def open_blocks(blocks: Sequence[HtmlBlock]) -> list[HtmlBlock]:
    """The blocks outside menus, forms and footers, and not mostly links."""
    return [block for block in blocks if not block.chrome and block.linked < MOSTLY_LINKS]


def chosen_by_trafilatura(html: str, blocks: Sequence[HtmlBlock]) -> tuple[list[bool], str]:
    """For each block whether its words stand in what trafilatura extracts, and the letters of that."""
    import trafilatura

    extracted = trafilatura.extract(html, output_format="txt", include_comments=False, include_tables=True)
    article, at, chosen = letters_of(extracted or ""), 0, []
    for block in blocks:
        words = letters_of(block.piece.text)
        if len(words) < CHUNK:
            found = [article.find(words, at, at + len(words) + (NEAR if len(words) > TINY else 0))] if words else []
        else:
            found = [article.find(words[start : start + CHUNK]) for start in range(0, len(words) - CHUNK + 1, CHUNK)]
        places = [place for place in found if place >= 0]
        chosen.append(bool(places) and len(places) >= 0.5 * len(found))
        if chosen[-1]:
            at = places[-1] + min(len(words), CHUNK)
    return chosen, article


def letters_of(text: str) -> str:
    """Letters and digits only: what all programs agree upon.

    >>> letters_of("It’s *one* thing.")
    'itsonething'
    """
    return "".join(filter(str.isalnum, text.casefold()))


def belongs(blocks: Sequence[HtmlBlock], chosen: Sequence[bool], at: int) -> bool:
    """Whether a block that was not chosen belongs to its neighbours: a quotation, who said it, a subheading."""
    block = blocks[at]
    if block.chrome or block.linked >= MOSTLY_LINKS or not 0 < at < len(blocks) - 1:
        return False
    above, below = blocks[at - 1], blocks[at + 1]
    if block.piece.text.startswith("— ") and above.piece.kind == "quote":
        return chosen[at - 1] or belongs(blocks, chosen, at - 1)
    if block.piece.kind == "quote":
        return chosen[at - 1] and above.container is block.container
    return block.piece.kind == "heading" and chosen[at + 1] and below.container is block.container


def headline_above(blocks: Sequence[HtmlBlock], first: int) -> int:
    """The place of the page's headline if it stands above what was chosen, else -1."""
    if blocks[first].piece.kind == "heading" and blocks[first].piece.level == 1:
        return -1
    headlines = [at for at in range(first) if blocks[at].piece.kind == "heading" and blocks[at].piece.level == 1]
    return headlines[-1] if headlines else -1


def pieces_by_trafilatura(html: str, file: Path) -> list[Piece]:
    """The article as trafilatura structures it."""
    import trafilatura

    extracted = trafilatura.extract(html, output_format="xml", include_comments=False, include_tables=True)
    try:
        root = parse_xml((extracted or "<doc/>").encode(), file)
    except SourceError:
        return []
    return [piece for main in children(root, "main") for piece in pieces_in(main)]


def pieces_in(main: _Element) -> Iterator[Piece]:
    """The pieces of an article in trafilatura's XML."""
    for part in main:
        name = local(part)
        if name == "head":
            level = re.sub(r"\D", "", attribute(part, "rend")) or "2"
            yield Piece(said(part), "heading", int(level))
        elif name == "list":
            yield from (Piece(said(item), "list") for item in children(part, "item"))
        elif name == "table":
            rows = ((said(cell) for cell in children(row, "cell")) for row in children(part, "row"))
            yield Piece("\n".join(map("\t".join, rows)), "table")
        else:
            yield Piece(said(part), "quote" if name == "quote" else None)


def said(part: _Element) -> str:
    """All words of an element."""
    return " ".join("".join(map(str, part.itertext())).split())
