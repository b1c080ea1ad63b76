"""The briefing for everybody: axe finds nothing that is serious, paper cuts no column, whatever the screen."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from collabstudy.briefing.blocks import Picture
from collabstudy.briefing.compose import compose
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.model.case import Case
from collabstudy.model.finding import Claim, Finding

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from collabstudy.model.study import Study

SMALL = Path(__file__).parents[1] / "briefing" / "small.py"
AXE = importlib.util.find_spec("axe_playwright_python")
PAPER = 665  # pixels between the margins of a page of A4
CLAIMS = (
    Finding("f1", "All have paper.", Claim("all", ("paper",))),
    Finding("f2", "All trust.", Claim("all", ("trust",))),
)
WRITTEN = {
    "summary.md": "{trust.Words} trust. {finding.f1} **See** [there](https://example.org).\n\n> Cited.\n",
    "cases/alder.md": "They let go.\n\n- of this\n- of that\n",
    "coreq.md": "## 1. Interviewer\n\nMira.\n",
}
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 600 300' width='600' height='300'><circle r='9'/></svg>"


@pytest.fixture(scope="module")
def small() -> ModuleType:
    """The parts of the small study."""
    spec = importlib.util.spec_from_file_location("small_to_read", SMALL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def address(small: ModuleType, tmp_path: Path) -> Callable[..., str]:
    """The address of the small study's page, with whatever else there is in its study."""

    def write(more: Callable[[Study], Study] = lambda study: study) -> str:
        study = more(small.study(tmp_path, written=WRITTEN))
        figures = {"timeline": Picture("timeline", "When we asked.", "Five interviews.", SVG, b"")}
        made = compose(
            study,
            crosstab=crosstab(study, unit="turn"),
            figures=figures,
            manifest={"versions": {"pandas": "3.1.1"}},
            findings=check(study, CLAIMS),
        )
        (tmp_path / "briefing.html").write_text(html(made), encoding="utf-8")
        return (tmp_path / "briefing.html").as_uri()

    return write


@pytest.mark.parametrize(("width", "scheme"), [(1240, "light"), (400, "light"), (1240, "dark")])
def test_axe_finds_nothing(browser: Browser, address: Callable[..., str], width: int, scheme: Any) -> None:
    assert AXE is not None
    assert AXE.origin is not None
    axe = Path(AXE.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address())
    page.get_by_role("button", name="All four places").click()
    page.locator(".passages details").first.evaluate("part => { part.open = true }")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 30  # it looked at something
    told = [(one["impact"], one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]]
    assert told == []
    context.close()


def with_cases(count: int) -> Callable[[Study], Study]:
    """More places, of which nothing is coded yet, each with twenty attributes."""

    def add(study: Study) -> Study:
        others = tuple(Case(f"c{n}", f"Long Name Number {n}") for n in range(len(study.cases), count))
        told = {f"attribute {n}": "something told of it" for n in range(17)}
        cases = tuple(replace(case, attributes={**case.attributes, **told}) for case in (*study.cases, *others))
        settings = replace(study.settings, rest={"cases": {"group_by": "sector"}})
        return replace(study, cases=cases, settings=settings)

    return add


@pytest.mark.parametrize("count", [4, 19, 40])
def test_paper_cuts_no_column(browser: Browser, address: Callable[..., str], count: int) -> None:
    context = browser.new_context(viewport={"width": PAPER, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(address(with_cases(count)))
    assert page.locator("table.matrix thead .cases th").count() == count + 2
    assert page.locator("table.plain").first.locator("thead th").count() == 1 + 20 + 2
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    edges = page.evaluate(
        "[...document.querySelectorAll('table')].map(t => Math.max(...[...t.querySelectorAll('th, td')]"
        ".map(c => c.getBoundingClientRect().right)))"
    )
    assert max(edges) <= PAPER + 1
    context.close()


def test_paper_shows_where_it_was_said_and_the_screen_does_not(browser: Browser, address: Callable[..., str]) -> None:
    context = browser.new_context(viewport={"width": 1240, "height": 900})
    page = context.new_page()
    page.goto(address())
    assert not page.get_by_role("heading", name="Where it was said").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Where it was said").is_visible()
    assert not page.locator("#passages").is_visible()
    context.close()
