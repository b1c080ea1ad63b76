"""Draw the figures."""

from __future__ import annotations

from collabstudy.figures.render import save
from collabstudy.run.pictures import FOLDER
from collabstudy.run.work import Work

READS: tuple[str, ...] = ()
NEEDS = ("compare", "comparisons", "topics")


def make(work: Work) -> None:
    """Write each figure as PNG, SVG and PDF, for a page and for a slide, with its data as CSV."""
    for name, data in work.plotted.items():
        work.wrote(*save(data, work.build / FOLDER, name, sizes=("word", "slide")).files)
