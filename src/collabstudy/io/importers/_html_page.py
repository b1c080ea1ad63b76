"""The text of a web page: its article, or its transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.dialogue import find_speakers
from collabstudy.io.draft import Draft, lay_out
from collabstudy.io.encodings import lf
from collabstudy.io.frontmatter import front_matter
from collabstudy.io.importers._html_article import article_blocks, open_blocks
from collabstudy.io.importers._html_blocks import HtmlBlock, blocks_of
from collabstudy.io.importers._html_metadata import Declared, declared_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from collabstudy.io.source import Source

TEMPLATE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CHARSET = re.compile(rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)")
FEWEST_TURNS = 4
MOSTLY = 0.5
NEARLY_ALL = 0.95


def draft(source: Source) -> Draft:
    """The text of a page; what `html.read` gives, and raises."""
    text, encoding, remarks = decoded(source)
    above = front_matter(text)
    body_text = text[above.end :]
    if above.end:
        body_text = TEMPLATE_TAG.sub("", body_text)
    root = parsed(body_text, source)
    declared = declared_in(root)
    try:
        blocks = blocks_of(root)
    except RecursionError as error:
        raise SourceError(
            "the page is nested beyond reason", hint="save it again from a browser", file=source.path
        ) from error
    kept = text_of_page(body_text, blocks, source.path) if has_surroundings(blocks) or not blocks else blocks
    laid_out, placed = lay_out(block.piece for block in kept)
    if not laid_out:
        raise SourceError(
            "there is no text in the page (perhaps a script fetches it)",
            hint="open it in a browser, copy the text and save that",
            file=source.path,
        )
    if len(kept) < len(blocks):
        remarks = (*remarks, "menus, links and whatever else surrounds the article were left out")
    return Draft(
        laid_out,
        placed,
        above.title or title_of(declared, kept),
        above.date or declared.date,
        above.language or declared.language,
        encoding,
        remarks,
    )


def decoded(source: Source) -> tuple[str, str, tuple[str, ...]]:
    """The page as text: in the encoding that it declares, if that fits, else in the one that its bytes suggest."""
    found = CHARSET.search(source.head)
    if found and not source.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found[1].decode("ascii").lower()
        name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
        try:
            return lf(source.data.decode(name)), name, ()
        except (LookupError, UnicodeDecodeError):
            pass
    return source.decoded.text, source.decoded.encoding, source.decoded.remarks


def parsed(text: str, source: Source) -> HtmlElement:
    """The page as a tree.

    Raises:
        SourceError: there is nothing in it that could be one.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    text = XML_DECLARATION.sub("", text).replace("\0", "")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError("there is no text in the page", hint="was it saved completely?", file=source.path) from error


def text_of_page(html: str, blocks: list[HtmlBlock], file: Path) -> list[HtmlBlock]:
    """The blocks that are the page's text: its article, or its transcript, which must be complete.

    If two people or more take turns and some of their turns are missing in the article, more of the page is kept.
    """
    article = article_blocks(html, blocks, file)
    candidates = (article, open_blocks(blocks), blocks)
    turns = [turns_in(candidate) for candidate in candidates]
    people = turns[0] or (turns[1] if letters_in(article) < MOSTLY * letters_in(candidates[1]) else Counter())
    counts = [sum(times for who, times in found.items() if who in people) for found in turns]
    if max(counts) < FEWEST_TURNS:
        return article
    return next(kept for kept, count in zip(candidates, counts, strict=True) if count >= NEARLY_ALL * max(counts))


def turns_in(blocks: Sequence[HtmlBlock]) -> Counter[str]:
    """How often each person speaks in these blocks; nobody if it is one alone, or if most of them is no speech."""
    text, placed = lay_out(block.piece for block in blocks)
    speech = [block for block in find_speakers(Draft(text, placed)) or () if block.kind == "speech"]
    found = Counter(who for who, _ in groupby(block.speaker for block in speech) if who)
    spoken = sum(block.end - block.start for block in speech)
    return found if len(found) > 1 and spoken > MOSTLY * len(text) else Counter()


def letters_in(blocks: Sequence[HtmlBlock]) -> int:
    """How much is written in these blocks."""
    return sum(len(block.piece.text) for block in blocks)


def has_surroundings(blocks: Sequence[HtmlBlock]) -> bool:
    """Whether a page has menus, forms or lists of links around its text."""
    return any(block.chrome for block in blocks) or sum(block.linked > 0.8 for block in blocks) > 0.2 * len(blocks)


def title_of(declared: Declared, blocks: Sequence[HtmlBlock]) -> str | None:
    """The page's one headline if what it declares as its title has words with it in common, else what it declares."""
    headlines = [block.piece.text for block in blocks if block.piece.kind == "heading" and block.piece.level == 1]
    if len(headlines) != 1:
        return declared.title
    headline = " ".join(headlines[0].split())
    shared = set(headline.casefold().split()) & set((declared.title or headline).casefold().split())
    return headline if shared else declared.title
