"""The cases that a finding is about, and what each says of its codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabstudy.compare.claiming.bound_numbers import Values
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.counting.coded import Coded
from collabstudy.model.case import Case
from collabstudy.model.finding import Among
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.counting.coded import Mask

_STRONGEST_FIRST: tuple[Value, ...] = ("present", "absent", "not_asked", "not_coded")


@dataclass(frozen=True)
class Said:
    """What the cases of a study say of its codes, on one kind of evidence."""

    study: Study
    values: Values

    def of(self, codes: Iterable[str]) -> dict[str, Value]:
        """The value of each case for any of several codes: present if one is, else absent if one is, and so on."""
        current = [str(self.study.codebook.current(code)) for code in codes]
        return {
            case.id: min((self.values[case.id, code] for code in current), key=_STRONGEST_FIRST.index)
            for case in self.study.cases
        }


def among(study: Study, limits: Among) -> tuple[str, ...]:
    """The cases with these attributes, in the order of cases.csv; all where there are no limits."""
    return tuple(
        case.id
        for case in study.cases
        if all(attributes_of(case).get(name) in values for name, values in limits.items())
    )


def outside(study: Study, limits: Among) -> tuple[str, ...]:
    """The other cases."""
    inside = frozenset(among(study, limits))
    return tuple(case.id for case in study.cases if case.id not in inside)


def attributes_of(case: Case) -> Mapping[str, str]:
    """The attributes by which cases can be limited, `case` among them."""
    return {**case.attributes, "case": case.id}


def branch(study: Study, codes: Iterable[str]) -> frozenset[str]:
    """These codes, as they are called today, and those below them."""
    found: set[str] = set()
    for code in codes:
        current = str(study.codebook.current(code))
        found |= {current, *(below.id for below in study.codebook.below(current))}
    return frozenset(found)


def having(columns: Coded, codes: Collection[str]) -> Mask:
    """Which codings have one of these codes."""
    import numpy as np

    found: Mask = np.array([code in codes for code in columns.codes], dtype=bool)[columns.code]
    return found
