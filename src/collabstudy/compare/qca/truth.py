"""A truth table as a value: what combinations of conditions there are, with what outcome, and which passages say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.qca.calibrated import Placed, Set
from collabstudy.compare.qca.configurations import HALF, Configuration, Members
from collabstudy.compare.qca.solutions import KINDS, Kind, Model, necessity
from collabstudy.compare.table import Passage, choices
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas

_SAME = ("row", "number", "n", "cases", "inclusion", "pri", "out", "contradictory", "having", "lacking")


@dataclass(frozen=True, slots=True)
class Reread:
    """Passages of one case to read again: what places it where it is, in one condition or the outcome.

    `deviant` tells whether the case does otherwise than most in its row. An attribute has no passages.
    """

    case: str
    set: str
    membership: float
    deviant: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class TruthTable(Comparison):
    """A truth table with its solutions (Ragin 1987, 2008).

    `rows` are all there can be, logical remainders too. `left_out` are cases without a place in some set, and why.
    `halfway` are cases exactly half in a set, and which: in a condition, they stand in no row. `constant` are
    conditions in which all cases are alike, left out of the table, `one_sided` those in which all are more in, or more
    out. `unsolved` says why there are no models, where there are none.
    """

    name: ClassVar[str] = "truthtable"

    outcome: Set
    negated: bool
    conditions: tuple[Set, ...]
    members: Members = field(repr=False)
    rows: tuple[Configuration, ...] = field(repr=False)
    models: tuple[Model, ...] = field(repr=False)
    placed: Mapping[str, Mapping[str, Placed]] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    left_out: tuple[tuple[str, str], ...] = ()
    halfway: tuple[tuple[str, str], ...] = ()
    constant: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()
    unsolved: str = ""

    def __repr__(self) -> str:
        return (
            f"<TruthTable of {self.outcome_name}: {len(self.members.cases)} {self.plural}, {len(self.conditions)} "
            f"conditions, {len(self.observed)} of {len(self.rows)} rows seen, {len(self.contradictory)} contradictory>"
        )

    @property
    def outcome_name(self) -> str:
        """The outcome's id, after ~ where its absence is explained."""
        return f"~{self.outcome.id}" if self.negated else self.outcome.id

    @property
    def observed(self) -> tuple[Configuration, ...]:
        """The rows in which there are cases."""
        return tuple(row for row in self.rows if row.cases)

    @property
    def remainders(self) -> tuple[Configuration, ...]:
        """The logical remainders: rows without cases, or with too few."""
        return tuple(row for row in self.rows if row.out == "?")

    @property
    def contradictory(self) -> tuple[Configuration, ...]:
        """Rows in which cases alike in all conditions differ in the outcome, whatever the cut-offs made of them."""
        return tuple(row for row in self.rows if row.contradictory)

    def row(self, row: str) -> Configuration:
        """The row with this id, `101`. Raises StudyError when there is none."""
        for one in self.rows:
            if one.id == row:
                return one
        known = ", ".join(self.members.conditions)
        raise StudyError(f"no row {row} in this truth table", hint=f"a row has a digit for each of {known}")

    def evidence(self, row: str) -> tuple[Passage, ...]:
        """All passages that place the cases of a row where they are, each once."""
        return tuple(dict.fromkeys(passage for one in self.reread(row) for passage in one.passages))

    def reread(self, row: str) -> tuple[Reread, ...]:
        """What to read again of a row: case by case, deviant ones first, the outcome and then each condition.

        Raises StudyError when there is no such row.
        """
        found = self.row(row)
        cases = sorted(found.cases, key=lambda case: case not in found.deviant)
        sets = (self.outcome, *self.conditions)
        return tuple(self._reread(case, one.id, case in found.deviant) for case in cases for one in sets)

    def _reread(self, case: str, name: str, deviant: bool) -> Reread:
        """The membership is as calibrated: of the outcome itself, not of its absence."""
        own = self.placed[name][case]
        return Reread(case, name, float("nan") if own.membership is None else own.membership, deviant, own.passages)

    def solution(self, kind: Kind) -> tuple[Model, ...]:
        """The models of one kind. Raises StudyError when there is no such kind."""
        if kind not in KINDS:
            raise StudyError(f"no {kind} solution", hint=f"one of {', '.join(KINDS)}")
        return tuple(model for model in self.models if model.kind == kind)

    def frame(self) -> pandas.DataFrame:
        """A row per combination: those with cases first, then the remainders, each in the order of their numbers.

        Columns: row (`101`), number (from 1, as in R), one per condition (0 or 1; with `_` after a name that another
        column has), n, cases, inclusion, pri, out (`1`, `0`, `C`, `?`), contradictory, having and lacking (cases).
        """
        import pandas as pd

        named = {one.id: f"{one.id}_" if one.id in _SAME else one.id for one in self.conditions}
        columns = ["row", "number", *named.values(), *_SAME[2:]]
        rows = sorted(self.rows, key=lambda row: (not row.cases, row.number))
        frame = pd.DataFrame([_told(row) for row in rows], columns=columns)
        kinds = dict.fromkeys(["row", "cases", "out", "having", "lacking"], "string") | {"contradictory": "boolean"}
        kinds |= dict.fromkeys(["number", "n", *named.values()], "Int64") | dict.fromkeys(
            ["inclusion", "pri"], "Float64"
        )
        return frame.astype(kinds)

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The table itself, and the solutions."""
        return {self.name: self.frame(), "truthtable_solutions": self.solutions()}

    def solutions(self) -> pandas.DataFrame:
        """A row per term of a model, and one for the whole model (`term` is empty).

        Columns: solution, model, term, inclusion, pri, coverage, unique, cases, assumed (remainders the model takes to
        have the outcome).
        """
        import pandas as pd

        rows: list[tuple[Any, ...]] = []
        for model in self.models:
            for path in model.paths:
                fit = path.fit
                told = (fit.inclusion, fit.pri, fit.coverage, fit.unique)
                rows.append((model.kind, model.id, path.name, *told, " ".join(path.cases), ""))
            whole = (model.fit.inclusion, model.fit.pri, model.fit.coverage, None)
            rows.append((model.kind, model.id, "", *whole, "", " ".join(model.assumed)))
        columns = ["solution", "model", "term", "inclusion", "pri", "coverage", "unique", "cases", "assumed"]
        numbers = dict.fromkeys(columns[3:7], "Float64")
        return pd.DataFrame(rows, columns=columns).astype({name: numbers.get(name, "string") for name in columns})

    def necessity(self) -> pandas.DataFrame:
        """A row per condition and its absence: term, inclusion, relevance (RoN), coverage."""
        import pandas as pd

        rows = [(name, fit.inclusion, fit.relevance, fit.coverage) for name, fit in necessity(self.members)]
        frame = pd.DataFrame(rows, columns=["term", "inclusion", "relevance", "coverage"])
        return frame.astype({name: "string" if name == "term" else "Float64" for name in frame.columns})

    def memberships(self) -> pandas.DataFrame:
        """A row per set and case: case, set, role (outcome or condition), value, membership, row, why (left out)."""
        import pandas as pd

        rows_of = {case: row.id for row in self.rows for case in row.cases}
        rows = [
            (case, one.id, role, _written(own.value), own.membership, rows_of.get(case), own.why)
            for role, those in (("outcome", (self.outcome,)), ("condition", self.conditions))
            for one in those
            for case, own in self.placed[one.id].items()
        ]
        frame = pd.DataFrame(rows, columns=["case", "set", "role", "value", "membership", "row", "why"])
        return frame.astype({name: "Float64" if name == "membership" else "string" for name in frame.columns})

    @property
    def note(self) -> str:
        """What belongs under the table."""
        told = [f"{one.id}: {one.how}." for one in (self.outcome, *self.conditions)]
        if self.left_out:
            told.append("Left out: " + "; ".join(f"{self.names[case]} ({why})" for case, why in self.left_out) + ".")
        in_no_row = [(case, name) for case, name in self.halfway if name != self.outcome.id]
        if in_no_row:
            told.append("Exactly half in, so in no row: " + _pairs(in_no_row, self.names) + ".")
        on_the_fence = [(case, name) for case, name in self.halfway if name == self.outcome.id]
        if on_the_fence:
            told.append("Exactly half in the outcome: " + _pairs(on_the_fence, self.names) + ".")
        if self.constant:
            told.append(f"All {self.plural} are alike in {', '.join(self.constant)}, which is left out of the table.")
        if self.one_sided:
            told.append(f"All {self.plural} are on one side of {', '.join(self.one_sided)}.")
        if self.contradictory:
            rows = ", ".join(row.id for row in self.contradictory)
            told.append(f"Contradictory, to be read again: {rows}.")
        if any(path.name == "1" for model in self.models for path in model.paths):
            told.append(f"A solution of 1 tells no {self.plural} apart: it says that all have the outcome.")
        if self.unsolved:
            told.append(f"No solution: {self.unsolved}.")
        return " ".join((*told, f"{choices(self.made_by)}."))


def _told(row: Configuration) -> tuple[Any, ...]:
    present = tuple(int(bool(state)) for state in row.present)
    fit = (row.fit.inclusion, row.fit.pri) if row.cases else (None, None)
    sides = (" ".join(row.having), " ".join(row.lacking))
    return (row.id, row.number, *present, len(row.cases), " ".join(row.cases), *fit, row.out, row.contradictory, *sides)


def _pairs(pairs: Sequence[tuple[str, str]], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names[case]} ({name})" for case, name in pairs)


def half(values: Mapping[str, Sequence[float]], cases: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The cases exactly half in a set, with the set."""
    each = ((case, name, value) for name, row in values.items() for case, value in zip(cases, row, strict=True))
    return tuple((case, name) for case, name, value in each if value == HALF)


def _written(value: float | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else f"{value:g}"
