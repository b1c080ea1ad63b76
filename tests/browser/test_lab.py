"""A notebook of the demo study in JupyterLab itself: it runs, its matrix answers, and saving it keeps no word of it."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collabstudy import read_study

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends the server as only POSIX can")
NAME = "40_comparison"
CELL = "Doubt about collaboration · Plankway"
# Toolbars that say "idle" do so too early; what is waited for here is what really must be there.
OPENED = """() => {
    const widgets = window.jupyterapp ? [...window.jupyterapp.shell.widgets("main")] : [];
    window.panel = widgets.find((widget) => widget.context);
    return window.panel !== undefined;
}"""
READY = """async () => {
    await window.jupyterapp.restored;
    await window.panel.context.ready;
    await window.panel.sessionContext.ready;
    await window.panel.sessionContext.session.kernel.info;
}"""
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


@dataclass(frozen=True)
class Lab:
    """JupyterLab on a study."""

    study: Path
    address: str
    token: str

    @property
    def notebook(self) -> Path:
        return self.study / "notebooks" / f"{NAME}.ipynb"

    def open(self, page: Page) -> None:
        page.goto(f"{self.address}/lab/tree/notebooks/{NAME}.ipynb?token={self.token}&reset")
        page.wait_for_function(OPENED, timeout=60_000)
        page.evaluate(READY)


@pytest.fixture
def lab(chromium: Path, demo: Path, tmp_path: Path) -> Iterator[Lab]:
    """JupyterLab as `collabstudy lab` starts it, with a home of its own."""
    pytest.importorskip("jupyterlab")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = Lab(demo, f"http://127.0.0.1:{port}", secrets.token_hex(16))
    log = tmp_path / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
                *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
                *(f"--ServerApp.root_dir={demo}", f"--IdentityProvider.token={started.token}"),
                "--ServerApp.jpserver_extensions=collabstudy.run.lab=True",
            ],
            env=os.environ | home(tmp_path / "home"),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(started, server, log)
            yield started
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def home(folder: Path) -> dict[str, str]:
    """Nothing of whoever runs the test, and no news from the network."""
    config = folder / "config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(NO_NEWS), encoding="utf-8")
    places = {name: str(folder / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    return {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(config), **places}


def wait_for(lab: Lab, server: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{lab.address}/api?token={lab.token}", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}", pytrace=False)


def mark(page: Page, label: str) -> Locator:
    return page.locator(".cs-table").first.locator(f'.cs-mark[aria-label^="{label}"]')


def cells(page: Page) -> list[str]:
    """The ids of all cells: their number alone would not show that one was cut and another put in."""
    ids: list[str] = page.evaluate("[...window.panel.content.model.cells].map((cell) => cell.id)")
    return ids


def test_the_matrix_of_a_notebook_answers_to_mouse_and_keys_and_saving_keeps_no_word(page: Page, lab: Lab) -> None:
    kept = lab.notebook.read_bytes()
    lab.open(page)
    there = cells(page)
    assert len(there) > 10
    assert page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')") is True

    drawer = page.locator(".cs-drawer").first
    mark(page, CELL).scroll_into_view_if_needed()
    mark(page, CELL).click()
    told = drawer.inner_text()
    assert told.startswith(CELL)
    turns = {int(turn) for turn in re.findall(r"P08, turn (\d+)", told)}
    assert turns and turns == coded(lab.study, "P08", "scepticism")

    page.keyboard.press("ArrowLeft")
    assert drawer.inner_text().startswith("Doubt about collaboration · The Oddmill Trust")
    assert "P06, turn" in drawer.inner_text()
    for key in ("x", "d", "d", "a", "b", "Enter", "ArrowRight"):  # in JupyterLab: cut, delete, insert
        page.keyboard.press(key)
    assert drawer.inner_text().startswith(CELL)
    assert cells(page) == there

    page.locator(".js-plotly-plot").first.wait_for(state="attached")
    assert page.locator(".js-plotly-plot").count() == 3
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0

    assert lab.notebook.read_bytes() == kept
    page.evaluate("window.panel.context.save()")
    page.wait_for_function("!window.panel.context.model.dirty")
    assert lab.notebook.read_bytes() == kept
    assert page.locator(".cs-table").count() == 2  # and they are still there to be read


def coded(study: Path, document: str, code: str) -> set[int]:
    """The turns of a document in which people have coded something."""
    opened = read_study(study)
    transcript = opened.transcript(document)
    codings = [coding for coding in opened.codings if (coding.document, coding.code) == (document, code)]
    return {turn.number for c in codings for turn in transcript.turns_in(c.start, c.end) if turn.role != "interviewer"}
