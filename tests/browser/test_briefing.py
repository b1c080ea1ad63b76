"""The briefing in a real browser: numbers open their passages, by mouse, by keys, on a telephone, without a script."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from collabstudy.briefing.compose import compose
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.model.finding import Claim, Finding

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SMALL = Path(__file__).parents[1] / "briefing" / "small.py"


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the small study's page."""
    spec = importlib.util.spec_from_file_location("small_in_browser", SMALL)
    assert spec is not None
    assert spec.loader is not None
    small = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(small)
    folder = tmp_path_factory.mktemp("briefing")
    study = small.study(
        folder, written={"summary.md": "{{ Words trust }} trust, {{ count power sector=council }} share."}
    )
    claims = (
        Finding("f1", "Most have paper.", Claim("most", ("paper",))),
        Finding("f2", "All trust.", Claim("all", ("trust",))),
    )
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={}, findings=check(study, claims))
    (folder / "briefing.html").write_text(html(made), encoding="utf-8")
    return (folder / "briefing.html").as_uri()


def test_a_number_opens_its_passages_where_it_stands_and_escape_goes_back(page: Page, briefing: str) -> None:
    page.goto(briefing)
    number = page.get_by_role("button", name="All four places")
    assert number.get_attribute("aria-expanded") == "false"
    number.click()
    drawer = page.get_by_role("region", name="Passages behind All four places")
    assert number.get_attribute("aria-expanded") == "true"
    told = drawer.inner_text()
    assert "4 of 4 places, 5 passages" in told
    assert "We trust the bakers, more than ourselves. Head of Parks, Alderfleet Council · D1, turn 2, 00:02:00" in told
    assert "1 passage in documents that may not be quoted here" in told
    assert drawer.evaluate("drawer => drawer === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator(".drawer").count() == 0
    assert number.evaluate("number => number === document.activeElement")
    assert page.locator(".passages details[open]").count() == 0


def test_a_number_of_some_places_shows_theirs_alone(page: Page, briefing: str) -> None:
    page.goto(briefing)
    page.get_by_role("button", name="2 of 2 places").click()
    told = page.locator(".drawer").inner_text()
    assert "Alderfleet Council 3 passages" in told
    assert "Birchwick Council 1 passage" in told
    assert "Drumlin" not in told
    page.get_by_role("button", name="All four places").click()  # one panel at a time
    assert page.locator(".drawer").count() == 1
    page.get_by_role("button", name="Close").click()
    assert page.locator(".drawer").count() == 0


def test_the_number_of_a_sentence_opens_its_passages_inside_its_row(page: Page, briefing: str) -> None:
    page.goto(briefing)
    page.locator(".claims a.n").first.click()
    told = page.locator(".claims > li").first.locator(".drawer").inner_text()
    assert "Paper that protects" in told
    assert "Candle House 1 passage" in told
    assert page.locator(".claims > :not(li)").count() == 0


def test_the_matrix_is_one_stop_for_the_tab_key_and_arrows_go_from_mark_to_mark(page: Page, briefing: str) -> None:
    page.goto(briefing)
    assert page.locator("table.matrix a[tabindex='0']").count() == 1
    page.locator("table.matrix a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    here = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(here) == "Sharing power, Birchwick Council: voiced, 1 passage"
    page.keyboard.press("ArrowRight")  # candle house was not asked: there is no mark to stop at
    assert page.evaluate(here) == "Sharing power, Drumlin Trust: voiced, 1 passage"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    told = page.locator(".drawer").inner_text()
    assert "Alderfleet Council 3 passages" in told
    assert "Birchwick" not in told


def test_words_that_look_like_a_script_stay_words(page: Page, briefing: str) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(briefing)
    page.locator("table.matrix a.mark").nth(4).click()
    assert "<script>alert('pwned')</script> {{ 7*7 }} =1+1" in page.locator(".drawer").inner_text()
    assert asked == []
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.got = 1'}))")
    assert page.evaluate("window.got") is None


def test_a_link_to_a_theme_from_elsewhere_opens_its_passages(page: Page, briefing: str) -> None:
    page.goto(briefing)
    target = page.locator(".passages details").nth(1).get_attribute("id")
    page.goto(f"{briefing}#{target}")
    assert page.locator(".passages details[open]").count() == 1
    assert page.locator(f"#{target}").evaluate("part => part.open")


def test_without_a_script_numbers_lead_to_the_passages_at_the_end(browser: Browser, briefing: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(briefing)
    page.get_by_role("link", name="All four places").click()
    assert "#e1-trust" in page.url
    assert page.get_by_text(
        "I trust the volunteers because they turn up on wet Tuesdays", exact=False
    ).last.is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 400, 1240])
def test_nothing_is_wider_than_the_screen(page: Page, briefing: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(briefing)
    page.get_by_role("button", name="All four places").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_paper_numbers_are_plain_and_the_passages_stay_at_home(page: Page, briefing: str) -> None:
    page.goto(briefing)
    page.get_by_role("button", name="All four places").click()
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = paper[0].get_size()
    assert (round(width), round(height)) == (595, 842)  # A4
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert "All four places trust, 2 of 2 places share." in " ".join(text.split())
    assert "How it sounds" in text
    assert "What stands behind the numbers" not in text
    assert "Close" not in text
    paper.close()
