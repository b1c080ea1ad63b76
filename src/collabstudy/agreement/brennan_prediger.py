"""Brennan and Prediger's κ: corrected by what throwing a die would bring."""

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


def brennan_prediger(
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
    """Brennan and Prediger's κ (1981, Educational and Psychological Measurement 41:687–699).

    Bennett's S for two coders, Randolph's free-marginal κ for several. It depends on how many categories there could
    have been: declare those nobody used with `categories`. The arguments are those of `cohen_kappa`. Raises StudyError
    for what is no table of ratings.

    >>> from collabstudy.agreement import from_table
    >>> round(float(brennan_prediger(from_table([[50, 0, 0], [10, 10, 10], [20, 0, 0]]))), 3)  # Brennan & Prediger
    0.4
    """
    return measure(
        "brennan_prediger",
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
    """Every category as likely as every other."""
    import numpy as np

    return np.full(len(shares), near.sum() / len(near) ** 2)
