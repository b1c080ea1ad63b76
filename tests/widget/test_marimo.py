"""Where no Jupyter is: what marimo, VS Code and Colab promise a widget, and nothing more, is what the page uses.

tests/browser/test_coder_harness.py drives it inside a shadow root, as marimo shows it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from collabstudy.widget import coder

STATIC = Path(coder.__file__).parent / "static"
# The contract of anywidget's front-end modules: a model has these, `render` gets it with an element.
MODEL = {"get", "set", "save_changes", "on", "off", "send"}


@pytest.fixture(scope="module")
def script() -> str:
    """The module without its comments, which may name what it does not use."""
    told = (STATIC / "coder.js").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)", "", told, flags=re.DOTALL)


def test_it_is_one_module_that_loads_nothing(script: str) -> None:
    assert len(script) > 20_000
    assert re.search(r"\bexport\s*\{[^}]*\bdefault\b|\bexport default\b", script)
    assert not re.search(r"(?m)^\s*import\b|\bimport\(|\brequire\(", script)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|importScripts|sendBeacon", script)
    assert [url for url in re.findall(r"https?://[^\s\"'`]+", script) if "w3.org" not in url] == []


def test_of_the_model_it_uses_what_every_host_has(script: str) -> None:
    used = set(re.findall(r"\bmodel\.(\w+)", script))
    assert {"send", "on"} <= used <= MODEL


def test_it_looks_for_its_parts_in_itself_not_on_the_page(script: str) -> None:
    assert not re.search(r"document\.(querySelector|getElementById|getElementsBy)", script)
    assert "getRootNode" in script  # a selection inside a shadow root is not the document's
    assert not re.search(r"\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|\beval\(", script)


def test_its_style_reaches_nothing_but_itself() -> None:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "coder.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "@import" not in css and "url(" not in css
    selectors = [
        part.strip()
        for rule in re.findall(r"(?:^|[{};])\s*([^{};@]+)\{", css)
        for part in re.split(r",(?![^()]*\))", rule)
        if not re.fullmatch(r"\s*(from|to|\d+%)\s*", part)
    ]
    assert len(selectors) > 20
    assert [
        one for one in selectors if ".cs-" not in one and not one.startswith(("::highlight(collabstudy", ":host"))
    ] == []
