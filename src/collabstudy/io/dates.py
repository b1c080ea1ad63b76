"""Dates as people write them, as ISO dates; what leaves the year open is no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier enero gennaio januari janeiro tammikuuta styczeń stycznia",
            "february feb februar février febrero febbraio februari fevereiro luty lutego",
            "march mar märz mars marzo maart março marzec marca",
            "april apr avril abril aprile kwiecień kwietnia",
            "may mai mayo maggio mei maio maj maja",
            "june jun juni juin junio giugno junho czerwiec czerwca",
            "july jul juli juillet julio luglio julho lipiec lipca",
            "august aug août agosto augustus augusti sierpień sierpnia",
            "september sep sept septembre septiembre settembre setembro wrzesień września",
            "october oct oktober okt octobre octubre ottobre outubro październik października",
            "november nov novembre noviembre novembro listopad listopada",
            "december dec dezember dez décembre diciembre dicembre dezembro grudzień grudnia",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
YEAR = r"(?P<year>(?:19|20)\d\d)"
HAS_YEAR = re.compile(r"(?:19|20)\d\d")
SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<name>{MONTH})\.?,?\s+(?:de\s+)?{YEAR}\b",
        rf"\b(?P<name>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}\b",
        rf"\b(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{YEAR}\b",
        r"\b(?P<year_first>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        rf"\b(?P<name>{MONTH})\.?,?\s+(?:de\s+)?{YEAR}\b",
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text and where it stands."""

    iso: str
    start: int
    end: int


def dates_in(text: str) -> Iterator[Found]:
    """The dates in a text, in the order of their places; a month with its year is one too.

    3/4/2020 is none: it is March in one country and April in another.

    >>> [found.iso for found in dates_in("on the 9th October 2019, and again in May 2020")]
    ['2019-10-09', '2020-05']
    >>> [found.iso for found in dates_in("13/4/2020, 3/4/2020, on 11 December, 9. März 2021")]
    ['2020-04-13', '2021-03-09']
    """
    taken: list[Found] = []
    for shape in SHAPES if HAS_YEAR.search(text) else ():
        for match in shape.finditer(text):
            iso = iso_of(match.groupdict())
            if iso and all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken.append(Found(iso, match.start(), match.end()))
    yield from sorted(taken, key=lambda found: found.start)


def iso_of(parts: dict[str, str | None]) -> str | None:
    """The ISO date of the parts of a match, or None if there is no such day or it may be one of two."""
    year = int(parts.get("year") or parts.get("year_first") or 0)
    name, day, month = parts.get("name"), parts.get("day"), parts.get("month")
    number = MONTHS[name.lower()] if name else int(month or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        day, number = (str(second), first) if second > 12 else (str(first), second)
    if day is None:
        return f"{year:04}-{number:02}"
    try:
        return date(year, number, int(day)).isoformat()
    except ValueError:
        return None
