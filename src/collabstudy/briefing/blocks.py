"""What a briefing is made of: sections of blocks, drawn by the web page and by the Word document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from collabstudy.briefing.quotes import Quote, Shown
from collabstudy.compare.asked import Value
from collabstudy.compare.table import Group


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a line."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line that leads to its passages: those of `keys`, in these cases (in all where empty).

    A key is a code, or `topic:` and a topic.
    """

    text: str
    keys: tuple[str, ...]
    cases: tuple[str, ...] = ()


Inline = Text | Number
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 3 or 4. `code` or `case` says what it is the heading of."""

    line: Line
    level: int = 3
    code: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `note` ones are smaller: what was counted, and how."""

    line: Line
    note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a few blocks, mostly one paragraph."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said."""

    quote: Quote


@dataclass(frozen=True, slots=True)
class Citation:
    """A block quote that the briefing's author wrote, from elsewhere."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first cell of each row names the row. `numeric` columns are set to the right."""

    caption: Line
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure drawn elsewhere: a vector picture for the page, a bitmap (300 dots an inch) for Word."""

    name: str
    caption: str
    alt: str
    svg: bytes
    png: bytes
    width: float = 6.3  # inches
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell of the matrix: its value, and how many passages there are."""

    case: str
    value: Value
    passages: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One theme across the cases; `depth` is 1 for a code below another row's, `branch` the code at the top."""

    code: str
    name: str
    marks: tuple[Mark, ...]
    present: int
    of: int
    depth: int
    branch: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Themes by cases with the four values: a table of marks on the page, the picture in Word if there is one."""

    caption: Line
    groups: tuple[Group, ...]
    rows: tuple[MatrixRow, ...]
    told: Mapping[Value, str]
    picture: Picture | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """A theme of a case with the number of its passages; without one it says that it was not voiced."""

    name: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A case: its facts, what people wrote of it, its main themes."""

    case: str
    name: str
    facts: str
    blocks: tuple[Block, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the briefing, and whether it holds."""

    statement: str
    result: str
    note: str
    count: Line


@dataclass(frozen=True, slots=True)
class Claims:
    """Sentences of the briefing and whether they hold."""

    claims: tuple[Claim, ...]


Block = Heading | Paragraph | Bullets | Quotation | Citation | Table | Picture | Matrix | Box | Claims


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing under a heading of its own; `name` is its name in briefing.toml."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The passages of one case behind a number; `more` are left out of the page to keep it readable."""

    case: str
    name: str
    shown: Shown
    more: int = 0

    @property
    def passages(self) -> int:
        """How many there are, shown or not."""
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages behind the numbers of a theme or topic, case by case.

    `nameless` are those of anonymous documents, together, so that nobody can tell their case. `silent` says which
    cases have none, and why.
    """

    key: str
    name: str
    count: str
    voices: tuple[Voices, ...]
    nameless: Shown = field(default_factory=lambda: Shown(()))
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """The product, ready to be drawn; it holds no date, so that the same study gives the same bytes."""

    title: str
    subtitle: str
    kind: str
    language: str
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    invented: str = ""
