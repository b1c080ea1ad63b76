"""How much more a word is used in one part of a study than in another: the published measures.

`a` and `b` are how often the word is said in the two parts, `c` and `d` how many words these have. What cannot be told
is None: a part without words, a ratio to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, log, log2, sqrt
from typing import NamedTuple

MEASURES: Mapping[str, str] = {
    "log_odds": "weighted log-odds, z (Monroe, Colaresi & Quinn 2008)",
    "log_odds_pooled": "weighted log-odds against all groups together, z (as tidylo)",
    "log_likelihood_2": "log-likelihood, 2-cell form (Rayson & Garside 2000)",
    "log_likelihood_4": "log-likelihood G², 4-cell form (Dunning 1993)",
}


class LogOdds(NamedTuple):
    """A difference of log-odds, its variance, and how many standard errors it is from nothing."""

    delta: float
    variance: float

    @property
    def z(self) -> float:
        """The difference in standard errors."""
        return self.delta / sqrt(self.variance)


def weighted_log_odds(a: int, b: int, c: int, d: int, *, prior: float, all_prior: float) -> LogOdds | None:
    """Weighted log-odds with an informative Dirichlet prior.

    `prior` is how often the word is taken to have been said before anybody spoke, `all_prior` the same of all words.
    None where a part has no words, or no other word is ever said. Source: Monroe, Colaresi & Quinn 2008, Political
    Analysis 16, equations 15 to 22, with the variance of equation 20.

    >>> found = weighted_log_odds(303, 28, 83658, 77780, prior=2.0503227245134354, all_prior=1000)
    >>> round(found.delta, 4), round(found.z, 4)
    (2.2489, 11.7622)
    """
    rest, other_rest = c + all_prior - a - prior, d + all_prior - b - prior
    if not c or not d or min(rest, other_rest) <= 0:
        return None
    one, other = log((a + prior) / rest), log((b + prior) / other_rest)
    return LogOdds(one - other, 1 / (a + prior) + 1 / (b + prior))


def pooled_log_odds(a: float, c: float, every_a: float, every_c: float) -> LogOdds | None:
    """Weighted log-odds of one part against all parts together, as the R package tidylo 0.2 has it.

    The numbers are those with the prior added: the word in this part and in all parts, then all words likewise. It is
    another estimator than that of `weighted_log_odds`, which holds two parts against each other.
    """
    if not 0 < a < c or not 0 < every_a < every_c:
        return None
    return LogOdds(log(a / (c - a)) - log(every_a / (every_c - every_a)), 1 / a + 1 / every_a)


def log_likelihood_2(a: int, b: int, c: int, d: int) -> float | None:
    """Log-likelihood in its 2-cell form.

    Source: Rayson & Garside 2000, as on the UCREL page; not Dunning's, which also counts the other words.

    >>> round(log_likelihood_2(100, 50, 10_000, 10_000), 3)
    16.99
    """
    if not c or not d:
        return None
    share = (a + b) / (c + d)
    return 2 * (_part(a, c * share) + _part(b, d * share))


def log_likelihood_4(a: int, b: int, c: int, d: int) -> float | None:
    """Log-likelihood (G²) over all four cells: the word and the other words, in both parts.

    Source: Dunning 1993, Computational Linguistics 19.

    >>> round(log_likelihood_4(110, 2442, 110 + 111, 2442 + 29114), 2)
    270.72
    """
    if not c or not d:
        return None
    share, rest = (a + b) / (c + d), (c + d - a - b) / (c + d)
    said = _part(a, c * share) + _part(b, d * share)
    return 2 * (said + _part(c - a, c * rest) + _part(d - b, d * rest))


def log_ratio(a: int, b: int, c: int, d: int) -> float | None:
    """How often the share of the word doubles from the second part to the first; None where it is not said in both.

    Source: Hardie 2014.

    >>> log_ratio(100, 50, 10_000, 10_000), log_ratio(100, 0, 10_000, 10_000)
    (1.0, None)
    """
    return log2((a / c) / (b / d)) if a and b and c and d else None


def percent_difference(a: int, b: int, c: int, d: int) -> float | None:
    """%DIFF: by how many per cent the share of the word is greater in the first part; None where the second lacks it.

    Source: Gabrielatos & Marchi 2012.

    >>> percent_difference(100, 50, 10_000, 10_000), percent_difference(0, 50, 10_000, 10_000)
    (100.0, -100.0)
    """
    return 100 * ((a / c) - (b / d)) / (b / d) if b and c and d else None


def deviation_of_proportions(said: Sequence[int], words: Sequence[int], every: int) -> float | None:
    """Gries' DP: 0 where a word is spread over texts as all words are, near 1 where it stands in one small text.

    `said` is how often the word stands in each text that has it, `words` how many words these texts have, `every` how
    many all texts have. None where there is one text only, and for a word that is not said. Source: Gries 2008,
    International Journal of Corpus Linguistics 13.

    >>> deviation_of_proportions([5, 5], [100, 100], 200), deviation_of_proportions([10], [100], 200)
    (0.0, 0.5)
    """
    times = sum(said)
    if not times or (len(words) == 1 and words[0] == every):
        return None
    parts = [(often / times, long / every) for often, long in zip(said, words, strict=True)]
    without = 1 - sum(expected for _, expected in parts)
    return (sum(abs(found - expected) for found, expected in parts) + without) / 2


def signed(value: float | None, a: int, b: int, c: int, d: int) -> float:
    """A log-likelihood below 0 where the word is said less in the first part; what is not known comes last."""
    if value is None:
        return -inf
    return value if a * d >= b * c else -value


def _part(observed: float, expected: float) -> float:
    """One cell of a log-likelihood; nothing said adds nothing."""
    return observed * log(observed / expected) if observed else 0.0
