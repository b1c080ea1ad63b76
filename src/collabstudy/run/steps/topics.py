"""Find the topics."""

from __future__ import annotations

from collabstudy.io.exporters import csv
from collabstudy.run.work import Work

READS = ("study.toml", "corpus/")
NEEDS: tuple[str, ...] = ()


def make(work: Work) -> None:
    """Write topics and topics × cases."""
    for name, frame in (("topics", work.topics.frame()), ("topics_by_case", work.topics.by_case())):
        path = work.build / "tables" / f"{name}.csv"
        csv.write(frame, path)
        work.wrote(path)
