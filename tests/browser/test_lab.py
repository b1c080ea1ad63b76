"""A notebook of the demo study in JupyterLab itself: it runs, its matrix answers, and saving it keeps no word of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import Server, cells, serving

from collabstudy import read_study

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends the server as only POSIX can")
NAME = "40_comparison"
CELL = "Doubt about collaboration · Plankway"


@pytest.fixture
def lab(chromium: Path, demo: Path, tmp_path: Path) -> Iterator[Server]:
    """JupyterLab as `collabstudy lab` starts it, with a home of its own."""
    pytest.importorskip("jupyterlab")
    with serving(tmp_path, root=demo, options="--ServerApp.jpserver_extensions=collabstudy.run.lab=True") as server:
        yield server


def mark(page: Page, label: str) -> Locator:
    return page.locator(".cs-table").first.locator(f'.cs-mark[aria-label^="{label}"]')


def test_the_matrix_of_a_notebook_answers_to_mouse_and_keys_and_saving_keeps_no_word(page: Page, lab: Server) -> None:
    notebook = lab.root / "notebooks" / f"{NAME}.ipynb"
    kept = notebook.read_bytes()
    lab.open(page, notebook)
    there = cells(page)
    assert len(there) > 10
    assert page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')") is True

    drawer = page.locator(".cs-drawer").first
    mark(page, CELL).scroll_into_view_if_needed()
    mark(page, CELL).click()
    told = drawer.inner_text()
    assert told.startswith(CELL)
    turns = {int(turn) for turn in re.findall(r"P08, turn (\d+)", told)}
    assert turns and turns == coded(lab.root, "P08", "scepticism")

    page.keyboard.press("ArrowLeft")
    assert drawer.inner_text().startswith("Doubt about collaboration · The Oddmill Trust")
    assert "P06, turn" in drawer.inner_text()
    for key in ("x", "d", "d", "a", "b", "Enter", "ArrowRight"):  # in JupyterLab: cut, delete, insert
        page.keyboard.press(key)
    assert drawer.inner_text().startswith(CELL)
    assert cells(page) == there

    page.locator(".js-plotly-plot").first.wait_for(state="attached")
    assert page.locator(".js-plotly-plot").count() == 11
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0

    assert notebook.read_bytes() == kept
    page.evaluate("window.panel.context.save()")
    page.wait_for_function("!window.panel.context.model.dirty")
    assert notebook.read_bytes() == kept
    assert page.locator(".cs-table").count() == 11  # and they are still there to be read


def coded(study: Path, document: str, code: str) -> set[int]:
    """The turns of a document in which people have coded something."""
    opened = read_study(study)
    transcript = opened.transcript(document)
    codings = [coding for coding in opened.codings if (coding.document, coding.code) == (document, code)]
    return {turn.number for c in codings for turn in transcript.turns_in(c.start, c.end) if turn.role != "interviewer"}
