"""Codes together as a matrix and as a network."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.cooccurrence import cooccurrence
from collabstudy.compare.cooccurring.together import Cooccurrence
from collabstudy.figures import look, render
from collabstudy.figures._page import larger_type
from collabstudy.model.codebook import Code
from collabstudy.model.coding import Coding
from collabstudy.plugins import part
from collabstudy.run.opening import read_study

matrix, network = (part("collabstudy.figures", name) for name in ("cooccurrence", "cooccurrence_network"))
BOTH = pytest.mark.parametrize("module", [matrix, network], ids=["matrix", "network"])
LONG = "The association of friends and neighbours of the lower and the upper marsh at "


def together(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> Cooccurrence:
    chosen: dict[str, Any] = {"within": "document", "level": "own", "coders": "together", "uncoded": "in"}
    return cooccurrence(hand.make(**(study or {})), **(chosen | more))


def many(count: int) -> dict[str, Any]:
    """So many codes with long names, neighbours of the alphabet in one passage."""
    codes = [Code(f"k{n:02}", f"{LONG}{n} $x$ & <b>") for n in range(count)]
    said = [
        Coding(f"c{n}-{of}", ("P01", "P02", "P03")[n % 3], f"k{(n + of) % count:02}", "mira", 20, 40, "")
        for n in range(count)
        for of in (0, 1, 5)
    ]
    return {"codes": codes, "codings": said}


def outside(drawn: Any) -> list[str]:
    renderer, page = drawn.canvas.get_renderer(), drawn.bbox
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in drawn.axes[0].texts if text.get_text()]
    assert boxes
    return [
        told
        for told, box in boxes
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]


def test_the_matrix_says_in_words_what_is_to_be_seen(hand: ModuleType) -> None:
    found = matrix.data(together(hand))
    assert found.name == "cooccurrence"
    assert found.alt == (
        "Codes by codes, within document: in how many of 3 documents two are together. "
        "Sharing power and Voting 1; Sharing power and Trust 1; Voting and Trust 1."
    )
    assert "Beside each name: in how many it is at all." in found.caption
    assert [code.units for code in found.more["triangle"].codes] == [1, 1, 2, 1]
    assert [(cell.x, cell.y, cell.both) for cell in found.more["triangle"].cells] == [(0, 1, 1), (0, 2, 1), (1, 2, 1)]


def test_the_network_says_in_words_what_is_to_be_seen(hand: ModuleType) -> None:
    found = network.data(together(hand))
    assert found.name == "cooccurrence_network"
    assert "3 pairs are together at least once" in found.alt
    assert "Without a line: 1 codes." in found.caption  # money
    assert [node.id for node in found.more["network"].nodes] == ["sharing", "voting", "trust"]


@BOTH
def test_both_renderers_draw_the_same_numbers(hand: ModuleType, module: Any) -> None:
    found = module.data(together(hand))
    told = [str(text) for trace in module.plot(found).data for text in (trace.hovertext or ())]
    assert any("both in 1 documents, of 1 and 2" in text for text in told) or "both in 1" in "".join(told)
    shown = [text.get_text() for text in module.draw(found).axes[0].texts]
    assert "Trust" in shown


@BOTH
@pytest.mark.parametrize("count", [0, 1, 2, 17, 30, 60])
def test_nothing_leaves_the_page_however_many_codes(hand: ModuleType, module: Any, count: int) -> None:
    study = many(count) if count else {"codings": ()}
    found = module.data(together(hand, study, within="passage", uncoded=None))
    drawn = module.draw(found)
    assert not count or not outside(drawn)
    module.plot(found)
    if count == 60:
        left = "Not drawn: 30 codes" if module is matrix else "others are not. Without a line: "
        assert left in found.caption
        assert len([text for text in drawn.axes[0].texts if "association" in text.get_text()]) > 5


@pytest.mark.parametrize("within", ["turn", "case", "document"])
def test_no_name_of_the_network_lies_over_another(demo_study_folder: Path, within: str) -> None:
    study = read_study(demo_study_folder)
    apart(network.data(cooccurrence(study, within=within, level="own", coders="together", uncoded="in")))


def test_nor_where_there_are_as_many_as_can_be_drawn(hand: ModuleType) -> None:
    apart(network.data(together(hand, many(60), within="passage", uncoded=None)))


def apart(found: Any) -> None:
    with larger_type(render.LARGER):
        on_slide = network.draw(found)
    for drawn in (network.draw(found), on_slide):
        names_apart(drawn)


def names_apart(drawn: Any) -> None:
    renderer = drawn.canvas.get_renderer()
    names = [text for text in drawn.axes[0].texts if text.get_ha() == "center"]
    assert len(names) > 5
    boxes = [text.get_window_extent(renderer) for text in names]
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_the_network_stands_the_same_each_time(hand: ModuleType) -> None:
    study = many(20)
    one, two = (network.data(together(hand, study, within="passage", uncoded=None)) for _ in range(2))
    assert one.more["network"] == two.more["network"]


def test_the_oftener_the_broader_and_darker(hand: ModuleType) -> None:
    again = [replace(coding, id=f"again-{coding.id}", document="P02") for coding in hand.CODINGS[:1]]
    again += [replace(hand.CODINGS[4], id="again-trust", document="P02")]
    lines = network.data(together(hand, {"codings": [*hand.CODINGS, *again]})).more["network"].lines
    assert [line.both for line in lines][-1] == 2
    assert lines[-1].width > lines[0].width
    assert lines[-1].grey < lines[0].grey


@BOTH
def test_the_same_numbers_are_the_same_bytes(hand: ModuleType, module: Any, tmp_path: Path) -> None:
    found = module.data(together(hand))
    with look.style():
        first, second = (render.image(module.draw(found), found, "svg") for _ in range(2))
    assert first == second
    assert render.save(found, tmp_path).png.stat().st_size > 5000
