"""What a query found, in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType

from drawn import Closed, Shown, Told

from collabstudy.compare.find import find
from collabstudy.compare.table import Passage
from collabstudy.tables.find import notebook


def test_each_case_has_its_number_or_what_its_silence_means(hand: ModuleType) -> None:
    page = notebook(find(hand.make(), "sharing", unit="turn"))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert labels == ["Ash Council: 1 in 1 of its documents", "not asked", "asked, not voiced", "not coded yet"]
    assert "P01, turn 2" in page
    assert "<code>sharing</code>" in page
    assert "1 turn in 1 document" in page
    Closed(page)


def test_what_speaks_of_no_case_has_a_row_of_its_own(hand: ModuleType) -> None:
    study = hand.make(evidence=("rules",), links=())
    page = notebook(find(study, "trust & date >= 2025-06", unit="turn"))
    assert "of no places: 1" not in page
    assert re.search(r'<th scope="row" class="cs-below">of no places</th>', page)
    assert "A1, turn 3" in page


def test_words_come_from_whoever_hands_them_out_and_are_text(hand: ModuleType) -> None:
    found = find(hand.make(), "trust", unit="turn", where="kind == 'interview' and sector != '<b>'")
    for words in ("trusted each other", "the oven"):
        assert words not in notebook(found)
    asked: list[Passage] = []

    def quotes(passages: Iterable[Passage]) -> Shown:
        asked.extend(passages)
        return Shown((Told("<i>Ours</i> & $5"),), withheld=1)

    page = notebook(found, quotes)
    assert [passage.document for passage in asked] == ["P01", "P03"]
    assert "&lt;i&gt;Ours&lt;/i&gt; &amp; <span>$</span>5" in page
    assert "1 may not be shown here" in page
    assert "sector != &#x27;&lt;b&gt;&#x27;" in page
    assert "Cedar &amp; &lt;Sons&gt;" in page
    Closed(page)
