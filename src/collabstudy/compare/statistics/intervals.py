"""Intervals for a difference between two shares, of the kind that small numbers deserve."""

from __future__ import annotations

from math import sqrt

Interval = tuple[float, float]


def clopper_pearson(present: int, of: int, *, level: float) -> Interval:
    """The exact interval of one share (Clopper & Pearson 1934): never too narrow, and wider than Wilson's.

    >>> [round(end, 4) for end in clopper_pearson(81, 263, level=0.95)]
    [0.2527, 0.3676]
    """
    from scipy.stats import binomtest

    found = binomtest(present, of).proportion_ci(confidence_level=level, method="exact")
    return float(found.low), float(found.high)


def newcombe(first: int, of_first: int, second: int, of_second: int, *, level: float) -> Interval:
    """The interval of first / of_first − second / of_second at this level, for two groups of different cases.

    Newcombe (1998, Statistics in Medicine 17:873), method 10: hybrid score, without continuity correction.

    >>> [round(end, 4) for end in newcombe(56, 70, 48, 80, level=0.95)]
    [0.0524, 0.3339]
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    ends = confint_proportions_2indep(first, of_first, second, of_second, method="newcomb", alpha=1 - level)
    return max(-1.0, float(ends[0])), min(1.0, float(ends[1]))


def newcombe_paired(both: int, only_first: int, only_second: int, neither: int, *, level: float) -> Interval:
    """The same for two looks at the same cases: the share of the first look less that of the second.

    Newcombe (1998, Statistics in Medicine 17:2635), method 10: as above, with a correction for what the two looks have
    in common (φ, corrected for continuity where it is positive).

    >>> [round(end, 4) for end in newcombe_paired(1, 1, 7, 12, level=0.95)]
    [-0.5069, -0.0256]
    """
    of = both + only_first + only_second + neither
    first, second = both + only_first, both + only_second
    one, two = first / of, second / of
    (low_one, high_one), (low_two, high_two) = _wilson(first, of, level), _wilson(second, of, level)
    shared = _shared(both, only_first, only_second, neither)
    below = _added(one - low_one, high_two - two, shared)
    above = _added(two - low_two, high_one - one, shared)
    return max(-1.0, one - two - below), min(1.0, one - two + above)


def _added(one: float, other: float, shared: float) -> float:
    return sqrt(max(0.0, one**2 - 2 * shared * one * other + other**2))


def _shared(both: int, only_first: int, only_second: int, neither: int) -> float:
    """Newcombe's φ; 0 where one of the looks finds all or none."""
    first, second = both + only_first, both + only_second
    of = first + only_second + neither
    margins = first * (of - first) * second * (of - second)
    if not margins:
        return 0.0
    product = both * neither - only_first * only_second
    corrected = max(product - of / 2, 0.0) if product > 0 else product
    return float(corrected / sqrt(margins))


def _wilson(present: int, of: int, level: float) -> Interval:
    from scipy.stats import binomtest

    found = binomtest(present, of).proportion_ci(confidence_level=level, method="wilson")
    return float(found.low), float(found.high)
