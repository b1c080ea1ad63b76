"""Compare the cases."""

from __future__ import annotations

from collabstudy.io.exporters import csv
from collabstudy.run.work import Work

READS = ("study.toml", "corpus/", "codebooks/", "codings/")
NEEDS = ("tag",)


def make(work: Work) -> None:
    """Write the crosstab."""
    path = work.build / "tables" / "crosstab.csv"
    csv.write(work.crosstab.frame(), path)
    work.wrote(path)
