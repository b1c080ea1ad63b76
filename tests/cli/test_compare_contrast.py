"""`collabstudy compare contrast`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_groups_stand_side_by_side_with_p_and_reasons(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "contrast", "--by", "sector", "--test", "fisher", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    assert "council (4) against charity (6)" in told.stdout
    assert "4 of 4" in told.stdout
    assert "not tested:" in told.stdout
    assert "Fisher's exact test" in " ".join(told.stdout.split())


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    words = ("compare", "contrast", "--by", "residents", "--cuts", "50000", "--test", "boschloo", "--json")
    told = typed(*words, folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    groups = {
        (row["group"], row["present"] + len(row["silent"].split())) for row in rows if row["code"] == "fiscal-pressure"
    }
    assert groups == {("below 50,000", 3), ("50,000 and more", 7)}  # Hallowick, Tarrow Bay and Penhollow are small
    assert all((row["p"] is None) == bool(row["reason"]) for row in rows)


def test_what_cannot_be_is_said_with_a_way_out(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "contrast", "--by", "name", "--test", "fisher", folder=demo_study_folder)
    assert told.returncode == 1
    assert "cannot contrast by `name`" in told.stderr
    ones = typed("compare", "contrast", "--by", "place", "--test", "fisher", folder=demo_study_folder)
    assert ones.returncode == 1
    assert "no group has more than one of the places" in ones.stderr
