"""Groups of cases side by side, as a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import Circle

from collabstudy import plugins
from collabstudy.compare.contrast import contrast
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.figures import render
from collabstudy.model.case import Case
from collabstudy.model.codebook import Code
from collabstudy.model.document import Document
from collabstudy.model.log import Done

figures = plugins.part("collabstudy.figures", "contrast")

LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


def by_sector(hand: ModuleType, **more: Any) -> Contrast:
    """Ash (councils) and Cedar (charities) voice trust, Birch does not; Dogwood is not coded yet."""
    return contrast(hand.make(**more), by="sector", test="fisher")


def grown(hand: ModuleType, count: int, groups: Iterable[str], codes: int = 4, name: str = "") -> Contrast:
    """So many more places in these groups, each with one interview in which nothing is voiced."""
    named = list(groups)
    cases = [Case(f"x{n}", f"{name}Place {n}", (), {"sector": named[n % len(named)]}) for n in range(count)]
    documents = [Document(f"D{n}", "d.txt", f"x{n}", asked=None) for n in range(count)]
    done = [Done(document.id, "mira", "") for document in documents]
    more = [Code(f"c{n}", f"{name}Code {n}", "So.") for n in range(codes)]
    study = hand.make(
        cases=(*(replace(case, name=name + case.name) for case in hand.CASES), *cases),
        documents=(*hand.DOCUMENTS, *documents),
        codes=(*hand.CODES, *more),
        done=(*hand.DONE, *done),
    )
    return contrast(study, by="sector", test="fisher")


def test_what_is_plotted_is_the_frame_with_names(hand: ModuleType) -> None:
    found = figures.data(by_sector(hand))
    assert found.name == "contrast"
    row = found.frame[(found.frame["code"] == "trust") & (found.frame["group"] == "council")].iloc[0]
    assert (row["code_name"], row["group_name"], row["present"], row["of"]) == ("Trust", "council", 1, 2)
    assert "Trust: council 1 of 2 places, charity 1 of 1 places" in found.alt
    assert found.caption.endswith(".")
    assert "None of the codes could be tested" in found.caption


def test_each_place_is_a_mark_on_screen_and_its_name_is_text(hand: ModuleType) -> None:
    figure = figures.plot(figures.data(by_sector(hand)))
    told = {trace.name: list(trace.hovertext or ()) for trace in figure.data}
    assert len(told["voiced"]) == 1 + 1 + 2 + 1  # sharing, voting, trust, money
    assert "Ash Council · Trust: voiced" in told["voiced"]
    assert any(text.startswith("Dogwood &#36;5 Trust") for text in told["not coded yet"])
    page = figure.to_json()
    assert "<Sons>" not in page
    assert "$5" not in page
    for words in ("handed over", "the oven", "ran out of money"):
        assert words not in page


def test_a_difference_is_drawn_for_two_groups_and_not_for_three(hand: ModuleType) -> None:
    study = hand.make()
    two = contrast(study, by="sector", test="boschloo")
    assert "difference with its interval (95 %)" in {trace.name for trace in figures.plot(figures.data(two)).data}
    three = grown(hand, 9, ("council", "charity", "firm"))
    assert three.direction == ""
    assert not any("difference" in trace.name for trace in figures.plot(figures.data(three)).data)


def circles(drawn: Any) -> list[Circle]:
    return [patch for patch in drawn.axes[0].patches if isinstance(patch, Circle)]


def outside(drawn: Any) -> list[str]:
    """Texts and circles that do not lie on the page."""
    renderer, page = drawn.canvas.get_renderer(), drawn.bbox
    texts = [text for text in drawn.axes[0].texts if text.get_text()]
    assert texts
    wrong = []
    for thing in (*texts, *circles(drawn)):
        box = thing.get_window_extent(renderer)
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1:
            wrong.append(thing.get_text() if hasattr(thing, "get_text") else "a circle")
    return wrong


@pytest.mark.parametrize("name", ["", LONG])
@pytest.mark.parametrize(
    ("count", "groups", "codes"),
    [
        (6, ("council", "charity"), 4),
        (12, ("council", "charity", "firm"), 25),
        (60, ("council", "charity"), 25),
        (30, tuple("abcdefghijkl"), 12),
        (300, ("council", "charity", "firm"), 60),
    ],
)
def test_any_number_of_places_groups_and_codes_stays_on_the_page(
    hand: ModuleType, count: int, groups: tuple[str, ...], codes: int, name: str
) -> None:
    found = grown(hand, count, [f"{name}{group}" for group in groups], codes, name)
    drawn = figures.draw(figures.data(found))
    assert drawn.get_size_inches()[0] * 25.4 == pytest.approx(160)
    assert outside(drawn) == []
    marks = [circle for circle in circles(drawn) if circle.radius > 0.3]
    by_line: dict[float, list[Circle]] = {}
    for mark in marks:
        by_line.setdefault(round(mark.center[1], 2), []).append(mark)
    for line in by_line.values():
        ends = sorted((mark.center[0] - mark.radius, mark.center[0] + mark.radius) for mark in line)
        dots = [pair for pair in pairwise(ends) if pair[0][1] > pair[1][0] + 0.35]
        assert not dots, "marks lie on each other"


def test_files_are_the_same_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = figures.data(by_sector(hand))
    saved, again = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in saved.files] == [path.read_bytes() for path in again.files]
    assert len(pd.read_csv(saved.csv)) == len(found.frame) == 8
    assert re.search(r"\d of \d", saved.alt)
