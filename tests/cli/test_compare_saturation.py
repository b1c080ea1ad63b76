"""`collabstudy compare saturation`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
STEPS = ("--by", "interview", "--base", "4", "--run", "2", "--threshold", "0.05")
CHOICES = (*STEPS, "--order", "date", "--orders", "200")


def test_the_course_of_the_interviews_is_printed(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "saturation", *CHOICES, "--within", "sector", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    out = " ".join(told.stdout.split())
    assert "all interviews: saturation" in out
    assert "council: saturation" in out
    assert "Codes there may be (Chao2)" in out
    assert "P01 2025-02-11" in out
    assert "orders: 200" in out


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "saturation", *CHOICES, "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = [row for row in json.loads(told.stdout) if not row["group"]]
    assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))
    assert sum(row["new"] for row in rows) == rows[-1]["cumulative"]
    assert rows[0]["base"] is True
    assert rows[0]["run_ratio"] is None


def test_what_cannot_be_chosen_is_said_with_a_way_out(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "saturation", *CHOICES, "--within", "colour", folder=demo_study_folder)
    assert told.returncode == 1
    assert "no attribute `colour`" in told.stderr
    assert "hint: one of sector" in told.stderr
