"""Saturation on a study that can be counted on the fingers.

P01 (ash, March 2024)    sharing, voting, trust    3 new    3 in all
P02 (birch, May 2024)    money                     1 new    4
P03 (cedar, January 2025) trust                    0 new    4
P04 is not done, P05 is withdrawn, the article is no interview.
"""

from __future__ import annotations

from itertools import permutations
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.saturating.course import Saturation
from collabstudy.compare.saturation import saturation
from collabstudy.compare.statistics.accumulation import curve, expected, permuted, reached
from collabstudy.errors import SettingsError, StudyError, TooFewError


def follow(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> Saturation:
    chosen: dict[str, Any] = {"by": "interview", "base": 1, "run": 1, "threshold": 0.0, "order": "date", "orders": 200}
    return saturation(hand.make(**(study or {})), **(chosen | more))


def test_new_codes_interview_by_interview(hand: ModuleType) -> None:
    steps = follow(hand).course().steps
    assert [step.id for step in steps] == ["P01", "P02", "P03"]
    assert [step.new for step in steps] == [("sharing", "voting", "trust"), ("money",), ()]
    assert [step.cumulative for step in steps] == [3, 4, 4]
    assert [len(step.codes) for step in steps] == [3, 1, 1]


def test_the_interview_before_the_run_is_reported(hand: ModuleType) -> None:
    found = follow(hand).course().reached
    assert [(run.first, run.new, run.ratio) for run in found.runs] == [(2, 1, pytest.approx(1 / 3)), (3, 0, 0.0)]
    assert (found.base_codes, found.at, found.notation) == (3, 2, "2+1")


def test_all_orders_on_average_and_the_band_of_many(hand: ModuleType) -> None:
    steps = follow(hand).course().steps
    assert [step.expected for step in steps] == pytest.approx([5 / 3, 3, 4])
    assert [(step.low, step.high) for step in steps] == [(1, 3), (2, 4), (4, 4)]


def test_orders_in_which_it_is_reached_are_counted(hand: ModuleType) -> None:
    orders = follow(hand).course().orders
    assert sum(orders.reached.values()) == orders.number == 200
    # P03 or P01 first, then the other: 3 new and more. Only where P03 comes after P01 is a run without anything new.
    assert set(orders.reached) == {1, 2, None}


def test_codes_that_nobody_has_voiced_yet_are_estimated(hand: ModuleType) -> None:
    found = follow(hand).course().unseen
    assert (found.codes, found.once, found.twice, found.of) == (4, 3, 1, 3)
    assert found.estimate == pytest.approx(4 + 2 / 3 * 9 / 2)


def test_what_is_not_coded_yet_stays_out_and_is_said(hand: ModuleType) -> None:
    found = follow(hand)
    assert "P04" not in [step.id for step in found.course().steps]
    assert "Not coded yet, so not counted: P04." in found.note
    assert "P05" not in found.note  # withdrawn: not even named


def test_each_code_leads_to_where_it_was_first_voiced(hand: ModuleType) -> None:
    found = follow(hand, within="sector")
    first = found.evidence("trust")
    assert [(passage.document, passage.turn, passage.codings) for passage in first] == [("P01", 4, ("c5",))]
    assert [passage.document for passage in found.evidence("trust", "charity")] == ["P03"]
    assert found.evidence("money", "charity") == ()
    with pytest.raises(StudyError, match="no code power"):
        found.evidence("power")
    with pytest.raises(StudyError, match="no group `port`"):
        found.evidence("trust", "port")


def test_groups_are_followed_for_themselves(hand: ModuleType) -> None:
    found = follow(hand, within="sector")
    told = {course.group: [step.id for step in course.steps] for course in found.courses}
    assert told == {"": ["P01", "P02", "P03"], "council": ["P01", "P02"], "charity": ["P03"]}
    charity = found.course("charity")
    assert charity.reached.at is None
    assert charity.reached.reason == "1 are too few for a base of 1 and a run of 1"
    assert charity.unseen.reason.startswith("one interview says nothing")


def test_who_is_in_no_group_is_said(hand: ModuleType) -> None:
    cases = [type(case)(case.id, case.name, case.aliases, {}) if case.id == "ash" else case for case in hand.CASES]
    found = follow(hand, {"cases": cases}, within="sector")
    assert "Without sector, so in no group: P01." in found.note


def test_the_interviews_of_a_place_can_be_one_step(hand: ModuleType) -> None:
    documents = (*hand.DOCUMENTS, type(hand.DOCUMENTS[0])("P06", "P06.txt", "ash", date="2026-01-01"))
    done = (*hand.DONE, type(hand.DONE[0])("P06", "mira", "2026"))
    found = follow(hand, {"documents": documents, "done": done}, by="case")
    assert [(step.id, step.documents) for step in found.course().steps] == [
        ("ash", ("P01", "P06")),
        ("birch", ("P02",)),
        ("cedar", ("P03",)),
    ]
    assert list(found.frame().columns[:3]) == ["group", "position", "case"]


def test_the_order_is_a_choice_and_its_doubts_are_said(hand: ModuleType) -> None:
    late = {"documents": hand.changed("P01", date="2025-06-01")}
    assert [step.id for step in follow(hand, late).course().steps] == ["P02", "P03", "P01"]
    assert [step.id for step in follow(hand, late, order="listed").course().steps] == ["P01", "P02", "P03"]
    undated = follow(hand, {"documents": hand.changed("P01", date="")})
    assert [step.id for step in undated.course().steps] == ["P02", "P03", "P01"]
    assert "Without a date, and so last: P01." in undated.note
    same = follow(hand, {"documents": hand.changed("P01", date="2024-05-02")})
    assert "On the same date, and so in the order of the list: P01, P02." in same.note


def test_a_branch_counts_its_codes_as_one(hand: ModuleType) -> None:
    steps = follow(hand, level="branch").course().steps
    assert [step.new for step in steps] == [("power", "trust"), ("money",), ()]


def test_the_evidence_is_a_choice(hand: ModuleType) -> None:
    by_rules = follow(hand, evidence=["rules"]).course()
    assert [step.codes for step in by_rules.steps] == [("sharing",), (), ("trust",), ()]  # P04 can be read by rules


def test_the_frames_have_a_row_an_interview_a_run_and_a_course(hand: ModuleType) -> None:
    found = follow(hand, within="sector")
    frame = found.frame()
    assert len(frame) == 3 + 2 + 1
    assert frame.loc[0, "new_codes"] == "sharing voting trust"
    assert frame["base"].tolist() == [True, False, False, True, False, True]
    second = frame.to_dict("records")[1]
    assert [second[name] for name in ("run_last", "run_new", "run_below")] == [2, 1, False]
    assert second["run_ratio"] == pytest.approx(1 / 3)
    assert frame["run_ratio"].isna().tolist() == [True, False, False, True, False, True]
    assert found.runs()["group"].tolist() == ["", "", "council"]
    summary = found.summary().set_index("group")
    assert summary.loc["", "notation"] == "2+1"
    assert summary.loc["charity", "why"] == "1 are too few for a base of 1 and a run of 1"


def test_choices_are_recorded_and_the_same_inputs_give_the_same(hand: ModuleType) -> None:
    one, other = follow(hand), follow(hand)
    assert one == other
    assert one.made_by.choices["seed"] == 0
    assert "orders: 200" in one.note
    assert follow(hand, seed=7).made_by.choices["seed"] == 7


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"by": "turn"}, "no by `turn`"),
        ({"order": "alphabet"}, "no order `alphabet`"),
        ({"level": "leaf"}, "no level `leaf`"),
        ({"base": 0}, "base = 0"),
        ({"run": True}, "run = True"),
        ({"orders": 10**6}, "orders = 1000000"),
        ({"threshold": 1}, "threshold = 1"),
        ({"threshold": "5 %"}, "threshold = '5 %'"),
        ({"within": "colour"}, "no attribute `colour`"),
        ({"evidence": ["angels"]}, "no origin of evidence `angels`"),
    ],
)
def test_what_cannot_be_chosen_is_refused(hand: ModuleType, choice: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        follow(hand, **choice)


def test_a_study_in_which_nothing_is_done_is_refused_with_a_way_out(hand: ModuleType) -> None:
    with pytest.raises(TooFewError, match="no interview has been gone through") as refused:
        follow(hand, {"done": ()})
    assert "mark interviews as done" in refused.value.hint


def test_codes_that_nobody_voiced_are_known(hand: ModuleType) -> None:
    assert follow(hand, {"codings": hand.CODINGS[:5]}).never == ("money",)


TABLES = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(st.booleans(), min_size=wide, max_size=wide), min_size=1, max_size=5)
)


@given(TABLES)
def test_the_closed_form_is_the_average_over_all_orders(table: list[list[bool]]) -> None:
    voiced = np.array(table)
    every = [curve(voiced[list(order)]) for order in permutations(range(len(table)))]
    assert expected(voiced.sum(axis=0).tolist(), of=len(table)) == pytest.approx(np.mean(every, axis=0), abs=1e-9)


@given(TABLES, st.integers(1, 3), st.integers(1, 2), st.sampled_from([0.0, 0.05, 0.5]))
def test_each_order_drawn_is_judged_as_that_order_would_be(
    table: list[list[bool]], base: int, run: int, threshold: float
) -> None:
    voiced = np.array(table)
    possible = set()
    for order in permutations(range(len(table))):
        new = np.diff(curve(voiced[list(order)]), prepend=0).tolist()
        possible.add(reached(new, base=base, run=run, threshold=threshold).at)
    drawn = permuted(voiced, base=base, run=run, threshold=threshold, number=50, seed=1)
    assert set(drawn.reached) <= possible
    assert sum(drawn.reached.values()) == 50
    assert all(low <= high for low, high in zip(drawn.low, drawn.high, strict=True))


def test_the_title_of_an_anonymous_interview_is_not_told_as_it_may_name_the_place(hand: ModuleType) -> None:
    assert "Ash, the clerk" in [step.name for step in follow(hand).courses[0].steps]
    found = follow(hand, {"documents": hand.changed("P01", consent="anonymous")})
    assert [step.name for step in found.courses[0].steps] == ["P01", "P02", "P03"]


def test_a_study_without_codes_is_followed_without_finding_any(hand: ModuleType) -> None:
    found = follow(hand, {"codes": (), "codings": (), "tags": ()})
    assert (found.courses[0].codes, found.courses[0].unseen.reason) == (0, "no code was voiced")


def test_who_was_not_asked_every_question_is_said_as_codes_come_late_for_that(hand: ModuleType) -> None:
    note = follow(hand).note
    assert "Not asked every question, so codes may come late, or not at all, for that: P02." in note
    everything = follow(hand, {"documents": hand.changed("P02", asked=None)})
    assert "Not asked every question" not in everything.note
    assert "Chao2, which is a lower bound and takes the interviews for a random sample" in note


def test_plain_lists_can_be_followed_and_a_base_of_nobody_is_refused() -> None:
    table = [[True, False, False], [True, True, False], [False, False, True]]
    assert curve(table).tolist() == [1, 2, 3]
    assert permuted(table, base=1, run=1, threshold=0, number=5, seed=1).low[-1] == 3
    for base, run in ((0, 2), (-1, 2), (2, 0)):
        with pytest.raises(SettingsError, match="is no whole number from 1"):
            reached([3, 2, 1], base=base, run=run, threshold=0.05)
