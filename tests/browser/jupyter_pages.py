"""JupyterLab and Notebook 7 as a researcher has them open: a server, a notebook, the coder in its first cell."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Toolbars that say "idle" do so too early; what is waited for here is what really must be there.
OPENED = """() => {
    const widgets = window.jupyterapp ? [...window.jupyterapp.shell.widgets("main")] : [];
    window.panel = widgets.map((widget) => widget.content?.context ? widget.content : widget)
        .find((widget) => widget.context && widget.sessionContext);
    return window.panel !== undefined;
}"""
READY = """async () => {
    await window.jupyterapp.restored;
    await window.panel.context.ready;
    await window.panel.sessionContext.ready;
    await window.panel.sessionContext.session.kernel.info;
}"""
RUN_FIRST = """async () => {
    window.panel.content.activeCellIndex = 0;
    await window.jupyterapp.commands.execute("notebook:run-cell");
}"""
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
CELL = """import os
import collabstudy as cs
study = cs.read_study(r"{study}")
w = cs.coder(study, "{document}", coder="{coder}"{more})
print("kernel", os.getpid())
w"""


@dataclass(frozen=True)
class Server:
    """A running Jupyter server on a folder; `path` is how the page of a notebook begins."""

    root: Path
    address: str
    token: str
    path: str

    def notebook(self, name: str, *cells: str) -> Path:
        """A notebook of these cells in the server's folder."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
        path = self.root / f"{name}.ipynb"
        nbformat.write(book, path)
        return path

    def open(self, page: Page, notebook: Path) -> None:
        """Open a notebook and wait for its kernel."""
        name = notebook.relative_to(self.root).as_posix()
        page.goto(f"{self.address}/{self.path}/{name}?token={self.token}&reset")
        page.wait_for_function(OPENED, timeout=60_000)
        page.evaluate(READY)


@contextmanager
def serving(
    place: Path, *, program: str = "jupyterlab", path: str = "lab/tree", root: Path | None = None, options: str = ""
) -> Iterator[Server]:
    """A server with a home of its own, ended with all its kernels; on a new folder where none is given."""
    root = root or place / "root"
    root.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(root, f"http://127.0.0.1:{port}", secrets.token_hex(16), path)
    log = place / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", program, "--no-browser", "--allow-root", "--expose-app-in-browser"),
                *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
                *(f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={server.token}", *options.split()),
            ],
            env=os.environ | _home(place / "home"),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_for(server, process, log)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def _home(folder: Path) -> dict[str, str]:
    """Nothing of whoever runs the test, and no news from the network."""
    config = folder / "config"
    (config / "labconfig").mkdir(parents=True)
    (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(NO_NEWS), encoding="utf-8")
    places = {name: str(folder / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    return {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(config), **places}


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.address}/api?token={server.token}", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}", pytrace=False)


class CoderPage:
    """The coder on a page, used as a person uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".cs-coder").first

    def run(self) -> None:
        """Run the first cell and wait for the first turn."""
        self.page.evaluate(RUN_FIRST)
        self.root.locator(".cs-turn .cs-words").first.wait_for(timeout=30_000)

    def words(self, turn: int) -> Locator:
        """The text of a turn."""
        return self.root.locator(f'.cs-turn[data-n="{turn}"] .cs-words')

    def place(self, turn: int, start: int, end: int) -> list[dict[str, float]]:
        """Where the first and the last letter of a stretch of a turn are on the screen."""
        found: list[dict[str, float]] = self.words(turn).evaluate(PLACE, [start, end])
        return found

    def drag(self, turn: int, said: str) -> None:
        """Select words with the mouse: whole pixels, for with parts of them the selection collapses."""
        words = self.words(turn)
        words.scroll_into_view_if_needed()
        at = (words.text_content() or "").index(said)
        first, last = self.place(turn, at, at + len(said))
        mouse = self.page.mouse
        mouse.move(round(first["left"] + 1), round(first["top"] + first["height"] / 2))
        mouse.down()
        mouse.move(round((first["left"] + last["right"]) / 2), round(last["top"] + last["height"] / 2), steps=4)
        mouse.move(round(last["right"] - 1), round(last["top"] + last["height"] / 2), steps=4)
        mouse.up()

    def choose(self, typed: str) -> None:
        """Type in the palette and take the first code."""
        self.root.locator(".cs-search").wait_for(state="visible")
        self.page.keyboard.type(typed)
        self.root.locator("[role=option]").first.wait_for()
        self.page.keyboard.press("Enter")

    def saved(self, path: Path, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Wait until a log has so many lines and the screen says that all is saved; the lines."""
        end = time.monotonic() + seconds
        while len(lines(path)) < count and time.monotonic() < end:
            self.page.wait_for_timeout(20)
        self.state("saved")
        found = lines(path)
        assert len(found) == count
        return found

    def state(self, name: str, timeout: float = 20_000) -> None:
        """Wait for a state of saving."""
        self.root.locator(f'.cs-save[data-state="{name}"]').wait_for(timeout=timeout)


PLACE = """(words, [start, end]) => {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    const at = (offset) => {
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (offset < node.data.length) return [node, offset];
            offset -= node.data.length;
        }
    };
    const box = (offset) => {
        walker.currentNode = words;
        const [node, inside] = at(offset);
        const range = document.createRange();
        range.setStart(node, inside);
        range.setEnd(node, inside + 1);
        const {left, right, top, height} = range.getBoundingClientRect();
        return {left, right, top, height};
    };
    return [box(start), box(end - 1)];
}"""


def cells(page: Page) -> list[str]:
    """The ids of all cells: their number alone would not show that one was cut and another put in."""
    ids: list[str] = page.evaluate("[...window.panel.content.model.cells].map((cell) => cell.id)")
    return ids


def lines(path: Path) -> list[dict[str, Any]]:
    """A log as it stands on disk."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def pid(page: Page) -> int:
    """The process of the notebook's kernel, which its cell has printed."""
    told = page.locator(".jp-OutputArea-output", has_text="kernel ").first.inner_text()
    return int(told.split()[1])
