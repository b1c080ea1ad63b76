"""The coder in Notebook 7: the same file, the same keys, nothing of the transcript in what is saved."""

from __future__ import annotations

import os
import string
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import CELL, CoderPage, Server, cells, serving

from collabstudy import read_study

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends the server as only POSIX can")
DOCUMENT, CODER = "P08", "mira"


@pytest.fixture(scope="module")
def server(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Notebook 7."""
    pytest.importorskip("notebook")
    pytest.importorskip("anywidget")
    with serving(tmp_path_factory.mktemp("notebook"), program="notebook", path="notebooks") as running:
        yield running


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page on which nothing of ours may fail; Notebook 7.6 itself stumbles over a setting while it starts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    yield page
    page.screenshot(path=tmp_path / "page.png")
    context.close()
    assert [error for error in errors if "/static/notebook/notebook_core" not in error.splitlines()[1]] == []


def test_an_interview_is_coded_in_notebook_7_by_mouse_and_by_keys(desk: Page, server: Server, demo: Path) -> None:
    for path in (demo / "codings").glob(f"*/{DOCUMENT}.jsonl"):
        path.unlink()
    more = ", suggestions=True"
    notebook = server.notebook("seven", CELL.format(study=demo, document=DOCUMENT, coder=CODER, more=more), "1 + 1")
    server.open(desk, notebook)
    there = cells(desk)
    assert len(there) == 2
    coder = CoderPage(desk)
    coder.run()
    phrase = " ".join((coder.words(4).text_content() or "").split()[4:9])
    coder.drag(4, phrase)
    coder.choose("trust")
    log = demo / "codings" / CODER / f"{DOCUMENT}.jsonl"
    coder.saved(log, 1)
    coder.root.locator(".cs-scroll").focus()
    desk.keyboard.press("Escape")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Home")
    for _ in range(3):
        desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("Enter")
    coder.choose("doubt")
    first, second = coder.saved(log, 2)
    text = read_study(demo).transcript(DOCUMENT).text
    assert (first["code"], first["quote"]) == ("trust", phrase)
    assert (second["code"], len(second["quote"].split())) == ("scepticism", 3)
    assert [text[line["start"] : line["end"]] for line in (first, second)] == [first["quote"], second["quote"]]

    for key in (*string.ascii_lowercase, *string.digits, "d", "d", "Shift+Enter", "Delete"):
        coder.root.locator(".cs-scroll").focus()
        desk.keyboard.press(key)
        desk.keyboard.press("Escape")
    assert cells(desk) == there
    assert desk.locator(".jp-Dialog").count() == 0
    coder.root.locator(".cs-scroll").focus()
    desk.keyboard.press("Control+S")
    desk.wait_for_function("!window.panel.context.model.dirty")
    kept = notebook.read_text(encoding="utf-8")
    assert "Run this cell in JupyterLab to code" in kept
    three = [" ".join(words) for words in zip(*(text.split()[n:] for n in range(3)), strict=False)]
    assert len(three) > 500
    assert [said for said in three if said in kept] == []
