"""A sentence of the briefing, and the test that it must pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Among = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of cases and codes.

    `kind` is `all`, `none`, `only`, `at_least`, `more_than`, or a word of `[words]` in study.toml (`most`, `some`).
    Of several `codes` any one will do. `among` limits the cases by their attributes, or by `case`; `against` is what
    `more_than` compares with, other cases or, in `against_codes`, other codes. `least` goes with `at_least`: a number
    of cases, or a share of those asked.

    >>> str(Claim("only", ("culture-change",), {"sector": ("council",)}))
    'only: culture-change, among sector council'
    """

    kind: str
    codes: tuple[str, ...]
    among: Among = field(default_factory=dict)
    against: Among = field(default_factory=dict)
    against_codes: tuple[str, ...] = ()
    least: int | Fraction | None = None

    def __str__(self) -> str:
        least = f" {self.least}" if self.least is not None else ""
        told = f"{self.kind}{least}: {' or '.join(self.codes)}"
        if self.among:
            told += f", among {_told(self.among)}"
        if self.against or self.against_codes:
            told += ", against " + ", ".join(
                part for part in (" or ".join(self.against_codes), _told(self.against)) if part
            )
        return told


@dataclass(frozen=True, slots=True)
class Was:
    """What stood behind a sentence when it was written: `6 of 8`, for `more_than` also `against 2 of 4`."""

    support: int
    of: int
    against: int | None = None
    against_of: int | None = None

    def __str__(self) -> str:
        told = f"{self.support} of {self.of}"
        return told if self.against is None else f"{told} against {self.against} of {self.against_of}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry of briefing/findings.yaml; `file` and `line` are where it stands."""

    id: str
    statement: str
    claim: Claim
    was: Was | None = None
    file: str = ""
    line: int | None = None


def _told(among: Among) -> str:
    return ", ".join(f"{attribute} {' or '.join(values)}" for attribute, values in among.items())
