"""Write the tables that are not comparisons."""

from __future__ import annotations

from collabstudy.io.exporters import csv
from collabstudy.run.work import Work

READS = ("study.toml", "corpus/", "codebooks/", "codings/")
NEEDS = ("tag",)
TABLES = ("documents", "cases", "codebook", "caselinks", "segments")


def make(work: Work) -> None:
    """Write each table as CSV."""
    for name in TABLES:
        path = work.build / "tables" / f"{name}.csv"
        csv.write(work.study.frame(name), path)
        work.wrote(path)
