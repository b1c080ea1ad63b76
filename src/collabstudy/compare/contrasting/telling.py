"""How counts and differences are told: the same words in tables, in figures and on the command line."""

from __future__ import annotations

from collabstudy.compare.claiming.claims import Tally
from collabstudy.compare.contrasting.differences import Difference
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.denominator import ENOUGH_FOR_PERCENT
from collabstudy.compare.statistics.exact import told as told_p


def k_of_n(side: Tally) -> str:
    """How many of how many, from 30 on with a percentage; a dash where nobody is known.

    >>> k_of_n(Tally(("ash",), ("birch", "cedar"))), k_of_n(Tally((), (), ("dogwood",)))
    ('1 of 3', '–')
    """
    if not side.of:
        return "–"
    told = f"{len(side.present)} of {side.of}"
    return f"{told} ({round(100 * len(side.present) / side.of)} %)" if side.of >= ENOUGH_FOR_PERCENT else told


def by_value(side: Tally) -> tuple[tuple[Value, tuple[str, ...]], ...]:
    """The cases of a group by what they say, those that voice it first."""
    return (
        ("present", side.present),
        ("absent", side.absent),
        ("not_asked", side.not_asked),
        ("not_coded", side.not_coded),
    )


def difference(line: Difference) -> str:
    """The difference with its interval: `+0.67 (+0.05 to +0.90)`; a dash where there is none."""
    if line.difference is None or line.low is None or line.high is None:
        return "–"
    return f"{signed(line.difference)} ({signed(line.low)} to {signed(line.high)})"


def signed(share: float) -> str:
    """A share with its sign.

    >>> signed(0.666), signed(-0.4), signed(0.001)
    ('+0.67', '−0.40', '0.00')
    """
    told = f"{abs(share):.2f}"
    return told if told == "0.00" else ("+" if share > 0 else "−") + told


def ps(line: Difference) -> tuple[str, str]:
    """The p of a code and the adjusted one; dashes where there is none."""
    return ("–", "–") if line.p is None or line.adjusted is None else (told_p(line.p), told_p(line.adjusted))
