"""What is printed on every page but belongs to none: running heads and feet, page numbers, numbers in the margin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from collabstudy.io.importers._pdf_lines import NUMBER_FIRST, Line

BAND = 3
"""How many lines from the top and the bottom of a page may be running heads and feet."""
FEWEST_NUMBERS = 0.08
"""Of the lines: fewer numbers than that belong to chapters or notes."""
MOST_OF_A_PAGE = 0.5
"""Pages that are mostly alike are forms or repetitions, not mostly running heads."""
PAGE_NUMBER = re.compile(
    r"(?i)[-–—|\[(\s]*(?:(?:page|seite|página|pagina|side|p\.|s\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|von|de|di|sur|av|\|)\s*\d{1,4})?[-–—|\])\s]*"
)
OUTER_NUMBERS = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$|^\d{1,4}$")
MOST_OF_A_LINE = 90
"""In characters: a line as long as that is text, even if it ends with a number."""
CONTENTS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})$")
"""A line of dots that leads to a page number."""
PAGE_OF = re.compile(r"(?i)(?:page|seite|página|pagina|side)\s*\d+|\d+\s*(?:/|of|von)\s*\d+")


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page without what surrounds the text, and remarks that say what was left out."""
    pages, numbered = without_margin_numbers(pages)
    kept, running = without_running_lines(pages)
    count = sum(map(len, kept))
    kept = [[line for line in lines if not CONTENTS.search(line.text)] for lines in kept]
    remarks = []
    if sum(map(len, kept)) < count:
        remarks.append("the table of contents was left out")
    if running:
        remarks.append(f"running heads, feet and page numbers were left out ({running} lines)")
    if numbered:
        remarks.append(f"line or paragraph numbers in the margin were left out ({numbered})")
    return kept, remarks


def without_running_lines(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without lines that return at the same height of several pages, and without page numbers."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for at, lines in enumerate(pages):
        for line in (line for edge in edges(lines) for row in edge for line in row):
            for key in keys(line):
                seen[key].add(at)
    often = frozenset(key for key, numbers in seen.items() if repeated(numbers, len(pages)))
    first = number_of_first_page(pages)
    kept = []
    for at, lines in enumerate(pages):
        number = None if first is None else first + at
        running = {id(line) for edge in edges(lines) for line in running_in(edge, lines, often, number)}
        kept.append([line for line in lines if id(line) not in running])
    count = sum(map(len, pages))
    left_out = count - sum(map(len, kept))
    return (pages, 0) if left_out > MOST_OF_A_PAGE * count else (kept, left_out)


def edges(lines: list[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The highest and the lowest rows of a page, outermost first."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        rows[round(line.bottom)].append(line)
    heights = sorted(rows)
    return [rows[height] for height in heights[::-1][:BAND]], [rows[height] for height in heights[:BAND]]


def number_of_first_page(pages: list[list[Line]]) -> int | None:
    """The number of the first page, by the numbers in the outermost lines of all; None if they disagree."""
    found = Counter(
        int(number) - at
        for at, lines in enumerate(pages)
        for edge in edges(lines)
        for row in edge[:1]
        for line in row
        for number in set(OUTER_NUMBERS.findall(line.text))
    )
    first, times = found.most_common(1)[0] if found else (0, 0)
    return first if times >= max(3, 0.4 * len(pages)) else None


def running_in(
    edge: list[list[Line]], lines: list[Line], often: frozenset[tuple[str, int]], number: int | None
) -> Iterator[Line]:
    """The running lines of one edge, from outside to the first row that has none; `number` is that of the page."""
    for row in edge:
        running = [
            line
            for line in row
            if any(key in often for key in keys(line))
            or is_page_number(line, lines)
            or (row is edge[0] and len(line.text) < MOST_OF_A_LINE and str(number) in OUTER_NUMBERS.findall(line.text))
        ]
        if not running:
            return
        yield from running


def repeated(numbers: set[int], pages: int) -> bool:
    """Whether a line stands on so many pages that it is none of the text: on most, or on every other one."""
    enough = max(2, min(3, pages))
    return len(numbers) >= 5 or (len(numbers) >= enough and len(numbers) >= 0.3 * pages)


def keys(line: Line) -> list[tuple[str, int]]:
    """What makes two running lines the same: their words, all numbers alike, and about the same height."""
    words = re.sub(r"\d+", "#", " ".join(line.text.split()).casefold())
    return [(words, round(line.bottom / 6)), (words, round(line.bottom / 6 + 0.5) + 100_000)]


def is_page_number(line: Line, lines: list[Line]) -> bool:
    """Whether a line at the edge of a page is its number, standing a little apart from the text."""
    if not PAGE_NUMBER.fullmatch(line.text):
        return False
    if PAGE_OF.search(line.text):
        return True
    others = [other for other in lines if other is not line and abs(other.bottom - line.bottom) > 2]
    nearest = min((abs(other.bottom - line.bottom) for other in others), default=0.0)
    lowest = all(other.bottom > line.bottom for other in others)
    highest = all(other.bottom < line.bottom for other in others)
    return (lowest or highest) and nearest > 1.5 * line.height


def without_margin_numbers(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without the numbers that count lines or paragraphs, and how many these were.

    They stand beside the text, as lines of their own or as the first word of a line, and they count up.
    """
    body = [line for lines in pages for line in lines if not line.text.isdigit() and len(line.text) > 20]
    if not body:
        return pages, 0
    left = Counter(round(line.after) for line in body).most_common(1)[0][0]
    right = max(line.right for line in body)
    alone = [
        line for lines in pages for line in lines
        if line.text.isdigit() and len(line.text) < 5 and (line.right <= left + 1 or line.left >= right - 1)
    ]  # fmt: skip
    leading = [
        line for lines in pages for line in lines
        if (number := NUMBER_FIRST.match(line.text)) and number[0].strip().isdigit()
        and line.left < left - 5 and abs(line.after - left) < 40
    ]  # fmt: skip
    enough = max(3, FEWEST_NUMBERS * len(body))
    first = {id(line) for line in alone} if counts_up([int(line.text) for line in alone], enough) else set()
    second = (
        {id(line) for line in leading} if counts_up([int(line.text.split()[0]) for line in leading], enough) else set()
    )
    kept = [[without_number(line, second) for line in lines if id(line) not in first] for lines in pages]
    return kept, len(first) + len(second)


def counts_up(numbers: list[int], enough: float = 3) -> bool:
    """Whether numbers rise by a steady step nearly throughout, or start again on each page.

    >>> counts_up([1, 2, 3, 4, 1, 2, 3]), counts_up([5, 10, 15]), counts_up([1998, 4, 27, 3])
    (True, True, False)
    """
    steps = Counter(there - here for here, there in pairwise(numbers))
    if len(numbers) < enough:
        return False
    step, times = steps.most_common(1)[0]
    return 0 < step <= 10 and times >= 0.6 * (len(numbers) - 1)


def without_number(line: Line, numbered: set[int]) -> Line:
    """A line without the number it begins with, if it is one of those."""
    if id(line) not in numbered:
        return line
    found = NUMBER_FIRST.match(line.text)
    assert found is not None
    return replace(line, text=line.text[found.end() :], left=line.after, start=line.start + found.end())
