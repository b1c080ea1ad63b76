"""How much of the topics remains when a fifth of the passages had never been said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Stability:
    """Agreement between the grouping of all passages and groupings of random subsets of them.

    `groups` holds per group the mean over the rounds of its Jaccard overlap with the group most like it (cluster-wise
    stability: Hennig 2007, Computational Statistics & Data Analysis 52, with subsets instead of bootstrap samples; he
    would trust a group from 0.75 on, and not below 0.6). `whole` is the mean adjusted Rand index (Hubert & Arabie 1985,
    Journal of Classification 2). NaN without rounds.
    """

    groups: tuple[float, ...]
    whole: float
    rounds: int


def stability(
    labels: NDArray[np.integer[Any]],
    group: Callable[[NDArray[np.integer[Any]]], NDArray[np.integer[Any]]],
    *,
    rounds: int,
    seed: int,
) -> Stability:
    """Group `rounds` random subsets of four fifths of the passages anew and compare.

    `labels` numbers each passage's group from 0, -1 for none (which counts as one more group in the Rand index);
    `group` takes indices of passages and gives their labels.
    """
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    groups = int(labels.max()) + 1
    if not rounds:
        return Stability((float("nan"),) * groups, float("nan"), 0)
    random = np.random.default_rng(seed)
    overlaps: list[Sequence[float]] = []
    rand: list[float] = []
    for _ in range(rounds):
        subset = np.sort(random.choice(len(labels), size=int(len(labels) * SHARE), replace=False))
        again = group(subset)
        overlaps.append(best_overlaps(labels[subset], again, groups))
        rand.append(float(adjusted_rand_score(labels[subset], again)))
    return Stability(tuple(_mean(column) for column in zip(*overlaps, strict=True)), round(fmean(rand), 4), rounds)


def best_overlaps(labels: NDArray[np.integer[Any]], again: NDArray[np.integer[Any]], groups: int) -> list[float]:
    """Per group, the Jaccard overlap with the group of the other labelling that is most like it; NaN for an empty one.

    >>> import numpy as np
    >>> best_overlaps(np.array([0, 0, 0, 1, 1, -1]), np.array([7, 7, 2, 2, 2, 2]), 3)
    [0.666..., 0.5, nan]
    """
    others = [again == other for other in sorted({int(label) for label in again} - {-1})]
    return [_best(labels == group, others) for group in range(groups)]


def _best(group: NDArray[Any], others: list[NDArray[Any]]) -> float:
    if not group.any():
        return float("nan")
    return max((float((group & other).sum() / (group | other).sum()) for other in others), default=0.0)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if value == value]
    return round(fmean(known), 4) if known else float("nan")
