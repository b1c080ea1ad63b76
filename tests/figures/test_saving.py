"""Figures as files, from a notebook."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from collabstudy import compare, figures
from collabstudy.errors import StudyError


def test_all_figures_of_a_comparison_are_written_for_page_and_slide(hand: ModuleType, tmp_path: Path) -> None:
    found = compare.cooccurrence(hand.make(), within="case", level="code", coders="together", uncoded="in")
    saved = figures.save(found, tmp_path)
    assert [one.name for one in saved] == ["cooccurrence", "cooccurrence_network"]
    names = {path.name for path in tmp_path.iterdir()}
    assert {f"cooccurrence{size}.{kind}" for size in ("", "-slide") for kind in ("png", "svg", "pdf")} <= names


def test_a_crosstab_has_one_figure(hand: ModuleType, tmp_path: Path) -> None:
    (saved,) = figures.save(compare.crosstab(hand.make(), unit="turn"), tmp_path, sizes=("word",))
    assert saved.png.is_file()
    assert not list(tmp_path.glob("*-slide*"))


def test_what_has_no_figure_says_so(hand: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="there is no figure of a Study"):
        figures.save(hand.make(), tmp_path)
