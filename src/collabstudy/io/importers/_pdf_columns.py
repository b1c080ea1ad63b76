"""The order in which the lines of a page are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise
from statistics import median

from collabstudy.io.importers._pdf_lines import Line, Pen

SAMPLE = 8
NARROWEST_GUTTER = 9.0
"""In points; the spaces of justified text are narrower."""


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as they are read: as drawn, unless that goes up the page without going to the right.

    Files draw their text in the order in which it was written, which is better than any guess from geometry.
    """
    jumps = sum(
        below.top > above.top + 2 * above.height and below.left < above.right for above, below in pairwise(lines)
    )
    return cut(lines) if jumps else lines


def cut(lines: list[Line]) -> list[Line]:
    """The lines by recursive cuts: columns where a gutter runs through, else the widest gap between above and below."""
    if len(lines) < 2:
        return lines
    gutter = widest_gap(lines, lambda line: (line.left, line.right), NARROWEST_GUTTER)
    if gutter is not None:
        left = [line for line in lines if line.right <= gutter]
        right = [line for line in lines if line.right > gutter]
        if min(len(left), len(right)) > 1:
            return cut(left) + cut(right)
    gap = widest_gap(lines, lambda line: (-line.top, -line.bottom), 0.0)
    if gap is None:
        return sorted(lines, key=lambda line: (-line.top, line.left))
    return cut([line for line in lines if -line.bottom <= gap]) + cut([line for line in lines if -line.bottom > gap])


def widest_gap(lines: list[Line], extent: Callable[[Line], tuple[float, float]], least: float) -> float | None:
    """Where the widest gap that no line crosses begins, or None if none is wider than `least`."""
    spans = sorted(map(extent, lines))
    best, at, reach = least, None, spans[0][1]
    for start, end in spans[1:]:
        if start - reach > best:
            best, at = start - reach, reach
        reach = max(reach, end)
    return at


def drawn_across_columns(lines: list[Line], pen: Pen) -> list[Line]:
    """The lines, cut in two where a file draws the rows of two columns one after another.

    pdfium sees one line in "left column   right column" then. Tables look alike: so the right halves must begin at
    the same place all down the page, and that near its middle.
    """
    wide = [line for line in lines if line.right - line.left > 250 and line.text.count(" ") > 5]
    if len(wide) < 6 or len(wide) < 0.5 * len(lines):
        return lines
    sample = wide[:: max(1, len(wide) // SAMPLE)]
    without = (line for line in sample if not is_gutter(pen.widest_space(line)))
    if len(list(islice(without, int(0.3 * len(sample)) + 1))) > 0.3 * len(sample):
        return lines
    spaces = {id(line): pen.widest_space(line) for line in wide}
    gutters = [space for space in spaces.values() if is_gutter(space)]
    right = median(end for _, end, _ in gutters)
    left_edge, right_edge = min(line.left for line in wide), max(line.right for line in wide)
    aligned = sum(abs(end - right) < 3 for _, end, _ in gutters)
    if aligned < 0.8 * len(gutters) or not 0.35 < (right - left_edge) / (right_edge - left_edge) < 0.65:
        return lines
    return cut([half for line in lines for half in halves(line, spaces.get(id(line), (0.0, 0.0, 0)), right)])


def is_gutter(space: tuple[float, float, int]) -> bool:
    """Whether a space in a line is as wide as what separates columns."""
    return space[1] - space[0] > NARROWEST_GUTTER


def halves(line: Line, space: tuple[float, float, int], right: float) -> list[Line]:
    """A line cut at its widest space if its right half begins where those of the others do."""
    if not is_gutter(space) or abs(space[1] - right) > 3:
        return [line]
    at = space[2]
    return [
        replace(line, text=line.text[:at].rstrip(), right=space[0], hyphen=False),
        replace(line, text=line.text[at:].lstrip(), left=space[1], after=space[1], start=line.start + at + 1),
    ]
