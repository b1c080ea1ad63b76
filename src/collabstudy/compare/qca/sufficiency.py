"""How well one set lies within another: the measures of fit of set-theoretic analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

Memberships = Sequence[float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How far cases in X are in Y.

    `inclusion` (or consistency) is that, `pri` the same less those that are as far in not-Y; `coverage` is how much of
    Y is in X, of which `unique` is in no other term. None where nobody is in the set divided by.
    """

    inclusion: float | None
    pri: float | None
    coverage: float | None
    unique: float | None = None


@dataclass(frozen=True, slots=True)
class Necessity:
    """How far cases in Y are in X (`inclusion`), how relevant that is (`relevance`, RoN), and `coverage` of X by Y."""

    inclusion: float | None
    relevance: float | None
    coverage: float | None


def sufficient(x: Memberships, y: Memberships) -> Fit:
    """Fit of `X is sufficient for Y`.

    Inclusion is Σmin(x, y) / Σx, PRI is (Σmin(x, y) - Σmin(x, y, 1-y)) / (Σx - Σmin(x, y, 1-y)), coverage is
    Σmin(x, y) / Σy (Ragin 2006; Schneider & Wagemann 2012).

    >>> sufficient([1, 1, 0], [1, 0, 1])
    Fit(inclusion=0.5, pri=0.5, coverage=0.5, unique=None)
    """
    both, torn = fsum(map(min, x, y)), fsum(min(a, b, 1 - b) for a, b in zip(x, y, strict=True))
    return Fit(_part(both, fsum(x)), _part(both - torn, fsum(x) - torn), _part(both, fsum(y)))


def necessary(x: Memberships, y: Memberships) -> Necessity:
    """Fit of `X is necessary for Y`: Σmin(x, y) / Σy, and Σ(1-x) / Σ(1-min(x, y)) (Schneider & Wagemann 2012)."""
    both = fsum(map(min, x, y))
    others = _part(fsum(1 - a for a in x), fsum(1 - min(a, b) for a, b in zip(x, y, strict=True)))
    return Necessity(_part(both, fsum(y)), others, _part(both, fsum(x)))


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole > 1e-12 else None
