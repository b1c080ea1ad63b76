"""What the styles of a Word document say about a paragraph: heading, list, quotation or none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from collabstudy.io.importers._office import Look
from collabstudy.io.xml import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES: tuple[tuple[str, Look], ...] = (
    (r"title|titel|titre|título|titolo", "title"),
    (r"(?:heading|überschrift|berschrift|titre|título|titolo|kop|rubrik|otsikko)\s*\d", "heading"),
    (r"list\b.*|listenabsatz|.*(?:bullet|aufzählung).*|paragraphe de liste", "list"),
    (r"quote|intense quote|block ?text|quotations?|zitat.*|intensives zitat|citation.*", "quote"),
    (r"toc\b.*|contents? \d|verzeichnis \d|tm ?\d", "contents"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, with what it inherits from the style that it is based on."""

    look: Look = ""
    level: int = 0
    numbered: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def of(self, paragraph: _Element) -> Style:
        """The style of a w:p; what stands in the paragraph itself comes before what its style says."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return Style()
        name = child(properties, "pStyle")
        identifier = "" if name is None else attribute(name, "val")
        style = self.by_id.get(identifier) or Style(*look_of(identifier))
        return with_properties(style, properties)


def styles_of(root: _Element | None) -> Styles:
    """The styles in word/styles.xml."""
    if root is None:
        return Styles()
    elements = {attribute(e, "styleId"): e for e in children(root, "style") if attribute(e, "type") == "paragraph"}
    return Styles({identifier: resolve(identifier, elements, ()) for identifier in elements})


def resolve(identifier: str, elements: dict[str, _Element], seen: tuple[str, ...]) -> Style:
    """One style with its ancestors; a circle of styles ends where it closes."""
    element = elements.get(identifier)
    if element is None or identifier in seen or len(seen) > 20:
        return Style()
    parent = child(element, "basedOn")
    style = Style() if parent is None else resolve(attribute(parent, "val"), elements, (*seen, identifier))
    name = child(element, "name")
    look, level = look_of(attribute(name, "val") if name is not None else identifier)
    if look:
        style = replace(style, look=look, level=level)
    properties = child(element, "pPr")
    return style if properties is None else with_properties(style, properties)


def with_properties(style: Style, properties: _Element) -> Style:
    """The style, altered by a w:pPr (outline level, numbering)."""
    outline = child(properties, "outlineLvl")
    if outline is not None and style.look != "title":
        depth = attribute(outline, "val")
        if depth.isdigit() and int(depth) < 9:
            style = replace(style, look="heading", level=int(depth) + 1)
        elif style.look == "heading":
            style = replace(style, look="", level=0)
    numbering = child(properties, "numPr", "numId")
    if numbering is not None:
        style = replace(style, numbered=attribute(numbering, "val") not in ("", "0"))
    return style


def look_of(name: str) -> tuple[Look, int]:
    """What a style is by its name (Word keeps the names of its own styles in English, others do not).

    >>> look_of("heading 2"), look_of("Überschrift 1"), look_of("List Bullet"), look_of("Normal")
    (('heading', 2), ('heading', 1), ('list', 0), ('', 0))
    """
    name = re.sub(r"(?<=[a-zü])(?=[A-Z0-9])", " ", name.strip()).lower()
    name = re.sub(r"\s+", " ", name)
    for pattern, look in NAMES:
        if re.fullmatch(pattern, name):
            digits = re.search(r"\d", name)
            return look, int(digits.group()) if digits and look == "heading" else 0
    return "", 0
