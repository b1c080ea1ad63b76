"""Two coders, corrected by what their own totals would bring: Cohen's κ and Scott's π."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.chance import observed_agreement
from collabstudy.agreement.measure import Drawn, measure
from collabstudy.agreement.ratings import Category
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.tally import Formula, Tally, Weights, corrected, likeness, shares
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Several = Literal["pairs", "conger"]


def cohen_kappa(
    ratings: Any,
    *,
    weights: Weights = None,
    several: Several = "pairs",
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Cohen's κ (1960, Educational and Psychological Measurement 20:37–46); weighted, Cohen (1968).

    Args:
        ratings: a row a unit, a column a coder, missing as NaN or None; what only one of a pair rated is left out.
        weights: `linear` or `quadratic` count near misses in part, by the places of the categories in their order: so
            declare the `categories` of a scale where one of them was never used.
        several: what to do with more than two coders: `pairs` takes the mean of all pairs (Light 1971), shown in
            `pairs` of the result; `conger` is the generalisation of Conger (1980).
        categories, code, clusters, interval, resamples, confidence, seed: as for `percent_agreement`.

    `more["highest"]` is the κ that the coders' totals leave room for (κ max, Cohen 1960), for two coders without
    weights.

    Raises StudyError for what is no table of ratings, or weights on categories without an order.

    >>> from collabstudy.agreement import from_table
    >>> cohen_kappa(from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), resamples=200)  # Cohen (1960), p. 45
    <Agreement Cohen's κ 0.49 [0.39, 0.58], 200 of 200 units pairable>
    """
    if several not in ("pairs", "conger"):
        raise StudyError(f"no κ of several coders called `{several}`", hint="pairs or conger")
    found = measure(
        "cohen_kappa",
        ratings,
        formula(weights) if several == "pairs" else partial(_conger, weights),
        of_two=several == "pairs",
        categories=categories,
        code=code,
        weights=weights,
        clusters=clusters,
        interval=interval,
        resampling=Resampling(resamples, confidence, seed),
        choices={"several": several},
    )
    highest = _highest(found)
    return replace(found, more={"highest": highest}) if weights is None and highest == highest else found


def scott_pi(
    ratings: Any,
    *,
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Scott's π (1955, Public Opinion Quarterly 19:321–325): chance by the shares of both coders taken together.

    Of more than two coders the mean of all pairs; all at once are compared by `fleiss_kappa`. The arguments are those
    of `percent_agreement`. Raises StudyError for what is no table of ratings.

    >>> from collabstudy.agreement import from_table
    >>> round(float(scott_pi(from_table([[20, 10], [20, 50]]))), 3)  # Artstein & Poesio (2008), p. 558
    0.341
    """
    return measure(
        "scott_pi",
        ratings,
        scott,
        of_two=True,
        categories=categories,
        code=code,
        clusters=clusters,
        interval=interval,
        resampling=Resampling(resamples, confidence, seed),
    )


def formula(likely: Weights) -> Formula:
    """Cohen's κ of two coders, with these weights."""
    return partial(_cohen, likely)


def _cohen(likely: Weights, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    near = likeness(len(tally.categories), likely)
    first, second, units = _totals(tally, weights)
    observed = observed_agreement(tally, weights, likely)
    expected = ((first @ near) * second).sum(axis=1) / units**2
    return corrected(observed, expected), observed, expected


def scott(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """Scott's π of two coders."""
    first, second, units = _totals(tally, weights)
    observed = observed_agreement(tally, weights, None)
    expected = (((first + second) / (2 * units[:, None])) ** 2).sum(axis=1)
    return corrected(observed, expected), observed, expected


def _totals(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """How often each of two coders used each category on what both rated, and how many units that is."""
    import numpy as np

    both = weights * tally.pairable
    units = both.sum(axis=1)
    return both @ tally.of(0), both @ tally.of(1), np.where(units > 0, units, np.nan)


def _conger(likely: Weights, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """Conger's κ: chance by the shares of each coder on all that this coder rated (Gwet 2014 with gaps)."""
    import numpy as np

    near = likeness(len(tally.categories), likely)
    own = np.array([weights @ tally.of(coder) for coder in range(len(tally.coders))])  # × weightings × categories
    each = np.nan_to_num(shares(own, own.sum(axis=2, keepdims=True)))
    together = each.sum(axis=0)
    coders = (own.sum(axis=2) > 0).sum(axis=0)  # whoever rated nothing (in a resample) is no coder
    same = ((each @ near) * each).sum(axis=(0, 2))
    expected = shares(((together @ near) * together).sum(axis=1) - same, coders * (coders - 1))
    observed = observed_agreement(tally, weights, likely)
    return corrected(observed, expected), observed, expected


def _highest(found: Agreement) -> float:
    """The κ that these totals would allow."""
    if len(found.coders) != 2 or not found.defined:
        return float("nan")
    first, second = found.counts.values()
    most = sum(min(first[category], second[category]) for category in first) / found.pairable_n
    return (most - found.expected) / (1 - found.expected)
