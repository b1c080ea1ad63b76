"""A paragraph of a finished document, with what its format says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["", "heading", "quote", "indented", "source", "caption"]
Part = Literal["text", "table", "note", "box", "margin", "passages"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader sees it, changes accepted.

    `look` is what its style makes of it: `quote` for a block quotation, `indented` for what may be one, `source` for a
    line that says whose words stand above. `part` is where it stands; `margin` is a running head or foot, `passages`
    a list of evidence as our own pages have it. Of `page` and `line` only what the format knows is given.
    `row` is the same for all cells of one row of a table. `notes` are the notes that it refers to, each with its place
    in `text`. `marked` are stretches that the format marks as quotations (`<q>`). `given` says whose words it holds,
    where the format ties that to them (`<figcaption>`).
    """

    text: str
    look: Look = ""
    part: Part = "text"
    page: int | None = None
    line: int | None = None
    row: int | None = None
    notes: tuple[tuple[int, str], ...] = ()
    marked: tuple[tuple[int, int], ...] = ()
    given: str = ""
