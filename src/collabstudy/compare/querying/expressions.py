"""What a query is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collabstudy.compare.querying.signs import COMPARING, met_by_date


class Expression:
    """A query, or a part of one."""

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What it is made of."""
        return ()

    def inner(self) -> str:
        """How it is written inside another one."""
        return str(self)


@dataclass(frozen=True)
class OfCode(Expression):
    """Whatever is coded with one of these codes: a code and those below it, the code alone (`own`), or any (`*`)."""

    name: str
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class OfSpeaker(Expression):
    """Turns of whoever has this role, or this label; `*` stands for any letters."""

    field: str
    value: str

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"'

    def matches(self, value: str) -> bool:
        """Tell whether a role or label is meant.

        >>> OfSpeaker("role", "chief*").matches("Chief Executive"), OfSpeaker("role", "*chief").matches("Chief Clerk")
        (True, False)
        """
        first, *others = self.value.strip().casefold().split("*")
        said = value.strip().casefold()
        if not others:
            return said == first
        *between, last = others
        if not (said.startswith(first) and said.endswith(last) and len(said) >= len(first) + len(last)):
            return False
        said = said[len(first) : len(said) - len(last)]
        for part in between:
            _, found, said = said.partition(part) if part else ("", "*", said)
            if not found:
                return False
        return True


@dataclass(frozen=True)
class Measured(Expression):
    """Turns at a time of the recording, in documents of a date, or with a number."""

    field: str
    sign: str
    value: float | str
    told: str

    def __str__(self) -> str:
        return f"{self.field} {self.sign} {self.told}"

    def met(self, value: float) -> bool:
        """Tell whether a number is so."""
        return COMPARING[self.sign](value, self.value)

    def met_by_date(self, date: str) -> bool:
        """Tell whether a date is so, as far as the query writes one; one that is not known so far is not."""
        return met_by_date(date, self.told, COMPARING[self.sign]) is True


@dataclass(frozen=True)
class Not(Expression):
    """Units that were read and in which it is not."""

    part: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What it is made of."""
        return (self.part,)

    def __str__(self) -> str:
        return f"!{self.part.inner()}"


@dataclass(frozen=True)
class Both(Expression):
    """Units in which all parts are."""

    parts_: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What it is made of."""
        return self.parts_

    def __str__(self) -> str:
        return " & ".join(part.inner() for part in self.parts_)

    def inner(self) -> str:
        """In parentheses."""
        return f"({self})"


@dataclass(frozen=True)
class Either(Expression):
    """Units in which one of the parts is."""

    parts_: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What it is made of."""
        return self.parts_

    def __str__(self) -> str:
        return " | ".join(part.inner() for part in self.parts_)

    def inner(self) -> str:
        """In parentheses."""
        return f"({self})"


@dataclass(frozen=True)
class Related(Expression):
    """Those of the left that lie so to one of the right; `distance` in turns or words."""

    left: Expression
    how: str
    right: Expression
    distance: int | None = None
    measure: str = ""

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What it is made of."""
        return (self.left, self.right)

    def __str__(self) -> str:
        left, right = self.left.inner(), self.right.inner()
        if self.how == "within":
            return f"{left} within {self._far} of {right}"
        return f"{left} {self.how} {right}" + (f" within {self._far}" if self.distance is not None else "")

    @property
    def _far(self) -> str:
        return f"{self.distance} {self.measure if self.distance != 1 else self.measure[:-1]}"

    def inner(self) -> str:
        """In parentheses."""
        return f"({self})"


def walk(expression: Expression) -> Iterator[Expression]:
    """A query and all its parts."""
    yield expression
    for part in expression.parts:
        yield from walk(part)
