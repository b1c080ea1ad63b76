"""The paragraphs, headings, list items, tables and quotations of a web page, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.io.draft import Piece
from collabstudy.io.speech_tables import table_pieces
from collabstudy.model.document import TurnKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER_TEXT = frozenset(
    "script style noscript template head svg math canvas iframe object embed audio video map select option optgroup "
    "button input textarea datalist progress meter dialog rp rt title link meta".split()
)
CHROME = frozenset({"nav", "aside", "form"})
"""Parts of a page around its text; header and footer are too, outside an article."""
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
HEADING = re.compile(r"h([1-6])")
NOISE = re.compile(
    r"(?i)\b(?:share|sharing|social|related|promo|newsletter|subscribe|cookie|consent|advert\w*|banner|comments?|breadcrumbs?|"
    r"pagination|menu|sidebar|widget|skip|tags?-?(?:list|links)|recommended|popular|masthead-nav|toolbar|print-?only)\b"
)
UNSEEN = re.compile(
    r"(?i)\b(?:mw-editsection|headerlink|anchor-?link|permalink|sr-only|visually-?hidden|screen-reader-text)\b"
)
SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A piece of a page, and what speaks for and against its being part of the text."""

    piece: Piece
    container: HtmlElement | None
    """The element that it stands in: those of one article mostly stand in one."""
    linked: float = 0.0
    """The share of its letters that are links."""
    chrome: bool = False
    """Whether it stands in a menu, form, sidebar or the like."""


@dataclass(slots=True)
class _Walk:
    """Where the walk through a page is."""

    words: list[str] = field(default_factory=list)
    said: int = 0
    """How many characters all words since the beginning have."""
    linked: int = 0
    kind: TurnKind | None = None
    level: int = 0
    kept_space: bool = False
    chrome: int = 0
    article: int = 0


def blocks_of(body: HtmlElement) -> list[HtmlBlock]:
    """The blocks of a page or a part of it, menus and all; scripts, forms' fields and pictures never."""
    walk = _Walk()
    made = list(_blocks(body, walk))
    return [*made, *_flush(body, walk)]


def _blocks(element: HtmlElement, walk: _Walk) -> Iterator[HtmlBlock]:
    """The blocks inside an element."""
    _say(walk, element.text)
    for part in element:
        if isinstance(part.tag, str) and part.tag.lower() not in NEVER_TEXT and not _hidden(part):
            yield from _part(part, element, walk)
        _say(walk, part.tail)


def _part(part: HtmlElement, parent: HtmlElement, walk: _Walk) -> Iterator[HtmlBlock]:
    """The blocks of one element: its words go on where it is no block itself."""
    tag = part.tag.lower()
    if tag == "br":
        _add(walk, "\n")
        return
    if tag not in BLOCKS:
        before = walk.said
        yield from _blocks(part, walk)
        if tag == "a" and part.get("href"):
            walk.linked += walk.said - before
        return
    yield from _flush(parent, walk)
    if tag == "table":
        yield from _table(part, walk)
    elif tag == "blockquote":
        yield from _quotation(part, walk)
    else:
        yield from _inside(part, tag, walk)


def _inside(part: HtmlElement, tag: str, walk: _Walk) -> Iterator[HtmlBlock]:
    """The blocks of a block, which tells what kind they are."""
    kept = walk.kind, walk.level, walk.kept_space
    heading = HEADING.fullmatch(tag)
    if heading:
        walk.kind, walk.level = "heading", int(heading[1])
    elif tag in ("li", "dd") and walk.kind != "heading":
        walk.kind = "list"
    elif tag in ("figcaption", "dt"):
        walk.kind = "paragraph"
    walk.kept_space = walk.kept_space or tag == "pre" or "pre-wrap" in (part.get("style") or "")
    chrome, article = _is_chrome(part, tag, walk), tag in ("article", "main")
    walk.chrome += chrome
    walk.article += article
    yield from _blocks(part, walk)
    yield from _flush(part, walk)
    walk.chrome -= chrome
    walk.article -= article
    walk.kind, walk.level, walk.kept_space = kept


def _is_chrome(part: HtmlElement, tag: str, walk: _Walk) -> bool:
    """Whether an element is something around the text."""
    if tag in CHROME or (tag in ("header", "footer") and not walk.article):
        return True
    if (part.get("role") or "") in ("navigation", "banner", "contentinfo", "complementary", "search", "menu"):
        return True
    named = f"{part.get('class') or ''} {part.get('id') or ''}".replace("_", "-")
    return tag not in ("body", "main", "article") and NOISE.search(named) is not None


def _hidden(part: HtmlElement) -> bool:
    """Whether a page says that an element is not shown, or not to everybody."""
    if UNSEEN.search(part.get("class") or ""):
        return True
    style = (part.get("style") or "").replace(" ", "").lower()
    return part.get("hidden") is not None or "display:none" in style or part.get("aria-hidden") == "true"


def _say(walk: _Walk, text: str | None) -> None:
    """Add words, white space as a browser shows it."""
    if text:
        _add(walk, text if walk.kept_space else SPACE.sub(" ", text))


def _add(walk: _Walk, text: str) -> None:
    """Add words as they are."""
    walk.words.append(text)
    walk.said += len(text)


def _flush(container: HtmlElement, walk: _Walk) -> Iterator[HtmlBlock]:
    """What has been said since the last block, a block for each stretch between empty lines."""
    text, linked = "".join(walk.words), walk.linked
    walk.words.clear()
    walk.linked = 0
    if not text.strip():
        return
    text = text if walk.kept_space else re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
    share = linked / max(len(text.strip()), 1)
    outer = container.getparent() if container.tag in ("p", "li") or HEADING.fullmatch(container.tag) else container
    for stretch in re.split(r"\n\s*\n", text.strip()):
        yield HtmlBlock(Piece(stretch.strip(), walk.kind, walk.level), outer, share, walk.chrome > 0)


def _quotation(part: HtmlElement, walk: _Walk) -> Iterator[HtmlBlock]:
    """A quotation as one block; who said it, where the page marks that, as a line of its own below."""
    named = [
        e for e in part.iter("footer", "cite", "figcaption") if next(e.iterancestors("footer", "cite"), None) is None
    ]
    who = " ".join(" ".join(_words(element).split()) for element in named).strip(" -–—")
    for element in named:
        element.drop_tree()
    words = _words(part, kept_space=walk.kept_space)
    outer = part.getparent()
    if words:
        yield HtmlBlock(Piece(words, "quote"), outer, 0.0, walk.chrome > 0)
    if who:
        yield HtmlBlock(Piece(f"— {who}"), outer, 0.0, walk.chrome > 0)


def _words(element: HtmlElement, *, kept_space: bool = False) -> str:
    """All that is said in an element, its paragraphs parted by empty lines."""
    walk = _Walk(kept_space=kept_space)
    return "\n\n".join(block.piece.text for block in [*_blocks(element, walk), *_flush(element, walk)])


def _table(part: HtmlElement, walk: _Walk) -> Iterator[HtmlBlock]:
    """A table as one block, or as turns; one that only lays out the page, as what stands in it."""
    rows = [row for row in part.iter("tr") if next(row.iterancestors("table"), None) is part]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if _is_layout(part, cells):
        for cell in (cell for row in cells for cell in row):
            yield from _blocks(cell, walk)
            yield from _flush(cell, walk)
        return
    outer, chrome = part.getparent(), walk.chrome > 0
    caption = next((_words(element) for element in part.iter("caption")), "")
    if caption:
        yield HtmlBlock(Piece(caption, "paragraph"), outer, 0.0, chrome)
    for piece in table_pieces([[_words(cell) for cell in row] for row in cells]):
        yield HtmlBlock(piece, outer, 0.0, chrome)


def _is_layout(table: HtmlElement, cells: list[list[HtmlElement]]) -> bool:
    """Whether a table only arranges what is in it: one column, or cells with tables, headings or many paragraphs."""
    if (table.get("role") or "") in ("presentation", "none") or max(map(len, cells), default=0) < 2:
        return True
    if next(table.iter("th", "caption"), None) is not None:
        return False
    return any(
        next(cell.iter("table", "h1", "h2", "h3"), None) is not None or sum(1 for _ in cell.iter("p")) > 3
        for row in cells
        for cell in row
    )
