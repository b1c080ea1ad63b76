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

TYPICAL = 5


def evidence(material: Material) -> tuple[Evidence, ...]:
    """One entry per theme that anybody voices, then one per topic."""
    return (*_themes(material), *_topics(material))


def _themes(material: Material) -> Iterator[Evidence]:
    for row in material.rows:
        total = material.crosstab.totals[row.id].passages
        if not total:
            continue
        count = material.count(row.id)
        everything = passages(material.study, total, material.codings)
        yield Evidence(
            key=row.id,
            name=plain(row.name),
            count=f"{count}, {several(len(total), 'passage')}",
            voices=tuple(_voices(material, row)),
            nameless=Shown(tuple(quoted for quoted in everything.quotes if not quoted.document)),
            silent=material.silent(row.id),
        )


def _voices(material: Material, row: Row) -> Iterator[Voices]:
    for group in material.crosstab.groups:
        found = material.crosstab.evidence(group.id, row.id)
        if not found:
            continue
        shown = passages(material.study, found, material.codings)
        named = tuple(quoted for quoted in shown.quotes if quoted.document)
        kept = named[: material.choices.per_place]
        withheld = shown.withheld + len(shown.quotes) - len(named)
        shown = replace(shown, quotes=kept, withheld=withheld)
        yield Voices(group.id, material.names[group.id], shown, len(named) - len(kept))


def _topics(material: Material) -> Iterator[Evidence]:
    for topic in material.topics or ():
        assert material.topics is not None
        found = material.topics.representative(topic.id, TYPICAL)
        typical = [Passage(place.document, place.turn, (place.span,), (), (), ()) for place in found]
        shown = passages(material.study, typical, material.codings)
        count = f"the most typical of {several(topic.size, 'passage')}"
        rest = topic.size - len(shown)
        yield Evidence(TOPIC + topic.id, plain(topic.name), count, (Voices("", "", shown, rest),))
