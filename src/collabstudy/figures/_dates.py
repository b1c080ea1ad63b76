"""Dates of documents on an axis, also such as nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

UNDATED = "no date"
BESIDE = 45  # days: how far right of the last date those without one stand
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def iso(text: str) -> str:
    """The date in ISO 8601, the first day where only a year or a month is given, empty where it is no date.

    >>> iso("2025-03"), iso("2025-03-18"), iso("last spring")
    ('2025-03-01', '2025-03-18', '')
    """
    text = text.strip()
    full = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        return date.fromisoformat(full).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of some documents, as numbers."""

    first: int
    last: int
    undated: int
    gaps: bool

    @classmethod
    def of(cls, dates: Iterable[str]) -> Calendar:
        """Of dates in ISO 8601; empty ones stand beside the last."""
        found = list(dates)
        days = [date.fromisoformat(day).toordinal() for day in found if day] or [1]
        gaps = "" in found
        undated = max(days) + BESIDE
        return cls(min(days), undated if gaps else max(days), undated, gaps)

    def day(self, day: str) -> int:
        """Where a date stands."""
        return date.fromisoformat(day).toordinal() if day else self.undated

    def ticks(self) -> Iterator[tuple[int, str]]:
        """Quarters, halves or years, by how long a time it is; and where those without a date stand."""
        end = self.undated - BESIDE
        length = end - self.first
        months = (1,) if length > 1100 else (1, 7) if length > 550 else (1, 4, 7, 10)
        for year in range(date.fromordinal(self.first).year, date.fromordinal(end).year + 1):
            for month in months:
                day = date(year, month, 1).toordinal()
                if self.first <= day <= end:
                    yield day, str(year) if months == (1,) else f"{MONTHS[month - 1]} {year}"
        if self.gaps:
            yield self.undated, UNDATED
