"""The figure that shows how far a framework matrix is."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from collabstudy import plugins
from collabstudy.compare.framework import framework
from collabstudy.figures._data import Data
from collabstudy.model.summary import Summary

drawing = plugins.part("collabstudy.figures", "framework")


def made(hand: ModuleType) -> Data:
    written = [Summary("ash", "trust", "A.", ()), Summary("birch", "trust", "B.", ()), Summary("cedar", "trust", "C.")]
    return drawing.data(framework(hand.make(), codes=["trust", "money"], summaries=written))


def test_each_state_has_a_mark_of_its_own_and_no_word_of_a_text_is_in_it(hand: ModuleType) -> None:
    found = made(hand)
    matrix = found.more["matrix"]
    kinds = {key: mark.kind for key, mark in matrix.marks.items()}
    assert kinds == {
        ("ash", "trust"): "cross",  # c5 is new to it
        ("birch", "trust"): "dot",  # nothing is coded there, and that was seen
        ("cedar", "trust"): "dash",  # not tied
        ("dogwood", "trust"): "none",
        ("ash", "money"): "none",
        ("birch", "money"): "ring",  # c6
        ("cedar", "money"): "none",
        ("dogwood", "money"): "none",
    }
    assert [row.right for row in matrix.rows] == [("2", " of 2"), ("0", " of 1")]
    assert "summary" not in found.frame.columns
    assert found.alt.startswith("2 themes by 4 places: 3 of 8 cells written, 1 to be read again, 1 not tied yet.")


def test_both_renderers_draw_it(hand: ModuleType, tmp_path: Path) -> None:
    found = made(hand)
    drawing.draw(found).savefig(tmp_path / "f.png")
    assert (tmp_path / "f.png").stat().st_size > 5000
    names = [trace.name for trace in drawing.plot(found).data]
    assert names == ["written", "to be read again", "not tied yet", "voiced, nothing written"]
