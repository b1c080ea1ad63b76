"""Observed agreement, corrected by what chance would bring: the frame of Fleiss' κ, Brennan–Prediger and AC1."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from collabstudy.agreement.tally import Formula, Tally, Weights, corrected, likeness, shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Of the average shares of the categories (weightings × categories), and how alike categories are.
Expect = Callable[["Array", "Array"], "Array"]


def expecting(expect: Expect, likely: Weights) -> Formula:
    """A formula that corrects the observed agreement of pairable units by what `expect` says of the shares."""
    return partial(_expecting, expect, likely)


def _expecting(expect: Expect, likely: Weights, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    observed = observed_agreement(tally, weights, likely)
    expected = expect(average_shares(tally, weights), likeness(len(tally.categories), likely))
    return corrected(observed, expected), observed, expected


def observed_agreement(tally: Tally, weights: Array, likely: Weights) -> Array:
    """The mean agreement of pairable units; with weights, of near misses a part."""
    import numpy as np

    near = likeness(len(tally.categories), likely)
    pairs = tally.ratings * (tally.ratings - 1)
    alike = (tally.each * (tally.each @ near - 1)).sum(axis=1)
    share = np.where(pairs > 0, alike / np.where(pairs > 0, pairs, 1), 0.0)
    pairable = tally.pairable.astype(float)
    return shares(weights @ (share * pairable), weights @ pairable)


def average_shares(tally: Tally, weights: Array) -> Array:
    """The share of each category, units weighing the same however many coders rated them."""
    import numpy as np

    rated = tally.ratings >= 1
    each = tally.each / np.where(rated, tally.ratings, 1)[:, None]
    return shares(weights @ each, (weights @ rated.astype(float))[:, None])
