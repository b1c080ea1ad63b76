"""How far a case belongs to a set, from 0 (fully out) to 1 (fully in)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

LOG_ODDS_3 = 1 / (1 + exp(-3))  # the membership at log-odds of 3, printed as .9526 or .953


@dataclass(frozen=True, slots=True)
class Anchors:
    """The values at which a case is fully out, neither in nor out, and fully in; they may rise or fall."""

    full_out: float
    crossover: float
    full_in: float

    @property
    def ordered(self) -> bool:
        """Tell whether the crossover lies between the other two."""
        return self.full_out < self.crossover < self.full_in or self.full_out > self.crossover > self.full_in


def log_odds(idm: float) -> float:
    """The log-odds of the membership that stands for `fully in` (R calls it idm, the inclusion degree of membership).

    Ragin (2008) uses ±3, a membership of .9526 when rounded, which is read as exactly 3; R's QCA uses ln 19, a
    membership of .95.

    >>> log_odds(0.9526), round(log_odds(0.95), 3)
    (3.0, 2.944)
    """
    return 3.0 if round(idm, 4) == round(LOG_ODDS_3, 4) else log(idm / (1 - idm))


def direct(value: float, anchors: Anchors, *, idm: float) -> float:
    """Ragin's direct method: log-odds that grow with the distance from the crossover, each side on its own scale.

    >>> wealth = Anchors(full_out=400, crossover=550, full_in=900)
    >>> [round(direct(value, wealth, idm=0.9526), 2) for value in (1098, 720, 550, 320)]
    [0.99, 0.81, 0.5, 0.01]
    """
    distance = value - anchors.crossover
    inside = distance * (anchors.full_in - anchors.crossover) >= 0
    scale = anchors.full_in - anchors.crossover if inside else anchors.crossover - anchors.full_out
    odds = log_odds(idm) * distance / scale
    return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))
