"""Saturation as a figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy import plugins
from collabstudy.compare.saturating.course import Saturation
from collabstudy.compare.saturation import saturation
from collabstudy.figures import look, render
from collabstudy.model.document import Document
from collabstudy.model.log import Done

module = plugins.part("collabstudy.figures", "saturation")

LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


def follow(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> Saturation:
    chosen: dict[str, Any] = {"by": "interview", "base": 1, "run": 1, "threshold": 0.0, "order": "date", "orders": 50}
    return saturation(hand.make(**(study or {})), **(chosen | more))


def grown(hand: ModuleType, count: int) -> dict[str, Any]:
    """So many more interviews at Ash, with nothing new in them."""
    documents = [Document(f"X{n}", "x.txt", "ash", date=f"2026-01-{n % 28 + 1:02}", title=LONG) for n in range(count)]
    cases = [replace(case, name=LONG + case.name, attributes={"sector": LONG}) for case in hand.CASES]
    done = [Done(document.id, "mira", "") for document in documents]
    return {"documents": (*hand.DOCUMENTS, *documents), "done": (*hand.DONE, *done), "cases": cases}


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
    found = module.data(follow(hand, within="sector"))
    assert found.name == "saturation"
    assert "4 codes in 3 interviews: 3, 4, 4 after each" in found.alt
    assert "(2+1)" in found.alt
    assert "Chao2 estimates 7.0 codes" in found.alt
    assert found.caption.endswith(".")
    assert [panel.title for panel in found.more["panels"]] == [
        "all interviews · saturation 2+1",
        "council · saturation not reached",
        "charity · saturation not reached",
    ]


def test_both_renderers_draw_the_same_numbers(hand: ModuleType) -> None:
    found = module.data(follow(hand))
    traces = {trace.name: trace for trace in module.plot(found).data}
    assert list(traces["in this order"].y) == [3, 4, 4]
    assert list(traces["new codes"].y) == [3, 1, 0]
    assert list(traces["all orders on average"].y) == pytest.approx([5 / 3, 3, 4])
    drawn = module.draw(found)
    lines: list[Any] = [line for line in drawn.axes[0].lines if line.get_color() == look.ACCENT]
    (line,) = (line for line in lines if len(line.get_xdata()) == 3)
    heights = [float(y) for y in line.get_ydata()]
    assert heights[0] > heights[1] == heights[2]  # millimetres from the top


def test_names_are_text_and_no_words_are_told(hand: ModuleType) -> None:
    told = module.plot(module.data(follow(hand, by="case", within="sector"))).to_json()
    assert "<Sons>" not in told
    assert "handed over" not in told


@pytest.mark.parametrize("count", [0, 20, 90])
@pytest.mark.parametrize("by", ["interview", "case"])
def test_any_number_of_interviews_stays_on_the_page(hand: ModuleType, count: int, by: str) -> None:
    found = module.data(follow(hand, grown(hand, count), by=by, within="sector"))
    assert outside(module.draw(found)) == []
    assert module.draw(found).get_size_inches()[0] * 25.4 == pytest.approx(look.PAGE)


def test_a_study_without_any_code_voiced_can_be_drawn(hand: ModuleType) -> None:
    found = module.data(follow(hand, {"codings": ()}))
    assert outside(module.draw(found)) == []
    assert module.plot(found).data
    assert "not reached" in found.alt


def test_the_same_files_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = module.data(follow(hand, within="sector"))
    one, two = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
