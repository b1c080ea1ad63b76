"""Saturation in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from drawn import Closed, Shown, Told

from collabstudy.compare.saturating.course import Saturation
from collabstudy.compare.saturation import saturation
from collabstudy.compare.table import Passage
from collabstudy.tables.saturation import notebook


def follow(hand: ModuleType, **more: Any) -> Saturation:
    chosen: dict[str, Any] = {"by": "interview", "base": 1, "run": 1, "threshold": 0.0, "order": "date", "orders": 50}
    return saturation(hand.make(), **(chosen | more))


def test_each_interview_says_what_was_new_and_leads_there(hand: ModuleType) -> None:
    page = notebook(follow(hand, within="sector"))
    assert Closed(page).open == []
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert labels[:2] == ["Ash, the clerk: 3 new, Sharing power, Voting, Trust", "P02: 1 new, Money"]
    assert "P01, turn 4 · mira" in page
    assert "saturation reached at interview 2 (2+1)" in page
    assert "Codes there may be (Chao2): 7.0 codes" in page
    assert re.search(r"Of 50 orders saturation is reached at \d in \d+", page)
    assert "Not coded yet, so not counted: P04." in page


def test_words_are_shown_only_as_they_are_handed_out(hand: ModuleType) -> None:
    assert "trusted each other" not in notebook(follow(hand))
    asked: list[Passage] = []

    def quotes(passages: Iterable[Passage]) -> Shown:
        asked.extend(passages)
        return Shown((Told("R&D <b>"),), withheld=1)

    page = notebook(follow(hand), quotes)
    assert {passage.document for passage in asked} == {"P01", "P02"}
    assert "R&amp;D &lt;b&gt;" in page
    assert "1 may not be shown here" in page


def test_names_are_text(hand: ModuleType) -> None:
    page = notebook(follow(hand, by="case"))
    assert "Cedar &amp; &lt;Sons&gt;" in page
    assert "<Sons>" not in page
