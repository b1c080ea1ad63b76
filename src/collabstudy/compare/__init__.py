"""Cases held beside each other: every number with the passages behind it."""

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.denominator import Denominator, wilson
from collabstudy.compare.table import Cell, Crosstab, Group, Passage, Row
from collabstudy.compare.wording import wording

# The comparisons that study.toml can state, by the name of their function here.
COMPARISONS: tuple[str, ...] = ()

__all__ = [
    "COMPARISONS",
    "Cell",
    "Comparison",
    "Crosstab",
    "Denominator",
    "Group",
    "Passage",
    "Row",
    "crosstab",
    "wilson",
    "wording",
]
