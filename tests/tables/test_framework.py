"""The framework matrix as a notebook draws it."""

from __future__ import annotations

import re
from types import ModuleType

from collabstudy.compare.framework import framework
from collabstudy.model.summary import Summary
from collabstudy.run.opening import read_study
from collabstudy.tables.framework import notebook


def test_every_cell_says_its_state_in_words_and_by_a_sign(hand: ModuleType) -> None:
    study = hand.make()
    table = framework(study, codes=["trust"], summaries=[Summary("ash", "trust", "They <b>turn</b> up, for $5."),
                                                         Summary("cedar", "trust", "An oven.", ())])  # fmt: skip
    drawn = str(notebook(table))
    labels = re.findall(r'class="cs-mark cs-(\w+)"[^>]*aria-label="([^"]*)"', drawn)
    assert labels == [
        ("not_tied", "Ash Council · Trust: not tied yet. They &lt;b&gt;turn&lt;/b&gt; up, for &#36;5."),
        ("empty", "Birch Council · Trust: asked, not voiced"),
        ("stale", "Cedar &amp; &lt;Sons&gt; · Trust: to be read again. An oven."),
        ("empty", "Dogwood &#36;5 Trust · Trust: not coded yet"),
    ]
    assert re.findall(r'<b aria-hidden="true">(.)</b>', drawn) == ["◇", "○", "▲", "×"]
    assert "Since this was written: added: P03, turn 2, jonas" in drawn
    assert "<b>turn</b>" not in drawn
    assert drawn.count('scope="row"') == 4
    assert drawn.count('scope="col"') == 1


def test_without_the_door_for_quotations_only_places_are_shown(hand: ModuleType) -> None:
    drawn = str(notebook(framework(hand.make(), summaries=())))
    assert "P01, turn 4" in drawn
    assert "we trusted each other" not in drawn


def test_with_it_words_are_shown_as_far_as_consent_allows(demo_study_folder: object) -> None:
    study = read_study(str(demo_study_folder))
    table = framework(study, codes=["trust"], cases=["vennermoor", "duskmere"])
    drawn = table._repr_html_() if not study.ways.show else study.ways.show(study, table)
    assert drawn is not None
    assert "mended the wall" in drawn  # vennermoor, by role
    assert "letter box" not in drawn  # duskmere may not be quoted
    assert "may not be shown here" in drawn


def test_a_study_without_themes_draws_no_table(hand: ModuleType) -> None:
    drawn = str(notebook(framework(hand.make(codes=(), codings=(), guide=type(hand.GUIDE)(())), summaries=())))
    assert "<table" not in drawn
    assert "0 of 0 cells written" in drawn
