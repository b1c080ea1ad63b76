"""How codes add up over interviews: in one order, in all orders on average, and in many orders at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from collabstudy.compare._chosen import whole

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Voiced = NDArray[bool_]  # interviews × codes


@dataclass(frozen=True, slots=True)
class Run:
    """So many interviews in a row, by their number from 1, and how many codes are new in them.

    `ratio` is to the codes of the base, `below` tells whether it is at most the threshold; both None for an empty base.
    """

    first: int
    last: int
    new: int
    ratio: float | None
    below: bool | None


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether saturation was reached, after Guest, Namey & Chen (2020).

    `at` is the last interview before the first run whose ratio is at most the threshold, `notation` the same as it is
    written, `6+2`. Where it was not reached both are None, and `reason` says why.
    """

    base_codes: int
    runs: tuple[Run, ...]
    at: int | None = None
    notation: str | None = None
    reason: str = ""


def reached(new: Sequence[int], *, base: int, run: int, threshold: float) -> Reached:
    """Guest's saturation for the number of new codes in each interview: overlapping runs after a base.

    Raises SettingsError for a base or a run of less than one interview.

    >>> found = reached([10, 12, 8, 7, 4, 3, 1, 0], base=4, run=2, threshold=0.05)
    >>> found.notation, [(one.first, one.last, one.new, round(one.ratio or 0, 2)) for one in found.runs]
    ('6+2', [(5, 6, 7, 0.19), (6, 7, 4, 0.11), (7, 8, 1, 0.03)])
    """
    whole("base", base, least=1)
    whole("run", run, least=1)
    base_codes = sum(new[:base])
    runs = tuple(_run(new, first, run, base_codes, threshold) for first in range(base, len(new) - run + 1))
    if not runs:
        few = f"{len(new)} are too few for a base of {base} and a run of {run}"
        return Reached(base_codes, (), reason=few)
    if base_codes == 0:
        return Reached(0, runs, reason=f"no code was voiced in the first {base}, so nothing can be held against them")
    for one in runs:
        if one.below:
            return Reached(base_codes, runs, one.first - 1, f"{one.first - 1}+{run}")
    return Reached(base_codes, runs, reason=f"every run of {run} brought more than the threshold")


def _run(new: Sequence[int], at: int, length: int, base_codes: int, threshold: float) -> Run:
    found = sum(new[at : at + length])
    ratio = found / base_codes if base_codes else None
    return Run(at + 1, at + length, found, ratio, None if ratio is None else ratio <= threshold)


def expected(counts: Sequence[int], *, of: int) -> tuple[float, ...]:
    """Codes to be expected in 1, 2, … interviews over all orders, from the number of interviews that voice each.

    The closed form (Coleman 1981; `specaccum(method="exact")` of vegan): a code voiced in n of T interviews is not yet
    there after t with probability C(T-n, t) / C(T, t).

    >>> expected([2, 1], of=2)
    (1.5, 2.0)
    """
    return tuple(sum(1 - comb(of - n, t) / comb(of, t) for n in counts) for t in range(1, of + 1))


@dataclass(frozen=True, slots=True)
class Orders:
    """What came of many orders at random.

    In nineteen of twenty orders there are between `low` and `high` codes after each number of interviews. `reached`
    counts the orders by the interview at which saturation is reached in them, None for those in which it is not.
    """

    number: int
    low: tuple[int, ...]
    high: tuple[int, ...]
    reached: dict[int | None, int]


def permuted(
    voiced: Voiced | Sequence[Sequence[bool]], *, base: int, run: int, threshold: float, number: int, seed: int
) -> Orders:
    """Draw so many orders of the interviews and add the codes up in each."""
    import numpy as np

    voiced = np.asarray(voiced, dtype=bool)
    random = np.random.default_rng(seed)
    curves = np.empty((number, len(voiced)), dtype=np.int64)
    for at in range(number):
        curves[at] = curve(voiced[random.permutation(len(voiced))])
    found: dict[int | None, int] = {}
    for end in _reached(curves, base, run, threshold):
        found[end] = found.get(end, 0) + 1
    low, high = np.quantile(curves, 0.025, axis=0, method="lower"), np.quantile(curves, 0.975, axis=0, method="higher")
    return Orders(
        number,
        tuple(int(value) for value in low),
        tuple(int(value) for value in high),
        dict(sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))),
    )


def curve(voiced: Voiced | Sequence[Sequence[bool]]) -> NDArray[int64]:
    """How many codes have been voiced after each interview, in the order in which they stand.

    >>> curve([[True, False, False], [True, True, False], [False, False, True]]).tolist()
    [1, 2, 3]
    """
    import numpy as np

    voiced = np.asarray(voiced, dtype=bool)
    first = np.where(voiced.any(axis=0), voiced.argmax(axis=0), len(voiced))
    found: NDArray[int64] = np.bincount(first, minlength=len(voiced) + 1)[: len(voiced)].cumsum()
    return found


def _reached(curves: NDArray[int64], base: int, run: int, threshold: float) -> list[int | None]:
    """For each curve the interview at which saturation is reached."""
    import numpy as np

    if curves.shape[1] < base + run:
        return [None] * len(curves)
    held = curves[:, base - 1 : base]
    new = curves[:, base + run - 1 :] - curves[:, base - 1 : curves.shape[1] - run]
    below = (held > 0) & (new / np.maximum(held, 1) <= threshold)
    first = np.where(np.any(below, axis=1), base + np.argmax(below, axis=1), 0)
    return [at or None for at in first.tolist()]
