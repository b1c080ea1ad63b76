"""Cases held beside each other: every number with the passages behind it."""

from collabstudy.compare import qca, statistics
from collabstudy.compare.comparison import Comparison
from collabstudy.compare.contrast import contrast
from collabstudy.compare.cooccurrence import cooccurrence
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.denominator import Denominator, wilson
from collabstudy.compare.distinctive import distinctive
from collabstudy.compare.find import find
from collabstudy.compare.framework import framework
from collabstudy.compare.influence import influence
from collabstudy.compare.joint import joint
from collabstudy.compare.saturation import saturation
from collabstudy.compare.stated import NotMade, attempt, make
from collabstudy.compare.table import Cell, Crosstab, Group, Passage, Row
from collabstudy.compare.truthtable import truthtable
from collabstudy.compare.wording import wording

# The comparisons that study.toml can state, each the verb of its name.
COMPARISONS = (
    "framework",
    "contrast",
    "influence",
    "distinctive",
    "cooccurrence",
    "saturation",
    "find",
    "joint",
    "truthtable",
)

__all__ = [
    "COMPARISONS",
    "Cell",
    "Comparison",
    "Crosstab",
    "Denominator",
    "Group",
    "NotMade",
    "Passage",
    "Row",
    "attempt",
    "contrast",
    "cooccurrence",
    "crosstab",
    "distinctive",
    "find",
    "framework",
    "influence",
    "joint",
    "make",
    "qca",
    "saturation",
    "statistics",
    "truthtable",
    "wilson",
    "wording",
]
