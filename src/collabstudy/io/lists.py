"""How the items of a list begin in plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "•‣◦▪▫■□●○⁃∙·➢➤►▶→❖✓✔✗☐☑\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
DASHES = "–—*+-"
MARKER = re.compile(
    rf"(?P<bullet>[{BULLETS}][ \t\u00a0]*|[{re.escape(DASHES)}][ \t\u00a0]+|o(?:\t| {{2,}})[ \t]*)(?=\S)"
    r"|\(?(?P<number>\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)](?:[ \t\u00a0]+)(?=\S)"
)
LONGEST_ITEM = 60
"""In words: what is numbered and longer is a numbered paragraph."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line begins with: a bullet, or a number in a style, and how long it is."""

    style: str
    number: int
    length: int


def marker_of(line: str) -> Marker | None:
    """The marker at the beginning of a line, or None.

    >>> marker_of("• trust"), marker_of("b) time")
    (Marker(style='•', number=0, length=2), Marker(style='a)', number=2, length=3))
    >>> marker_of("1.5 million") is None
    True
    """
    found = MARKER.match(line)
    if not found:
        return None
    if found["bullet"]:
        return Marker(found["bullet"][0], 0, found.end())
    number = found["number"]
    sign = line[found.end("number")]
    if number.isdigit():
        return Marker(f"1{sign}", int(number), found.end())
    if len(number) > 1:
        return Marker(f"i{sign}", roman(number), found.end())
    return Marker(f"{'a' if number.islower() else 'A'}{sign}", ord(number.lower()) - 96, found.end())


def roman(number: str) -> int:
    """The value of a small Roman number.

    >>> roman("iv"), roman("xii")
    (4, 12)
    """
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def are_neighbours(one: Marker | None, other: Marker | None) -> bool:
    """Whether two markers belong to one list: the same bullet, or numbers of one style that follow each other.

    >>> are_neighbours(marker_of("1. a"), marker_of("2. b")), are_neighbours(marker_of("1. a"), marker_of("3. b"))
    (True, False)
    """
    if one is None or other is None or one.style != other.style:
        return False
    return one.number == other.number == 0 or other.number - one.number == 1
