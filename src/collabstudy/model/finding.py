"""A sentence of the briefing, and the test that it must pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import get_args

from collabstudy.model.coding import Origin

Among = Mapping[str, tuple[str, ...]]
ANY = ""
"""Stands for the attribute where only a value was said: a value of the cases (`compare/claiming/limits.py`)."""
WITHIN = ("case", "document", "turn", "passage")
PEOPLE: tuple[Origin, ...] = (get_args(Origin)[0],)
"""Whose codings a sentence rests on that says nothing of it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of the cases: `all`, `none`, `at_least` (a number or a share), `exactly` k of n, or a word of `[words]`.

    >>> str(Measure("exactly", exactly=(7, 10))), str(Measure("at_least", Fraction(2, 3)))
    ('7 of 10', 'at_least 2/3')
    """

    kind: str
    least: int | Fraction | None = None
    exactly: tuple[int, int] | None = None

    def __str__(self) -> str:
        if self.exactly is not None:
            return f"{self.exactly[0]} of {self.exactly[1]}"
        return self.kind if self.least is None else f"{self.kind} {self.least}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of cases and codes.

    `kind` is that of a measure, or `only`, `more_than`, `together`, `first`. Of several `codes` any one will do.
    `among` limits the cases by their attributes, or by `case`; `against` is what `more_than` compares with, other cases
    or, in `against_codes`, other codes. `least` goes with `at_least`, `exactly` (k of n) with `exactly`. `together`
    looks at the cases that voice `codes` for `with_codes` (where there are none: at the cases that voice any of the
    codes for all of them) within the same case, document, turn or passage, in the same case where `within` is empty,
    and holds where `how` many of them do.

    >>> str(Claim("only", ("culture-change",), {"sector": ("council",)}))
    'only: culture-change, among sector council'
    >>> str(Claim("together", ("trust",), with_codes=("time",), within="turn", how=Measure("most")))
    'together: trust with time, within turn, most'
    """

    kind: str
    codes: tuple[str, ...]
    among: Among = field(default_factory=dict)
    against: Among = field(default_factory=dict)
    against_codes: tuple[str, ...] = ()
    least: int | Fraction | None = None
    exactly: tuple[int, int] | None = None
    with_codes: tuple[str, ...] = ()
    within: str = ""
    how: Measure = Measure("all")

    @property
    def measure(self) -> Measure:
        """How many of the cases that are looked at have to bear it out."""
        return self.how if self.kind == "together" else Measure(self.kind, self.least, self.exactly)

    @property
    def shared(self) -> str:
        """Within what `together` looks: in the same case where nothing is said, as claims are over cases."""
        return self.within or WITHIN[0]

    @property
    def every_code(self) -> tuple[str, ...]:
        """All codes that it names, each once."""
        return tuple(dict.fromkeys((*self.codes, *self.with_codes, *self.against_codes)))

    def __str__(self) -> str:
        if self.kind == "together":
            codes = _either(self.codes) if self.with_codes else " and ".join(self.codes)
            beside = f" with {_either(self.with_codes)}" if self.with_codes else ""
            told = f"together: {codes}{beside}, within {self.shared}, {self.how}"
        else:
            told = f"{self.measure}: {_either(self.codes)}"
        if self.among:
            told += f", among {told_among(self.among)}"
        if self.against or self.against_codes:
            parts = (_either(self.against_codes), told_among(self.against))
            told += ", against " + ", ".join(part for part in parts if part)
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
    """One entry of briefing/findings.yaml; `file` and `line` are where it stands.

    `statement` is as it was written, with names in braces where numbers go. It rests on the codings of `evidence`;
    where that is empty, on what study.toml says under `[findings]`, else on those by people.
    """

    id: str
    statement: str
    claim: Claim
    was: Was | None = None
    file: str = ""
    line: int | None = None
    evidence: tuple[str, ...] = ()


def told_among(among: Among) -> str:
    """What limits the cases, in words.

    >>> told_among({"sector": ("council", "charity"), "region": ("Coast",)})
    'sector council or charity, region Coast'
    """
    return ", ".join(f"{attribute} {_either(values)}".strip() for attribute, values in among.items())


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
