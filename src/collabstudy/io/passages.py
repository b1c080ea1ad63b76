"""Plain text cut into paragraphs, list items and tables, whether its lines are wrapped or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from collabstudy.io.draft import Block
from collabstudy.io.lists import Marker, marker_of
from collabstudy.model.document import TurnKind

SENTENCE_MARKS = frozenset(".!?…:;。！？")
AFTER_MARKS = "\"'”’»)]*_"
WIDEST = 120
"""In characters: nobody wraps text wider than this."""
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def marker(self) -> Marker | None:
        """The list marker that it begins with."""
        return marker_of(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text on its way to a block.

    `marker` is what it began with if it may be a list item.
    """

    start: int
    end: int
    kind: TurnKind | None = None
    level: int = 0
    speaker: str | None = None
    one_line: bool = True
    marker: Marker | None = None
    given: Block | None = None
    """The block that it comes from, where a format had decided it."""

    def of(self, text: str) -> str:
        """The words of the passage."""
        return text[self.start : self.end]


def ends_sentence(words: str) -> bool:
    """Whether words end as a sentence does, or as what introduces a list.

    >>> ends_sentence("He said “no.”"), ends_sentence("the following:"), ends_sentence("carrying on")
    (True, True, False)
    """
    return words.rstrip(AFTER_MARKS)[-1:] in SENTENCE_MARKS


def passages_of(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """The passages of a text: decided blocks as they are, the others cut by blank lines, line ends and markers."""
    width = wrapped_at(line_pairs(text, [block for block in blocks if is_open(block)]))
    found: list[Passage] = []
    for decided, group in groupby(stretches(text, blocks), key=lambda block: not is_open(block)):
        for block in group:
            if decided:
                kind = block.kind or "speech"
                found.append(Passage(block.start, block.end, kind, block.level, block.speaker, given=block))
            else:
                found.extend(cut(text, block, width))
    return found


def is_open(block: Block) -> bool:
    """Whether nobody has decided yet what a block is."""
    return block.kind is None and block.speaker is None and block.time_start is None


def stretches(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, undecided ones with nothing but white space between them made one."""
    open_one: Block | None = None
    for block in blocks:
        if not is_open(block):
            if open_one:
                yield open_one
            open_one = None
            yield block
        elif open_one and not text[open_one.end : block.start].strip():
            open_one = replace(open_one, end=block.end)
        else:
            if open_one:
                yield open_one
            open_one = block
    if open_one:
        yield open_one


def lines_in(text: str, start: int, end: int) -> Iterator[Line | None]:
    """The lines of a stretch; None for blank ones."""
    at = start
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        yield Line(at + lead, at + lead + len(words), lead, words) if words else None
        at += len(raw) + 1


def line_pairs(text: str, blocks: Iterable[Block]) -> list[tuple[Line, Line]]:
    """Lines that follow each other without a blank line between."""
    pairs: list[tuple[Line, Line]] = []
    for block in blocks:
        lines = list(lines_in(text, block.start, block.end))
        pairs.extend((a, b) for a, b in pairwise(lines) if a and b)
    return pairs


def wrapped_at(pairs: Sequence[tuple[Line, Line]]) -> int:
    """The width at which a text's lines are wrapped, 0 if they are not.

    In wrapped text, the next line's first word would rarely have fitted at the end of a line.
    """
    if len(pairs) < 6:
        return 0
    lengths = sorted(len(line.text) + line.indent for pair in pairs for line in pair)
    width = lengths[int(0.97 * (len(lengths) - 1))]
    if not NARROWEST <= width <= WIDEST:
        return 0
    return width if sum(is_full(a, b, width) for a, b in pairs) >= 0.55 * len(pairs) else 0


def is_full(above: Line, below: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = below.text.split(maxsplit=1)[0]
    return above.indent + len(above.text) + 1 + len(word) > width - 2


def cut(text: str, block: Block, width: int) -> Iterator[Passage]:
    """The passages of an undecided stretch."""
    lines = list(lines_in(text, block.start, block.end))
    for blank, run in groupby(lines, key=lambda line: line is None):
        if not blank:
            group = [line for line in run if line is not None]
            yield from cut_group(group, width)


def cut_group(group: list[Line], width: int) -> Iterator[Passage]:
    """The passages of lines without a blank line between them."""
    at = 0
    while at < len(group):
        rows = rows_from(group, at)
        if rows > 1:
            yield Passage(group[at].start, group[at + rows - 1].end, "table", one_line=False)
            at += rows
            continue
        last = at
        while last + 1 < len(group) and rows_from(group, last + 1) < 2 and goes_on(group, at, last, width):
            last += 1
        yield Passage(group[at].start, group[last].end, one_line=at == last, marker=group[at].marker)
        at = last + 1


def rows_from(group: list[Line], at: int) -> int:
    """How many lines from here on are rows of one table: cells parted by tabs, or by upright strokes."""
    for cells in (tab_cells, stroke_cells):
        count = cells(group[at])
        last = at
        while last < len(group) and count > 1 and abs(cells(group[last]) - count) <= (count > 2):
            last += 1
        if last - at > 1:
            return last - at
    return 1


def tab_cells(line: Line) -> int:
    """The number of cells in a row parted by tabs; 1 for a line that is none."""
    return 1 if line.marker else len(line.text.split("\t"))


def stroke_cells(line: Line) -> int:
    """The number of cells in a row such as `| a | b |`; 1 for a line that is none."""
    return line.text.count("|") + 1 if line.text.startswith("|") and line.text.count("|") > 1 else 1


def goes_on(group: list[Line], first: int, last: int, width: int) -> bool:
    """Whether the paragraph that began with one line goes on after another."""
    above, below = group[last], group[last + 1]
    if below.marker or below.text[0] in "|#>":
        return False
    if group[first].marker and below.indent > group[first].indent:
        return True
    if width:
        return is_full(above, below, width) and (below.indent <= above.indent or last > first)
    if not NARROWEST <= len(above.text) <= WIDEST or ends_sentence(above.text):
        return False
    return below.text[0].islower() or (last > first and len(below.text) < WIDEST)
