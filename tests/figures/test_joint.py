"""Topics by codes, as a figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from matplotlib.patches import Circle, Rectangle

from collabstudy import plugins
from collabstudy.compare.joining.display import Joint
from collabstudy.compare.joint import joint
from collabstudy.figures import look, render
from collabstudy.model.codebook import Code
from collabstudy.model.provenance import MadeBy
from collabstudy.topics.passages import Passage
from collabstudy.topics.topics import Topic, Topics

module = plugins.part("collabstudy.figures", "joint")

LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


def topics(hand: ModuleType, name: str = "keys") -> Topics:
    """`keys` has the second turn of P01, `care` the fourth and fifth: sharing and voting, trust, and nothing."""
    passages = tuple(
        Passage("P01", turn.start, turn.end, turn.number, 5, ("ash",))
        for turn in hand.talk("P01").turns
        if turn.speaker == "A"
    )
    found = (Topic("T01", ((name, 0.5), ("R&D <b> $5", 0.2)), 1), Topic("T02", (("care", 0.4),), 2))
    return Topics(found, passages, ("T01", "T02", "T02"), MadeBy("topics", {"method": "hand"}))


def display(hand: ModuleType, study: dict[str, Any] | None = None, name: str = "keys") -> Joint:
    return joint(hand.make(**(study or {})), topics=topics(hand, name), by="sector")


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
    found = module.data(display(hand))
    assert found.name == "joint"
    assert "2 topics by 4 codes" in found.alt
    assert "care: 1 of 2; keys" in found.alt  # the one with more uncovered comes first
    assert "chance alone" in found.caption
    assert found.caption.endswith(".")


def test_dots_are_what_is_there_and_rings_what_chance_would_bring(hand: ModuleType) -> None:
    found = module.data(display(hand))
    dots, rings, bare = module.plot(found).data
    assert len(dots.x) == 3  # sharing and voting in keys, trust in care
    assert len(rings.x) == 2 * 4
    assert list(bare.marker.size)[1] == 0  # nothing of keys is uncovered
    cells = {(cell.y, cell.x): cell for cell in found.more["matrix"].cells}
    assert (cells[0, 2].passages, cells[0, 2].expected) == (1, pytest.approx(1 * 2 / 3))
    drawn = module.draw(found)
    circles: list[Any] = [patch for patch in drawn.axes[0].patches if isinstance(patch, Circle)]
    filled = [circle for circle in circles if circle.get_facecolor()[3] > 0]
    assert len(filled) == 3 + 1  # and one in the key
    squares = [patch for patch in drawn.axes[0].patches if isinstance(patch, Rectangle) and patch.get_width() > 0]
    assert len(squares) == 1 + 1


def test_names_are_text_and_no_words_are_told(hand: ModuleType) -> None:
    told = module.plot(module.data(display(hand))).to_json()
    assert "R&D <b>" not in told
    assert "$5" not in told
    assert "handed over" not in told


@pytest.mark.parametrize("count", [0, 12, 40])
def test_any_number_of_codes_with_any_names_stays_on_the_page(hand: ModuleType, count: int) -> None:
    codes = [*(replace(code, name=LONG + code.name) for code in hand.CODES)]
    codes += [Code(f"x{n}", f"{LONG}{n}", "So.") for n in range(count)]
    found = module.data(display(hand, {"codes": codes}, LONG))
    assert outside(module.draw(found)) == []
    assert module.draw(found).get_size_inches()[0] * 25.4 == pytest.approx(look.PAGE)


def test_the_same_files_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = module.data(display(hand))
    one, two = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
