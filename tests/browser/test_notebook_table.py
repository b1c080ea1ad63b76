"""The case × code table in a page: the mouse, the keyboard, and no script at all."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from collabstudy import tables
from collabstudy.compare import crosstab

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def table(hand: ModuleType) -> str:
    """The table of the study that is counted on the fingers."""
    return str(tables.crosstab(crosstab(hand.make(), unit="turn")))


def mark(page: Page, label: str) -> Any:
    return page.locator(f'.cs-mark[aria-label^="{label}"]')


def test_a_click_shows_the_passages(page: Page, table: str) -> None:
    page.set_content(table)
    drawer = page.locator(".cs-drawer")
    assert "Select a mark" in drawer.inner_text()
    mark(page, "Trust · Ash Council").click()
    assert "P01, turn 4" in drawer.inner_text()
    mark(page, "Sharing power · Birch").click()
    assert "not asked" in drawer.inner_text()
    assert "P01" not in drawer.inner_text()


def test_the_keyboard_goes_from_mark_to_mark(page: Page, table: str) -> None:
    page.set_content(table)
    page.keyboard.press("Tab")
    drawer = page.locator(".cs-drawer")
    assert "Sharing power · Ash Council" in drawer.inner_text()
    page.keyboard.press("ArrowRight")
    assert "Sharing power · Birch Council" in drawer.inner_text()
    page.keyboard.press("ArrowDown")
    assert "Voting · Birch Council" in drawer.inner_text()
    page.keyboard.press("End")
    assert "Voting · Dogwood" in drawer.inner_text()
    page.keyboard.press("ArrowRight")
    assert "Voting · Dogwood" in drawer.inner_text()  # there is nothing further
    assert page.locator('.cs-mark[tabindex="0"]').count() == 1  # one stop for the whole table


def test_plain_keys_do_not_reach_the_notebook_and_others_do(page: Page, table: str) -> None:
    page.set_content(f"<div id='notebook'>{table}</div>")
    page.evaluate(
        "window.keys = []; document.getElementById('notebook').addEventListener('keydown', (e) => keys.push(e.key))"
    )
    mark(page, "Trust · Ash Council").click()
    for key in ("x", "d", "Enter", "Control+s"):
        page.keyboard.press(key)
    assert page.evaluate("keys.filter((key) => key !== 'Control')") == ["s"]


def test_without_scripts_the_passages_show_all_the_same(page: Page, table: str) -> None:
    page.set_content(table.replace("<script>", "<template>").replace("</script>", "</template>"))
    panel = page.locator(".cs-panel", has_text="Trust · Ash Council")
    assert not panel.is_visible()
    mark(page, "Trust · Ash Council").click()
    assert panel.is_visible()
    assert "P01, turn 4" in panel.inner_text()
    panel.click()
    assert panel.is_visible()  # so that its words can be marked and copied


def test_two_tables_on_one_page_keep_to_themselves(page: Page, table: str) -> None:
    page.set_content(table + table)
    page.locator(".cs-table").nth(1).locator('.cs-mark[aria-label^="Trust · Ash"]').click()
    assert "Select a mark" in page.locator(".cs-drawer").nth(0).inner_text()
    assert "P01, turn 4" in page.locator(".cs-drawer").nth(1).inner_text()
