"""`collabstudy compare influence`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_what_hangs_on_whom_is_told(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "influence", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    flat = " ".join(told.stdout.split())
    assert "2 of 8" in flat
    assert "→ broken" in flat
    assert "coded turns" in flat


def test_frames_are_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "influence", "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    left = {row["case"]: row["result_without"] for row in rows if row["kind"] == "claim" and row["id"] == "contracts"}
    assert len(left) == 10
    assert left["lampwick"] == left["plankway"] == "broken"
    voices = json.loads(typed("compare", "influence", "--voices", "--json", folder=demo_study_folder).stdout)
    assert sum(row["passages"] for row in voices if row["kind"] == "case") >= voices[0]["of_passages"] > 0
    assert voices[0]["of_quotations"] > 0


def test_a_bound_that_is_no_share_is_refused(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "influence", "--bound", "a third", folder=demo_study_folder)
    assert told.returncode == 1
    assert "bound = 'a third' is no share" in told.stderr
