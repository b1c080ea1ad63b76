"""What a Word paragraph says, run after run, with the places of its notes and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.io.importers._word_text import FIXED, LEFT_OUT, NOTES, hidden, symbol
from collabstudy.io.xml import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element


_ITALIC = re.compile(r"(?i)emphasis|hervorhebung|accentuation|énfasis")


@dataclass(slots=True)
class Said:
    """The words of a paragraph; `notes` with their places in them, `breaks` are pages that Word began in it.

    `upright` is whether one of its letters is not italic.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    breaks: int = 0
    breaks_before: int = 0
    upright: bool = False

    @property
    def text(self) -> str:
        """Everything said, tabs and line breaks included."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Add what a run says."""
        self.parts.append(text)
        self.length += len(text)


def said_in(paragraph: _Element, before: Said) -> Said:
    """What a w:p says, after what an earlier one has said whose end was deleted."""
    _gather(paragraph, before)
    return before


def _slant(run: _Element, text: str, said: Said) -> None:
    """Remember what a run says of its letters; one that is upright counts for all."""
    if said.upright or not any(map(str.isalpha, text)):
        return
    properties = child(run, "rPr")
    own, named = child(properties, "i"), child(properties, "rStyle")
    if own is not None:
        said.upright = attribute(own, "val") in ("0", "false", "off")
    elif named is not None:
        said.upright = not _ITALIC.search(attribute(named, "val"))
    else:
        said.upright = True


def _gather(element: _Element, said: Said) -> None:
    for part in element:
        name = local(part)
        if name == "t":
            said.add(part.text or "")
            _slant(element, part.text or "", said)
        elif name in FIXED:
            said.add(FIXED[name])
        elif name == "br":
            said.add("" if attribute(part, "type") in ("page", "column") else "\n")
        elif name == "sym":
            said.add(symbol(attribute(part, "char")))
        elif name == "lastRenderedPageBreak":
            said.breaks += 1
            said.breaks_before += not said.length
        elif name == "txbxContent":
            said.boxes.append(part)
        elif name in NOTES:
            said.notes.append((said.length, (NOTES[name], attribute(part, "id"))))
        elif name not in LEFT_OUT and not hidden(part):
            _gather(part, said)
