"""Which blocks of a web page are its article, with trafilatura's judgement and the page's own structure."""

from __future__ import annotations

from collections.abc import Sequence

from collabstudy.io.importers._html_blocks import HtmlBlock

SHORT = 25
NEAR = 400
"""A short piece is looked for only so far ahead: it may stand on the page more than once."""
ENOUGH = 0.25
MOSTLY_LINKS = 0.6


def article_blocks(html: str, blocks: Sequence[HtmlBlock]) -> tuple[list[HtmlBlock], bool]:
    """The blocks of the article, and whether anything was left out.

    trafilatura says which words belong to the article; blocks between those (a quotation's attribution, a subheading,
    a table) stay too if they stand in the same element and are no menu. Where it finds next to nothing, everything
    outside menus, forms and footers stays.
    """
    open_ones = [block for block in blocks if not block.chrome and block.linked < MOSTLY_LINKS]
    chosen = chosen_by_trafilatura(html, blocks)
    words = sum(len(block.piece.text) for block, keep in zip(blocks, chosen, strict=True) if keep)
    if not words or words < ENOUGH * sum(len(block.piece.text) for block in open_ones):
        return open_ones, len(open_ones) < len(blocks)
    kept = [at for at, keep in enumerate(chosen) if keep]
    homes = [blocks[at].container for at in kept]
    first = headline_above(blocks, kept[0])
    return [
        block
        for at, block in enumerate(blocks)
        if chosen[at]
        or at == first
        or (
            kept[0] < at < kept[-1]
            and not block.chrome
            and block.linked < MOSTLY_LINKS
            and any(block.container is home for home in homes)
        )
    ], True


def chosen_by_trafilatura(html: str, blocks: Sequence[HtmlBlock]) -> list[bool]:
    """For each block whether its words stand in what trafilatura extracts, in this order."""
    import trafilatura

    found = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    article, at, chosen = letters_of(found or ""), 0, []
    for block in blocks:
        words = letters_of(block.piece.text)
        reach = at + NEAR if len(words) < SHORT else len(article)
        place = article.find(words, at, reach + len(words)) if words else -1
        if place < 0 and len(words) >= SHORT:
            place = article.find(words[: 2 * SHORT], at) if len(words) > 2 * SHORT else -1
        chosen.append(place >= 0)
        at = place + len(words) if place >= 0 else at
    return chosen


def letters_of(text: str) -> str:
    """Letters and digits only: what all programs agree upon.

    >>> letters_of("It’s *one* thing.")
    'itsonething'
    """
    return "".join(filter(str.isalnum, text.casefold()))


def headline_above(blocks: Sequence[HtmlBlock], first: int) -> int:
    """The place of the page's headline if it stands above what was chosen, else -1."""
    headlines = [at for at in range(first) if blocks[at].piece.kind == "heading" and blocks[at].piece.level == 1]
    return headlines[-1] if headlines and not any(b.piece.level == 1 for b in blocks[first : first + 1]) else -1
