"""One κ over several codes: agreement and chance are averaged, not the κs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling, grouped, resampled
from collabstudy.agreement.kappa import formula as kappa_of
from collabstudy.agreement.measure import Drawn, nothing, settled
from collabstudy.agreement.ratings import Category, Ratings, from_table, read
from collabstudy.agreement.result import NAN, Agreement
from collabstudy.agreement.tally import Tally, corrected, tallied
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Item:
    """One code: its tally, how often each pattern occurs, and how often in each resample (None where there is none)."""

    name: Any
    tally: Tally
    counts: Array
    drawn: Array | None = None


def pooled_kappa(
    ratings: Any = None,
    *,
    tables: Sequence[Any] | Mapping[Any, Any] | None = None,
    categories: Sequence[Category] | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Pooled κ (De Vries, Elliott, Kanouse & Teleki 2008, Field Methods 20:272–282): (P̄o − P̄e) / (1 − P̄e).

    Args:
        ratings: a frame of ratings for each code (a mapping from codes, or a list), or one frame whose categories are
            the codes; each code then against all others, which gives Cohen's κ again.
        tables: instead of ratings, a table of the first coder × the second for each code.
        categories, clusters, interval, resamples, confidence, seed: as for `percent_agreement`. Where all frames have
            as many units, their rows are the same units and are resampled together.

    A code that nobody used, or that was given to everything, has no κ of its own and still enters here with full
    agreement and full expectation. `more` has `mean_kappa`, the mean of the codes' own κs, NaN where one of them is
    not defined. Of more than two coders, each pair of each code enters.

    Raises StudyError without ratings or tables, or with both.

    >>> tables = [[[40, 9], [6, 45]], [[80, 10], [5, 5]], [[118, 5], [2, 0]]]
    >>> round(float(pooled_kappa(tables=tables)), 4)
    0.54
    """
    if (ratings is None) == (tables is None):
        raise StudyError("pooled κ needs ratings or tables", hint="one of them: a frame for each code, or a table each")
    found = _read(ratings, tables, categories)
    if not found:
        coders = 0 if tables is not None else len(read(ratings, categories).coders)
        return nothing("pooled_kappa", "no_pairable_units" if coders > 1 else "needs_two_coders")
    if len({len(one.coders) for _, one in found}) > 1:
        raise StudyError("the codes were rated by different numbers of coders", hint="the same coders for every code")
    how = Resampling(resamples, confidence, seed, "units" if clusters is None else "clusters") if interval else None
    return pooled(_items(found, clusters, how), how)


def pooled(items: Sequence[Item], how: Resampling | None, choices: Mapping[str, Any] | None = None) -> Agreement:
    """Pooled κ of one code or more, which have the same coders and categories and were resampled already."""
    import numpy as np

    everything = replace(items[0].tally, patterns=np.concatenate([item.tally.patterns for item in items]))
    counts = np.concatenate([item.counts for item in items])
    ends = np.cumsum([len(item.counts) for item in items])[:-1]

    def formula(_: Tally, weights: Array) -> tuple[Array, Array, Array]:
        return _worked(np.split(weights, ends, axis=1), items)[:3]

    drawn = [item.drawn for item in items if item.drawn is not None]
    found = settled(
        "pooled_kappa",
        everything,
        counts,
        formula,
        drawn=np.concatenate(drawn, axis=1) if len(drawn) == len(items) else None,
        how=how if max(item.counts.sum() for item in items) > 1 else None,  # one unit is not drawn from
        choices={**(choices or {}), "codes": len(items)},
    )
    own = _worked(np.split(counts[None, :], ends, axis=1), items)[3]
    mean = float(own.mean()) if own.size and not np.isnan(own).any() else NAN
    return replace(found, more={"mean_kappa": mean})


def _worked(weights: Sequence[Array], items: Sequence[Item]) -> tuple[Array, Array, Array, Array]:
    """Pooled κ, its observed and expected agreement, and the κ of each code and pair."""
    import numpy as np

    parts = [
        kappa_of(None)(item.tally.two(i, j), weight)
        for item, weight in zip(items, weights, strict=True)
        for i, j in combinations(range(len(item.tally.coders)), 2)
    ]
    own, observed, expected = (
        np.array([part[which] for part in parts]).reshape(len(parts), len(weights[0])) for which in range(3)
    )
    there = ~np.isnan(observed)
    count = np.where(there.any(axis=0), there.sum(axis=0), np.nan)
    mean_observed, mean_expected = (np.where(there, told, 0).sum(axis=0) / count for told in (observed, expected))
    return corrected(mean_observed, mean_expected), mean_observed, mean_expected, own


def _read(ratings: Any, tables: Any, categories: Sequence[Category] | None) -> list[tuple[Any, Ratings]]:
    """The ratings of each code, over the same categories."""
    if tables is not None:
        named = list(tables.items() if isinstance(tables, Mapping) else enumerate(tables, 1))
        return _alike([(name, from_table(table)) for name, table in named], None)
    if isinstance(ratings, Mapping) and ratings and all(map(_is_table, ratings.values())):
        return _alike(list(ratings.items()), categories)
    if isinstance(ratings, list | tuple) and ratings and all(map(_is_table, ratings)):
        return _alike(list(enumerate(ratings, 1)), categories)
    one = read(ratings, categories)
    return [(code, replace(one.one_vs_rest(code), categories=(False, True))) for code in one.categories]


def _alike(named: list[tuple[Any, Any]], categories: Sequence[Category] | None) -> list[tuple[Any, Ratings]]:
    if categories is None:
        found = [read([[category]]) for _, table in named for category in read(table).categories]
        categories = read([list(one.categories) for one in found]).categories
    return [(name, read(table, categories)) for name, table in named]


def _is_table(value: Any) -> bool:
    """Tell a frame (or rows) of one code from one row of ratings."""
    import numpy as np
    import pandas as pd

    if isinstance(value, pd.DataFrame | Ratings | Mapping):
        return True
    if isinstance(value, np.ndarray):
        return value.ndim == 2
    rows = isinstance(value, list | tuple) and len(value) > 0
    return rows and all(isinstance(row, list | tuple | np.ndarray) for row in value)


def _items(found: list[tuple[Any, Ratings]], clusters: Sequence[Any] | None, how: Resampling | None) -> list[Item]:
    """Each code's tally, resampled together with the others where they have the same units."""
    import numpy as np

    parts = [(name, *tallied(ratings)) for name, ratings in found]
    counts = [np.bincount(each, minlength=len(tally.patterns)).astype(float) for _, tally, each in parts]
    items = [Item(name, tally, count) for (name, tally, _), count in zip(parts, counts, strict=True)]
    if how is None or not parts:
        return items
    if len({len(each) for _, _, each in parts}) > 1:
        alone = [
            grouped(each, len(tally.patterns), ratings.rated, clusters)
            for (_, tally, each), (_, ratings) in zip(parts, found, strict=True)
        ]
        seeded = (replace(how, seed=how.seed + number) for number in range(len(parts)))
        return [
            replace(item, drawn=resampled(rows, times, one))
            for item, (rows, times), one in zip(items, alone, seeded, strict=True)
        ]
    together = np.stack([each for _, _, each in parts], axis=1)
    kinds, inverse = np.unique(together, axis=0, return_inverse=True)
    rated = np.any([ratings.rated for _, ratings in found], axis=0)
    rows, times = grouped(inverse.reshape(-1), len(kinds), rated, clusters)
    if times.sum() < 2:  # one cluster is not drawn from
        return items
    drawn = resampled(rows, times, how)
    return [
        replace(item, drawn=drawn @ np.eye(len(item.tally.patterns))[kinds[:, place]])
        for place, item in enumerate(items)
    ]
