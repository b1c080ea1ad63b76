"""Groups of cases: those that share an attribute, or whose number lies in one class."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from collabstudy.compare._chosen import is_number
from collabstudy.compare.contrasting.sides import Sides
from collabstudy.compare.counting.slices import Slice
from collabstudy.compare.table import Group
from collabstudy.errors import SettingsError
from collabstudy.model.case import Case
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study

FILE = "corpus/cases.csv"
Cuts = str | float | Sequence[float]
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


def grouped(study: Study, by: Any, *, cuts: Any) -> Sides:
    """The cases by an attribute of cases.csv; cases without a value stand outside.

    Args:
        study: the study.
        by: the attribute.
        cuts: for a number, where its classes begin (`[50000, 100000]`), or `median`. A number at a cut belongs to the
            class above it.

    Raises SettingsError: no such attribute, or values or cuts that are no numbers.
    """
    known = dict.fromkeys(name for case in study.cases for name in case.attributes)
    if not isinstance(by, str) or by not in known:
        raise SettingsError(f"cannot contrast by `{by}`", hint=f"one of {', '.join((*known, 'year'))}", file=FILE)
    given = [case for case in study.cases if _value(case, by)]
    without = tuple(case.id for case in study.cases if not _value(case, by))
    outside = {f"without {by}": without} if without else {}
    documents = frozenset(document.id for document in study.documents if may_count(document))
    if cuts is None:
        return Sides(tuple(_by_value(given, by, documents)), outside=outside)
    numbers = _numbers(given, by)
    at = _cuts(cuts, numbers.values())
    told = f"median ({_told(at[0])})" if cuts == "median" else tuple(map(_told, at))
    return Sides(tuple(_classes(numbers, at, documents)), outside=outside, chosen={"cuts": told})


def only(sides: Sides, wanted: Sequence[str]) -> Sides:
    """Some of the groups, in this order; the cases of the others stand outside.

    Raises SettingsError for a group that there is not.
    """
    known = {side.group.id: side for side in sides.groups}
    unknown = [group for group in wanted if group not in known]
    if unknown:
        raise SettingsError(f"no group `{unknown[0]}`", hint=f"there are {', '.join(known)}")
    left = {f"in {name}": side.cases for name, side in known.items() if name not in wanted}
    groups = tuple(known[group] for group in dict.fromkeys(wanted))
    return Sides(groups, sides.paired, {**sides.outside, **left}, sides.chosen)


def _value(case: Case, by: str) -> str:
    return case.attributes.get(by, "").strip()


def _by_value(cases: Iterable[Case], by: str, documents: frozenset[str]) -> Iterator[Slice]:
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        found[_value(case, by)].append(case.id)
    for value, those in found.items():
        yield Slice(Group(value, value), tuple(those), documents)


def _numbers(cases: Iterable[Case], by: str) -> dict[str, float]:
    told = {case.id: _value(case, by) for case in cases}
    wrong = [case for case, text in told.items() if not _NUMBER.fullmatch(text)]
    if wrong:
        raise SettingsError(
            f"`{by}` is no number for {', '.join(wrong[:10])}",
            hint="leave `cuts` out, or write numbers as 88000 or 88,000",
            file=FILE,
        )
    return {case: float(text.replace(",", "")) for case, text in told.items()}


def _cuts(cuts: Any, numbers: Collection[float]) -> tuple[float, ...]:
    """Where to cut, from the smallest up."""
    if cuts == "median" and numbers:
        return (median(numbers),)
    listed = list(cuts) if isinstance(cuts, list | tuple) else [cuts]
    if not listed or not all(map(is_number, listed)):
        raise SettingsError(f"cannot cut at {cuts!r}", hint='cuts is "median" or numbers, for example cuts = [50000]')
    return tuple(sorted({float(cut) for cut in listed}))


def _classes(numbers: Mapping[str, float], cuts: Sequence[float], documents: frozenset[str]) -> Iterator[Slice]:
    """The classes that somebody is in, from the smallest up."""
    for low, high in pairwise((float("-inf"), *cuts, float("inf"))):
        inside = tuple(case for case, number in numbers.items() if low <= number < high)
        if inside:
            name = _class(low, high)
            yield Slice(Group(name, name), inside, documents)


def _class(low: float, high: float) -> str:
    if low == float("-inf"):
        return f"below {_told(high)}"
    return f"{_told(low)} and more" if high == float("inf") else f"{_told(low)} to below {_told(high)}"


def _told(number: float) -> str:
    """A number as it is read: 88,000 or 0.5."""
    return f"{number:,.10g}"
