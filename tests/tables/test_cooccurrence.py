"""Codes by codes in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from drawn import Closed, Shown, Told

from collabstudy.compare.cooccurrence import cooccurrence
from collabstudy.compare.cooccurring.together import Cooccurrence
from collabstudy.compare.table import Passage
from collabstudy.tables import show
from collabstudy.tables.cooccurrence import notebook


def together(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> Cooccurrence:
    chosen: dict[str, Any] = {"within": "turn", "level": "own", "coders": "together", "uncoded": "in"}
    return cooccurrence(hand.make(**(study or {})), **(chosen | more))


def test_each_pair_once_says_how_often_and_leads_there(hand: ModuleType) -> None:
    page = notebook(together(hand))
    assert Closed(page).open == []
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert len(labels) == 6
    assert labels[0] == "Sharing power · Voting: both in 1 turns, of 1 and 1, c 1.00, lift 5.00, NPMI 1.00"
    assert labels[1] == "Sharing power · Trust: both in 0 turns, of 1 and 2, c 0.00, lift 0.00, NPMI -1.00"
    assert page.count("P01, turn 2 · jonas, mira") == 1
    assert "Within: turn; level: own; coders: together; uncoded: in; evidence: person." in page
    assert show(together(hand)) == page


def test_codes_below_others_have_no_number(hand: ModuleType) -> None:
    page = notebook(together(hand, level="code"))
    assert "Sharing power · Voting: one stands below the other" in page
    assert ">–</span>" in page


def test_words_are_shown_only_as_they_are_handed_out(hand: ModuleType) -> None:
    assert "handed over" not in notebook(together(hand))
    asked: list[Passage] = []

    def quotes(passages: Iterable[Passage]) -> Shown:
        asked.extend(passages)
        return Shown((Told("R&D <b>"),), withheld=1)

    page = notebook(together(hand), quotes)
    assert [(passage.document, passage.turn) for passage in asked] == [("P01", 2)]
    assert "R&amp;D &lt;b&gt;" in page
    assert "1 may not be shown here" in page


def test_names_are_text_and_unused_codes_are_only_counted(hand: ModuleType) -> None:
    codes = [replace(code, name="<script>" + code.name) for code in hand.CODES]
    page = notebook(together(hand, {"codes": codes, "codings": hand.CODINGS[:5]}))
    assert "<script>Trust" not in page
    assert "&lt;script&gt;Trust" in page
    assert "Not coded anywhere: 1 of 4 codes." in page


def test_passages_are_looked_up_for_the_oftenest_only(hand: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collabstudy.tables.cooccurrence.MOST_PAIRS", 0)
    assert "for the passages of these two codes" in notebook(together(hand))


def test_a_study_without_codings_has_an_empty_table(hand: ModuleType) -> None:
    page = notebook(together(hand, {"codings": ()}))
    assert Closed(page).open == []
    assert "Not coded anywhere: 4 of 4 codes." in page
