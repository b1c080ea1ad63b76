"""Codes beside topics, over groups of places: what people coded, what an algorithm grouped, what either misses."""

from __future__ import annotations

from collections.abc import Sequence

from collabstudy.compare._chosen import is_attribute, one_of
from collabstudy.compare._made_from import made_from
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import coded, origins_of
from collabstudy.compare.counting.rows import rows_of
from collabstudy.compare.joining.display import Joint
from collabstudy.compare.joining.topical import Topical
from collabstudy.compare.joining.touching import Touching
from collabstudy.compare.table import visible
from collabstudy.compare.wording import plural
from collabstudy.errors import TooFewError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study


def joint(
    study: Study,
    *,
    topics: Topical,
    by: str,
    level: str = "code",
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Joint:
    """Hold codes against topics, over the groups of places that share an attribute.

    A passage of a topic has a code when a coding that counts, with the code or one below it, shares a character with
    it. Only passages of documents that a coder has gone through can have one; the others are counted as not coded yet.

    Args:
        study: the study.
        topics: fitted topics (`collabstudy.topics.fit`), or whatever offers their passages and to which each belongs.
        by: an attribute of cases.csv. A passage tied to places of two groups counts in both.
        level: `code` has a row for every code, `branch` for those at the top.
        evidence: the origins that count; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: no such attribute, level or origin.
        TooFewError: no passage of the topics lies in a document that somebody has gone through.
        SourceError: a coded document cannot be read.
    """
    one_of("level", level, ("code", "branch"))
    is_attribute(study, by)
    origins = origins_of(study, evidence)
    work = Touching(study, topics, coded(study, evidence=origins), Reading(study, frozenset(origins)), by)
    if not any(work.read):
        raise TooFewError(
            "no passage of the topics lies in a document that has been gone through",
            hint="mark documents as done when all their codings are made",
        )
    rows = visible(rows_of(study, level, {coding.code for coding in work.columns.codings}))
    ids, groups = (*(topic.id for topic in topics), None), ("", *(group.id for group in work.groups))
    choices = {"by": by, "level": level, "evidence": origins, "topics": str(topics.made_by)}
    inputs = made_from(study, work.columns.hash) | {"topics": work.told()}
    return Joint(
        by=by,
        topics={topic.id: topic.name for topic in topics},
        groups=work.groups,
        rows=rows,
        held={(row.id, group): work.held(row.id, group) for row in rows for group in groups},
        uncovered=tuple(work.uncovered(topic, group) for topic in ids for group in groups),
        passages={(row.id, topic): found for row in rows for topic, found in work.passages(row.id)},
        bare={topic: work.bare(topic) for topic in ids},
        beside={row.id: work.beside(row.id) for row in rows},
        gone=len(topics.passages) - len(work.pieces),
        outside=tuple(case.name for case in study.cases if not case.attributes.get(by, "").strip()),
        made_by=MadeBy("joint", choices, inputs),
        plural=plural(study.settings),
        show=show or own_show(study),
    )
