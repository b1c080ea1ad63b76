"""Gwet's AC1 and AC2: chance is small where a category is rare, so that agreement on its absence counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.chance import expecting
from collabstudy.agreement.measure import Drawn, measure
from collabstudy.agreement.ratings import Category
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.tally import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def gwet_ac1(
    ratings: Any,
    *,
    weights: Weights = None,
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Gwet's AC1 (2008, British Journal of Mathematical and Statistical Psychology 61:29–48); with weights, his AC2.

    Chance is Σ π (1 − π) / (q − 1) over the q categories, declared ones included. Where ratings are missing, agreement
    is that of the units which two or more rated, shares are those of all units (Gwet 2014). The arguments are those of
    `cohen_kappa`. Raises StudyError for what is no table of ratings.

    >>> from collabstudy.agreement import from_table
    >>> paradox = from_table([[118, 5], [2, 0]])  # Gwet (2002): 94 % agree, κ is below 0
    >>> round(float(gwet_ac1(paradox)), 4)
    0.9408
    """
    return measure(
        "gwet_ac1",
        ratings,
        expecting(expected, weights),
        categories=categories,
        code=code,
        weights=weights,
        clusters=clusters,
        interval=interval,
        resampling=Resampling(resamples, confidence, seed),
    )


def expected(shares: Array, near: Array) -> Array:
    """Some ratings are made at random, and more likely so where shares are even."""
    import numpy as np

    many = len(near)
    if many < 2:
        return np.full(len(shares), np.nan)
    found: Array = near.sum() * (shares * (1 - shares)).sum(axis=1) / (many * (many - 1))
    return found
