"""From ratings to a result: read, tally, weigh, and say when there is nothing to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.agreement.bootstrap import Resampling, grouped, interval, resampled
from collabstudy.agreement.ratings import MISSING, Category, read
from collabstudy.agreement.result import NAN, Agreement, Status
from collabstudy.agreement.tally import Formula, Tally, Weights, check_weights, tallied
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Drawn = Literal["units"] | None


def measure(
    name: str,
    ratings: Any,
    formula: Formula,
    *,
    of_two: bool = False,
    categories: Sequence[Category] | None = None,
    code: Category | None = None,
    weights: Weights = None,
    clusters: Sequence[Any] | None = None,
    interval: Drawn = "units",
    resampling: Resampling | None = None,
    choices: Mapping[str, Any] | None = None,
    corrects: bool = True,
    undefined: Status = "undefined_no_variation",
) -> Agreement:
    """Read ratings and work out a coefficient.

    `of_two` says that the formula knows two coders only: of more, the mean of the pairs is taken. Raises StudyError for
    what is no table of ratings.
    """
    if interval not in ("units", None):
        raise StudyError(f"no interval `{interval}`", hint="units or None; kalpha for Krippendorff's α alone")
    how = (resampling or Resampling()) if interval else None
    found = read(ratings, categories, code)
    check_weights(found, weights)
    tally, patterns = tallied(found)
    rows, times = grouped(patterns, len(tally.patterns), found.rated, clusters)
    if how and clusters is not None:
        how = replace(how, method="clusters")
    made = {"weights": weights} if weights else {}
    made |= {"code": code} if code is not None else {}
    made |= dict(choices or {})
    counts = times.astype(float) if rows is None else times @ rows
    return settled(
        name,
        tally,
        counts,
        formula,
        of_two=of_two,
        rows=rows,
        times=times,
        how=how,
        choices=made,
        corrects=corrects,
        undefined=undefined,
    )


def settled(
    name: str,
    tally: Tally,
    counts: Array,
    formula: Formula,
    *,
    of_two: bool = False,
    rows: Array | None = None,
    times: NDArray[Any] | None = None,
    drawn: Array | None = None,
    how: Resampling | None = None,
    choices: Mapping[str, Any] | None = None,
    corrects: bool = True,
    undefined: Status = "undefined_no_variation",
) -> Agreement:
    """A coefficient of patterns that occur so often; its interval from `rows` × `times`, or from what was `drawn`.

    `corrects` is False for those that chance does not enter: they are defined without variation too. `undefined` is
    what it means when the formula gives nothing.
    """
    made = MadeBy(name, {**(choices or {}), **told_resampling(how)})
    facts = _facts(tally, counts)
    status = status_of(tally, counts, corrects=corrects)
    empty = Agreement(name, NAN, status, **facts, observed=NAN, expected=NAN, interval=None, made_by=made)
    if status not in ("ok", "undefined_no_variation"):
        return empty
    value, observed, expected = applied(formula, tally, counts[None, :], of_two)
    seen = replace(empty, observed=float(observed[0]), expected=float(expected[0]))
    if of_two and len(tally.coders) > 2:
        both = (tally.two(i, j) for i, j in combinations(range(len(tally.coders)), 2))
        pairs = tuple(
            settled(name, pair, counts, formula, choices=choices, corrects=corrects, undefined=undefined)
            for pair in both
        )
        seen = replace(seen, pairs=pairs, note=_note(pairs))
    if status != "ok" or value[0] != value[0]:
        return replace(seen, status=undefined if status == "ok" else status)
    if how is None or facts["pairable_n"] < 2:
        return replace(seen, value=float(value[0]))
    if drawn is None and times is not None and times.sum() > 1:  # one cluster is not drawn from
        drawn = resampled(rows, times, how)
    between = None if drawn is None else interval(applied(formula, tally, drawn, of_two)[0], how)
    return replace(seen, value=float(value[0]), interval=between)


def nothing(name: str, status: Status, *, choices: Mapping[str, Any] | None = None, **facts: Any) -> Agreement:
    """A result without ratings behind it: all that is not given is not known."""
    unknown = {"n": 0, "pairable_n": 0, "pairable_values": 0, "percent_agreement": NAN, "prevalence": {}, "counts": {}}
    unknown |= {"value": NAN, "observed": NAN, "expected": NAN, "interval": None, "bias": NAN, "coders": ()}
    return Agreement(name, status=status, **{"made_by": MadeBy(name, choices or {}), **unknown, **facts})


def applied(formula: Formula, tally: Tally, weights: Array, of_two: bool) -> tuple[Array, Array, Array]:
    """The formula; where it knows two coders only and there are more, the mean over the pairs that have a value."""
    import numpy as np

    if not of_two or len(tally.coders) <= 2:
        return formula(tally, weights)
    pairs = [formula(tally.two(i, j), weights) for i, j in combinations(range(len(tally.coders)), 2)]
    value, observed, expected = (np.array([pair[part] for pair in pairs]) for part in range(3))
    defined = ~np.isnan(value)
    return _mean(value, defined), _mean(observed, ~np.isnan(observed)), _mean(expected, ~np.isnan(expected))


def _mean(values: Array, where: NDArray[np.bool_]) -> Array:
    import numpy as np

    count = where.sum(axis=0)
    found: Array = np.where(where, values, 0.0).sum(axis=0) / np.where(count > 0, count, np.nan)
    return found


def status_of(tally: Tally, counts: Array, *, corrects: bool = True) -> Status:
    """Whether a coefficient can be defined on these patterns, in the words of the recommended convention."""
    used = counts > 0
    rating = ((tally.patterns != MISSING) & used[:, None]).any(axis=0)
    if len(tally.coders) < 2 or rating.sum() == 1:
        return "needs_two_coders"
    pairable = tally.pairable & used
    if not pairable.any():
        return "no_pairable_units"
    chosen = tally.patterns[pairable]
    if corrects and chosen.max() == chosen[chosen != MISSING].min():
        return "undefined_no_variation"
    return "ok"


def agreeing(tally: Tally) -> Array:
    """The share of agreeing pairs of ratings in each pattern, 0 where there is no pair."""
    import numpy as np

    pairs = tally.ratings * (tally.ratings - 1) / 2
    alike = np.zeros(len(pairs))
    for first, second in combinations(tally.patterns.T, 2):
        alike += (first == second) & (first != MISSING)
    return alike / np.where(pairs > 0, pairs, 1)


def _facts(tally: Tally, counts: Array) -> dict[str, Any]:
    """What stands beside every coefficient."""
    import numpy as np

    pairable = tally.pairable
    on = np.where(pairable, counts, 0.0)
    units = float(on.sum())
    own = np.zeros((len(tally.coders), len(tally.categories)))
    for row, chosen in zip(own, tally.patterns.T, strict=True):
        np.add.at(row, chosen[chosen != MISSING], on[chosen != MISSING])
    total = own.sum()
    share = own / np.where(own.sum(axis=1) > 0, own.sum(axis=1), np.nan)[:, None]
    apart = [float(np.abs(a - b).sum() / 2) for a, b in combinations(share, 2) if not np.isnan(a + b).any()]
    names = tally.categories
    return {
        "n": round(float(counts[tally.ratings >= 1].sum())),
        "pairable_n": round(units),
        "pairable_values": round(float(on @ tally.ratings)),
        "percent_agreement": float(on @ agreeing(tally)) / units if units else NAN,
        "prevalence": {c: float(n / total) if total else NAN for c, n in zip(names, own.sum(axis=0), strict=True)},
        "counts": {
            coder: {c: round(float(n)) for c, n in zip(names, row, strict=True)}
            for coder, row in zip(tally.coders, own, strict=True)
        },
        "bias": max(apart, default=NAN),
        "coders": tally.coders,
    }


def told_resampling(how: Resampling | None) -> dict[str, Any]:
    """How an interval was made, for `made_by`."""
    if how is None:
        return {"interval": None}
    return {"interval": how.method, "resamples": how.resamples, "confidence": how.level, "seed": how.seed}


def _note(pairs: Sequence[Agreement]) -> str:
    out = [f"{' and '.join(pair.coders)} ({pair.status})" for pair in pairs if not pair.defined]
    if len(out) == len(pairs):
        return ""  # the status says it
    return f"the mean of {len(pairs) - len(out)} of {len(pairs)} pairs, without {', '.join(out)}" if out else ""
