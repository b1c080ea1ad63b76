"""Qualitative comparative analysis: from raw values to sets, truth tables and their solutions.

`direct` calibrates a value, `configurations` makes the rows of a truth table, `solutions` minimises them; on plain
numbers. `collabstudy.compare.truthtable` does all of it for the codes and attributes of a study.
"""

from collabstudy.compare.qca.calibration import Anchors, direct
from collabstudy.compare.qca.configurations import Members, configurations
from collabstudy.compare.qca.solutions import necessity, solutions
from collabstudy.compare.qca.sufficiency import necessary, sufficient

__all__ = ["Anchors", "Members", "configurations", "direct", "necessary", "necessity", "solutions", "sufficient"]
