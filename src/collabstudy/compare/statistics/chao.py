"""How many codes nobody has voiced yet: estimates from the codes that were voiced once and twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is estimated of the codes that are there, voiced or not.

    `once` and `twice` are how many codes were voiced in just one and in just two interviews, `incidences` how often
    any code was voiced in any interview. Whatever cannot be estimated is None, and `reason` says why.

    >>> print(unseen([1, 1, 1, 2, 2, 4, 5], of=6))
    8.9 codes (95 % interval 7.2 to 23.2); coverage 0.85
    """

    of: int
    codes: int
    once: int
    twice: int
    incidences: int
    estimate: float | None = None
    error: float | None = None
    interval: tuple[float, float] | None = None
    jackknife: float | None = None
    coverage: float | None = None
    reason: str = ""

    def __str__(self) -> str:
        if self.estimate is None or self.coverage is None:
            return self.reason
        told = f"{self.estimate:.1f} codes"
        if self.interval is not None:
            told += f" (95 % interval {self.interval[0]:.1f} to {self.interval[1]:.1f})"
        told += f"; coverage {self.coverage:.2f}"
        return f"{told} ({self.reason})" if self.reason else told


def unseen(counts: Sequence[int], *, of: int) -> Unseen:
    """Chao2 from the number of interviews in which each code was voiced, of so many interviews.

    Source: Chao (1987), in the form of Chao & Jost (2012) and of iNEXT and vegan: S + (T-1)/T · Q1²/2Q2, and
    S + (T-1)/T · Q1(Q1-1)/2 where no code was voiced twice; standard error and log-normal interval as there; coverage
    after Chao & Jost. With abundances (how often each kind was met, of n) the same formulas are Chao1. The first-order
    jackknife is S + Q1 · (T-1)/T. Codes that were never voiced are left out of `counts`.
    """
    voiced = [count for count in counts if count > 0]
    codes, once, twice, incidences = len(voiced), voiced.count(1), voiced.count(2), sum(voiced)
    plain = Unseen(of, codes, once, twice, incidences)
    if of < 2:
        return _without(plain, "one interview says nothing of codes that others would voice")
    if not voiced:
        return _without(plain, "no code was voiced")
    part = (of - 1) / of
    more = part * (once * once / (2 * twice) if twice else once * (once - 1) / 2)
    estimate = codes + more
    error = _error(part, once, twice, estimate) if more else None
    return Unseen(
        of=of,
        codes=codes,
        once=once,
        twice=twice,
        incidences=incidences,
        estimate=estimate,
        error=error,
        interval=_interval(codes, more, error) if error is not None else None,
        jackknife=codes + once * part,
        coverage=_coverage(of, once, twice, incidences),
        reason=_reason(once, twice),
    )


def second_jackknife(counts: Sequence[int], *, of: int) -> float | None:
    """The second-order jackknife (Burnham & Overton 1979; `jack2` of vegan's specpool); None of one interview.

    >>> second_jackknife([1, 1, 1, 2, 2, 4, 5], of=6)  # 7 + 3 · 9/6 - 2 · 16/30
    10.433333333333334
    """
    seen = unseen(counts, of=of)
    if of < 2:
        return None
    return seen.codes + seen.once * (2 * of - 3) / of - seen.twice * (of - 2) ** 2 / (of * (of - 1))


def bootstrapped(counts: Sequence[int], *, of: int) -> float:
    """The bootstrap estimate (Smith & van Belle 1984; `boot` of vegan's specpool): S + Σ(1 - n/T)^T.

    >>> bootstrapped([1, 2], of=2)  # 2 + (1/2)²
    2.25
    """
    return sum(1 + (1 - count / of) ** of for count in counts if count > 0)


def _without(plain: Unseen, reason: str) -> Unseen:
    return Unseen(plain.of, plain.codes, plain.once, plain.twice, plain.incidences, reason=reason)


def _reason(once: int, twice: int) -> str:
    if once == 0:
        return "no code was voiced in only one interview, so none is estimated to be missing, without interval"
    if twice == 0 and once == 1:
        return "one code in only one interview and none in two: too little for an interval"
    return "no code in just two interviews: the bias-corrected form" if twice == 0 else ""


def _error(part: float, once: int, twice: int, estimate: float) -> float:
    if twice:
        ratio = once / twice
        return sqrt(twice * (part * ratio**2 / 2 + part**2 * ratio**3 + part**2 * ratio**4 / 4))
    squared = part * once * (once - 1) / 2 + part**2 * once * (2 * once - 1) ** 2 / 4 - part**2 * once**4 / 4 / estimate
    return sqrt(squared)


def _interval(codes: int, more: float, error: float) -> tuple[float, float]:
    """Log-normal: never below what was seen."""
    spread = exp(_Z * sqrt(log(1 + error**2 / more**2)))
    return codes + more / spread, codes + more * spread


def _coverage(of: int, once: int, twice: int, incidences: int) -> float:
    """The share of all voicing, in the long run, that falls on codes already voiced (Chao & Jost 2012)."""
    if once == 0:
        return 1.0
    if twice:
        return 1 - once / incidences * ((of - 1) * once / ((of - 1) * once + 2 * twice))
    return 1 - once / incidences * ((of - 1) * (once - 1) / ((of - 1) * (once - 1) + 2))
