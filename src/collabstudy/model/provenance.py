"""How a result was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The verb, the choices that were made, and the names of the inputs.

    >>> str(MadeBy("crosstab", {"unit": "turn", "evidence": ("person",)}))
    'crosstab: unit=turn, evidence=person'
    """

    verb: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.verb}: " + ", ".join(f"{name}={_told(value)}" for name, value in self.choices.items())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The same in a notebook."""
        printer.text(str(self))


def _told(value: Any) -> str:
    if isinstance(value, tuple | list | frozenset | set):
        return " + ".join(str(item) for item in (value if isinstance(value, tuple | list) else sorted(value)))
    return str(value)
