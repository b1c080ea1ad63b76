"""What a briefing is made of: sections of blocks, drawn by the web page and by the Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collabstudy.briefing.labels import USUAL
from collabstudy.briefing.quotes import Quote, Shown
from collabstudy.compare.counting.asked import Value
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


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence in the prose that a test says is not so, or not so any more: it is never printed as if it were.

    `finding` is its id, `result` what came of its test, `told` says that in words.
    """

    line: tuple[Text | Number, ...]
    finding: str
    result: str
    told: str

    @property
    def text(self) -> str:
        """The sentence alone."""
        return told(self.line)


Inline = Text | Number | Statement
Line = tuple[Inline, ...]


def told(line: Sequence[Inline]) -> str:
    """The words of a line, without what leads elsewhere or is said about them."""
    return "".join(piece.text for piece in line)


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
    """A table with a header row; the first cell of each row names the row. `numeric` columns are set to the right.

    `heads` are lines across the table, by the row before which they stand. `name` is what it is called in a workbook.
    """

    caption: Line
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()
    number: int = 0
    heads: Mapping[int, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure drawn elsewhere: a vector picture for the page, a bitmap (300 dots an inch) for Word.

    `note` is how it was counted, which stands with the method and not below the picture.
    """

    name: str
    caption: str
    alt: str
    svg: bytes
    png: bytes
    width: float = 6.3  # inches
    number: int = 0
    note: str = ""


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
    """Themes by cases with the four values: a table of marks, on the page and in Word.

    `branches` are the names of the branches that have one. The picture is for cases that are too many for a page of
    Word.
    """

    caption: Line
    groups: tuple[Group, ...]
    rows: tuple[MatrixRow, ...]
    told: Mapping[Value, str]
    picture: Picture | None = None
    number: int = 0
    branches: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chip:
    """A theme of a case with the number of its passages."""

    name: str
    number: Number


@dataclass(frozen=True, slots=True)
class Box:
    """A case: its facts, what people wrote of it, somebody's words, its main themes, what it did not tell and why."""

    case: str
    name: str
    facts: str
    blocks: tuple[Block, ...]
    chips: tuple[Chip, ...]
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the briefing, and whether it holds. `called` is what that result is called."""

    finding: str
    statement: str
    result: str
    called: str
    note: str
    count: Line


@dataclass(frozen=True, slots=True)
class Claims:
    """Sentences of the briefing and whether they hold."""

    claims: tuple[Claim, ...]


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in their order, with those that stand inside others."""
    for block in blocks:
        yield block
        if isinstance(block, Citation | Box):
            yield from flat(block.blocks)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from flat(item)


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every line of prose in some blocks, inside lists, boxes and tables too."""
    for block in flat(blocks):
        if isinstance(block, Paragraph | Heading):
            yield block.line
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


Block = Heading | Paragraph | Bullets | Quotation | Citation | Table | Picture | Matrix | Box | Claims


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing under a heading of its own; `name` is its name in briefing.toml."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    paper: bool = False  # for Word and paper only: on the page every number leads there itself
    appendix: str = ""  # what is written above the first section of the appendix


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
    """The product, ready to be drawn; it holds no date, so that the same study gives the same bytes.

    `fallen` are sentences of the prose that no longer hold, each with what is known of it and the section that it
    stands in. `labels` are the words that stand on it, `template` the bytes of the Word document whose styles it has,
    `styles` the names of those that stand for ours.
    """

    title: str
    subtitle: str
    kind: str
    language: str
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    invented: str = ""
    fallen: tuple[tuple[str, str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: USUAL)
    template: bytes = field(default=b"", repr=False)
    styles: Mapping[str, str] = field(default_factory=dict)
