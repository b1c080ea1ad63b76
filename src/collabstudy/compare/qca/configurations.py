"""The rows of a truth table: which cases stand in which combination of conditions, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from collabstudy.compare.qca.minimise import Term
from collabstudy.compare.qca.sufficiency import Fit, sufficient

Out = Literal["1", "0", "C", "?"]
HALF = 0.5
_CLOSE = 1e-9


@dataclass(frozen=True)
class Members:
    """How far each case is in each condition and in the outcome, from 0 to 1.

    `of` holds, for each condition, the memberships in the order of `cases`.
    """

    cases: tuple[str, ...]
    of: Mapping[str, Sequence[float]]
    outcome: Sequence[float]

    @property
    def conditions(self) -> tuple[str, ...]:
        """Their ids, in order."""
        return tuple(self.of)

    def term(self, term: Term) -> tuple[float, ...]:
        """How far each case is in a combination of conditions: as far as in the one it is least in."""
        states = [(self.of[name], state) for name, state in zip(self.of, term, strict=True) if state is not None]
        return tuple(
            min((values[at] if state else 1 - values[at] for values, state in states), default=1.0)
            for at in range(len(self.cases))
        )

    def model(self, terms: Sequence[Term]) -> tuple[float, ...]:
        """How far each case is in any of these."""
        each = [self.term(term) for term in terms]
        return tuple(max(values) for values in zip(*each, strict=True))

    def row_of(self, at: int) -> Term | None:
        """The one row that a case is more in than out of; None where it is exactly half in a condition."""
        values = [self.of[name][at] for name in self.of]
        return None if HALF in values else tuple(value > HALF for value in values)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One row of a truth table.

    `id` has a digit a condition, `101`. `out` is `1` or `0`, `C` where inclusion lies between the two cut-offs, `?` for
    a logical remainder: too few cases, or none. `having` are the cases more in than out of the outcome, `lacking`
    those more out than in.
    """

    id: str
    present: Term
    cases: tuple[str, ...]
    having: tuple[str, ...]
    lacking: tuple[str, ...]
    fit: Fit
    out: Out

    @property
    def number(self) -> int:
        """Its place among all rows, from 1, as R counts them."""
        return int(self.id, 2) + 1

    @property
    def contradictory(self) -> bool:
        """Tell whether cases alike in all conditions differ in the outcome."""
        return bool(self.having and self.lacking)

    @property
    def deviant(self) -> tuple[str, ...]:
        """In a contradictory row the cases that do not do as the others: the fewer, both where there are as many."""
        if not self.contradictory:
            return ()
        if len(self.having) == len(self.lacking):
            return tuple(case for case in self.cases if case in self.having + self.lacking)
        return min(self.having, self.lacking, key=len)


def configurations(
    members: Members, *, inclusion: float, exclusion: float, frequency: int
) -> tuple[Configuration, ...]:
    """All rows there can be, in the order of their numbers.

    Args:
        members: how far each case is in what.
        inclusion: a row has the outcome where its inclusion is at least this.
        exclusion: a row lacks the outcome where its inclusion is at most this, or below `inclusion` where both are the
            same; between the two it is contradictory.
        frequency: a row with fewer cases is a logical remainder.

    Raises nothing: a row without cases is a remainder.
    """
    found = [members.row_of(at) for at in range(len(members.cases))]
    rows: list[Configuration] = []
    for present in product((False, True), repeat=len(members.of)):
        here = [at for at, row in enumerate(found) if row == present]
        fit = sufficient(members.term(present), members.outcome)
        rows.append(
            Configuration(
                id="".join(str(int(state)) for state in present),
                present=present,
                cases=tuple(members.cases[at] for at in here),
                having=tuple(members.cases[at] for at in here if members.outcome[at] > HALF),
                lacking=tuple(members.cases[at] for at in here if members.outcome[at] < HALF),
                fit=fit,
                out=_out(len(here), fit, inclusion, exclusion, frequency),
            )
        )
    return tuple(rows)


def _out(number: int, fit: Fit, inclusion: float, exclusion: float, frequency: int) -> Out:
    if number < max(frequency, 1) or fit.inclusion is None:
        return "?"
    if fit.inclusion >= inclusion - _CLOSE:
        return "1"
    return "0" if exclusion == inclusion or fit.inclusion <= exclusion + _CLOSE else "C"
