"""Fleiss' κ: several coders, corrected by how often each category was used by all of them together."""

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


def fleiss_kappa(
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
    """Fleiss' κ (1971, Psychological Bulletin 76:378–382); where ratings are missing, its form in Gwet (2014).

    It does not matter which coder rated what, so that the columns may be other people from unit to unit. Units rated
    once count for the shares of the categories, not for agreement. With `code`, the κ of one category. `weights` and
    the other arguments are those of `cohen_kappa`. Raises StudyError for what is no table of ratings.

    >>> round(float(fleiss_kappa([["Y", "Y", "Y"], ["Y", "Y", "N"], ["Y", "Y", "N"], ["Y", "Y", "Y"]])), 3)
    -0.2
    """
    return measure(
        "fleiss_kappa",
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
    """Two ratings drawn from all that were made."""
    found: Array = ((shares @ near) * shares).sum(axis=1)
    return found
