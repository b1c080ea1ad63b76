"""What a coefficient would have been, had other units been coded: the same units drawn again, with replacement.

Drawing units is the default (Zapf et al. 2016, BMC Medical Research Methodology 16:93). Units that hang together, as
the characters of a turn do, are drawn together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.result import Interval
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RESAMPLES = 1000
LEVEL = 0.95
_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Resampling:
    """How an interval is made: how many resamples, how much of them lies inside it, where chance starts, of what."""

    resamples: int = RESAMPLES
    level: float = LEVEL
    seed: int = 0
    method: str = "units"

    def __post_init__(self) -> None:
        if self.resamples < 1:
            raise StudyError(f"{self.resamples} resamples", hint="at least 1; interval=None for no interval")
        if not 0 < self.level < 1:
            raise StudyError(f"an interval of {self.level}", hint="confidence lies between 0 and 1, as 0.95 does")
        if self.seed < 0:
            raise StudyError(f"a seed of {self.seed}", hint="a whole number from 0")


def resampled(rows: Array | None, times: NDArray[Any], how: Resampling) -> Array:
    """Sums of rows drawn again: a row a resample.

    `rows` holds what each different unit (or cluster) adds, itself where it is None; `times` how many units are of this
    kind; as many are drawn as there are units. Rows may have more dimensions; they are kept.
    """
    import numpy as np

    total = int(times.sum())
    if rows is None and not total:
        return np.zeros((how.resamples, len(times)))
    if rows is None:
        random = np.random.default_rng(how.seed)
        return random.multinomial(total, times / max(total, 1), size=how.resamples).astype(float)
    flat = rows.reshape(len(rows), -1)
    out = np.zeros((how.resamples, flat.shape[1]))
    if total:
        random = np.random.default_rng(how.seed)
        share = times / total
        step = max(1, _AT_ONCE // len(rows))
        for at in range(0, how.resamples, step):
            size = min(step, how.resamples - at)
            out[at : at + size] = random.multinomial(total, share, size=size) @ flat
    return out.reshape(how.resamples, *rows.shape[1:])


def grouped(
    patterns: NDArray[np.int64], count: int, rated: NDArray[np.bool_], clusters: Sequence[Any] | None
) -> tuple[Array | None, NDArray[Any]]:
    """What each thing drawn adds to each of `count` patterns, and how many there are of its kind.

    What nobody rated is no unit. Without clusters a thing is a pattern itself (None), as often as units have it.
    """
    import numpy as np
    import pandas as pd

    if clusters is None:
        return None, np.bincount(patterns[rated], minlength=count)
    if len(clusters) != len(patterns):
        raise StudyError(f"{len(clusters)} clusters for {len(patterns)} units", hint="one for each unit")
    numbers, names = pd.factorize(np.asarray(list(clusters), dtype=object)[rated], use_na_sentinel=False)
    rows = np.zeros((len(names), count))
    np.add.at(rows, (numbers, patterns[rated]), 1.0)
    return rows, np.ones(len(names), dtype=int)


def interval(values: Array, how: Resampling) -> Interval | None:
    """The percentile interval of resampled values; None when none of them is defined."""
    import numpy as np

    defined = values[~np.isnan(values)]
    if not len(defined):
        return None
    low, high = np.quantile(defined, [(1 - how.level) / 2, (1 + how.level) / 2])
    undefined = len(values) - len(defined)
    return Interval(float(low), float(high), how.level, how.method, len(values), how.seed, undefined)
