"""The editor of the framework matrix in JupyterLab itself: by keys, beside a file that changes, after a new coding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import RUN_FIRST, Server, cells, serving

from collabstudy import coding, compare, read_study

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends the server as only POSIX can")
CELL = """import collabstudy as cs
from collabstudy.widget.framework import framework
study = cs.read_study(r"{study}")
framework(study, codes=["trust", "time", "contracts-protect"], by="mira")"""
TYPED = "It took years, dd ii 00, and a wall that was put right."


@pytest.fixture(scope="module")
def lab(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One JupyterLab for all tests here."""
    pytest.importorskip("jupyterlab")
    pytest.importorskip("anywidget")
    with serving(tmp_path_factory.mktemp("framework")) as server:
        yield server


class Editor:
    """The editor on a page, used as a person uses it."""

    def __init__(self, page: Page, lab: Server, study: Path, name: str) -> None:
        self.page = page
        self.notebook = lab.notebook(name, CELL.format(study=study), "1 + 1")
        lab.open(page, self.notebook)
        page.evaluate(RUN_FIRST)
        self.root = page.locator(".cs-fw").first
        self.root.locator(".cs-fw-cell").first.wait_for(timeout=30_000)

    def cell(self, label: str) -> Locator:
        """A cell by how its label begins."""
        return self.root.locator(f'.cs-fw-cell[aria-label^="{label}"]')

    def status(self, text: str) -> None:
        """Wait for what the line under the text says."""
        self.root.locator(".cs-fw-status", has_text=text).wait_for(timeout=10_000)

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.root.locator("textarea")


def file(study: Path, case: str, code: str) -> Path:
    return study / "briefing" / "summaries" / case / f"{code}.md"


def test_a_cell_is_written_by_keys_alone_and_no_key_or_word_gets_out(page: Page, lab: Server, demo: Path) -> None:
    editor = Editor(page, lab, demo, "keys")
    there = cells(page)
    path = file(demo, "vennermoor", "time")
    assert not path.exists()
    editor.cell("Brackwater Council, It takes time").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft", "d", "d", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    editor.box.wait_for()
    assert "Vennermoor Council · It takes time" in editor.root.locator("h3").inner_text()
    assert editor.root.locator(".cs-fw-said li").count() > 0
    page.keyboard.type(TYPED)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("And then some.")
    editor.status("Not saved yet")
    assert not path.exists()
    page.keyboard.press("Control+Enter")
    editor.status("Saved.")
    kept = path.read_text(encoding="utf-8")
    assert kept.endswith(f"---\n{TYPED}\nAnd then some.\n")
    table = compare.framework(read_study(demo))
    cell = table.cell("vennermoor", "time")
    assert cell.state == "written"
    assert len(cell.seen) > 0
    page.keyboard.press("Escape")
    assert not editor.root.locator("textarea").is_visible()
    assert (editor.cell("Vennermoor Council, It takes time").get_attribute("aria-label") or "").endswith(
        f"written. {TYPED}\nAnd then some."
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Vennermoor Council")

    assert cells(page) == there  # JupyterLab has cut, inserted and run nothing
    page.keyboard.press("Control+S")
    page.wait_for_function("!window.panel.context.model.dirty")
    notebook = editor.notebook.read_text(encoding="utf-8")
    assert "Framework matrix" in notebook  # the card
    assert "a wall that was put right" not in notebook
    assert "bacon" not in notebook


def test_what_was_typed_in_the_file_meanwhile_is_not_written_over_and_what_was_typed_here_stays(
    page: Page, lab: Server, demo: Path
) -> None:
    editor = Editor(page, lab, demo, "meanwhile")
    path = file(demo, "vennermoor", "trust")
    before = path.read_text(encoding="utf-8")
    editor.cell("Vennermoor Council, Trust").click()
    editor.box.wait_for()
    editor.box.fill("Typed on the screen.")
    path.write_text(before.replace("One story", "A single story"), encoding="utf-8")
    editor.root.get_by_role("button", name="Save", exact=True).click()
    editor.status("NOT saved: this summary was changed since it was read")
    assert "A single story" in path.read_text(encoding="utf-8")
    editor.root.get_by_role("button", name="Open the cell again").click()
    editor.root.locator("blockquote", has_text="A single story").wait_for()
    assert editor.box.input_value() == "Typed on the screen."
    editor.root.get_by_role("button", name="Save", exact=True).click()
    editor.status("Saved.")
    assert path.read_text(encoding="utf-8").endswith("---\nTyped on the screen.\n")


def test_a_new_coding_makes_its_cell_one_to_be_read_again_until_somebody_says_that_it_is_right(
    page: Page, lab: Server, demo: Path
) -> None:
    editor = Editor(page, lab, demo, "stale")
    assert editor.cell("Vennermoor Council, Trust: written").count() == 1
    study = read_study(demo)
    turn = study.transcript("P01").turns[9]
    made = coding.add(study, "P01", code="trust", coder="jonas", start=turn.start, end=turn.start + 40)
    assert made.id
    editor.root.get_by_role("button", name="Look at the disk again").click()
    editor.cell("Vennermoor Council, Trust: to be read again").wait_for(timeout=10_000)
    assert editor.root.locator('.cs-fw-cell[data-state="stale"]').count() == 1
    editor.root.get_by_role("button", name="Next to be read again").click()
    editor.root.locator(".cs-fw-news", has_text="added: P01, turn 10, jonas").wait_for()
    assert editor.root.locator(".cs-fw-said li.cs-fw-new").count() == 1
    editor.root.get_by_role("button", name="Still right").click()
    editor.status("Saved.")
    assert editor.cell("Vennermoor Council, Trust: written").count() == 1
    assert made.id in file(demo, "vennermoor", "trust").read_text(encoding="utf-8")


def test_when_the_kernel_is_gone_nothing_is_said_to_be_saved_and_the_text_stays(
    page: Page, lab: Server, demo: Path
) -> None:
    editor = Editor(page, lab, demo, "gone")
    path = file(demo, "vennermoor", "trust")
    before = path.read_bytes()
    editor.cell("Vennermoor Council, Trust").click()
    editor.box.wait_for()
    editor.box.fill("Typed for nobody.")
    page.evaluate("() => window.panel.sessionContext.session.kernel.shutdown()")
    editor.root.get_by_role("button", name="Save", exact=True).click()
    editor.status("the kernel is gone")
    assert editor.box.input_value() == "Typed for nobody."
    assert path.read_bytes() == before
    assert "not saved" in (editor.cell("Vennermoor Council, Trust").get_attribute("aria-label") or "")
