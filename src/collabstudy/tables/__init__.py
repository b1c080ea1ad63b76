"""Results as tables: tidy frames, and what a notebook shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.tables.agreement import notebook as agreement
from collabstudy.tables.crosstab import notebook as crosstab
from collabstudy.tables.findings import notebook as findings
from collabstudy.tables.quotes import notebook as quotes
from collabstudy.tables.topics import notebook as topics

if TYPE_CHECKING:
    from collabstudy.tables.look import Quotes

__all__ = ["agreement", "crosstab", "findings", "quotes", "show", "topics"]


def show(value: object, quotes: Quotes | None = None) -> str | None:
    """How a notebook draws a result, None for what has no table of its own.

    `quotes` hands out the words of passages as consent allows; without it none are shown.
    """
    from collabstudy import plugins
    from collabstudy.agreement.agreements import Agreements
    from collabstudy.compare.comparison import Comparison
    from collabstudy.compare.findings import Findings
    from collabstudy.compare.table import Crosstab
    from collabstudy.topics.topics import Topics

    if isinstance(value, Comparison):
        drawn: str = plugins.part("collabstudy.tables", value.name).notebook(value, quotes)
        return drawn
    if isinstance(value, Crosstab):
        return crosstab(value, quotes)
    if isinstance(value, Topics):
        return topics(value, quotes)
    if isinstance(value, Agreements):
        return agreement(value)
    return findings(value, quotes) if isinstance(value, Findings) else None
