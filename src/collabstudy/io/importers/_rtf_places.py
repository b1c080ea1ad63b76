"""Where the text of rich text goes, and what holds for it at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from collabstudy.io.importers._office import Item, Table

BODY = 9
"""The outline level that says: body text."""


@dataclass(frozen=True, slots=True)
class Group:
    r"""What holds between a brace and its partner; the second half is what \pard resets."""

    aside: bool = False
    target: str = ""
    font: int = 0
    repeats: int = 1
    hidden: bool = False
    style: int = 0
    outline: int = BODY
    listed: bool = False
    in_table: bool = False


@dataclass(slots=True)
class Place:
    """A stretch of paragraphs: the document, a note, a text box."""

    items: list[Item] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    cell: list[Item] = field(default_factory=list)
    row: list[tuple[Item, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Item, ...], ...]] = field(default_factory=list)

    def add(self, found: list[Item], *, in_table: bool) -> None:
        """A paragraph is complete: it joins the cell at hand, or stands on its own after the table at hand."""
        found = [*found, *self.boxes]
        self.parts.clear()
        self.boxes.clear()
        if in_table:
            self.cell.extend(found)
        elif found:
            self.end_of_table()
            self.items.extend(found)

    def end_of_cell(self) -> None:
        """A cell is complete."""
        self.row.append(tuple(self.cell))
        self.cell.clear()

    def end_of_row(self) -> None:
        """A row is complete."""
        if self.row:
            self.rows.append(tuple(self.row))
            self.row.clear()

    def end_of_table(self) -> None:
        """The rows so far make a table."""
        self.end_of_row()
        if self.rows:
            self.items.append(Table(tuple(self.rows)))
            self.rows.clear()
        self.items.extend(self.cell)
        self.cell.clear()
