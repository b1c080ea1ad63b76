"""Krippendorff's α: any number of coders, any level of measurement, gaps allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

from collabstudy.agreement import bootstrap
from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.measure import measure
from collabstudy.agreement.ratings import Category, Ratings, read
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.tally import Formula, Tally, shares, tallied
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = get_args(Level)
Drawn = Literal["units", "kalpha"] | None


def krippendorff_alpha(
    ratings: Any,
    level: Level = "nominal",
    *,
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's α (2004, Content Analysis; 2011, Computing Krippendorff's alpha-reliability).

    Args:
        ratings: a row a unit, a column a coder, missing as NaN or None. Units rated once do not enter.
        level: how far apart two ratings are: `nominal`, `ordinal` (Krippendorff's metric, not Gwet's weights),
            `interval` or `ratio`. This is the level of measurement; how sure the interval is, is `confidence`.
        categories: their order, for an ordinal level of other things than numbers.
        interval: `units` resamples units; `kalpha` resamples pairs with the expected disagreement held fixed, as the
            macro KALPHA does (Hayes & Krippendorff 2007): too narrow, for reproducing older papers only; None for none.
        code, clusters, resamples, seed: as for `percent_agreement`.

    `observed` and `expected` of the result are disagreements, D_o and D_e.

    Raises StudyError for what is no table of ratings, or ratings without the order or numbers that the level needs.

    >>> ben_gerry = list(zip("aabbdcccedda", "babbbccceddd"))
    >>> krippendorff_alpha(ben_gerry, resamples=200)  # Krippendorff (2011), section B
    <Agreement Krippendorff's α 0.69 [0.29, 1.00], 12 of 12 units pairable>
    """
    if level not in LEVELS:
        raise StudyError(f"no level of measurement `{level}`", hint=f"one of {', '.join(LEVELS)}")
    if interval == "kalpha" and clusters is not None:
        raise StudyError("the interval of KALPHA draws pairs, not clusters", hint="interval='units' with clusters")
    how = Resampling(resamples, confidence, seed)
    found = read(ratings, categories, code)
    _check(found, level)
    alpha = measure(
        "krippendorff_alpha",
        found,
        formula(level, found),
        clusters=clusters,
        interval=None if interval == "kalpha" else interval,
        resampling=how,
        choices={"level": level} | ({"code": code} if code is not None else {}),
    )
    return _with_pairs_drawn(alpha, found, level, how) if interval == "kalpha" and alpha.defined else alpha


def formula(level: Level, ratings: Ratings | None = None) -> Formula:
    """α at a level of measurement; for interval and ratio the categories are numbers."""
    if level == "nominal":
        return _nominal
    if level == "ordinal":
        return _ordinal
    numbers = _numbers(ratings.categories if ratings else ())
    return partial(_interval if level == "interval" else _ratio, numbers)


def _check(ratings: Ratings, level: Level) -> None:
    if level == "ordinal" and not ratings.ordered:
        hint = "declare them in their order: categories=[…]"
        raise StudyError("an ordinal level needs categories in an order, and these are not numbers", hint=hint)
    if level in ("interval", "ratio") and not ratings.numeric:
        raise StudyError(f"the level {level} needs numbers", hint="nominal, or ordinal with categories=[…]")
    if level == "ratio" and min(ratings.categories, default=0) < 0:
        raise StudyError("the level ratio needs numbers from 0", hint="interval, where there are numbers below 0")


def _numbers(categories: Sequence[Category]) -> Array:
    import numpy as np

    return np.array([float(category) for category in categories])


def _pairs(tally: Tally) -> tuple[Array, Array]:
    """How much a pair counts in each pattern (0 where there is none), and the ratings that can be paired."""
    import numpy as np

    many = tally.ratings
    return np.where(many > 1, 1 / np.where(many > 1, many - 1, 1), 0.0), np.where(many > 1, many, 0.0)


def _settled(apart: Array, far: Array, values: Array) -> tuple[Array, Array, Array]:
    """α, D_o and D_e from the sums of both kinds of distances, and how many values could be paired."""
    import numpy as np

    observed = shares(apart, values)
    expected = shares(far, values * (values - 1))
    least = 1e-12 * np.nan_to_num(np.abs(expected)).max(initial=1e-300)  # a resample without any pair has none
    value = 1 - observed / np.where(expected > least, expected, np.nan)
    return value, observed, expected


def _nominal(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    once, many = _pairs(tally)
    unlike = tally.ratings**2 - (tally.each**2).sum(axis=1)
    each = weights @ (tally.each * (many > 0)[:, None])
    values = weights @ many
    return _settled(weights @ (once * unlike), values**2 - (each**2).sum(axis=1), values)


def _ordinal(tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """A category lies at the middle of its ratings when all are put in order; distances are squared."""
    once, many = _pairs(tally)
    each = weights @ (tally.each * (many > 0)[:, None])
    places = each.cumsum(axis=1) - each / 2
    first, second = places @ tally.each.T, (places**2) @ tally.each.T
    apart = (weights * (once * 2 * (tally.ratings * second - first**2))).sum(axis=1)
    values = weights @ many
    far = 2 * (values * (each * places**2).sum(axis=1) - (each * places).sum(axis=1) ** 2)
    return _settled(apart, far, values)


def _interval(numbers: Array, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    """Squared differences, by sums and sums of squares, so that many different numbers cost little."""
    import numpy as np

    once, many = _pairs(tally)
    rated = tally.patterns >= 0
    placed = np.where(rated, (numbers - numbers.mean())[tally.patterns], 0.0) if len(numbers) else rated.astype(float)
    first, second = placed.sum(axis=1), (placed**2).sum(axis=1)
    apart = weights @ (once * 2 * (tally.ratings * second - first**2))
    pairable = (many > 0).astype(float)
    values = weights @ many
    far = 2 * (values * (weights @ (pairable * second)) - (weights @ (pairable * first)) ** 2)
    return _settled(apart, far, values)


def _ratio(numbers: Array, tally: Tally, weights: Array) -> tuple[Array, Array, Array]:
    once, many = _pairs(tally)
    far = _ratios(numbers)
    each = weights @ (tally.each * (many > 0)[:, None])
    apart = weights @ (once * ((tally.each @ far) * tally.each).sum(axis=1))
    return _settled(apart, ((each @ far) * each).sum(axis=1), weights @ many)


def _ratios(numbers: Array) -> Array:
    import numpy as np

    total = numbers[:, None] + numbers[None, :]
    found: Array = ((numbers[:, None] - numbers[None, :]) / np.where(total > 0, total, 1)) ** 2
    return found


def _with_pairs_drawn(alpha: Agreement, ratings: Ratings, level: Level, how: Resampling) -> Agreement:
    """KALPHA's interval: as many disagreements as there are pairs, drawn from those observed, over a fixed D_e."""
    import numpy as np

    tally, patterns = tallied(ratings)
    counts = np.bincount(patterns, minlength=len(tally.patterns)).astype(float)
    once, _ = _pairs(tally)
    each = tally.each
    coincidences = np.einsum("p,pc,pk->ck", counts * once, each, each) - np.diag((counts * once) @ each)
    share = coincidences / coincidences.sum()
    apart = _distances(level, coincidences.sum(axis=1), ratings) / alpha.expected
    drawn = coincidences > 0
    pairs = round(float((counts * tally.ratings * (tally.ratings - 1)).sum() / 2))
    random = np.random.default_rng(how.seed)
    taken = random.multinomial(pairs, share[drawn] / share[drawn].sum(), size=how.resamples)
    between = bootstrap.interval(1 - taken @ apart[drawn] / pairs, replace(how, method="kalpha"))
    told = {"interval": "kalpha", "resamples": how.resamples, "confidence": how.level, "seed": how.seed}
    choices = {**alpha.made_by.choices, **told}
    return replace(alpha, interval=between, made_by=MadeBy(alpha.made_by.verb, choices))


def _distances(level: Level, each: Array, ratings: Ratings) -> Array:
    import numpy as np

    if level == "nominal":
        return 1 - np.eye(len(each))
    if level == "ratio":
        return _ratios(_numbers(ratings.categories))
    places = each.cumsum() - each / 2 if level == "ordinal" else _numbers(ratings.categories)
    found: Array = (places[:, None] - places[None, :]) ** 2
    return found
