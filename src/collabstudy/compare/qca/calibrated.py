"""Conditions and outcomes as sets of cases: what study.toml says of each, and how far every case belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.compare._chosen import is_number
from collabstudy.compare.qca.calibration import Anchors, direct
from collabstudy.compare.table import COUNTS
from collabstudy.errors import SettingsError
from collabstudy.model.case import Case
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.table import Crosstab, Passage

CHOICES = ("full_out", "crossover", "full_in", "threshold", "below", "is", "count")
_ANCHORS = ("full_out", "crossover", "full_in")
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_WHY: Mapping[str, str] = {"not_asked": "not asked about", "not_coded": "not coded yet for"}


@dataclass(frozen=True, slots=True)
class Set:
    """A condition or an outcome: a code or an attribute of cases.csv, and what it takes to belong to it.

    `how` says it in words. A fuzzy set has `anchors`; a crisp one has `at_least` or `less_than` a number, or `one_of`
    some values, or it is a code that is voiced or not. `count` is what is counted of a code.
    """

    id: str
    name: str
    kind: Literal["code", "attribute"]
    how: str
    anchors: Anchors | None = None
    at_least: float | None = None
    less_than: float | None = None
    one_of: tuple[str, ...] = ()
    count: str = ""

    def membership(self, value: float | str, idm: float) -> float:
        """How far a case with this value belongs to it."""
        if self.one_of:
            return float(value in self.one_of)
        number = float(value)
        if self.anchors is not None:
            return direct(number, self.anchors, idm=idm)
        if self.at_least is not None:
            return float(number >= self.at_least)
        return float(number < self.less_than) if self.less_than is not None else number


@dataclass(frozen=True, slots=True)
class Placed:
    """What a case has of a set: its value and its membership; or why neither is known."""

    value: float | str | None = None
    membership: float | None = None
    why: str = ""
    passages: tuple[Passage, ...] = field(default=(), repr=False)


def sets_of(study: Study, names: tuple[str, ...], calibration: Mapping[str, Any]) -> dict[str, Set]:
    """The sets of these names, as the calibration says.

    Raises SettingsError, with all other problems in `others`: a name that is neither a code nor an attribute, or both;
    a calibration of something else, with a word that there is not, or with numbers that are none or in no order.
    """
    problems: list[SettingsError] = []
    found: dict[str, Set] = {}
    for name in calibration:
        if name not in names:
            problems.append(
                SettingsError(f"`{name}` is calibrated but not asked for", hint=f"these are: {', '.join(names)}")
            )
    for name in names:
        try:
            found[name] = _set(study, name, calibration.get(name, {}))
        except SettingsError as problem:
            problems.append(problem)
    if problems:
        problems[0].others = tuple(problems[1:])
        raise problems[0]
    return found


def placed(study: Study, table: Crosstab, one: Set, idm: float) -> dict[str, Placed]:
    """Each case's place in a set. Raises SettingsError where an attribute should be a number and is none."""
    if one.kind == "code":
        return {case.id: _of_code(table, one, case.id, idm) for case in study.cases}
    wrong = [case.id for case in study.cases if _is_wrong(one, _value(case, one.id))]
    if wrong and all(_NUMBER.fullmatch(_value(study.case(case), one.id)) for case in wrong):
        raise SettingsError(
            f"`{one.id}` is no membership from 0 to 1 for {', '.join(wrong[:10])}",
            hint=f"say from where on a case is in: calibration = {{ {one.id} = {{ threshold = … }} }}",
        )
    if wrong:
        raise SettingsError(
            f"`{one.id}` is no number for {', '.join(wrong[:10])}",
            hint='write numbers as 88000 or 88,000, or calibrate by value: is = "charity"',
            file="corpus/cases.csv",
        )
    return {case.id: _of_attribute(one, _value(case, one.id), idm) for case in study.cases}


def _of_code(table: Crosstab, one: Set, case: str, idm: float) -> Placed:
    cell = table.cell(case, one.id)
    if cell.value in _WHY:
        return Placed(why=f"{_WHY[cell.value]} {one.id}")
    value = cell.count(one.count) if one.count else int(cell.value == "present")
    return Placed(value, one.membership(value, idm), passages=cell.passages)


def _of_attribute(one: Set, value: str, idm: float) -> Placed:
    if not value:
        return Placed(why=f"without {one.id}")
    told: float | str = value if one.one_of else _number(value)
    return Placed(told, one.membership(told, idm))


def _is_wrong(one: Set, value: str) -> bool:
    if not value or one.one_of:
        return False
    bare = one.anchors is None and one.at_least is None and one.less_than is None
    return not _NUMBER.fullmatch(value) or (bare and not 0 <= _number(value) <= 1)


def _value(case: Case, attribute: str) -> str:
    return case.attributes.get(attribute, "").strip()


def _number(value: str) -> float:
    return float(value.replace(",", ""))


def _set(study: Study, name: str, chosen: Any) -> Set:
    attributes = {attribute for case in study.cases for attribute in case.attributes}
    if name in study.codebook and name in attributes:
        raise SettingsError(f"`{name}` is both a code and an attribute", hint="rename the column in corpus/cases.csv")
    if name not in study.codebook and name not in attributes:
        known = [*(code.id for code in study.codebook), *sorted(attributes)]
        raise SettingsError(f"`{name}` is neither a code nor an attribute", hint=f"one of {', '.join(known[:40])}")
    if not isinstance(chosen, Mapping) or any(key not in CHOICES for key in chosen):
        raise SettingsError(f"the calibration of `{name}` is not clear", hint=f"it may have {', '.join(CHOICES)}")
    if name in study.codebook:
        return _code(study, name, dict(chosen))
    return _attribute(study, name, dict(chosen))


def _code(study: Study, name: str, chosen: dict[str, Any]) -> Set:
    count = chosen.pop("count", "")
    told = study.codebook[name].name
    if not chosen:
        if count:
            raise SettingsError(f"`{name}` is counted, and nothing says from where on it is in", hint=_HINT)
        return Set(name, told, "code", "voiced")
    if "is" in chosen:
        raise SettingsError(f"`{name}` is a code and has no values to be one of", hint=_HINT)
    if count not in COUNTS:
        raise SettingsError(f"`{name}` is a number of nothing", hint=f"count = one of {', '.join(COUNTS)}")
    return _numeric(Set(name, told, "code", "", count=count), chosen, f"{count}, ")


def _attribute(study: Study, name: str, chosen: dict[str, Any]) -> Set:
    if "count" in chosen:
        raise SettingsError(f"`{name}` is an attribute, of which nothing is counted", hint="leave `count` out")
    if not chosen:
        return Set(name, name, "attribute", "a number from 0 to 1, as it stands in cases.csv")
    if "is" not in chosen:
        return _numeric(Set(name, name, "attribute", ""), chosen, "")
    wanted = chosen.pop("is")
    values = tuple(map(str, wanted)) if isinstance(wanted, list | tuple) else (str(wanted),)
    known = dict.fromkeys(_value(case, name) for case in study.cases if _value(case, name))
    strange = [value for value in values if value not in known]
    if not known:
        raise SettingsError(f"`{name}` is empty for every case", hint="fill the column in", file="corpus/cases.csv")
    if chosen or not values or strange:
        raise SettingsError(
            f"no place has `{name}` {strange[0]}" if strange else f"`{name}` is calibrated by value and otherwise",
            hint=f"is = one or several of {', '.join(list(known)[:20])}, and nothing else",
        )
    return Set(name, f"{name}: {' or '.join(values)}", "attribute", f"is {' or '.join(values)}", one_of=values)


_HINT = "give full_out, crossover and full_in; or threshold; or below"


def _numeric(plain: Set, chosen: dict[str, Any], counted: str) -> Set:
    """The set with anchors or a threshold."""
    from dataclasses import replace

    bad = [key for key, value in chosen.items() if not is_number(value)]
    if bad:
        raise SettingsError(f"{bad[0]} of `{plain.id}` is no number", hint=_HINT)
    if set(chosen) == set(_ANCHORS):
        anchors = Anchors(*(float(chosen[key]) for key in _ANCHORS))
        if not anchors.ordered:
            raise SettingsError(
                f"the anchors of `{plain.id}` are in no order", hint="crossover lies between full_out and full_in"
            )
        told = f"{counted}{anchors.full_out:g} out, {anchors.crossover:g} crossover, {anchors.full_in:g} in"
        return replace(plain, how=told, anchors=anchors)
    if set(chosen) == {"threshold"}:
        return replace(plain, how=f"{counted}{chosen['threshold']:g} or more", at_least=float(chosen["threshold"]))
    if set(chosen) == {"below"}:
        return replace(plain, how=f"{counted}below {chosen['below']:g}", less_than=float(chosen["below"]))
    raise SettingsError(f"the calibration of `{plain.id}` is not one thing", hint=_HINT)


def unplaced(found: Mapping[str, Mapping[str, Placed]]) -> Iterator[tuple[str, str]]:
    """The cases that have no place in some set, each with all the reasons."""
    cases = dict.fromkeys(case for of in found.values() for case in of)
    for case in cases:
        why = [of[case].why for of in found.values() if of[case].membership is None]
        if why:
            yield case, ", ".join(why)
