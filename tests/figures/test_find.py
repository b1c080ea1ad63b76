"""Where the hits of a query lie, as a figure."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy import plugins
from collabstudy.compare.find import find
from collabstudy.figures import render
from collabstudy.model.document import Document
from collabstudy.model.log import Done
from collabstudy.model.study import Study

module = plugins.part("collabstudy.figures", "find")
LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at <b>"


def grown(hand: ModuleType, count: int) -> Study:
    """So many more interviews with the words of P01."""
    documents = [Document(f"X{n}", "x.txt", "ash", title=LONG) for n in range(count)]
    done = [Done(document.id, "mira", "") for document in documents]
    study: Study = hand.make(documents=(*hand.DOCUMENTS, *documents), done=(*hand.DONE, *done))
    talk = study.ways.transcript
    first = hand.DOCUMENTS[0]
    ways = replace(study.ways, transcript=lambda s, d: talk(s, first if d.id.startswith("X") else d))
    return replace(study, ways=ways)


def outside(drawn: Any) -> list[str]:
    renderer, page = drawn.canvas.get_renderer(), drawn.bbox
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in drawn.axes[0].texts if text.get_text()]
    assert boxes
    return [
        told
        for told, box in boxes
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]


def test_a_row_a_hit_with_its_place_and_one_for_each_document_without(hand: ModuleType) -> None:
    found = module.data(find(hand.make(), "trust", unit="turn"))
    assert found.name == "find"
    assert list(found.frame["document"]) == ["P01", "P02", "P03", "P04", "A1"]
    assert found.frame["hit"].isna().tolist() == [False, True, False, True, True]
    length = len(hand.talk("P01").text)
    start = hand.talk("P01").text.index("we trusted")
    assert found.frame["from"][0] == pytest.approx(start / length)
    assert found.frame["to"][0] == pytest.approx((start + len("we trusted each other, you know, more.")) / length)
    assert "P01: 1; P02: 0; P03: 1; P04: not coded yet; A1: not coded yet." in found.alt
    assert found.caption.endswith(".")


def test_both_renderers_tell_the_same_numbers(hand: ModuleType) -> None:
    found = module.data(find(hand.make(), "trust | sharing", unit="turn"))
    drawn = module.draw(found)
    printed = [text.get_text() for text in drawn.axes[0].texts]
    shown = [list(trace.text) for trace in module.plot(found).data if trace.text is not None]
    assert shown == [["2", "0", "1", "×", "×"]]
    assert [told for told in printed if told in ("0", "1", "2", "×")] == ["2", "0", "1", "×", "×"]


@pytest.mark.parametrize("count", [0, 3, 60])
def test_a_page_holds_its_labels_however_many_and_long(hand: ModuleType, count: int) -> None:
    found = module.data(find(grown(hand, count), "sharing", unit="coding"))
    drawn = module.draw(found)
    assert drawn.get_size_inches()[0] * 25.4 == pytest.approx(160)
    assert outside(drawn) == []
    assert found.frame["document"].nunique() == min(48, count + 5)
    told = module.plot(found).to_json()
    assert json.loads(told)["data"]
    assert "<b>" not in told
    assert "handed over" not in told


def test_a_query_without_hits_and_a_study_without_documents_are_drawn(hand: ModuleType) -> None:
    for study in (hand.make(), hand.make(documents=(), codings=(), tags=(), done=())):
        found = module.data(find(study, "own:power", unit="turn"))
        assert "0 turns in 0 documents" in found.alt
        assert module.draw(found).axes
        assert module.plot(found).layout.height > 0


def test_files_are_the_same_each_time(hand: ModuleType, tmp_path: Path) -> None:
    found = module.data(find(hand.make(), "trust", unit="turn"))
    one, two = (render.save(found, tmp_path / place) for place in ("one", "two"))
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
