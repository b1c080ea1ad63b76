"""`collabstudy compare distinctive`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
CHOICES = ("--by", "sector", "--measure", "log_odds", "--words", "lemmas", "--min-count", "5")


def test_words_are_printed_group_by_group_with_measure_and_spread(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "distinctive", *CHOICES, "--top", "3", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    out = " ".join(told.stdout.split())
    council, charity = out.index("council, "), out.index("charity, ")
    assert council < out.index("yard ") < charity < out.index("bus ")
    assert "weighted log-odds, z (Monroe, Colaresi & Quinn 2008)" in out
    assert "people repeat themselves" in out


def test_a_word_is_printed_in_its_context_as_far_as_consent_allows(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "distinctive", *CHOICES, "--word", "trust", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert any("trust" in line.casefold() and "P08, turn" in line for line in lines)
    assert not any("P05" in line or "P10" in line for line in lines)  # not to be quoted, and anonymous
    assert "may not be shown" in lines[-1]


def test_the_frame_is_given_to_machines(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "distinctive", *CHOICES, "--json", folder=demo_study_folder)
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)
    assert {"sector", "word", "rank", "z", "log_likelihood_2", "log_likelihood_4", "documents", "of", "dp"} <= set(
        rows[0]
    )
    assert rows[0]["rank"] == 1


def test_what_cannot_be_chosen_is_said_with_a_way_out(demo_study_folder: Path, typed: Typed) -> None:
    told = typed("compare", "distinctive", *CHOICES, "--measure", "chi", folder=demo_study_folder)
    assert told.returncode == 1
    assert "no measure `chi`" in told.stderr
    assert "hint: one of log_odds" in told.stderr
