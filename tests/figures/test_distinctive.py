"""Distinctive words as a figure."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy import plugins
from collabstudy.compare.distinctive import distinctive
from collabstudy.compare.distinguishing.distinct import Distinctive
from collabstudy.figures import look, render

module = plugins.part("collabstudy.figures", "distinctive")
LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at <b>"


def made(study: Any, **more: Any) -> Distinctive:
    chosen: dict[str, Any] = {"by": "sector", "measure": "log_odds", "words": "forms", "min_count": 1}
    return distinctive(study, **chosen | {"stop_words": False} | more)


def outside(drawn: Any) -> list[str]:
    renderer, page = drawn.canvas.get_renderer(), drawn.bbox
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in drawn.axes[0].texts if text.get_text()]
    assert boxes
    return [
        told
        for told, box in boxes
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]


@pytest.mark.parametrize("measure", ["log_odds", "log_likelihood_2", "log_likelihood_4"])
def test_the_best_words_of_each_group_with_the_measure_named(hand: ModuleType, measure: str) -> None:
    value = made(hand.make(), measure=measure)
    found = module.data(value)
    assert found.name == "distinctive"
    assert (found.frame["score"] > 0).all()
    for group in ("council", "charity"):
        words = list(found.frame[found.frame["group"] == group]["word"])
        assert words == [one.word for one in value.top(group, 10)]
        assert f"{group}: {', '.join(words)}" in found.alt
    assert ("log-odds" if measure == "log_odds" else "log-likelihood") in found.caption


def test_dots_are_filled_by_dispersion_in_both_renderers(hand: ModuleType) -> None:
    found = module.data(made(hand.make()))
    dots = [trace for trace in module.plot(found).data if trace.mode == "markers"]
    filled = [colour == look.ACCENT for trace in dots for colour in trace.marker.color]
    spread = [row["of"] > 1 and 2 * row["documents"] >= row["of"] for row in found.frame.to_dict("records")]
    assert filled == spread
    assert True in spread and False in spread
    drawn = module.draw(found)
    printed = [patch.get_facecolor()[:3] != (1, 1, 1) for patch in drawn.axes[0].patches]
    assert printed == spread
    told = [text.get_text() for text in drawn.axes[0].texts]
    assert "2 of 3" in told


@pytest.mark.parametrize("by", ["sector", "case", "document"])
def test_a_page_holds_its_labels_however_long(hand: ModuleType, by: str) -> None:
    cases = tuple(
        replace(case, name=LONG + case.name, attributes={"sector": LONG + case.attributes["sector"]})
        for case in hand.CASES
    )
    found = module.data(made(hand.make(cases=cases), by=by))
    drawn = module.draw(found)
    assert drawn.get_size_inches()[0] * 25.4 == pytest.approx(160)
    assert outside(drawn) == []
    told = module.plot(found).to_json()
    assert json.loads(told)["data"]
    assert "<b>" not in told


def test_files_are_the_same_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = module.data(made(hand.make()))
    one, two = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
