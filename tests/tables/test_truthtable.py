"""A truth table in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from drawn import Shown, Told

from collabstudy.compare.qca.truth import TruthTable
from collabstudy.compare.table import Passage
from collabstudy.compare.truthtable import truthtable
from collabstudy.tables.truthtable import notebook


def solve(hand: ModuleType, **more: Any) -> TruthTable:
    chosen: dict[str, Any] = {"outcome": "trust", "conditions": ["money", "sector"], "unit": "turn"}
    chosen |= {"inclusion": 1, "exclusion": 0, "frequency": 1, "calibration": {"sector": {"is": "charity"}}}
    return truthtable(hand.make(), **(chosen | more))


def test_rows_that_are_seen_have_a_mark_and_the_others_are_listed(hand: ModuleType) -> None:
    page = notebook(solve(hand))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert labels == [
        "row 00: 1 of 3 places, with the outcome",
        "row 01: 1 of 3 places, with the outcome",
        "row 10: 1 of 3 places, without the outcome",
    ]
    assert "1 of 4 rows have no case: 11" in page
    assert "<b>~money → trust</b>" in page


def test_a_contradictory_row_opens_the_passages_of_each_case(hand: ModuleType) -> None:
    page = notebook(solve(hand, conditions=["sector"]))
    assert "row 0: 2 of 3 places, contradictory, to be read again" in page
    assert page.count("does otherwise than the others in this row") == 2
    assert "P01, turn 4 · mira" in page
    assert "Ash Council; without the outcome: Birch Council" in page


def test_words_are_shown_only_as_they_are_handed_out(hand: ModuleType) -> None:
    assert "trusted each other" not in notebook(solve(hand))
    asked: list[Passage] = []

    def quotes(passages: Iterable[Passage]) -> Shown:
        found = tuple(passages)
        asked.extend(found)
        return Shown((Told("R&D <b>"),)) if found else Shown()

    page = notebook(solve(hand), quotes)
    assert {passage.document for passage in asked} == {"P01", "P02", "P03"}
    assert "R&amp;D &lt;b&gt;" in page


def test_names_are_text(hand: ModuleType) -> None:
    page = notebook(solve(hand))
    assert "Cedar &amp; &lt;Sons&gt;" in page
    assert "<Sons>" not in page


def test_without_a_solution_there_is_a_reason(hand: ModuleType) -> None:
    page = notebook(solve(hand, outcome="money", conditions=["sector"]))
    assert "cs-rows" not in page.split("</style>")[1]
    assert "No solution: no row has the outcome under these cut-offs." in page
