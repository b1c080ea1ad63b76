"""Exact tests of small counts: how often chance alone would spread cases over groups at least this unevenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import comb

from collabstudy.compare.statistics.barnard import barnard
from collabstudy.errors import StudyError

Counts = tuple[int, ...]
UNCONDITIONAL = ("boschloo", "barnard")
MOST_STATES = 50_000  # above, tables are drawn instead of counted


@dataclass(frozen=True, slots=True)
class Exact:
    """A two-sided p, the smallest that could have come out, and how many draws it rests on (0: it is exact)."""

    p: float
    smallest: float
    draws: int = 0


def fisher(present: Iterable[int], of: Iterable[int], *, draws: int = 9999, seed: int = 0) -> Exact:
    """Fisher's exact test, for more than two groups in the form of Freeman and Halton (1951).

    Conditional: how many cases voice it in all is taken as given, and tables as unlikely as this one or more so are
    added up. `smallest` is the least p of all tables with these margins. Where there are too many tables to count, so
    many are drawn, and p is (1 + as unlikely) / (1 + drawn).

    Args:
        present: how many of each group voice it.
        of: how large each group is.
        draws: how many tables are drawn where there are too many to count.
        seed: where the drawing begins.

    Raises StudyError where more voice it than there are.

    >>> fisher([3, 1], [4, 4]).p  # the lady tasting tea: 34 of 70
    0.4857142857142857
    >>> fisher([2, 0], [2, 2])  # two and two: nothing could be shown
    Exact(p=0.3333333333333333, smallest=0.3333333333333333, draws=0)
    """
    return _fisher(*_counts(present, of), draws, seed)


def unconditional(test: str, present: Iterable[int], of: Iterable[int]) -> Exact:
    """Boschloo's (1970) or Barnard's (1945) test of two groups: only their sizes are taken as given.

    Boschloo's two-sided p is twice that of the less likely side, as in SciPy; other programs add up both sides by
    Fisher's two-sided p. `smallest` is the p of all against none.

    Raises StudyError where more voice it than there are, or where there are not two groups.

    >>> round(unconditional("barnard", [7, 12], [15, 15]).p, 4)  # the example in SciPy's documentation
    0.0682
    """
    counts, sizes = _counts(present, of)
    if len(sizes) != 2:
        raise StudyError(f"an unconditional test compares two groups, not {len(sizes)}", hint="take `fisher`")
    first, second = sizes
    extremes = (_two_by_two(test, (first, 0), sizes), _two_by_two(test, (0, second), sizes))
    return Exact(_two_by_two(test, counts, sizes), min(extremes))


@cache
def _fisher(present: Counts, of: Counts, draws: int, seed: int) -> Exact:
    weights = _weights(of, sum(present))
    if weights is None:
        return _drawn(present, of, draws, seed)
    here, least = _weight(present, of), min(weights)
    every = comb(sum(of), sum(present))
    as_unlikely = sum(times * weight for weight, times in weights.items() if weight <= here)
    return Exact(as_unlikely / every, weights[least] * least / every)


def mcnemar(gained: int, lost: int) -> Exact:
    """McNemar's test in its exact form: of the cases that changed, how many in the same direction (a sign test).

    Conditional: how many changed is taken as given; `smallest` is the p of all of them changing the same way.

    >>> mcnemar(6, 0).p, mcnemar(5, 0).p, mcnemar(0, 0).p
    (0.03125, 0.0625, 1.0)
    """
    from scipy.stats import binomtest

    changed = gained + lost
    p = float(binomtest(gained, changed).pvalue) if changed else 1.0
    return Exact(p, min(1.0, 2 / 2**changed))


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """P values adjusted for being one of several (Holm 1979), in the order given.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    from statsmodels.stats.multitest import multipletests

    return tuple(float(p) for p in multipletests(list(ps), method="holm")[1]) if ps else ()


def told(p: float) -> str:
    """A p as it is printed.

    >>> told(0.00476), told(0.333), told(0.0002)
    ('0.005', '0.333', '< 0.001')
    """
    return f"{p:.3f}" if p >= 0.0005 else "< 0.001"


def _counts(present: Iterable[int], of: Iterable[int]) -> tuple[Counts, Counts]:
    """Both as plain whole numbers, if they can be counts."""
    counts, sizes = tuple(map(int, present)), tuple(map(int, of))
    if len(counts) != len(sizes) or not all(0 <= here <= size for here, size in zip(counts, sizes, strict=True)):
        raise StudyError(
            f"{counts} cannot be how many of {sizes} voice it", hint="a number for each group, at most its size"
        )
    return counts, sizes


def _weight(present: Counts, of: Counts) -> int:
    """In how many ways so many of each group can be chosen."""
    weight = 1
    for here, size in zip(present, of, strict=True):
        weight *= comb(size, here)
    return weight


def _weights(of: Counts, voiced: int) -> Counter[int] | None:
    """How many tables with these margins there are by their weight; None where there are too many to count."""
    states: Counter[tuple[int, int]] = Counter({(0, 1): 1})
    for place, size in enumerate(of):
        rest = sum(of[place + 1 :])
        ways = [comb(size, here) for here in range(size + 1)]
        found: Counter[tuple[int, int]] = Counter()
        for (total, weight), times in states.items():
            for here in range(max(0, voiced - total - rest), min(size, voiced - total) + 1):
                found[total + here, weight * ways[here]] += times
            if len(found) > MOST_STATES:
                return None
        states = found
    return Counter({weight: times for (_, weight), times in states.items()})


def _drawn(present: Counts, of: Counts, draws: int, seed: int) -> Exact:
    import numpy as np
    from scipy.special import gammaln

    sizes = np.array(of)
    tables = np.random.default_rng(seed).multivariate_hypergeometric(
        sizes, sum(present), size=draws, method="marginals"
    )

    def rarity(counts: np.ndarray) -> np.ndarray:
        """Minus the logarithm of the weight, but for what is the same in all tables."""
        found: np.ndarray = (gammaln(counts + 1) + gammaln(sizes - counts + 1)).sum(axis=-1)
        return found

    as_unlikely = int((rarity(tables) >= rarity(np.array(present)) - 1e-9).sum())
    return Exact((1 + as_unlikely) / (1 + draws), 1 / (1 + draws), draws)


@cache
def _two_by_two(test: str, present: tuple[int, int], of: tuple[int, int]) -> float:
    """The p of one table; 1 where all cases say the same, as every table is then as extreme or more."""
    from scipy.stats import boschloo_exact

    absent = [size - here for here, size in zip(present, of, strict=True)]
    if not any(present) or not any(absent):
        return 1.0
    if test == "barnard":
        return barnard(present, of)
    return min(1.0, float(boschloo_exact([list(present), absent]).pvalue))
