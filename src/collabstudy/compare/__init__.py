"""Cases held beside each other: every number with the passages behind it."""

from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.denominator import Denominator, wilson
from collabstudy.compare.table import Cell, Crosstab, Group, Passage, Row
from collabstudy.compare.wording import wording

__all__ = ["Cell", "Crosstab", "Denominator", "Group", "Passage", "Row", "crosstab", "wilson", "wording"]
