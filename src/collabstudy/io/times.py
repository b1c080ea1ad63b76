"""Times as transcription programs write them, in seconds."""

from __future__ import annotations

import re

CLOCK = r"(?:\d{1,3}:\d{1,2}:\d{1,2}|\d{1,3}:\d{2})(?:[.,:;]\d{1,3})?(?![\d:])"
SPAN = rf"{CLOCK}(?:[ \t]*(?:-->|->|[-–—,]|to)[ \t]*{CLOCK})?"
_DAY = r"(?:(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}),?[ \tT]+)?"
_PLAIN = r"\[\d{1,6}\.\d{1,3}s[ ]?(?:-->|->|[-–])[ ]?\d{1,6}\.\d{1,3}s\]"
BRACKETED = rf"(?:{_PLAIN}|\#{CLOCK}(?:-\d)?\#|[\[({{<][ ]?{_DAY}{SPAN}(?:[ ]?[AaPp]\.?[Mm]\.?)?[ ]?[\])}}>])"
STAMP = rf"(?:{BRACKETED}|{_DAY}{SPAN}(?:[ ]?[AaPp]\.?[Mm]\.?(?!\w))?)"
"""A time or two, in brackets or bare:
`0:22`, `(01:02:03)`, `#00:01:02-3#`, `[00:43.810 --> 00:47.850]`, `[0.00s -> 4.52s]`, `10:02 AM`."""

ALONE = re.compile(rf"[ \t>*_]*(?P<stamp>{STAMP})[ \t*_]*\Z")
INSIDE = re.compile(
    rf"\#{CLOCK}(?:-\d)?\#|\[{SPAN}\]|\(\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?\)|^[ \t]*{SPAN}[ \t]*$",
    re.MULTILINE,
)
"""Stamps that stand in running text, or alone on a line."""

_CUE_CLOCK = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
CUE = re.compile(rf"^[ \t]*(?P<start>{_CUE_CLOCK})[ \t]*(?:-->|->|,)[ \t]*(?P<end>{_CUE_CLOCK})", re.MULTILINE)
"""When a cue of subtitles is shown: `00:00:01,000 --> 00:00:02,000`."""

_CLOCK = re.compile(CLOCK)
_SECONDS = re.compile(r"([\d.]+)s")
_TENTHS = re.compile(r"-(\d)#")
_HALF_DAY = re.compile(r"\d[ ]?([AaPp])\.?[Mm]\b")
_DATED = re.compile(r"\d[./-](?:\d{1,2}|[A-Z][a-z]{2})[./-]\d")


def seconds(clock: str) -> float:
    """The seconds of one clock reading.

    >>> seconds("0:22"), seconds("01:02:03"), seconds("00:00:43.810"), seconds("00:00:43,81")
    (22.0, 3723.0, 43.81, 43.81)

    A fourth number is one of 25 or 30 frames a second, which no transcript tells apart, and is dropped.

    >>> seconds("01:23:45:21")
    5025.0
    """
    whole, fraction = clock.strip(), 0.0
    parts = re.split("[:;]", whole.replace(",", "."))
    if len(parts) == 4:
        parts = parts[:3]
    last, dot, decimals = parts[-1].partition(".")
    if dot:
        fraction = int(decimals) / 10 ** len(decimals)
    total = 0
    for number in (*parts[:-1], last):
        total = total * 60 + int(number)
    return round(total + fraction, 3)


def stamp_times(stamp: str) -> tuple[float, float | None]:
    """Start and end of a stamp; an end before its start is none.

    >>> stamp_times("[00:43.810 --> 00:47.850]"), stamp_times("#00:01:02-3#"), stamp_times("(1:05)")
    ((43.81, 47.85), (62.3, None), (65.0, None))

    With a date or AM and PM it is a time of day.

    >>> stamp_times("2:05 PM")[0] == (14 * 60 + 5) * 60
    True
    """
    clocks = _CLOCK.findall(stamp)
    if not clocks:
        begin, until = map(float, _SECONDS.findall(stamp))
        return begin, until if until >= begin else None
    start = seconds(clocks[0])
    tenths = _TENTHS.search(stamp)
    if tenths:
        start = round(start + int(tenths[1]) / 10, 3)
    half = _HALF_DAY.search(stamp)
    if half or _DATED.search(stamp):
        start = _time_of_day(clocks[0], start, half[1].lower() if half else "")
    end = seconds(clocks[1]) if len(clocks) > 1 else None
    return start, end if end is not None and end >= start else None


def _time_of_day(clock: str, start: float, half: str) -> float:
    """Seconds since midnight: `2:05 PM` has hours first although it has but two numbers."""
    if clock.count(":") == 1:
        start *= 60
    if half == "p" and start < 12 * 3600:
        return start + 12 * 3600
    return start - 12 * 3600 if half == "a" and start >= 12 * 3600 else start
