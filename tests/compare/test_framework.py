"""The framework matrix, on the study that is counted on the fingers.

With people's codings: ash has c1, c2, c3, c4 under sharing (c4 is voting, which stands below it), c4 under voting, c5
under trust; birch has c6 under money; cedar c7 under trust; dogwood is not coded, birch was not asked about sharing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.framework import Framework, framework
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.codebook import Code
from collabstudy.model.coding import Coding
from collabstudy.model.log import Folded
from collabstudy.model.study import Study
from collabstudy.model.summary import Seen, Summary


def tied(table: Framework, case: str, code: str, text: str = "They turn up.") -> Summary:
    """A text that has seen what is in its cell now."""
    cell = table.cell(case, code)
    return Summary(case, code, text, cell.seen, meaning=cell.meaning, file=f"{case}/{code}", version="v1")


def all_tied(study: Study) -> tuple[Summary, ...]:
    """A text in every cell."""
    table = framework(study, summaries=())
    return tuple(tied(table, case, code) for case, code in table.cells)


def states(study: Study, written: Sequence[Summary]) -> dict[str, set[tuple[str, str]]]:
    """The cells by state, but for those that are written."""
    found: dict[str, set[tuple[str, str]]] = {}
    for key, cell in framework(study, summaries=written).cells.items():
        if cell.state != "written":
            found.setdefault(cell.state, set()).add(key)
    return found


def changed(hand: ModuleType, coding: str, **changes: Any) -> tuple[Coding, ...]:
    return tuple(replace(c, **changes) if c.id == coding else c for c in hand.CODINGS)


def test_an_empty_cell_says_why_in_four_ways(hand: ModuleType) -> None:
    table = framework(hand.make(), summaries=())
    assert {cell.state for cell in table.cells.values()} == {"empty"}
    assert table.cell("ash", "trust").told == "voiced, nothing written yet"
    assert table.cell("ash", "money").told == "asked, not voiced"
    assert table.cell("birch", "sharing").told == "not asked"
    assert table.cell("dogwood", "trust").told == "not coded yet"


def test_a_heading_is_no_theme_and_a_code_counts_those_below_it(hand: ModuleType) -> None:
    study = hand.make(codes=(Code("power", "Power"), *hand.CODES[1:]), guide=type(hand.GUIDE)(hand.GUIDE.questions[:1]))
    table = framework(study, summaries=())
    assert [row.id for row in table.rows] == ["sharing", "voting", "trust", "money"]
    assert [one.coding for one in table.cell("ash", "sharing").seen] == ["c1", "c2", "c3", "c4"]
    assert [one.coding for one in table.cell("ash", "voting").seen] == ["c4"]
    assert table.cell("ash", "voting").seen[0].place == "P01, turn 2, mira"


def test_a_text_tied_to_what_is_there_is_written_whatever_its_cell_holds(hand: ModuleType) -> None:
    study = hand.make()
    written = all_tied(study)
    assert len(written) == 4 * 4
    assert states(study, written) == {}
    assert framework(study, summaries=written).told == "16 of 16 cells written"


def test_a_text_that_was_just_typed_is_not_tied_yet(hand: ModuleType) -> None:
    table = framework(hand.make(), summaries=[Summary("ash", "trust", "They turn up.")])
    assert table.cell("ash", "trust").state == "not_tied"
    assert table.cell("ash", "trust").news == ()
    assert table.told == "1 of 16 cells written, 1 not tied yet"


@pytest.mark.parametrize(
    ("make", "stale", "news"),
    [
        (
            lambda hand: {"codings": (*hand.CODINGS, hand.said("new", "P02", "trust", "Nobody, frankly.", "jonas"))},
            {("birch", "trust")},
            "added: P02, turn 2, jonas",
        ),
        (
            lambda hand: {"codings": tuple(c for c in hand.CODINGS if c.id != "c5")},
            {("ash", "trust")},
            "gone: P01, turn 4, mira (no longer there)",
        ),
        (
            lambda hand: {"codings": changed(hand, "c6", code="trust")},
            {("birch", "money"), ("birch", "trust")},
            "gone: P02, turn 2, mira (now coded Trust)",
        ),
        (
            lambda hand: {"codings": changed(hand, "c7", status="orphaned")},
            {("cedar", "trust")},
            "gone: P03, turn 2, jonas (without a place in the text)",
        ),
        (
            lambda hand: {"codings": changed(hand, "c7", status="retired")},
            {("cedar", "trust")},
            "gone: P03, turn 2, jonas (retired)",
        ),
        (
            lambda hand: {"documents": hand.changed("P03", consent="withdrawn")},
            {("cedar", "trust")},
            "gone: P03, turn 2, jonas (document withdrawn)",
        ),
        (
            lambda hand: {"documents": hand.changed("P03", case="birch")},
            {("cedar", "trust"), ("birch", "trust")},
            "gone: P03, turn 2, jonas (belongs to Birch Council now)",
        ),
        (
            lambda hand: {"codings": changed(hand, "c7", quote="I trust the stove.", status="review")},
            {("cedar", "trust")},
            "changed: P03, turn 2, jonas (on other words now)",
        ),
    ],
    ids=["new", "removed", "recoded", "orphaned", "retired", "withdrawn", "of another case", "on other words"],
)
def test_exactly_the_cells_whose_codings_changed_are_to_be_read_again(
    hand: ModuleType, make: Any, stale: set[tuple[str, str]], news: str
) -> None:
    written = all_tied(hand.make())
    after = hand.make(**make(hand))
    assert states(after, written) == {"stale": stale}
    table = framework(after, summaries=written)
    told = [table.cell(*key).told_news for key in stale]
    assert any(text.startswith(news) for text in told), told


def test_what_was_removed_by_a_coder_is_told_so(hand: ModuleType) -> None:
    written = all_tied(hand.make())
    left = tuple(c for c in hand.CODINGS if c.id != "c5")
    study = hand.make(codings=left)
    gone = tuple(c for c in hand.CODINGS if c.id == "c5")
    study = replace(study, ways=replace(study.ways, fold=lambda _: Folded(left, hand.DONE, removed=gone)))
    assert framework(study, summaries=written).cell("ash", "trust").told_news == "gone: P01, turn 4, mira (removed)"


def test_recoding_below_a_theme_leaves_the_theme_as_it_is(hand: ModuleType) -> None:
    written = all_tied(hand.make())
    after = hand.make(codings=changed(hand, "c4", code="sharing"))
    assert states(after, written) == {"stale": {("ash", "voting")}}


def test_a_transcript_that_breaks_its_lines_otherwise_changes_nothing(hand: ModuleType) -> None:
    written = all_tied(hand.make())
    assert states(hand.make(codings=changed(hand, "c7", quote="I trust\nthe  oven.", status="moved")), written) == {}


def test_what_rules_found_is_the_same_where_the_text_before_it_grew(hand: ModuleType) -> None:
    study = hand.make(evidence=("person", "rules"))
    table = framework(study, summaries=())
    assert "t2" in [one.coding for one in table.cell("cedar", "trust").seen]
    written = [tied(table, "cedar", "trust")]
    shifted = tuple(replace(tag, id="t2-elsewhere") if tag.id == "t2" else tag for tag in hand.TAGS)
    assert framework(hand.make(tags=shifted, evidence=("person", "rules")), summaries=written).stale == ()
    gone = tuple(tag for tag in hand.TAGS if tag.id != "t2")
    (cell,) = framework(hand.make(tags=gone, evidence=("person", "rules")), summaries=written).stale
    assert cell.told_news == "gone: P03, turn 2, rules (no longer there)"


def test_another_definition_makes_all_texts_of_the_theme_to_be_read_again_and_another_name_does_not(
    hand: ModuleType,
) -> None:
    written = all_tied(hand.make())
    renamed = tuple(replace(code, name="Faith") if code.id == "trust" else code for code in hand.CODES)
    assert states(hand.make(codes=renamed), written) == {}
    redefined = tuple(replace(code, definition="Blind.") if code.id == "trust" else code for code in hand.CODES)
    after = hand.make(codes=redefined)
    assert states(after, written) == {"stale": {(case.id, "trust") for case in hand.CASES}}
    assert framework(after, summaries=written).cell("ash", "trust").told_news == "the theme is defined otherwise now"


def test_a_renamed_code_takes_its_texts_along_and_a_second_one_is_not_lost(hand: ModuleType) -> None:
    codes = tuple(replace(c, id="faith", formerly=("trust",)) if c.id == "trust" else c for c in hand.CODES)
    study = hand.make(codes=codes, guide=type(hand.GUIDE)(()), codings=changed(hand, "c7", code="faith"))
    old, new = Summary("ash", "trust", "Old.", file="a"), Summary("ash", "faith", "New.", file="b")
    assert framework(study, summaries=[old]).cell("ash", "faith").text == "Old."
    both = framework(study, summaries=[old, new])
    assert both.cell("ash", "faith").text == "New."
    assert [(stray.summary.text, stray.code) for stray in both.strays] == [("Old.", "summary-twice")]


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        (Summary("elm", "trust", "x"), "summary-case"),
        (Summary("ash", "hope", "x"), "summary-code"),
        (Summary("ash", "power", "x"), "summary-heading"),
        (Summary("", "", "", file="notes.txt"), "summary-misplaced"),
        (Summary("ash", "trust", "x", number=2), "summary-conflict"),
    ],
)
def test_a_text_that_has_no_cell_is_told_and_not_lost(hand: ModuleType, summary: Summary, code: str) -> None:
    codes = (Code("power", "Power"), *hand.CODES[1:])
    table = framework(hand.make(codes=codes, guide=type(hand.GUIDE)(hand.GUIDE.questions[:1])), summaries=[summary])
    assert [stray.code for stray in table.strays] == [code]
    assert "1 text has no cell: `collabstudy check` names it." in table.note


def test_a_typed_list_of_ids_is_enough_to_tie_a_text(hand: ModuleType) -> None:
    """Somebody has named one coding of four: the others are new to the text."""
    table = framework(hand.make(), summaries=[Summary("ash", "sharing", "x", (Seen("c1"),), cites=("c1",))])
    cell = table.cell("ash", "sharing")
    assert [change.seen.coding for change in cell.added] == ["c2", "c3", "c4"]
    assert (cell.gone, cell.changed) == ((), ())
    assert [set(passage.codings) for passage in table.evidence("ash", "sharing")] == [{"c1", "c2", "c3", "c4"}]
    assert len(table.evidence("ash", "sharing", cited=True)) == 1
    assert table.evidence("ash", "trust", cited=True) == ()


def test_the_frame_has_a_row_a_cell_and_na_where_nothing_is_written(hand: ModuleType) -> None:
    frame = framework(hand.make(), summaries=[Summary("ash", "sharing", "Keys.", (Seen("c1"), Seen("x")))]).frame()
    assert len(frame) == 16
    assert list(frame.columns[:9]) == [
        *("case", "code", "value", "state", "summary", "codings", "passages", "added", "gone"),
    ]
    row = frame[(frame["case"] == "ash") & (frame["code"] == "sharing")].iloc[0]
    assert (row["state"], row["summary"], row["codings"], row["added"], row["gone"]) == ("stale", "Keys.", 4, 3, 1)
    assert frame["summary"].isna().sum() == 15
    assert str(frame.dtypes["added"]) == "Int64"


def test_only_some_cases_and_themes_leave_the_rest_alone(hand: ModuleType) -> None:
    study = hand.make()
    table = framework(study, codes=["trust"], cases=["cedar"], summaries=all_tied(study))
    assert list(table.cells) == [("cedar", "trust")]
    assert table.strays == ()
    with pytest.raises(SettingsError, match="`hope` is no code"):
        framework(study, codes=["hope"], summaries=())
    with pytest.raises(StudyError, match="no cell ash × trust"):
        table.cell("ash", "trust")


def test_no_word_of_a_participant_is_in_the_value(hand: ModuleType) -> None:
    study = hand.make()
    written = all_tied(study)
    after = hand.make(codings=tuple(c for c in hand.CODINGS if c.id not in ("c5", "c7")))
    table = framework(after, summaries=written)
    assert table.stale
    told = f"{table!r} {table.note} {[cell.told_news for cell in table.cells.values()]} {table.frame().to_json()}"
    for word in ("keys", "oven", "trusted", "vote"):
        assert word not in told
