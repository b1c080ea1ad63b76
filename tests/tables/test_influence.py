"""What hangs on one case, in a notebook."""

from __future__ import annotations

import re
from types import ModuleType

from collabstudy import tables
from collabstudy.compare.influence import influence
from collabstudy.compare.influencing.influenced import Influence
from collabstudy.model.finding import Claim, Finding
from collabstudy.tables.influence import notebook

SOME = Finding("trusting", "Some <b>places</b> trust.", Claim("some", ("trust",)))


def found(hand: ModuleType) -> Influence:
    return influence(hand.make(), findings=[SOME], quoted=[hand.CODINGS[0], hand.CODINGS[5], None])


def test_each_mark_says_what_would_be_left(hand: ModuleType) -> None:
    page = notebook(found(hand))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert len(labels) == 5 * 4
    assert "Trust without Ash Council: 1 of 2 one" in labels
    assert "Some &lt;b&gt;places&lt;/b&gt; trust. without Ash Council: 1 of 2 broken" in labels
    assert "Trust without Dogwood &#36;5 Trust: 2 of 3 most" in labels
    assert "P01, turn 4 · mira" in page
    assert "Ash Council alone" in page  # voting, sharing power


def test_whose_voice_it_is_stands_below_with_a_warning(hand: ModuleType) -> None:
    page = notebook(found(hand))
    assert "2 of 4 ▲ more than 1/3" in page
    assert "P01, Clerk" in page
    assert "told of no place" in page


def test_words_are_only_those_handed_out_and_names_are_text(hand: ModuleType) -> None:
    page = notebook(found(hand))
    for wrong in ("trusted each other", "the oven", "<Sons>", "<b>places"):
        assert wrong not in page


def test_a_notebook_finds_it_by_its_name(hand: ModuleType) -> None:
    result = found(hand)
    assert tables.show(result) == notebook(result)
