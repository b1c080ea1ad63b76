"""What every test may ask for: the repository, the demo study in it, and real material from outside."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEMO_PARTS = ("study.toml", "corpus", "codebooks", "codings", "briefing", "notebooks")


def pytest_configure() -> None:
    """Keep the settings of whoever runs the tests out of the tests: no windows, no Jupyter or IPython profile."""
    home = tempfile.mkdtemp(prefix="collabstudy-tests-")
    os.environ["MPLBACKEND"] = "Agg"
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        os.environ[name] = str(Path(home, name.lower()))
    os.environ["COLLABSTUDY_TESTS_HOME"] = home


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(os.environ.pop("COLLABSTUDY_TESTS_HOME", ""), ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of this repository, which is the demo study's folder too."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """Real transcripts, documents and reference counts, which are not part of the project."""
    folder = Path(os.environ.get("COLLABSTUDY_SHARED") or root.parent / "shared")
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared beside the repository, or COLLABSTUDY_SHARED=/where/it/is")
    return folder


@pytest.fixture(scope="session")
def demo_study_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo study, copied once for everybody: build in it, but leave its own files alone."""
    folder = copy_demo(root, tmp_path_factory.mktemp("demo") / "study")
    before = fingerprint(folder)
    yield folder
    assert fingerprint(folder) == before, "a test has changed the shared demo study; it should ask for `demo` instead"


@pytest.fixture
def demo(root: Path, tmp_path: Path) -> Path:
    """The demo study, copied for this test alone: change it as you like."""
    return copy_demo(root, tmp_path / "study")


@pytest.fixture(scope="session")
def hand(root: Path) -> ModuleType:
    """The parts of a study that can be counted on the fingers, and `make` to put it together."""
    if "handmade" not in sys.modules:
        spec = importlib.util.spec_from_file_location("handmade", root / "tests" / "compare" / "handmade.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules["handmade"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["handmade"])
    return sys.modules["handmade"]


def copy_demo(root: Path, folder: Path) -> Path:
    """Copy what people wrote of the demo study, and nothing that was made from it."""
    assert (root / "study.toml").is_file(), f"no demo study in {root}: study.toml is missing"
    folder.mkdir(parents=True)
    for part in DEMO_PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        elif (root / part).is_file():
            shutil.copy2(root / part, folder / part)
    return folder


def fingerprint(folder: Path) -> str:
    """One hash over the names and contents of what people wrote in a study."""
    files = [path for part in DEMO_PARTS for path in [folder / part, *(folder / part).rglob("*")] if path.is_file()]
    told = b"".join(str(path).encode() + hashlib.sha256(path.read_bytes()).digest() for path in sorted(files))
    return hashlib.sha256(told).hexdigest()
