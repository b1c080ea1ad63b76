"""`collabstudy compare truthtable`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
CUTS = ("--inclusion", "1", "--exclusion", "0", "--frequency", "1")
WORDS = ("--outcome", "learning", "--condition", "time", "--condition", "key-people", *CUTS)


def test_rows_contradictions_and_solutions_are_printed(demo: Path, typed: Typed) -> None:
    without_calibration(demo)
    told = typed("compare", "truthtable", *WORDS, folder=demo)
    assert told.returncode == 0, told.stderr
    out = " ".join(told.stdout.split())
    assert "learning by time key-people (a digit each)" in out
    assert "of 4 rows have no case" in out
    assert "learning: voiced." in out


def test_the_frame_is_given_to_machines(demo: Path, typed: Typed) -> None:
    without_calibration(demo)
    told = typed("compare", "truthtable", *WORDS, "--json", folder=demo)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert {row["row"] for row in rows} == {"00", "01", "10", "11"}
    assert all({"time", "key-people", "n", "inclusion", "out", "having", "lacking"} <= set(row) for row in rows)


def test_too_many_conditions_are_refused_with_a_reason(demo: Path, typed: Typed) -> None:
    without_calibration(demo)
    codes = ("time", "key-people", "trust", "convening", "sharing-power")
    conditions = [word for code in codes for word in ("--condition", code)]
    told = typed("compare", "truthtable", "--outcome", "learning", *CUTS, *conditions, folder=demo)
    assert told.returncode == 1
    assert "5 conditions are too many for" in told.stderr
    assert "hint:" in told.stderr


def without_calibration(study: Path) -> None:
    """What study.toml says of truth tables is for its own sets."""
    told = (study / "study.toml").read_text(encoding="utf-8")
    kept = [part for part in told.split("\n[") if not part.startswith("compare.truthtable")]
    (study / "study.toml").write_text("\n[".join(kept), encoding="utf-8")
