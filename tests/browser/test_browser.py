"""The browser that the other tests look through really runs, and its pages really tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")


def test_a_page_runs_its_script_and_has_letters_of_a_width(page: Page) -> None:
    page.set_content("<p><span>mmmm</span></p><script>document.title = 6 * 7</script>")
    assert page.title() == "42"
    box = page.locator("span").bounding_box()
    assert box is not None
    assert 30 < box["width"] < 100  # four wide letters at 16 px: without a font this is nonsense


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<script>throw new Error('torn')</script>", "errors in the page of test_inner*torn"),
        ("<img src='https://example.invalid/a.png'>", "*asked the network for *example.invalid/a.png"),
    ],
)
@pytest.mark.usefixtures("chromium")
def test_an_error_or_a_request_fails_the_test(pytester: pytest.Pytester, html: str, said: str) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(f"def test_inner(page):\n    page.set_content({html!r})\n    page.wait_for_timeout(100)")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*{said}*"])


@pytest.mark.parametrize(("required", "outcome"), [("1", {"errors": 1}), ("", {"skipped": 1})])
def test_without_a_browser_a_test_is_skipped_or_fails_where_one_is_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("COLLABSTUDY_CHROMIUM", str(pytester.path / "nowhere"))
    monkeypatch.setenv("COLLABSTUDY_REQUIRE_BROWSER", required)
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile("def test_inner(page): pass")
    result = pytester.runpytest_subprocess("-rs", "-p", "no:cacheprovider")
    result.assert_outcomes(**outcome)
    result.stdout.fnmatch_lines(["*no browser: apt-get install -y chromium, or set COLLABSTUDY_CHROMIUM=/path*"])


@pytest.mark.usefixtures("chromium")
def test_a_notebook_can_be_run_after_a_module_that_had_a_page_open(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(
        test_1="def test_inner(page): pass",
        test_2="import asyncio\ndef test_inner(): asyncio.run(asyncio.sleep(0))",
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)
