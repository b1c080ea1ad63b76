"""The words of a Word paragraph as they stand after accepting all changes, without comments and field codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.io.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element

LEFT_OUT = frozenset(
    "del moveFrom delText delInstrText instrText pPr rPr rt rubyPr Fallback sdtPr sdtEndPr fldData annotationRef "
    "footnoteRef endnoteRef commentReference tblPr tblGrid trPr tcPr".split()
)
FIXED = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Words:
    """The text of a paragraph, the text boxes anchored in it, and the notes that it refers to."""

    parts: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything said, tabs and line breaks included."""
        return "".join(self.parts)


def words_of(paragraph: _Element) -> Words:
    """The words of a w:p."""
    words = Words()
    gather(paragraph, words)
    return words


def gather(element: _Element, words: Words) -> None:
    """Add what an element says, in reading order."""
    for part in element:
        name = local(part)
        if name == "t":
            words.parts.append(part.text or "")
        elif name in FIXED:
            words.parts.append(FIXED[name])
        elif name == "br":
            words.parts.append("" if attribute(part, "type") in ("page", "column") else "\n")
        elif name == "sym":
            words.parts.append(symbol(attribute(part, "char")))
        elif name == "txbxContent":
            words.boxes.append(part)
        elif name in NOTES:
            words.notes.append((NOTES[name], attribute(part, "id")))
        elif name not in LEFT_OUT and not hidden(part):
            gather(part, words)


def hidden(run: _Element) -> bool:
    """Whether a run is formatted as hidden text."""
    vanish = child(run, "rPr", "vanish") if local(run) == "r" else None
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of this paragraph was deleted, so that the next one continues it."""
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and any(local(part) in ("del", "moveFrom") for part in mark)


def symbol(code: str) -> str:
    """A character of a symbol font; those that no other font has are left out.

    >>> symbol("2022"), symbol("F0B7")
    ('•', '')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number <= 0xF8FF or not 0x20 <= number < 0x110000 else chr(number)
