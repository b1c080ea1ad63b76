"""The marks of a contrast, the same in both renderers."""

from __future__ import annotations

from collabstudy.compare.claiming.claims import Tally
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.contrasting.telling import by_value
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import told_values
from collabstudy.figures._matrix import Kind

KINDS: dict[Value, Kind] = {"present": "dot", "absent": "ring", "not_asked": "dash", "not_coded": "cross"}


def places(side: Tally) -> list[tuple[Value, str]]:
    """The cases of a group, those that voice it first."""
    return [(value, case) for value, cases in by_value(side) for case in cases]


def values(contrast: Contrast) -> dict[Value, str]:
    """The values that occur, in words, for the key."""
    told = told_values(guided=contrast.guided)
    found = {value for line in contrast.lines for side in line.sides for value, _ in places(side)}
    return {value: told[value] for value in told if value in found}
