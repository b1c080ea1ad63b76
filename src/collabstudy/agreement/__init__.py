"""How far coders agree: coefficients of ratings, and the codings of a study held beside each other."""

from collabstudy.agreement.ac1 import gwet_ac1
from collabstudy.agreement.agreements import Agreements, Cell
from collabstudy.agreement.alpha import krippendorff_alpha
from collabstudy.agreement.brennan_prediger import brennan_prediger
from collabstudy.agreement.compare import compare
from collabstudy.agreement.fleiss import fleiss_kappa
from collabstudy.agreement.holsti import holsti
from collabstudy.agreement.kappa import cohen_kappa, scott_pi
from collabstudy.agreement.nvivo import nvivo_kappa
from collabstudy.agreement.percent import percent_agreement
from collabstudy.agreement.pooled import pooled_kappa
from collabstudy.agreement.ratings import from_table
from collabstudy.agreement.result import Agreement, Interval
from collabstudy.agreement.unitizing import Unitizing, u_alpha
from collabstudy.agreement.units import Disagreement

__all__ = [
    "Agreement",
    "Agreements",
    "Cell",
    "Disagreement",
    "Interval",
    "Unitizing",
    "brennan_prediger",
    "cohen_kappa",
    "compare",
    "fleiss_kappa",
    "from_table",
    "gwet_ac1",
    "holsti",
    "krippendorff_alpha",
    "nvivo_kappa",
    "percent_agreement",
    "pooled_kappa",
    "scott_pi",
    "u_alpha",
]
