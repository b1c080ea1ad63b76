"""The demo study with one interview withdrawn, and documents about it in every format."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import collabstudy
from collabstudy.model.study import Study

WITHDRAWN = "P12"


def module(name: str, path: Path) -> ModuleType:
    """A module beside the tests, loaded once under a name of its own."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def makers(root: Path) -> ModuleType:
    """Makers of real files."""
    return module("finished_makers", root / "tests" / "io" / "makers.py")


@pytest.fixture(scope="session")
def documents(root: Path) -> ModuleType:
    """Writers of one document in five formats."""
    return module("finished_documents", root / "tests" / "finished" / "documents.py")


@pytest.fixture(scope="session")
def planted(root: Path, documents: ModuleType) -> ModuleType:
    """Fifty quotations in order, twenty that are not."""
    return module("finished_planted", root / "tests" / "finished" / "planted.py")


@pytest.fixture(scope="session")
def copied(root: Path) -> Callable[[Path], Path]:
    """Copies the demo study into a folder, its interview P12 withdrawn."""

    def copy(place: Path) -> Path:
        place.mkdir()
        for part in ("corpus", "codebooks", "codings", "briefing"):
            shutil.copytree(root / part, place / part)
        shutil.copy2(root / "study.toml", place)
        register = place / "corpus" / "documents.csv"
        lines = register.read_text(encoding="utf-8").splitlines()
        changed = [line.replace(",role,en", ",withdrawn,en") if line.startswith(WITHDRAWN) else line for line in lines]
        assert changed != lines
        register.write_text("\n".join(changed) + "\n", encoding="utf-8")
        return place

    return copy


@pytest.fixture(scope="session")
def folder(copied: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo study's folder, the interview P12 withdrawn."""
    return copied(tmp_path_factory.mktemp("quoted") / "study")


@pytest.fixture(scope="session")
def study(folder: Path) -> Study:
    """The same, opened."""
    return collabstudy.read_study(folder)
