"""Units that were rated alike, counted together: what every coefficient is a function of.

A coefficient needs to know how often each pattern of ratings occurs, and nothing else. So it is written once, for any
number of weightings of the patterns at a time: one weighting gives its value, a thousand resampled ones the interval.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.agreement.ratings import MISSING, Category, Ratings
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Weights = Literal["linear", "quadratic"] | None


@dataclass(frozen=True, eq=False)
class Tally:
    """Patterns of ratings (a row a pattern, a column a coder, -1 for none) over categories."""

    patterns: NDArray[np.int64]
    categories: tuple[Category, ...]
    coders: tuple[str, ...]

    @cached_property
    def each(self) -> Array:
        """How many coders chose each category, patterns × categories."""
        import numpy as np

        found = np.zeros((len(self.patterns), len(self.categories)))
        rows, columns = np.nonzero(self.patterns != MISSING)
        np.add.at(found, (rows, self.patterns[rows, columns]), 1.0)
        return found

    @cached_property
    def ratings(self) -> Array:
        """How many coders rated at all, a number a pattern."""
        counted: Array = (self.patterns != MISSING).sum(axis=1).astype(float)
        return counted

    @property
    def pairable(self) -> NDArray[np.bool_]:
        """Which patterns have two ratings or more."""
        return self.ratings >= 2

    def of(self, coder: int) -> Array:
        """Which category one coder chose, patterns × categories of 0 and 1."""
        import numpy as np

        own = self.patterns[:, coder]
        found = np.zeros((len(own), len(self.categories)))
        rated = np.flatnonzero(own != MISSING)
        found[rated, own[rated]] = 1.0
        return found

    def two(self, first: int, second: int) -> Tally:
        """The same of two coders."""
        return Tally(self.patterns[:, [first, second]], self.categories, (self.coders[first], self.coders[second]))


# Weightings × patterns in; out come value, observed and expected, a number a weighting.
Formula = Callable[[Tally, "Array"], tuple["Array", "Array", "Array"]]


def tallied(ratings: Ratings) -> tuple[Tally, NDArray[np.int64]]:
    """The patterns of some ratings, and which of them each unit has."""
    import numpy as np

    if not ratings.codes.size:
        none = ratings.codes.reshape(0, len(ratings.coders))
        return Tally(none, ratings.categories, ratings.coders), np.zeros(len(ratings.codes), int)
    patterns, inverse = np.unique(ratings.codes, axis=0, return_inverse=True)
    return Tally(patterns, ratings.categories, ratings.coders), inverse.reshape(-1)


def likeness(categories: int, weights: Weights) -> Array:
    """How far two categories count as agreement, 1 on the diagonal: by their places in the order, as Cohen (1968).

    >>> likeness(3, "linear").tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    import numpy as np

    if weights is None or categories < 2:
        return np.eye(categories)
    places = np.arange(categories, dtype=float)
    apart = np.abs(places[:, None] - places[None, :]) / (categories - 1)
    found: Array = 1 - (apart if weights == "linear" else apart**2)
    return found


def check_weights(ratings: Ratings, weights: Weights) -> None:
    """Raise StudyError unless these are weights that we know, of categories that have an order."""
    if weights not in (None, "linear", "quadratic"):
        raise StudyError(f"no weights `{weights}`", hint="linear, quadratic or None")
    if weights and not ratings.ordered:
        hint = "declare them in their order: categories=[…]"
        raise StudyError("weights need categories in an order, and these are not numbers", hint=hint)


def corrected(observed: Array, expected: Array) -> Array:
    """(observed − expected) / (1 − expected), NaN where nothing but agreement is to be expected."""
    import numpy as np

    room = 1 - expected
    room = np.where(np.abs(room) < 1e-12, np.nan, room)
    found: Array = (observed - expected) / room
    return found


def shares(parts: Array, whole: Any) -> Array:
    """Parts of a whole, NaN where the whole is nothing."""
    import numpy as np

    whole = np.asarray(whole, dtype=float)
    found: Array = parts / np.where(whole > 0, whole, np.nan)
    return found
