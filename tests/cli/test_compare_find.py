"""`collabstudy compare find`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
QUERY = "sharing-power & !procurement-obstacle within 3 turns of *"


def test_hits_are_printed_by_place_and_by_turn(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "find", QUERY, "--where", "sector == 'charity'", "--quotes", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    out = " ".join(told.stdout.split())
    assert "Late Swallows ○" in out
    assert "P12 38 young-marrowick Lead Youth Worker" in out
    assert "Understood as: (sharing-power & !procurement-obstacle) within 3 turns of *." in out
    assert "(P12, turn 38)" in out  # the words, as far as consent allows
    assert "Brackwater" not in out


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "find", QUERY, "--unit", "coding", "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert len(rows) > 5
    assert {"document", "case", "turn", "start", "end", "role", "time_start"} <= set(rows[0])


def test_a_mistake_is_pointed_at(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "find", "sharng & trust", folder=demo_study_folder)
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "the query: there is no code `sharng`",
        "    sharng & trust",
        "    ^^^^^^",
        "  hint: did you mean sharing-power?",
    ]


def test_without_a_query_that_of_the_study_is_asked_or_missed(demo: Path, typed: Typed) -> None:
    settings = demo / "study.toml"
    kept = settings.read_text(encoding="utf-8").partition("[compare.find]")[0]
    settings.write_text(kept, encoding="utf-8")
    told = typed("compare", "find", folder=demo)
    assert told.returncode == 1
    assert "`find` needs `query`" in told.stderr
    settings.write_text(kept + '\n[compare.find]\nquery = "trust"\nunit = "document"\n', encoding="utf-8")
    told = typed("compare", "find", folder=demo)
    assert told.returncode == 0, told.stderr
    assert "Understood as: trust." in told.stdout
