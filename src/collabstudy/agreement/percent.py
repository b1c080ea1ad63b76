"""Percent agreement: how many of the pairs of ratings agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.chance import observed_agreement
from collabstudy.agreement.measure import Drawn, agreeing, measure
from collabstudy.agreement.ratings import Category
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.tally import Tally, shares
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Over = Literal["units", "pairs"]


def percent_agreement(
    ratings: Any,
    *,
    over: Over = "units",
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """The share of agreeing pairs of coders, of 1.

    `over` matters where more than two coders left gaps: `units` is the mean over the units that two or more coders
    rated (Fleiss 1971; Gwet 2014, Handbook of Inter-Rater Reliability), `pairs` the share of all pairs of ratings.
    Chance does not enter; `prevalence` says how much of it a rare category explains.

    The arguments that all coefficients share: `ratings`, a row a unit and a column a coder, missing as NaN or None;
    `categories`, all there could have been; `code`, this category against all others; `clusters`, a label for each
    unit, so that units that hang together are resampled together; `interval`, `units` or None, with as many
    `resamples` and as much `confidence`; `seed`, where chance starts.

    Raises StudyError for what is no table of ratings.

    >>> round(float(percent_agreement([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]])), 3)
    0.667
    """
    if over not in ("units", "pairs"):
        raise StudyError(f"no percent agreement over `{over}`", hint="units or pairs")
    return measure(
        "percent_agreement",
        ratings,
        formula if over == "units" else over_pairs,
        categories=categories,
        code=code,
        clusters=clusters,
        interval=interval,
        resampling=Resampling(resamples, confidence, seed),
        choices={"over": over},
        corrects=False,
    )


def formula(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """The mean over pairable units of the share of agreeing pairs."""
    observed = observed_agreement(tally, weights, None)
    return observed, observed, _nothing(observed)


def over_pairs(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """Agreeing pairs of all pairs, whatever unit they are of."""
    pairs = tally.ratings * (tally.ratings - 1)
    observed = shares(weights @ (agreeing(tally) * pairs), weights @ pairs)
    return observed, observed, _nothing(observed)


def _nothing(like: Array) -> Array:
    import numpy as np

    return np.full_like(like, np.nan)
