"""Groups to hold beside each other, and who stands in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from collabstudy.compare.counting.slices import Slice


@dataclass(frozen=True)
class Sides:
    """Groups; cases (or documents) that stand in none, by why; and what was decided on the way.

    `paired` where the same cases stand on both sides.
    """

    groups: tuple[Slice, ...]
    paired: bool = False
    outside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[str, object] = field(default_factory=dict)
