"""A truth table as a chart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from matplotlib.patches import Circle

from collabstudy import plugins
from collabstudy.compare.qca.truth import TruthTable
from collabstudy.compare.truthtable import truthtable
from collabstudy.figures import look, render

module = plugins.part("collabstudy.figures", "truthtable")

LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


def solve(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> TruthTable:
    chosen: dict[str, Any] = {"outcome": "trust", "conditions": ["money", "sector"], "unit": "turn"}
    chosen |= {"inclusion": 1, "exclusion": 0, "frequency": 1, "calibration": {"sector": {"is": "charity"}}}
    return truthtable(hand.make(**(study or {})), **(chosen | more))


def outside(drawn: Any) -> list[str]:
    renderer, page = drawn.canvas.get_renderer(), drawn.bbox
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in drawn.axes[0].texts if text.get_text()]
    assert boxes
    return [
        told
        for told, box in boxes
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]


def test_it_says_in_words_what_is_to_be_seen(hand: ModuleType) -> None:
    found = module.data(solve(hand))
    assert found.name == "truthtable"
    assert "row 00: 1 of 3 places, with the outcome (inclusion 1.00)" in found.alt
    assert "Conservative: ~money; parsimonious: ~money." in found.alt
    assert "1 of 4 rows have no case." in found.caption


def test_rows_with_the_outcome_come_first_and_empty_ones_last(hand: ModuleType) -> None:
    found = module.data(solve(hand))
    assert [line.row.id for line in found.more["lines"]] == ["00", "01", "10", "11"]
    contradictory = module.data(solve(hand, conditions=["sector"]))
    assert [line.row.out for line in contradictory.more["lines"]] == ["1", "C"]
    assert contradictory.more["lines"][1].cases == "Ash Council; but not Birch Council"


def test_conditions_are_filled_or_open_in_both_renderers(hand: ModuleType) -> None:
    found = module.data(solve(hand))
    present, absent, bars = module.plot(found).data
    assert (present.marker.symbol, absent.marker.symbol) == ("circle", "circle-open")
    assert len(present.x) == len(absent.x) == 4  # 00, 01, 10, 11
    assert list(bars.x) == pytest.approx([1.8, 1.8, 0.0])
    circles: list[Any] = [patch for patch in module.draw(found).axes[0].patches if isinstance(patch, Circle)]
    filled = [circle for circle in circles if circle.get_facecolor()[3] > 0]
    assert (len(circles), len(filled)) == (8 + 2, 4 + 1)  # and two in the key


def test_names_are_text(hand: ModuleType) -> None:
    told = module.plot(module.data(solve(hand))).to_json()
    assert "<Sons>" not in told
    assert "handed over" not in told
    drawn = [text.get_text() for text in module.draw(module.data(solve(hand))).axes[0].texts]
    assert "Cedar & <Sons>" in drawn


def test_long_names_stay_on_the_page(hand: ModuleType) -> None:
    cases = [replace(case, name=LONG + case.name) for case in hand.CASES]
    codes = [replace(code, name=LONG + code.name) for code in hand.CODES]
    found = module.data(solve(hand, {"cases": cases, "codes": codes}))
    assert outside(module.draw(found)) == []
    assert module.draw(found).get_size_inches()[0] * 25.4 == pytest.approx(look.PAGE)
    assert outside(render.drawn(found, size="slide")) == []


def test_the_same_files_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = module.data(solve(hand))
    one, two = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
