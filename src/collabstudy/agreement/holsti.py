"""Holsti's coefficient of reliability: decisions that two coders share, of all that they made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.measure import Drawn, measure, nothing
from collabstudy.agreement.ratings import Category, Ratings, read
from collabstudy.agreement.result import NAN, Agreement
from collabstudy.agreement.tally import Formula, Tally, shares
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def holsti(
    ratings: Any = None,
    *,
    counts: tuple[float, float, float] | None = None,
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Holsti's CR (1969, Content Analysis for the Social Sciences and Humanities): 2M / (N1 + N2).

    Args:
        ratings: a row a unit, a column a coder, missing where a coder made no decision. M counts the units on which
            both decided alike, N1 and N2 the decisions of each: where both decided on the same units, this is percent
            agreement. Of more than two coders, the mean of the pairs.
        counts: M, N1 and N2 instead of ratings; no interval then.
        code: count as decisions only that this category was chosen, as where `1` says that a code was given.
        categories, clusters, interval, resamples, confidence, seed: as for `percent_agreement`.

    Chance does not enter. The status is `no_codings` where nobody decided anything. Raises StudyError without ratings
    or counts, with both, or where M is more than N1 or N2.

    >>> round(float(holsti(counts=(40, 45, 50))), 4)
    0.8421
    """
    if (ratings is None) == (counts is None):
        raise StudyError("Holsti's CR needs ratings or counts", hint="a frame, or M, N1 and N2")
    if counts is not None:
        return _of_counts(*counts)
    found = read(ratings, categories)
    return measure(
        "holsti",
        found,
        formula(found, code),
        of_two=True,
        clusters=clusters,
        interval=interval,
        resampling=Resampling(resamples, confidence, seed),
        choices={"code": code} if code is not None else {},
        corrects=False,
        undefined="no_codings",
    )


def formula(ratings: Ratings, code: Category | None) -> Formula:
    """Holsti's CR of two coders, of all decisions or of those for one category."""
    return partial(of_category, None if code is None else ratings.place(code))


def of_category(code: int | None, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """Holsti's CR of two coders; with the place of a category, of the decisions for it alone."""
    import numpy as np

    first, second = tally.of(0), tally.of(1)
    if code is not None:
        first, second = first[:, [code]], second[:, [code]]
    shared = 2 * weights @ (first * second).sum(axis=1)
    met = weights @ tally.pairable > 0  # two who never had the same unit before them do not disagree
    value = np.where(met, shares(shared, weights @ (first + second).sum(axis=1)), np.nan)
    return value, value, np.full_like(value, np.nan)


def _of_counts(shared: float, first: float, second: float) -> Agreement:
    if min(shared, first, second) < 0 or shared > min(first, second):
        hint = "M is how many decisions both made alike, so no more than either made"
        raise StudyError(f"M={shared}, N1={first}, N2={second} cannot be", hint=hint)
    value = 2 * shared / (first + second) if first + second else NAN
    found = {"first": {"decisions": int(first)}, "second": {"decisions": int(second)}}
    return nothing(
        "holsti",
        "ok" if first + second else "no_codings",
        value=value,
        observed=value,
        coders=tuple(found),
        counts=found,
        choices={"counts": (shared, first, second)},
    )
