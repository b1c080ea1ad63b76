"""`collabstudy compare cooccurrence`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
CHOICES = ("--within", "turn", "--level", "own", "--coders", "together", "--uncoded", "in")


def test_the_pairs_oftenest_together_are_printed(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "cooccurrence", *CHOICES, "--most", "3", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    out = " ".join(told.stdout.split())
    assert "Sharing power Beyond 10 35 22 0.21 6.69 0.48" in out
    assert "pairs more; --most" in out
    assert "Within: turn; level: own; coders: together; uncoded: in; evidence: person." in out


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "cooccurrence", *CHOICES, "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert max(row["both"] for row in rows) > 3
    assert all(row["pmi"] is None for row in rows if row["both"] == 0)
    assert all(0 <= row["jaccard"] <= 1 for row in rows if row["jaccard"] is not None)


def test_what_is_not_said_is_asked_for(demo: Path, typed: Typed) -> None:
    settings = (demo / "study.toml").read_text(encoding="utf-8")
    bare = settings.replace("[compare.cooccurrence]", "[other.cooccurrence]")
    (demo / "study.toml").write_text(bare, encoding="utf-8")
    told = typed("compare", "cooccurrence", "--within", "turn", "--level", "own", "--coders", "apart", folder=demo)
    assert told.returncode == 1
    assert "in which nothing is coded counts is not said" in told.stderr
    assert "hint: uncoded = in or uncoded = out" in told.stderr
