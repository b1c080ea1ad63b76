"""How strongly two codes go together, from four counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2, sqrt

ATLAS_TI_FLAG = 5


@dataclass(frozen=True, slots=True)
class Association:
    """What follows from how many units (passages, turns, cases …) hold both codes, each of them, and are there at all.

    What is undefined is None, and `reason` says why.

    * `jaccard`: both / (a + b - both); ATLAS.ti's coefficient c. Units are counted, so it stays within 0 and 1.
    * `overlap`: both / the smaller of a and b; `dice`: 2 both / (a + b).
    * `lift`: both × of / (a × b); 1 where the codes have nothing to do with each other.
    * `pmi`: its logarithm to base 2 (Church & Hanks 1990); `npmi`: pmi / -log2(both / of), from -1 (never together)
      to 1 (never apart) (Bouma 2009).
    * `phi`: the correlation of the two.

    >>> manual = Association(both=5, a=100, b=10, of=200)  # ATLAS.ti's manual prints c = .048
    >>> round(manual.jaccard, 3), manual.overlap, manual.lift, manual.uneven
    (0.048, 0.5, 1.0, True)
    >>> Association(both=0, a=3, b=4, of=10).npmi, Association(both=0, a=3, b=4, of=10).pmi
    (-1.0, None)
    """

    both: int
    a: int
    b: int
    of: int

    @property
    def jaccard(self) -> float | None:
        """Of the units with either code the part that has both."""
        either = self.a + self.b - self.both
        return self.both / either if either else None

    @property
    def overlap(self) -> float | None:
        """Of the units with the rarer code the part that has both."""
        fewer = min(self.a, self.b)
        return self.both / fewer if fewer else None

    @property
    def dice(self) -> float | None:
        """Of the units with the one and those with the other, added up, the part that has both."""
        return 2 * self.both / (self.a + self.b) if self.a + self.b else None

    @property
    def lift(self) -> float | None:
        """How many times as often together as if by chance."""
        return self.both * self.of / (self.a * self.b) if self.a and self.b else None

    @property
    def pmi(self) -> float | None:
        """The logarithm of the lift; None where they are never together."""
        return log2(self.lift) if self.lift else None

    @property
    def npmi(self) -> float | None:
        """PMI brought between -1 and 1; None where every unit has both."""
        if not self.a or not self.b or self.both == self.of:
            return None
        return self.pmi / -log2(self.both / self.of) if self.pmi is not None else -1.0

    @property
    def phi(self) -> float | None:
        """The correlation of two codes that are there or not; None where one of them always or never is."""
        spread = self.a * self.b * (self.of - self.a) * (self.of - self.b)
        return (self.both * self.of - self.a * self.b) / sqrt(spread) if spread > 0 else None

    @property
    def uneven(self) -> bool:
        """Whether one code is more than five times as frequent as the other: c says little, ATLAS.ti marks it."""
        return min(self.a, self.b) > 0 and max(self.a, self.b) > ATLAS_TI_FLAG * min(self.a, self.b)

    @property
    def reason(self) -> str:
        """Why something is undefined; empty where nothing is."""
        if not self.a and not self.b:
            return "neither is coded"
        if not self.a or not self.b:
            return "one of them is not coded"
        if self.both == self.of:
            return "always together, and everywhere"
        if not self.both:
            return "never together"
        return "" if self.phi is not None else "one of them is everywhere"
