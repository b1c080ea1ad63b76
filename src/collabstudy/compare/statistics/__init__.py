"""Published statistics on plain numbers, each with its source: what the comparisons print comes from here.

>>> from collabstudy.compare import statistics
>>> statistics.Association(both=5, a=100, b=10, of=200).jaccard  # ATLAS.ti's c
0.047619047619047616
>>> [round(end, 4) for end in statistics.newcombe(56, 70, 48, 80, level=0.95)]
[0.0524, 0.3339]
"""

from collabstudy.compare.denominator import wilson
from collabstudy.compare.statistics.accumulation import expected, permuted, reached
from collabstudy.compare.statistics.association import Association
from collabstudy.compare.statistics.chao import bootstrapped, second_jackknife, unseen
from collabstudy.compare.statistics.exact import fisher, holm, mcnemar, unconditional
from collabstudy.compare.statistics.intervals import clopper_pearson, newcombe, newcombe_paired
from collabstudy.compare.statistics.keyness import (
    deviation_of_proportions,
    log_likelihood_2,
    log_likelihood_4,
    log_ratio,
    percent_difference,
    pooled_log_odds,
    weighted_log_odds,
)
from collabstudy.compare.statistics.samplesize import people_needed

__all__ = [
    "Association",
    "bootstrapped",
    "clopper_pearson",
    "deviation_of_proportions",
    "expected",
    "fisher",
    "holm",
    "log_likelihood_2",
    "log_likelihood_4",
    "log_ratio",
    "mcnemar",
    "newcombe",
    "newcombe_paired",
    "people_needed",
    "percent_difference",
    "permuted",
    "pooled_log_odds",
    "reached",
    "second_jackknife",
    "unconditional",
    "unseen",
    "weighted_log_odds",
    "wilson",
]
