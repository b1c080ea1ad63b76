"""What was said before a date and what after it, by the same cases or by others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from collabstudy.compare.contrasting.sides import Sides
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.slices import Slice
from collabstudy.compare.table import Group
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study

Day = str | int | date
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_Edge = tuple[str, bool]  # a day, and whether it belongs to the early side


def before_after(study: Study, *, before: Day | None, after: Day | None, paired: bool | None) -> Sides:
    """The cases as they speak in documents before and after a date: a year, a month or a day.

    Args:
        study: the study.
        before: the early side ends before this; the late one begins with it, unless `after` is given.
        after: the late side begins after this; the early one ends with it, unless `before` is given.
        paired: `True` keeps the cases heard on both sides, each compared with itself; `False` keeps the others, so that
            the sides are different cases. May be left out where all cases are of one kind.

    A case is heard on a side if a document of its own lies there; only one that has none anywhere, by those that speak
    of it.

    Raises SettingsError: no date, or one that is none; dates that overlap; some cases on both sides and some on one,
    and nothing said about them.
    """
    early, late = _edges(before, after)
    texts = [document for document in study.documents if may_count(document)]
    documents = tuple(
        frozenset(document.id for document in texts if lies(document.date)) for lies in (_until(early), _since(late))
    )
    if documents[0] & documents[1]:
        raise SettingsError(f"before = {before} and after = {after} overlap", hint="`before` is the earlier of the two")
    reading = Reading(study, frozenset())
    own = {case.id: {document.id for document in reading.of_case(case.id)} for case in study.cases}
    heard = [tuple(case for case in own if own[case] & found) for found in documents]
    pairs = [case for case in heard[0] if case in heard[1]]
    alone = [case.id for case in study.cases if (case.id in heard[0]) != (case.id in heard[1])]
    if paired is None and pairs and alone:
        raise SettingsError(
            f"{len(pairs)} of the {plural(study.settings)} heard on both sides of the date, {len(alone)} on one only",
            hint="say paired = true (those on both, each with itself) or paired = false (only the others)",
        )
    both = bool(pairs) if paired is None else paired
    kept = set(pairs if both else alone)
    names = _names(early, late)
    groups = tuple(
        Slice(Group(name, name), tuple(case for case in cases if case in kept), found)
        for name, cases, found in zip(names, heard, documents, strict=True)
    )
    outside = {
        "heard on both sides": () if both else tuple(pairs),
        **{
            f"heard {name} only": tuple(case for case in cases if both and case not in kept)
            for name, cases in zip(names, heard, strict=True)
        },
        "not heard on either side": tuple(
            case.id for case in study.cases if not any(case.id in part for part in heard)
        ),
        "dated on neither side": tuple(
            document.id for document in texts if document.id not in documents[0] | documents[1]
        ),
    }
    return Sides(tuple(side for side in groups if side.cases), both, {why: who for why, who in outside.items() if who})


def _edges(before: Day | None, after: Day | None) -> tuple[_Edge, _Edge]:
    first, last = (None if day is None else _day(day) for day in (before, after))
    if first is None and last is None:
        raise SettingsError("a contrast by year needs a year to cut at", hint="for example before = 2025")
    early: _Edge = (first, False) if first is not None else (last or "", True)
    return early, (last, True) if last is not None else early


def _day(day: Day) -> str:
    told = str(day)
    if isinstance(day, bool) or not _DAY.fullmatch(told):
        raise SettingsError(
            f"`{told}` is no date to cut at", hint="a year (2025), a month (2025-03) or a day (2025-03-01)"
        )
    return told


def _names(early: _Edge, late: _Edge) -> tuple[str, str]:
    first = f"until {early[0]}" if early[1] else f"before {early[0]}"
    return first, f"after {late[0]}" if late[1] else f"from {late[0]}"


def _until(edge: _Edge) -> Callable[[str], bool]:
    day, inclusive = edge
    return lambda told: _clear(told, day) and (told[: len(day)] < day or (inclusive and told.startswith(day)))


def _since(edge: _Edge) -> Callable[[str], bool]:
    day, exclusive = edge
    return lambda told: _clear(told, day) and (told[: len(day)] > day or (not exclusive and told.startswith(day)))


def _clear(told: str, day: str) -> bool:
    """A date that is told closely enough to lie on one side: 2025 may be before or after 2025-07."""
    return bool(told) and not (len(told) < len(day) and day.startswith(told))
