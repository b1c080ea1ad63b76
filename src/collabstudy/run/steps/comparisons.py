"""Make the other comparisons that study.toml states."""

from __future__ import annotations

from collabstudy.io.exporters import csv, xlsx
from collabstudy.run.work import Work

READS = ("briefing/summaries/", "briefing/briefing.toml")
NEEDS = ("compare", "findings", "topics")


def make(work: Work) -> None:
    """Write the tables of each."""
    made, left_out = work.compared
    for comparison in made.values():
        for name, frame in comparison.frames().items():
            for exporter in (csv, xlsx):
                path = work.build / "tables" / f"{name}{exporter.SUFFIX}"
                exporter.write(frame, path)
                work.wrote(path)
    work.without.update(left_out)
