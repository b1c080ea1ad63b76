"""What cases, codes and values are called when two moments of a study are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import is_guided, told_values
from collabstudy.compare.wording import plural
from collabstudy.model.study import Study
from collabstudy.run.state import State


@dataclass(frozen=True, slots=True)
class Naming:
    """Names by id; what nobody names is called by its id."""

    cases: Mapping[str, str]
    codes: Mapping[str, str]
    values: Mapping[Value, str]
    plural: str = "places"

    def case(self, case: str) -> str:
        """What a case is called."""
        return self.cases.get(case, case)

    def code(self, code: str) -> str:
        """What a code is called."""
        return self.codes.get(code, code)

    def listed(self, cases: Iterable[str]) -> str:
        """Cases by their names."""
        return ", ".join(map(self.case, cases))


def naming(before: State, now: State, study: Study | None = None) -> Naming:
    """The names of today where there is a study, else of the later moment, else of the earlier."""
    cases = {one: case["name"] for state in (before, now) for one, case in state.told.get("cases", {}).items()}
    codes = {**before.told.get("codes", {}), **now.told.get("codes", {})}
    if study is None:
        values = told_values(guided=bool(now.told.get("guided", True)))
        return Naming(cases, codes, values, str(now.told.get("plural", "places")))
    return Naming(
        cases | {case.id: case.name for case in study.cases},
        codes | {code.id: code.name for code in study.codebook},
        told_values(guided=is_guided(study)),
        plural(study.settings),
    )
