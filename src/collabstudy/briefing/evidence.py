"""The passages that every number leads to, case by case, as far as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collabstudy.briefing.blocks import Evidence, Voices
from collabstudy.briefing.material import TOPIC, Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.quotes import Shown, passages
from collabstudy.briefing.words import several
from collabstudy.compare.table import Passage, Row
from collabstudy.model.consent import may_count, may_place

TYPICAL = 5


def evidence(material: Material) -> tuple[Evidence, ...]:
    """One entry per theme that anybody voices, then one per topic."""
    return (*_themes(material), *_topics(material))


def _themes(material: Material) -> Iterator[Evidence]:
    for row in material.rows:
        total = material.crosstab.totals[row.id].passages
        if not total:
            continue
        unnamed = [passage for passage in total if not _placed(material, passage)]
        yield Evidence(
            key=row.id,
            name=plain(row.name),
            count=f"{material.count(row.id)}, {several(len(total), 'passage')}",
            voices=tuple(_voices(material, row)),
            nameless=Shown(passages(material.study, unnamed, material.codings).quotes),
            silent=material.silent(row.id),
        )


def _voices(material: Material, row: Row) -> Iterator[Voices]:
    """The passages that may be told with their case; the others are counted."""
    for group in material.crosstab.groups:
        found = [p for p in material.crosstab.evidence(group.id, row.id) if _counted(material, p)]
        if not found:
            continue
        named = [passage for passage in found if _placed(material, passage)]
        kept = named[: material.choices.per_place]
        shown = replace(passages(material.study, kept, material.codings), withheld=len(found) - len(named))
        yield Voices(group.id, material.names[group.id], shown, len(named) - len(kept))


def _placed(material: Material, passage: Passage) -> bool:
    return may_place(material.study.document(passage.document))


def _counted(material: Material, passage: Passage) -> bool:
    return may_count(material.study.document(passage.document))


def _topics(material: Material) -> Iterator[Evidence]:
    for topic in material.topics or ():
        assert material.topics is not None
        found = material.topics.representative(topic.id, TYPICAL)
        typical = [Passage(place.document, place.turn, (place.span,), (), (), ()) for place in found]
        shown = passages(material.study, typical, material.codings)
        count = f"the most typical of {several(topic.size, 'passage')}"
        rest = topic.size - len(shown)
        yield Evidence(TOPIC + topic.id, plain(topic.name), count, (Voices("", "", shown, rest),))
