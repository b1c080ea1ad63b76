"""A disk that is full, and a folder that may not be written: what was made stays whole, and it is said what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild

Made = Callable[..., dict[str, bytes]]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("needs a small disk of its own, which only root on Linux can mount")
    if mount("-t", "tmpfs", "-o", "size=16m", "tmpfs", str(place)) != 0:
        pytest.skip("needs a small disk of its own, and this machine mounts none")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def mount(*words: str) -> int:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode


def filled(disk: Path, *, but: int) -> Path:
    """A file that leaves so many bytes on the disk."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(shutil.disk_usage(disk).free - but))
    return ballast


def renamed(study: Path) -> Path:
    """The study after a change that everything depends on."""
    cases = study / "corpus/cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("Oak House", "Oak Hall"), encoding="utf-8")
    return study


@pytest.mark.parametrize("free", [0, 40_000])
def test_on_a_full_disk_old_outputs_stay_whole_and_the_next_run_finishes(
    disk: Path, quiet: Path, made_of: Made, free: int
) -> None:
    study = disk / "study"
    shutil.copytree(quiet, study)
    old = made_of(study, "notebooks/")
    renamed(quiet), renamed(study)
    rebuild(quiet)
    new = made_of(quiet, "notebooks/")
    changed = {name for name in new if new[name] != old[name]}
    assert {"briefing.html", "briefing.docx", "tables/cases.csv", "figures/crosstab.png"} <= changed

    ballast = filled(disk, but=free)
    with pytest.raises(StudyError, match="not written: No space left on device") as told:
        rebuild(study)
    assert told.value.file and told.value.hint
    now = made_of(study, "notebooks/")
    assert set(now) == set(old)
    assert [name for name in now if now[name] not in (old[name], new[name])] == []
    assert any(now[name] == old[name] for name in changed)
    assert not [path for path in study.rglob("*") if path.name.startswith(".new-")]

    ballast.unlink()
    rebuild(study)
    assert made_of(study, "notebooks/") == new


def test_what_may_only_be_read_can_still_be_read(disk: Path, small: Path) -> None:
    study = disk / "study"
    shutil.copytree(small, study)
    assert mount("-o", "remount,ro", str(disk)) == 0
    for words in (["check"], ["findings"], ["compare", "crosstab"], ["tag"], ["export", "segments"]):
        told = typed(*words, "--study", str(study))
        assert told.returncode == 0, told.stderr
        assert told.stdout
    with pytest.raises(StudyError, match="not written: Read-only file system"):
        rebuild(study)
    told = typed("run", "--study", str(study))
    assert told.returncode == 1
    assert "hint: " in told.stderr and "Traceback" not in told.stderr


def test_where_nothing_may_be_written_the_demo_says_so(disk: Path) -> None:
    assert mount("-o", "remount,ro", str(disk)) == 0
    told = typed("demo", str(disk / "demo"))
    assert told.returncode == 1
    assert "not written: Read-only file system" in told.stderr and "Traceback" not in told.stderr


def test_a_folder_that_this_person_may_not_write_is_said_to_be_one(quiet: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("needs a person whom permissions bind: not root, not Windows")
    renamed(quiet)
    (quiet / "build" / "tables").chmod(0o500)
    try:
        with pytest.raises(StudyError, match="not written: Permission denied"):
            rebuild(quiet)
    finally:
        (quiet / "build" / "tables").chmod(0o700)


def typed(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "collabstudy", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
