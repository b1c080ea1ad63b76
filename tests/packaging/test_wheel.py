"""What pip installs is whole: the package, its files that are not Python, and the demo study."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

KEPT_OUT = shutil.ignore_patterns(".venv", ".bootstrap", "build", ".collabstudy", "__pycache__", ".*_cache", ".git")


def built(source: Path, folder: Path, kind: str) -> Path:
    """Build a wheel or an sdist of a source tree, without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    run = subprocess.run(command, cwd=source, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    (made,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as somebody has it who has already worked in it."""
    folder = tmp_path_factory.mktemp("checkout") / "collabstudy"
    shutil.copytree(root, folder, ignore=KEPT_OUT)
    for made in ("build/briefing.html", ".collabstudy/cache.bin", "notebooks/.ipynb_checkpoints/10_corpus.ipynb"):
        (folder / made).parent.mkdir(parents=True, exist_ok=True)
        (folder / made).write_text("made", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The files in the wheel and their sizes."""
    return sizes(built(checkout, tmp_path_factory.mktemp("wheel"), "wheel"))


def sizes(wheel: Path) -> dict[str, int]:
    """Names and sizes of the files in a wheel, but for its metadata."""
    with zipfile.ZipFile(wheel) as opened:
        return {file.filename: file.file_size for file in opened.infolist() if ".dist-info/" not in file.filename}


def test_every_file_of_the_package_is_in_the_wheel(root: Path, wheel: dict[str, int]) -> None:
    source = root / "src"
    files = {
        path.relative_to(source).as_posix()
        for path in (source / "collabstudy").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "collabstudy/py.typed" in files
    assert files <= wheel.keys()
    assert {name for name in wheel.keys() - files if not name.startswith("collabstudy/_demo/")} == set()


def test_the_wheel_carries_the_demo_study_as_people_wrote_it(demo_study_folder: Path, wheel: dict[str, int]) -> None:
    kept = {
        f"collabstudy/_demo/{path.relative_to(demo_study_folder).as_posix()}": path.stat().st_size
        for path in demo_study_folder.rglob("*")
        if path.is_file() and not {"build", ".collabstudy"} & set(path.relative_to(demo_study_folder).parts)
    }
    assert "collabstudy/_demo/study.toml" in kept
    assert any("/corpus/interviews/" in name for name in kept)
    assert any(name.endswith(".ipynb") for name in kept)
    assert {name: size for name, size in wheel.items() if name.startswith("collabstudy/_demo/")} == kept


def test_the_wheel_is_of_a_sane_size(wheel: dict[str, int]) -> None:
    assert sum(wheel.values()) < 8_000_000
    assert max(wheel.values()) < 2_000_000


def test_a_wheel_made_from_the_sdist_is_the_same(checkout: Path, wheel: dict[str, int], tmp_path: Path) -> None:
    archive = built(checkout, tmp_path / "sdist", "sdist")
    assert archive.stat().st_size < 8_000_000
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path)
    (source,) = (path for path in tmp_path.iterdir() if (path / "pyproject.toml").is_file())
    assert sizes(built(source, tmp_path / "wheel", "wheel")) == wheel
