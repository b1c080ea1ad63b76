"""One coefficient of agreement, with everything that it takes to read it rightly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import pandas

Status = Literal["ok", "needs_two_coders", "no_pairable_units", "undefined_no_variation", "no_codings"]
REASONS: dict[Status, str] = {
    "ok": "",
    "needs_two_coders": "fewer than two coders have rated anything",
    "no_pairable_units": "no unit was rated by two coders",
    "undefined_no_variation": "everything was put into one category, so that nothing could have come out otherwise",
    "no_codings": "nobody coded anything",
}
NAMES = {
    "percent_agreement": "percent agreement",
    "cohen_kappa": "Cohen's κ",
    "scott_pi": "Scott's π",
    "fleiss_kappa": "Fleiss' κ",
    "brennan_prediger": "Brennan–Prediger κ",
    "gwet_ac1": "Gwet's AC1",
    "krippendorff_alpha": "Krippendorff's α",
    "pooled_kappa": "pooled κ",
    "holsti": "Holsti's CR",
    "nvivo_kappa": "NVivo's κ",
    "u_alpha": "u-α",
    "binary_u_alpha": "|u-α",
    "cu_alpha": "cu-α",
    "ku_alpha": "(k)u-α",
}
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the coefficient might have come out, had other units of the same kind been coded.

    `method` is what was resampled: `units`, what holds them together (`turns`, `documents`, `clusters`), or the pairs
    of `kalpha`. In `undefined` of the `resamples` there was no variation; they are left out.
    """

    low: float
    high: float
    level: float
    method: str
    resamples: int
    seed: int
    undefined: int = 0

    def __str__(self) -> str:
        return f"[{two(self.low)}, {two(self.high)}]"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient; `float(agreement)` is its value, NaN where it is not defined, and `status` says why.

    `n` counts units with a rating, `pairable_n` those with two or more, `pairable_values` the ratings on these.
    `observed` and `expected` are agreements; for Krippendorff's α disagreements. `percent_agreement`, `prevalence` (the
    share of each category), `counts` (how often each coder used it) and `bias` (how far the coders' shares lie apart, 0
    to 1) speak of the pairable units: a coefficient near 0 beside a high percent agreement is one of a rare category.
    Where a coefficient of two coders was asked of more, `pairs` has each pair and the value is the mean of those
    defined.
    """

    coefficient: str
    value: float
    status: Status
    n: int
    pairable_n: int
    pairable_values: int
    observed: float
    expected: float
    interval: Interval | None
    percent_agreement: float
    prevalence: Mapping[Any, float]
    counts: Mapping[str, Mapping[Any, int]]
    bias: float
    coders: tuple[str, ...]
    made_by: MadeBy
    pairs: tuple[Agreement, ...] = ()
    more: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    def __float__(self) -> float:
        return self.value

    @property
    def defined(self) -> bool:
        """Tell whether there is a value."""
        return self.value == self.value

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        return self.note if self.note and not self.defined else REASONS[self.status]

    def __str__(self) -> str:
        name = NAMES.get(self.coefficient, self.coefficient)
        if not self.defined:
            return f"{name} undefined ({self.status}): {self.reason}"
        beside = f" {self.interval}" if self.interval else ""
        return f"{name} {two(self.value)}{beside}, {self.pairable_n:,} of {self.n:,} units pairable"

    def __repr__(self) -> str:
        return f"<Agreement {self}>"

    def frame(self) -> pandas.DataFrame:
        """One row, and one more for each pair: coefficient, coders, value, low, high, status and what stands behind."""
        import pandas as pd

        rows = [told(one) for one in (self, *self.pairs)]
        return pd.DataFrame(rows).astype(
            {"coefficient": "string", "coders": "string", "status": "string", "method": "string"}
        )


def told(one: Agreement) -> dict[str, Any]:
    """A coefficient as a row."""
    between = one.interval
    return {
        "coefficient": one.coefficient,
        "coders": " + ".join(one.coders),
        "value": one.value,
        "low": between.low if between else NAN,
        "high": between.high if between else NAN,
        "method": between.method if between else None,
        "status": one.status,
        "n": one.n,
        "pairable_n": one.pairable_n,
        "observed": one.observed,
        "expected": one.expected,
        "percent_agreement": one.percent_agreement,
        "bias": one.bias,
    }


def two(number: float) -> str:
    """A number with two decimals, a minus as a minus; a dash for what is not defined.

    >>> two(0.7434), two(-0.2), two(float("nan"))
    ('0.74', '−0.20', '–')
    """
    if number != number:
        return "–"
    shown = f"{abs(number):.2f}"
    return f"−{shown}" if number < 0 and float(shown) else shown
