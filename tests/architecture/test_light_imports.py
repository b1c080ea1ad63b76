"""Starting is cheap: the heavy libraries are loaded by what needs them, never by looking."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from imports import PACKAGE

# pydantic is not among them: typer loads it by itself to read a command's options, if spaCy has brought it along.
HEAVY = {
    "IPython", "PIL", "altair", "anywidget", "bertopic", "bs4", "charset_normalizer", "docx", "hdbscan", "ipykernel",
    "ipywidgets", "jinja2", "joblib", "jupyter_client", "jupyter_core", "jupyterlab", "llvmlite", "lxml", "matplotlib",
    "nbclient", "nbconvert", "nbformat", "notebook", "numba", "numpy", "openpyxl", "pandas", "plotly", "pyarrow",
    "pypdfium2", "rapidfuzz", "regex", "safetensors", "scipy", "sentence_transformers", "sklearn", "spacy",
    "striprtf", "thinc", "threadpoolctl", "tokenizers", "torch", "tornado", "trafilatura", "transformers", "traitlets",
    "umap", "webvtt", "zmq",
}  # fmt: skip
# What is a subclass or a registered component of a heavy library cannot be defined without it.
NEEDS_ITS_LIBRARY = (
    "collabstudy.tagging.spacy_component",
    "collabstudy.widget.coder",
    "collabstudy.widget.framework_widget",
)
CPU_SECONDS = 0.3

ASK = """
import json, sys, time
sys.argv = json.loads(sys.argv[1])
before = set(sys.modules)
try:
    exec({code!r})
except SystemExit as end:
    assert not end.code, end.code
names = sorted({{name.partition(".")[0] for name in set(sys.modules) - before}})
print("\\n" + json.dumps([time.process_time(), names]))
"""
COMMAND = "from collabstudy.cli.main import app\napp()"


def loaded(code: str, *arguments: str) -> tuple[float, set[str]]:
    """Run a line in a new Python: seconds of CPU of the whole process, and the outer names of the modules it loaded."""
    argv = json.dumps(["collabstudy", *arguments])
    command = [sys.executable, "-c", ASK.format(code=code), argv]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    seconds, names = json.loads(run.stdout.splitlines()[-1])
    return seconds, set(names)


def modules(package: Path) -> list[str]:
    """The dotted names of all modules of the package, but those that cannot be light."""
    files = sorted(path.relative_to(package.parent).with_suffix("") for path in package.rglob("*.py"))
    names = [".".join(file.parts).removesuffix(".__init__") for file in files if file.name != "__main__"]
    return [name for name in names if not name.startswith(NEEDS_ITS_LIBRARY)]


def test_importing_the_package_loads_only_itself_and_the_standard_library() -> None:
    _, names = loaded("import collabstudy")
    assert PACKAGE in names
    assert names - set(sys.stdlib_module_names) == {PACKAGE}


@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["read", "--help"], ["run", "--help"]])
def test_asking_for_help_loads_nothing_heavy(arguments: list[str]) -> None:
    _, names = loaded(COMMAND, *arguments)
    assert "typer" in names
    assert names & HEAVY == set()


@pytest.mark.parametrize(("code", "arguments"), [("import collabstudy", []), (COMMAND, ["--help"])])
def test_the_answer_comes_at_once(code: str, arguments: list[str]) -> None:
    fastest = min(loaded(code, *arguments)[0] for _ in range(3))  # the first may have to compile
    assert 0 < fastest < CPU_SECONDS


def test_no_module_loads_a_heavy_library_at_its_top(root: Path) -> None:
    wanted = modules(root / "src" / PACKAGE)
    assert f"{PACKAGE}.model.span" in wanted
    _, names = loaded("\n".join(f"import {name}" for name in wanted))
    assert names & HEAVY == set()


def test_a_heavy_library_would_be_noticed() -> None:
    _, names = loaded("import collabstudy, numpy")
    assert names & HEAVY == {"numpy"}
