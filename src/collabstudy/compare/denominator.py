"""How many of how many, and what may be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collabstudy.compare.counting.asked import Value

ENOUGH_FOR_PERCENT = 30


@dataclass(frozen=True, slots=True)
class Denominator:
    """Cases that voice a code, of those that were asked and coded.

    Small numbers are told as numbers; from 30 on a percentage with a 95 % interval (Wilson) is added.

    >>> print(Denominator("trust", present=7, of=10))
    7 of 10 places
    >>> print(Denominator("trust", present=21, of=30))
    21 of 30 places (70 %, 95 % interval 52 to 83 %)
    """

    code: str
    present: int
    of: int
    not_asked: int = 0
    not_coded: int = 0
    plural: str = "places"

    @classmethod
    def of_values(cls, code: str, values: Mapping[Value, int], plural: str = "places") -> Denominator:
        """Add up cells: present and absent are the denominator, the other two stand beside it."""
        present, absent = values.get("present", 0), values.get("absent", 0)
        return cls(code, present, present + absent, values.get("not_asked", 0), values.get("not_coded", 0), plural)

    @property
    def share(self) -> float | None:
        """The part that voices it, to place a mark; None where nobody was asked. Not for printing below 30 cases."""
        return self.present / self.of if self.of else None

    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval of the share at 95 %, None below 30 cases, where none should be printed."""
        return wilson(self.present, self.of) if self.of >= ENOUGH_FOR_PERCENT else None

    def __str__(self) -> str:
        told = f"{self.present} of {self.of} {self.plural}"
        interval = self.interval()
        if interval is None:
            return told
        low, high = (round(100 * end) for end in interval)
        return f"{told} ({round(100 * self.present / self.of)} %, 95 % interval {low} to {high} %)"


def wilson(present: int, of: int) -> tuple[float, float]:
    """The Wilson score interval at 95 %, without continuity correction.

    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    from scipy.stats import binomtest

    found = binomtest(present, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
