"""Which codings the briefing quotes."""

from __future__ import annotations

from collabstudy.briefing.material import Material
from collabstudy.briefing.settings import choices
from collabstudy.compare.table import Crosstab
from collabstudy.io.briefing import read_briefing
from collabstudy.model.coding import Coding
from collabstudy.model.study import Study


def printed(study: Study, crosstab: Crosstab) -> tuple[Coding | None, ...]:
    """For each quotation of the briefing one of its codings, None where its place is not told.

    Raises SettingsError when something in briefing/ cannot be read.
    """
    written = read_briefing(study.folder)
    material = Material(study, crosstab, written, choices(written))
    quotes = (quote for several in material.chosen.quotes.values() for quote in several)
    return tuple(material.codings[quote.codings[0]] if quote.codings else None for quote in quotes)
