"""Which figures a study gets, the comparison or topics each is drawn from, and what has been drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.run.work import Work

if TYPE_CHECKING:
    from collabstudy.briefing.blocks import Picture
    from collabstudy.figures._data import Data

FOLDER = "figures"


def plotted(work: Work) -> Iterator[tuple[str, Data]]:
    """What is plotted in each figure, by the name it is kept under; those of topics only where there are topics."""
    from collabstudy.compare.crosstab import crosstab
    from collabstudy.plugins import part

    study, unit = work.study, work.study.settings.unit
    yield "crosstab", part("collabstudy.figures", "crosstab").data(work.crosstab)
    yield "codes", part("collabstudy.figures", "codes").data(work.crosstab)
    group_by = str(study.settings.rest.get("cases", {}).get("group_by", ""))
    if group_by:
        grouped = crosstab(study, unit=unit, by=group_by)
        yield f"codes_by_{_as_name(group_by)}", part("collabstudy.figures", "codes_by_group").data(grouped)
    by_document = crosstab(study, unit=unit, by="document")
    yield "timeline", part("collabstudy.figures", "timeline").data(by_document, study)
    try:
        topics = work.topics
    except (TooFewError, MissingPartError):
        return
    yield "topics", part("collabstudy.figures", "topics").data(topics, study)
    yield "topic_words", part("collabstudy.figures", "topic_words").data(topics)


def pictures(work: Work) -> dict[str, Picture]:
    """The figures as the step `figures` has drawn them, for the briefing: a vector for the page, a bitmap for Word."""
    from collabstudy.briefing.blocks import Picture
    from collabstudy.figures.render import DOTS

    found = {}
    for name, data in work.plotted.items():
        svg, png = ((work.build / FOLDER / f"{name}.{suffix}").read_bytes() for suffix in ("svg", "png"))
        caption = f"{data.caption} {data.note}".strip()
        found[name] = Picture(data.name, caption, data.alt, svg, png, _width(png) / DOTS)
    return found


def _as_name(attribute: str) -> str:
    """An attribute as part of a file's name: a column may be called anything, `../` too."""
    return re.sub(r"[^\w-]+", "_", attribute)


def _width(png: bytes) -> int:
    """Dots across, as the head of the file says."""
    return int.from_bytes(png[16:20], "big")
