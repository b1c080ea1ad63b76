"""Read every source and apply the codebook's terms."""

from __future__ import annotations

from collabstudy.io.exporters import csv
from collabstudy.run.work import Work

READS = ("study.toml", "corpus/", "codebooks/")
NEEDS: tuple[str, ...] = ()


def make(work: Work) -> None:
    """Write what the rules find."""
    path = work.build / "tables" / "rules.csv"
    csv.write(work.tags.frame(), path)
    work.wrote(path)
