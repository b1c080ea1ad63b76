"""See what hangs on one case, and whose voice fills the quotations: all that looks at the briefing's own choices."""

from __future__ import annotations

from collabstudy.figures.render import save
from collabstudy.run.compared import drawn, write_tables
from collabstudy.run.pictures import FOLDER
from collabstudy.run.work import Work

READS = ("briefing/briefing.toml",)
NEEDS = ("compare", "findings")


def make(work: Work) -> None:
    """Write tables and figures."""
    made, left_out = work.influenced
    write_tables(work, made.values())
    for name, data in drawn(made.values()):
        work.wrote(*save(data, work.build / FOLDER, name, sizes=("word", "slide")).files)
    work.without.update(left_out)
