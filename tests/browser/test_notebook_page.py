"""The page of a notebook, opened from disk without any network: its figures, its matrix, its code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collabstudy.run.notebooks import page as page_of

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def address(demo_study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of the comparison lies."""
    path = tmp_path_factory.mktemp("pages") / "40_comparison.html"
    path.write_bytes(page_of(demo_study_folder / "notebooks" / "40_comparison.ipynb"))
    return path.as_uri()


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    page.context.set_offline(True)
    page.goto(address)
    return page


def test_its_figures_are_drawn_and_its_policy_stops_nothing(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.context.set_offline(True)
    page.goto(address)
    figures = page.locator(".js-plotly-plot")
    assert figures.count() == 11
    for place in range(3):
        assert figures.nth(place).locator("path.point").count() > 10
    box = figures.first.locator("svg").first.bounding_box()
    assert box is not None
    assert 600 < box["width"] <= 940 and 500 < box["height"] < 1000
    assert said == []


def test_a_mark_of_the_matrix_leads_to_its_passages(opened: Page) -> None:
    opened.locator('.cs-mark[aria-label^="Doubt about collaboration · Plankway"]').click()
    drawer = opened.locator(".cs-drawer").first
    assert drawer.inner_text().startswith("Doubt about collaboration · Plankway")
    assert "P08, turn" in drawer.inner_text()
    opened.keyboard.press("ArrowLeft")
    assert "P06, turn" in drawer.inner_text()


def test_the_code_can_be_put_away(opened: Page) -> None:
    code = opened.locator(".code")
    assert code.count() > 5 and code.first.is_visible()
    opened.get_by_label("code", exact=True).uncheck()
    assert not code.first.is_visible()
    assert opened.locator(".cs-table").first.is_visible()


@pytest.mark.parametrize("width", [360, 1100])
def test_nothing_is_wider_than_the_screen(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") == width
