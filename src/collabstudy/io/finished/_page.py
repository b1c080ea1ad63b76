"""The paragraphs of a web page as a reader sees them, drawers opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.io.finished._looks import INDENTED, look_of, points, slanted
from collabstudy.io.finished._paragraph import Look, Paragraph, Part
from collabstudy.io.importers._html_blocks import BLOCKS, NEVER_TEXT, UNSEEN
from collabstudy.io.importers._html_page import decoded, parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from collabstudy.io.source import Source

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?")
_NOTEREF = re.compile(r"(?i)noteref|(?:foot|end)note|_(?:ft|ed)n\d")
_STOPS = tuple(".,!?…”’»\"'")
_ITALIC = ("em", "i")
_LEFT_OUT = ("del", "s", "strike")
_INSET = re.compile(r"(?:margin|padding)-left:\s*([\d.]+(?:cm|mm|in|pt|pc|px|em))")
_WHO = ("figcaption", "cite", "footer")
_STYLED = ("p", "div", "aside")


def paragraphs(source: Source) -> list[Paragraph]:
    """The paragraphs of a page; what `html.read` gives, and raises."""
    text, _, _ = decoded(source)
    return of_page(parsed(text, source), source)


def of_page(root: HtmlElement, source: Source) -> list[Paragraph]:
    """The paragraphs of a parsed page, or of a piece of one."""
    walk = _Walk(root)
    try:
        walk.inside(root)
        walk.flush()
    except RecursionError as error:
        hint = "save it again from a browser"
        raise SourceError("the page is nested beyond reason", hint=hint, file=source.path) from error
    return walk.found


@dataclass(slots=True)
class _Walk:
    """Going through a page, gathering the words of the block that it is in."""

    root: HtmlElement
    found: list[Paragraph] = field(default_factory=list)
    words: str = ""
    marked: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    look: Look = ""
    part: Part = "text"
    row: int | None = None
    given: str = ""
    cited: str = ""
    slants: int = 0
    upright: bool = False
    rows: Iterator[int] = field(default_factory=lambda: count(1))

    def inside(self, element: HtmlElement) -> None:
        """The words and blocks inside an element."""
        self.say(element.text)
        for part in element:
            if isinstance(part.tag, str) and not _unseen(part, part.tag.lower()):
                self.element(part, part.tag.lower())
            self.say(part.tail)

    def element(self, part: HtmlElement, tag: str) -> None:
        if tag == "br":
            self.words = self.words.rstrip(" ") + "\n"
        elif self.is_note(part, tag):
            self.notes.append((len(self.words.rstrip()), self.note(part)))
        elif tag == "cite" and self.marked:
            self.cited = f"{self.cited} {_words(part)}".strip()
        elif self.says_who(part, tag):
            return
        elif tag in BLOCKS:
            self.block(part, tag)
        elif tag == "q":
            start = len(self.words)
            self.inside(part)
            self.marked.append((start, len(self.words)))
        elif tag in _ITALIC or "font-style:italic" in (part.get("style") or "").replace(" ", ""):
            self.slants += 1
            self.inside(part)
            self.slants -= 1
        else:
            self.inside(part)

    def block(self, part: HtmlElement, tag: str) -> None:
        """A block stands alone; what it says about its paragraphs holds inside it only."""
        self.flush()
        kept = self.look, self.part, self.row, self.given
        self.look = self.look_of(part, tag)
        if tag == "tr":
            self.row, self.part = next(self.rows), "table"
        elif tag == "aside" and self.part == "text":
            self.part = "box"
        elif part.get("data-document") and next(part.iter("q"), None) is not None:
            self.part = "passages"
        if tag in ("figure", "blockquote") and (said := _said_by(part, tag)):
            self.given = said
        self.inside(part)
        self.flush()
        self.look, self.part, self.row, self.given = kept

    def look_of(self, part: HtmlElement, tag: str) -> Look:
        if tag in _STYLED and look_of((part.get("class") or "").split()) == "source":
            return "source"
        if tag == "blockquote" or self.look == "quote":
            return "quote"
        if re.fullmatch(r"h[1-6]", tag):
            return "heading"
        if tag in ("figcaption", "caption"):
            return "caption"
        if tag not in _STYLED:
            return self.look
        styled = look_of((part.get("class") or "").split())
        if styled in ("quote", "source"):
            return styled
        inset = _INSET.search(part.get("style") or "")
        return "indented" if inset and points(inset[1]) >= INDENTED else self.look

    def says_who(self, part: HtmlElement, tag: str) -> bool:
        """Whether an element only says whose words a block quotation holds: that is `given` already."""
        if tag not in _WHO:
            return False
        around = [above.tag for above in part.iterancestors("blockquote", "figure")]
        if "blockquote" in around:
            return True
        return tag == "figcaption" and bool(around) and bool(_said_by(next(part.iterancestors("figure")), "figure"))

    def is_note(self, part: HtmlElement, tag: str) -> bool:
        """Whether an element is the sign of a note: a raised number that leads to another place of the page."""
        if tag not in ("sup", "a") or not _SIGN.fullmatch((part.text_content() or "").strip()):
            return False
        if tag == "a" and not _NOTEREF.search(f"{part.get('role')} {part.get('class')} {part.get('href')}"):
            return False
        inside = any((link.get("href") or "").startswith("#") for link in part.iter("a"))
        return inside or (tag == "sup" and (self.words[-1:].isalpha() or self.words[-1:] in _STOPS))

    def note(self, part: HtmlElement) -> str:
        name = next((link.get("href", "")[1:] for link in part.iter("a")), "")
        targets = (e for e in self.root.iter() if isinstance(e.tag, str) and name in (e.get("id"), e.get("name")))
        target = next(targets, None) if name else None
        while target is not None and target.tag == "a":
            target = target.getparent()
        return "" if target is None else _words(target)

    def say(self, text: str | None) -> None:
        """Add words, white space as a browser shows it."""
        if text:
            words = _SPACE.sub(" ", text)
            self.upright = self.upright or (not self.slants and any(map(str.isalpha, text)))
            self.words += words.lstrip(" ") if not self.words or self.words[-1] in " \n" else words

    def flush(self) -> None:
        """The block that ends here, if it has said anything."""
        if self.words.strip():
            made = Paragraph(self.words.rstrip(), self.look, self.part, row=self.row, given=self.cited or self.given)
            end = len(made.text)
            marked = tuple((start, min(stop, end)) for start, stop in self.marked if start < end)
            made = replace(made, notes=tuple(n for n in self.notes if n[1]), marked=marked)
            self.found.append(made if self.upright else slanted(made))
        self.upright = False
        self.words, self.marked, self.notes, self.cited = "", [], [], ""


def _said_by(part: HtmlElement, tag: str) -> str:
    """Who said what a block quotation holds, where the page marks that."""
    if tag == "figure" and next(part.iter("blockquote"), None) is None:
        return ""
    told = [e for e in part.iter(*_WHO) if next(e.iterancestors(*_WHO), None) is None]
    return " ".join(map(_words, told)).strip(" -–—")


def _unseen(part: HtmlElement, tag: str) -> bool:
    """What is never read: no text, struck out, or hidden in the midst of a line; a hidden block may open."""
    if tag in NEVER_TEXT or tag in _LEFT_OUT:
        return True
    style = (part.get("style") or "").replace(" ", "").lower()
    hidden = part.get("hidden") is not None or "display:none" in style or UNSEEN.search(part.get("class") or "")
    return tag not in BLOCKS and bool(hidden)


def _words(element: HtmlElement) -> str:
    return " ".join((element.text_content() or "").split())
