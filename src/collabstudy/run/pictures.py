"""Which figures a study gets, and the comparison or topics each is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.run.work import Work

if TYPE_CHECKING:
    from collabstudy.figures._data import Data


def pictures(work: Work) -> Iterator[tuple[str, Data]]:
    """What is plotted in each figure, by the name it is kept under; those of topics only where there are topics."""
    from collabstudy.compare.crosstab import crosstab
    from collabstudy.plugins import part

    study, unit = work.study, work.study.settings.unit
    yield "crosstab", part("collabstudy.figures", "crosstab").data(work.crosstab)
    yield "codes", part("collabstudy.figures", "codes").data(work.crosstab)
    group_by = str(study.settings.rest.get("cases", {}).get("group_by", ""))
    if group_by:
        grouped = crosstab(study, unit=unit, by=group_by)
        yield f"codes_by_{group_by}", part("collabstudy.figures", "codes_by_group").data(grouped)
    by_document = crosstab(study, unit=unit, by="document")
    yield "timeline", part("collabstudy.figures", "timeline").data(by_document, study)
    try:
        topics = work.topics
    except (TooFewError, MissingPartError):
        return
    yield "topics", part("collabstudy.figures", "topics").data(topics, study)
    yield "topic_words", part("collabstudy.figures", "topic_words").data(topics)
