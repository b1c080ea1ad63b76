"""Put the briefing together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.run.manifest import input_hashes, versions
from collabstudy.run.pictures import pictures
from collabstudy.run.work import Work

if TYPE_CHECKING:
    from collabstudy.topics.topics import Topics

READS = ("briefing/",)
NEEDS = ("compare", "figures", "findings", "topics")


def make(work: Work) -> None:
    """Write the briefing as a page that needs no network and as a Word document."""
    from collabstudy.briefing.compose import compose
    from collabstudy.briefing.docx import docx
    from collabstudy.briefing.html import html

    briefing = compose(
        work.study,
        crosstab=work.crosstab,
        figures=pictures(work),
        manifest={
            "inputs": input_hashes(work.study.folder),
            "versions": versions(),
            "unread": work.unread,
        },
        topics=_topics(work),
        findings=work.findings,
    )
    work.write("briefing.html", html(briefing).encode("utf-8"))
    work.write("briefing.docx", docx(briefing))


def _topics(work: Work) -> Topics | None:
    try:
        return work.topics
    except (TooFewError, MissingPartError):
        return None
