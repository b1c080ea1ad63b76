"""Test the sentences of the briefing."""

from __future__ import annotations

from collabstudy.io.exporters import csv
from collabstudy.run.work import Work

READS = ("briefing/findings.yaml",)
NEEDS = ("compare",)


def make(work: Work) -> None:
    """Write which sentences hold."""
    path = work.build / "tables" / "findings.csv"
    csv.write(work.findings.frame(), path)
    work.wrote(path)
