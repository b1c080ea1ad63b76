"""`collabstudy compare joint`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_what_no_code_covers_is_printed_most_first(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "joint", "--by", "sector", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    assert "under no code" in told.stdout
    assert "by chance alone" in told.stdout
    found = [int(line.split(" of ")[0].split()[-1]) for line in told.stdout.splitlines() if line.startswith("T")]
    assert len(found) > 3
    assert found == sorted(found, reverse=True)


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "joint", "--by", "sector", "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert {row["group"] for row in rows} == {"", "council", "charity"}
    assert all(row["expected"] is not None for row in rows if row["group"] == "")


def test_a_study_without_topics_is_told_how_to_have_some(study: Path, typed: Typed) -> None:
    told = typed("compare", "joint", "--by", "sector", folder=study)
    assert told.returncode == 1
    assert "hint:" in told.stderr
