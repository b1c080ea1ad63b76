"""`collabstudy export` of comparisons."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Typed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_comparison_that_study_toml_states_is_a_table_too(demo: Path, typed: Typed) -> None:
    told = typed("export", "contrast", folder=demo)
    assert told.stdout.splitlines()[0].startswith("code,")
    assert len(told.stdout.splitlines()) == 1 + 17 * 2  # a row for each theme in each of two groups
    told = typed("export", "saturation_summary", folder=demo)
    assert told.returncode == 0


def test_another_name_is_refused_with_the_tables_that_there_are(demo: Path, typed: Typed) -> None:
    told = typed("export", "contrasts", folder=demo)
    assert told.returncode == 1
    assert "no table `contrasts`" in told.stderr
    assert "crosstab, findings, framework, contrast" in told.stderr
