"""Web pages: articles without what surrounds them, transcripts complete."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft, lay_out
from collabstudy.io.encodings import lf
from collabstudy.io.frontmatter import front_matter
from collabstudy.io.importers._html_article import article_blocks
from collabstudy.io.importers._html_blocks import HtmlBlock, blocks_of
from collabstudy.io.importers._html_metadata import Declared, declared_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from collabstudy.io.sources import Source

SUFFIXES = (".html", ".htm", ".xhtml")
PLAIN = True
BEGINS = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s)"
)
TEMPLATE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CHARSET = re.compile(rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)")
LABEL = re.compile(
    r"(?:[*\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?[^\W\d_][^:.!?\n]{0,40}?(?:\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?)?\s*:(?:\s|$)"
)
STAMP = re.compile(r"[\[(]?\b\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\b[\])]?")
TRANSCRIPT = re.compile(r"(?i)speaker|timestamp|time-code|timecode|transcript|utterance|dialog(?:ue)?\b|interviewe")
LABELS_OF_A_TALK = 4


def claims(source: Source) -> bool:
    """Whether the file begins as a web page does."""
    return BEGINS.match(source.head_text) is not None


def read(source: Source) -> Draft:
    """The text of a page. What is an article loses menus, adverts and the like; a transcript loses nothing.

    Raises:
        SourceError: no text in it, or nested beyond reason.
    """
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
    left_out = False
    if blocks and not is_transcript(root, blocks) and has_surroundings(blocks):
        blocks, left_out = article_blocks(body_text, blocks)
    laid_out, placed = lay_out(block.piece for block in blocks)
    if not laid_out:
        raise SourceError(
            "there is no text in the page (perhaps a script fetches it)",
            hint="open it in a browser, copy the text and save that",
            file=source.path,
        )
    if left_out:
        remarks = (*remarks, "menus, links and whatever else surrounds the article were left out")
    return Draft(
        laid_out,
        placed,
        above.title or title_of(declared, blocks),
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


def is_transcript(root: HtmlElement, blocks: Sequence[HtmlBlock]) -> bool:
    """Whether people take turns in this page: labels that come back, or elements that are called so."""
    texts = [block.piece.text for block in blocks if not block.chrome]
    if sum(block.piece.kind == "speech" for block in blocks) >= LABELS_OF_A_TALK:
        return True
    labels = [found[0] for text in texts if (found := LABEL.match(text))]
    names = {re.split(r"[\[(:]", label)[0].strip() for label in labels}
    if len(labels) >= max(LABELS_OF_A_TALK, 0.15 * len(texts)) and len(names) <= 0.6 * len(labels):
        return True
    stamped = sum(1 for text in texts if STAMP.search(text[:60]))
    marked = sum(1 for element in root.iter("div", "p", "span", "a") if TRANSCRIPT.search(element.get("class") or ""))
    return stamped >= LABELS_OF_A_TALK and (marked >= LABELS_OF_A_TALK or stamped > 0.3 * len(texts))


def has_surroundings(blocks: Sequence[HtmlBlock]) -> bool:
    """Whether a page has menus, forms or lists of links around its text."""
    return any(block.chrome for block in blocks) or sum(block.linked > 0.8 for block in blocks) > 0.2 * len(blocks)


def title_of(declared: Declared, blocks: Sequence[HtmlBlock]) -> str | None:
    """The page's one headline, or the title that it declares."""
    headlines = [block.piece.text for block in blocks if block.piece.kind == "heading" and block.piece.level == 1]
    return " ".join(headlines[0].split()) if len(headlines) == 1 else declared.title
