"""The lines of a PDF joined to paragraphs by their places on the page, across pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from collabstudy.io.importers._pdf_lines import Line, is_unspaced
from collabstudy.io.lists import MARKER
from collabstudy.io.passages import ends_sentence

LABEL = re.compile(r"([^\W\d_][^:\n]{0,38}?)(?: ?\(?\[?\d{1,2}:\d{2}(?::\d{2})?\)?\]?)?\s?:(?=\s|$)")
STAMPED = re.compile(r"[\[(#]?\d{1,2}:\d{2}(?::\d{2})?\b")
SAME_SIZE = 0.12
"""How much the height of two lines of one paragraph may differ."""
MIXED_SIZES = 0.3
"""The same where a sentence goes on: a line may begin with a word in another font."""
ENOUGH_LINES = 8
"""With so many lines, a page shows itself how wide its text is."""
INDENT = 5.0
"""In points: less is a ragged edge."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height of its first line's font."""
        return self.lines[0].height

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def is_table(self) -> bool:
        """Whether its lines are the rows of a table."""
        return bool(self.lines[0].cells)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: what is usual in it."""

    height: float
    pitch: dict[int, float]
    """Distance from line to line, by rounded height of the font."""
    labels: frozenset[str]
    """What often stands before a colon at the beginning of a line: people speaking, as a rule."""

    def pitch_of(self, line: Line) -> float:
        """The usual distance from a line of this height to the next."""
        return self.pitch.get(round(line.height), 1.2 * line.height)


def setting_of(pages: Iterable[list[Line]]) -> Setting:
    """What is usual in a document."""
    heights: Counter[float] = Counter()
    pitches: dict[int, Counter[float]] = {}
    labels: Counter[str] = Counter()
    for lines in pages:
        for line in lines:
            heights[round(line.height, 1)] += len(line.text)
            if label := label_of(line):
                labels[label[1]] += 1
        for above, below in pairwise(lines):
            step = above.bottom - below.bottom
            if same_size(above, below) and 0.5 * above.height < step < 3 * above.height:
                pitches.setdefault(round(above.height), Counter())[round(step, 1)] += 1
    height = heights.most_common(1)[0][0] if heights else 0.0
    return Setting(
        height,
        {size: usual(steps) for size, steps in pitches.items() if sum(steps.values()) > 2},
        returning(labels),
    )


def returning(labels: Counter[str]) -> frozenset[str]:
    """Labels that return often enough to be somebody: three times, or twice where another one does too."""
    twice = [label for label, times in labels.items() if times > 1]
    return frozenset(label for label in twice if labels[label] > 2 or len(twice) > 1)


def usual(steps: Counter[float]) -> float:
    """The smallest step that makes up a fifth of all: lines inside a paragraph stand closest."""
    total = sum(steps.values())
    near = {step: sum(times for other, times in steps.items() if abs(other - step) < 0.06 * step) for step in steps}
    return min((step for step, times in near.items() if times >= 0.2 * total), default=steps.most_common(1)[0][0])


def paragraphs_of(pages: list[list[Line]], setting: Setting) -> list[Paragraph]:
    """The paragraphs of a document. One that goes on after a page break stays whole; notes at a page's foot wait."""
    paragraphs: list[Paragraph] = []
    notes: list[Paragraph] = []
    usual_edges = right_edges([line for lines in pages for line in lines])
    for lines in pages:
        edges = {**usual_edges, **right_edges(lines, least=ENOUGH_LINES)}
        body, foot = parted(lines, setting)
        join(body, setting, edges, paragraphs)
        join(foot, setting, edges, notes)
    return [*paragraphs, *notes]


def parted(lines: list[Line], setting: Setting) -> tuple[list[Line], list[Line]]:
    """The text of a page and the notes at its foot: small lines that begin with a number or sign."""
    at = len(lines)
    while at and lines[at - 1].height < 0.9 * setting.height:
        at -= 1
    while 0 < at < len(lines) and not re.match(r"[\d*†‡§]", lines[at].text):
        at += 1
    return (lines[:at], lines[at:]) if at else (lines, [])


def join(lines: list[Line], setting: Setting, edges: dict[int, float], paragraphs: list[Paragraph]) -> None:
    """Add the lines of one page to the paragraphs of those before."""
    for line in lines:
        current = paragraphs[-1] if paragraphs else None
        if current is None or begins(line, current, setting, edges):
            paragraphs.append(Paragraph([line]))
        else:
            current.lines.append(line)


def right_edges(lines: list[Line], least: int = 1) -> dict[int, float]:
    """How far to the right lines reach that begin at about the same place, by that place in tens of points.

    Places where fewer than `least` lines begin are left out.
    """
    edges: dict[int, float] = {}
    counts: Counter[int] = Counter()
    for line in lines:
        about = round(line.left / 10)
        for place in (about - 1, about, about + 1):
            edges[place] = max(edges.get(place, 0.0), line.right)
            counts[place] += 1
    return {place: edge for place, edge in edges.items() if counts[place] >= least}


def begins(line: Line, current: Paragraph, setting: Setting, edges: dict[int, float]) -> bool:
    """Whether a paragraph begins with this line."""
    above = current.lines[-1]
    if line.cells or above.cells:
        return not (line.cells and above.cells and line.page == above.page)
    open_end = not ends_sentence(above.text)
    carries_on = open_end and line.text[0].islower()
    if not same_size(above, line, by=MIXED_SIZES if carries_on else SAME_SIZE) or looks_like_beginning(line, setting):
        return True
    if above.hyphen:
        return False
    if line.page != above.page or line.top > above.top + line.height:
        return not carries_on and not (open_end and is_full(above, line, above.right, setting))
    if above.bold != line.bold and (current.bold or line.bold) and not carries_on:
        return True
    if above.bottom - line.bottom > 1.22 * setting.pitch_of(line):
        return True
    if moved(line, current):
        return True
    edge = max(edges.get(round(above.left / 10), 0.0), edges.get(round(line.left / 10), 0.0))
    return not carries_on and not is_full(above, line, edge, setting)


def same_size(above: Line, below: Line, *, by: float = SAME_SIZE) -> bool:
    """Whether two lines are set in fonts of about one height."""
    return abs(above.height - below.height) <= by * max(above.height, below.height)


def looks_like_beginning(line: Line, setting: Setting) -> bool:
    """Whether a line starts as a list item, a turn or a time stamp does."""
    if MARKER.match(line.text) or STAMPED.match(line.text):
        return True
    label = label_of(line)
    return label is not None and label[1] in setting.labels


def label_of(line: Line) -> re.Match[str] | None:
    """What stands before a colon at the beginning of a line."""
    return LABEL.match(line.text) if ":" in line.text else None


def moved(line: Line, current: Paragraph) -> bool:
    """Whether a line is indented, or begins further left, in a way that a paragraph's next line is not."""
    first, above = current.lines[0], current.lines[-1]
    if len(current.lines) == 1:
        return False
    return abs(line.left - above.left) > INDENT and above.page == line.page and first.page == line.page


def is_full(above: Line, line: Line, edge: float, setting: Setting) -> bool:
    """Whether the first word of a line would not have fitted at the end of the line above."""
    word = line.text[:2] if is_unspaced(line.text[0]) else line.text.split(maxsplit=1)[0]
    width = (line.right - line.left) / max(len(line.text), 1)
    return above.right + (len(word) + 1) * width * 0.9 > edge - 0.1 * setting.height
