"""Disks that are full and folders that may not be written: nothing half written, and a sentence that says why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from collabstudy.io.log import events_of
from collabstudy.model.checks import Problem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs the limits and rights of Unix")

FILL = """
import json, resource, signal, sys
from pathlib import Path
from collabstudy.errors import LogError
from collabstudy.io.logbook import open_logbook
folder = Path(sys.argv[1])
if len(sys.argv) > 2:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
book = open_logbook(folder, "mira", "P01")
saved, refused, sizes = [], [], []
for number in range(400):
    try:
        saved.append(book.write("add", code="trust", start=0, end=3000 - number, quote="x" * (3000 - number)).id)
    except LogError as error:
        refused.append(str(error))
        sizes.append(book.path.stat().st_size)
        assert [event.id for event in book.events] == saved
whole = book.path.read_bytes().endswith(b"\\n")
room = folder / "room"
if room.exists():
    room.unlink()
    saved.append(book.write("done", text="t").id)
book.close()
log = (folder / "codings/mira/P01.jsonl").read_text(encoding="utf-8")
print(json.dumps({"saved": saved, "refused": refused, "sizes": sizes, "whole": whole, "log": log}))
"""
FULL_DISK = """
mount -t tmpfs -o size=128k none "$1"
dd if=/dev/zero of="$1/room" bs=1k count=8 2>/dev/null
"$2" -c "$3" "$1"
"""
WRITE_ONCE = """
import os, sys
from pathlib import Path
from collabstudy.errors import LogError
from collabstudy.io.log import events_of
from collabstudy.io.logbook import open_logbook
import filelock
folder = Path(sys.argv[1])
if len(sys.argv) > 2:
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
try:
    open_logbook(folder, "mira", "P01").write("done")
except LogError as error:
    print(error)
print(len(events_of(folder, "mira", "P01", [])), "read")
"""
READ_ONLY = """
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
"$2" -c "$3" "$1"
"""


def may_mount() -> bool:
    """Whether mounts can be made that only their own process sees; root can, and most users of Linux."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=64k none "$1"', "sh", tempfile.gettempdir()]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def mounted(script: str, folder: Path, program: str) -> str:
    return run(["unshare", "-rm", "sh", "-ec", script, "sh", str(folder), sys.executable, program])


def logged(told: dict[str, object], folder: Path) -> None:
    """What every writer on a full disk must leave: all that was saved, whole, and nothing else."""
    assert len(told["saved"]) > 10 and len(told["refused"]) > 10  # type: ignore[arg-type]
    ids = [json.loads(line)["id"] for line in str(told["log"]).splitlines()]
    assert ids == told["saved"]
    assert told["whole"] is True
    assert "not written" in told["refused"][0] and "free some space" in told["refused"][0]  # type: ignore[index]
    assert "xxx" not in told["refused"][0]  # type: ignore[index]


def test_a_full_disk_refuses_and_leaves_whole_lines(tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("no disk can be mounted here; the limit of a file's size is tried instead (the next test)")
    told = json.loads(mounted(FULL_DISK, tmp_path, FILL))
    logged(told, tmp_path)
    assert "No space left" in told["refused"][0]


def test_a_file_that_may_not_grow_refuses_and_keeps_whole_lines(tmp_path: Path) -> None:
    told = json.loads(run([sys.executable, "-c", FILL, str(tmp_path), "100000"]))
    logged(told, tmp_path)
    assert all(size <= 100000 for size in told["sizes"])
    problems: list[Problem] = []
    assert len(events_of(tmp_path, "mira", "P01", problems)) == len(told["saved"])
    assert problems == []


@pytest.fixture
def coded() -> Iterator[Path]:
    """A study with one event, in a place that any user can reach."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        run([sys.executable, "-c", WRITE_ONCE, place])
        yield Path(place)
        for path in (Path(place), *Path(place).rglob("*")):
            path.chmod(0o755)


def test_a_disk_that_is_read_only_is_said_to_be(coded: Path) -> None:
    if not may_mount():
        pytest.skip("nothing can be mounted here; a folder without rights is tried instead (the next test)")
    told = mounted(READ_ONLY, coded, WRITE_ONCE)
    assert "not written: Read-only file system" in told and "ask who may write here" in told
    assert told.endswith("1 read\n")


@pytest.mark.parametrize("closed", ["codings/mira/P01.jsonl", "codings/mira", ".collabstudy/locks/mira", ""])
def test_a_folder_without_rights_is_said_to_be_so(coded: Path, closed: str) -> None:
    nobody = ["65534"] if os.geteuid() == 0 else []  # rights do not bind root
    if closed == "codings/mira":
        (coded / "codings/mira/P01.jsonl").unlink()
    for path in (coded, *coded.rglob("*")):
        path.chmod(0o777)
    for path in (*(coded / closed).rglob("*"), coded / closed):
        path.chmod(0o555 if path.is_dir() else 0o444)
    told = run([sys.executable, "-c", WRITE_ONCE, str(coded), *nobody])
    assert "not written: Permission denied" in told and "ask who may write here" in told
    assert told.endswith(f"{0 if closed == 'codings/mira' else 1} read\n")
