"""What hangs on one case, and whose voice it is, as figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy import plugins
from collabstudy.compare.influence import influence
from collabstudy.compare.influencing.influenced import Influence
from collabstudy.figures import render
from collabstudy.model.case import Case
from collabstudy.model.finding import Claim, Finding

figures = plugins.part("collabstudy.figures", "influence")
voices = plugins.part("collabstudy.figures", "influence_voices")

SOME = Finding("trusting", "Some <b>places</b> trust for $5.", Claim("some", ("trust",)))
EDGE = 0.5  # half a pixel, of a hundredth of an inch: rounding
LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


def found(hand: ModuleType, **more: Any) -> Influence:
    return influence(hand.make(**more), findings=[SOME], quoted=[hand.CODINGS[0], hand.CODINGS[5], None])


def marks(result: Influence) -> dict[tuple[str, str], str]:
    return {place: mark.kind for place, mark in figures.data(result).more["matrix"].marks.items()}


def test_a_mark_says_who_stands_behind_and_on_whom_it_hangs(hand: ModuleType) -> None:
    """Trust, most: without Ash or Cedar one; without Birch, who does not voice it, all."""
    kinds = marks(found(hand))
    assert kinds["ash", "theme trust"] == kinds["cedar", "theme trust"] == "dot"
    assert kinds["birch", "theme trust"] == "cross"
    assert kinds["dogwood", "theme trust"] == "none"
    assert kinds["ash", "claim trusting"] == "dot"
    assert kinds["birch", "claim trusting"] == "none"  # it holds with and without


def test_it_says_in_words_what_is_to_be_seen(hand: ModuleType) -> None:
    told = figures.data(found(hand))
    assert told.name == "influence"
    assert "4 themes and 1 claims without each of the 4 places" in told.alt
    assert "Trust (2 of 3): Ash Council, Birch Council, Cedar & <Sons>" in told.alt
    assert len(told.frame) == 20
    bars = voices.data(found(hand))
    assert bars.name == "influence_voices"
    assert "Ash Council: 2 passages, 1 quotations" in bars.alt
    assert list(bars.frame["share_passages"])[:4] == [0.5, 0.25, 0.25, 0]


@pytest.mark.parametrize("figure", [figures, voices])
class TestBoth:
    def test_names_are_text_and_no_words_are_shown(self, figure: ModuleType, hand: ModuleType) -> None:
        page = figure.figure(found(hand)).to_json()
        for wrong in ("<Sons>", "$5", "<b>places", "handed over", "the oven"):
            assert wrong not in page

    @pytest.mark.parametrize("count", [0, 40])
    @pytest.mark.parametrize("name", ["", LONG])
    def test_nothing_leaves_the_page(self, figure: ModuleType, hand: ModuleType, count: int, name: str) -> None:
        cases = [*(replace(case, name=name + case.name) for case in hand.CASES)]
        cases += [Case(f"x{n}", f"{name}Place {n}") for n in range(count)]
        drawn = figure.draw(figure.data(found(hand, cases=cases)))
        renderer, page = drawn.canvas.get_renderer(), drawn.bbox
        boxes = [text.get_window_extent(renderer) for text in drawn.axes[0].texts if text.get_text()]
        assert boxes
        assert all(box.x0 >= page.x0 - EDGE and box.x1 <= page.x1 + EDGE for box in boxes)
        assert all(box.y0 >= page.y0 - EDGE and box.y1 <= page.y1 + EDGE for box in boxes)

    def test_files_are_the_same_each_time(self, figure: ModuleType, hand: ModuleType, tmp_path: Path) -> None:
        data = figure.data(found(hand))
        saved, again = (render.save(data, tmp_path / place) for place in ("one", "two"))
        assert [path.read_bytes() for path in saved.files] == [path.read_bytes() for path in again.files]


def test_of_very_many_voices_the_loudest_are_shown(hand: ModuleType) -> None:
    cases = [*hand.CASES, *(Case(f"x{n}", f"Place {n}") for n in range(100))]
    frame = voices.data(found(hand, cases=cases)).frame
    assert len(frame[frame["kind"] == "case"]) == voices.MOST
    assert {"ash", "birch", "cedar"} <= set(frame["voice"])


def test_without_quotations_there_are_bars_of_passages_only(hand: ModuleType) -> None:
    result = influence(hand.make())
    assert result.voices.quotations == 0
    data = voices.data(result)
    assert set(data.frame["share_quotations"]) == {0.0}
    assert voices.draw(data) is not None
