"""Run the notebooks top to bottom, and keep them as pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from collabstudy.run.notebooks import page
from collabstudy.run.work import Work

READS = ("notebooks/", "briefing/summaries/")
NEEDS = ("compare", "findings", "topics")
AFTER = ("briefing",)  # a notebook that fails costs nobody the briefing
AT_ONCE = 2


def make(work: Work) -> None:
    """Write a page for every notebook. Raises StudyError naming the cell that failed."""
    notebooks = sorted((work.study.folder / "notebooks").glob("*.ipynb"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for notebook, html in zip(notebooks, pool.map(page, notebooks), strict=True):
            work.write(f"notebooks/{notebook.stem}.html", html)
