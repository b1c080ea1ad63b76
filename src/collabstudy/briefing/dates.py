"""Dates of sources as a sentence tells them; dates in other forms than ISO 8601 are left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collabstudy.briefing.words import listed

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def period(dates: Iterable[str]) -> str:
    """The months between which dates lie.

    >>> period(["2025-11-20", "2025-02-11"]), period(["2024-12-01", "2025-02-11"]), period(["2025-02-11"]), period([""])
    ('between February and November 2025', 'between December 2024 and February 2025', 'in February 2025', '')
    """
    days = _days(dates)
    if not days:
        return ""
    first, last = days[0], days[-1]
    if (first.year, first.month) == (last.year, last.month):
        return f"in {_month(first)} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"between {_month(first)}{year} and {_month(last)} {last.year}"


def dated(dates: Iterable[str]) -> int:
    """How many of the dates are days of a calendar, and so in `period` and `months`.

    >>> dated(["2025-10-07", "", "autumn"])
    1
    """
    return len(_days(dates))


def months(dates: Iterable[str]) -> str:
    """The months in which dates lie, each once.

    >>> months(["2025-10-07", "2025-03-18", "2025-03-20"]), months(["2025-10-07", "2026-03-18"])
    ('March and October 2025', 'October 2025 and March 2026')
    """
    days = _days(dates)
    found = list(dict.fromkeys((day.year, day.month) for day in days))
    told = [
        MONTHS[month - 1] if found[at + 1 :] and found[at + 1][0] == year else f"{MONTHS[month - 1]} {year}"
        for at, (year, month) in enumerate(found)
    ]
    return listed(told)


def _days(dates: Iterable[str]) -> list[date]:
    found = []
    for told in dates:
        try:
            found.append(date.fromisoformat(told))
        except ValueError:
            continue
    return sorted(found)


def _month(day: date) -> str:
    return MONTHS[day.month - 1]
