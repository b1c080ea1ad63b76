"""Put the briefing together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.run.manifest import input_hashes, versions
from collabstudy.run.pictures import pictures
from collabstudy.run.work import Work

if TYPE_CHECKING:
    from collabstudy.compare.framework import Framework
    from collabstudy.topics.topics import Topics

READS = ("briefing/",)
NEEDS = ("compare", "figures", "findings", "influence", "topics")


def make(work: Work) -> None:
    """Write the briefing as a page that needs no network, as a Word document, and its tables as a workbook."""
    from collabstudy.briefing.compose import compose
    from collabstudy.briefing.docx import docx
    from collabstudy.briefing.html import html
    from collabstudy.briefing.xlsx import xlsx

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
        framework=_framework(work),
    )
    work.write("briefing.html", html(briefing).encode("utf-8"))
    work.write("briefing.docx", docx(briefing))
    frames = {"crosstab": work.crosstab.frame(), "findings": work.findings.frame()}
    work.write("briefing-tables.xlsx", xlsx(briefing, frames))


def _topics(work: Work) -> Topics | None:
    try:
        return work.topics
    except (TooFewError, MissingPartError):
        return None


def _framework(work: Work) -> Framework | None:
    """The framework matrix, if study.toml asks for it; it alone, where nothing else has to be compared again."""
    from collabstudy.compare.framework import Framework
    from collabstudy.compare.stated import make, stated

    if "framework" not in stated(work.study.settings):
        return None
    found = work.compared[0].get("framework") if "compared" in vars(work) else make(work.study, "framework")
    return found if isinstance(found, Framework) else None
