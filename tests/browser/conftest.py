"""A real Chromium, and pages that do not get away with an error or a request to the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
HERE = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "http://localhost:", "ws://127.0.0.1:")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser carries the mark, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program; without one the test is skipped, or fails where a browser is required."""
    found = chromium_path()
    if found:
        return found
    told = "no browser: apt-get install -y chromium, or set COLLABSTUDY_CHROMIUM=/path"
    if os.environ.get("COLLABSTUDY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{told} (COLLABSTUDY_REQUIRE_BROWSER=1 makes this a failure)", pytrace=False)
    pytest.skip(told)


def chromium_path() -> Path | None:
    """Where this machine keeps Chromium or a relative of it: as told, on the path, or in the usual places."""
    told = os.environ.get("COLLABSTUDY_CHROMIUM")
    if told:
        return Path(told) if Path(told).is_file() else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path:
        return Path(on_path)
    return next((Path(place) for place in PLACES if Path(place).is_file()), None)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A running browser, closed after each module.

    Playwright keeps an event loop running on this thread; notebooks cannot be run here while it does, so it must not
    outlive the module that needs it.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(chromium), args=["--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page of desk size; errors in it, and whatever it asks of the network, fail the test.

    A picture of the page as the test left it is kept in the test's temporary folder.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB")
    opened = context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("request", lambda sent: asked.extend(outside(sent)))
    yield opened
    opened.screenshot(path=tmp_path / "page.png")
    context.close()
    assert not errors, f"errors in the page of {request.node.name}: {errors}"
    assert not asked, f"the page of {request.node.name} asked the network for {asked}"


def outside(request: Request) -> list[str]:
    """The address of a request that leaves this machine, if it does."""
    return [] if request.url.startswith(HERE) else [request.url]
