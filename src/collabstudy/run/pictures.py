"""Which figures a study gets, the comparison or topics each is drawn from, and what has been drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.run.compared import drawn
from collabstudy.run.manifest import read_manifest
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
    yield from drawn(work.compared[0].values())
    try:
        topics = work.topics
    except (TooFewError, MissingPartError):
        return
    yield "topics", part("collabstudy.figures", "topics").data(topics, study)
    yield "topic_words", part("collabstudy.figures", "topic_words").data(topics)


def pictures(work: Work) -> dict[str, Picture]:
    """The figures as the step `figures` has drawn them, for the briefing: a vector for the page, a bitmap for Word.

    What was drawn is read, never computed again: after a change of prose nothing else has to be made.
    """
    from collabstudy.briefing.blocks import Picture
    from collabstudy.figures.render import DOTS

    found = {}
    for name in _drawn(work):
        svg, png, told = ((work.build / FOLDER / f"{name}.{suffix}").read_bytes() for suffix in ("svg", "png", "json"))
        words = json.loads(told)
        width = _width(png) / DOTS
        found[name] = Picture(words["figure"], words["caption"], words["alt"], svg, png, width, note=words["note"])
    return found


def _drawn(work: Work) -> list[str]:
    """The names of the figures: of those just drawn, else of those that the last run has left."""
    kept = read_manifest(work.build).steps
    now = vars(work)
    names = list(work.plotted) if "plotted" in now else _left(kept.get("figures", {}))
    voices = [name for name, _ in drawn(work.influenced[0].values())] if "influenced" in now else None
    return [*names, *(_left(kept.get("influence", {})) if voices is None else voices)]


def _left(step: Mapping[str, Any]) -> list[str]:
    names = sorted(step.get("outputs", {}))
    return [Path(name).stem for name in names if name.startswith(f"{FOLDER}/") and name.endswith(".json")]


def _as_name(attribute: str) -> str:
    """An attribute as part of a file's name: a column may be called anything, `../` too."""
    return re.sub(r"[^\w-]+", "_", attribute)


def _width(png: bytes) -> int:
    """Dots across, as the head of the file says."""
    return int.from_bytes(png[16:20], "big")
