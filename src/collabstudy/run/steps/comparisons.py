"""Make the other comparisons that study.toml states."""

from __future__ import annotations

from collabstudy.run.compared import write_tables
from collabstudy.run.work import Work

READS = ("briefing/summaries/",)
NEEDS = ("compare", "topics")


def make(work: Work) -> None:
    """Write their tables."""
    made, left_out = work.compared
    write_tables(work, made.values())
    work.without.update(left_out)
