"""Truth tables of the study that can be counted on the fingers.

trust    ash and cedar voice it, birch was asked and does not, dogwood is not coded yet
money    birch alone voices it
sector   ash and birch are councils, cedar and dogwood charities
staff    900, 400, 12, and no number for dogwood
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.qca.calibration import Anchors, direct
from collabstudy.compare.qca.truth import TruthTable
from collabstudy.compare.truthtable import most_conditions, truthtable
from collabstudy.errors import SettingsError, StudyError, TooFewError
from collabstudy.model.case import Case
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document

CHARITY = {"sector": {"is": "charity"}}
STAFF = {"staff": {"full_out": 10, "crossover": 400, "full_in": 1000}}


def solve(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> TruthTable:
    chosen: dict[str, Any] = {"outcome": "trust", "conditions": ["money", "sector"], "unit": "turn"}
    chosen |= {"inclusion": 1, "exclusion": 0, "frequency": 1, "calibration": CHARITY}
    return truthtable(hand.make(**(study or {})), **(chosen | more))


def test_cases_stand_in_the_row_of_their_conditions(hand: ModuleType) -> None:
    found = solve(hand)
    told = {row.id: (row.cases, row.out, row.fit.inclusion) for row in found.observed}
    assert told == {"00": (("ash",), "1", 1.0), "01": (("cedar",), "1", 1.0), "10": (("birch",), "0", 0.0)}
    assert [row.id for row in found.remainders] == ["11"]


def test_who_was_not_asked_or_is_not_coded_is_left_out_and_named(hand: ModuleType) -> None:
    found = solve(hand)
    assert found.left_out == (("dogwood", "not coded yet for trust, not coded yet for money"),)
    assert "Left out: Dogwood $5 Trust (not coded yet for trust" in found.note
    asked = solve(hand, outcome="sharing")
    assert ("birch", "not asked about sharing") in asked.left_out
    staff = solve(hand, conditions=["staff"], calibration={"staff": {"threshold": 500}})
    assert staff.left_out[-1] == ("dogwood", "not coded yet for trust, without staff")


def test_the_solution_and_its_fit(hand: ModuleType) -> None:
    found = solve(hand)
    assert [str(model) for model in found.models] == ["~money", "~money"]
    conservative, parsimonious = found.models
    assert (conservative.kind, conservative.assumed) == ("conservative", ())
    assert (parsimonious.kind, parsimonious.assumed) == ("parsimonious", ())
    assert (conservative.fit.inclusion, conservative.fit.coverage) == (1.0, 1.0)
    assert conservative.paths[0].cases == ("ash", "cedar")


def test_the_absence_of_an_outcome_can_be_explained(hand: ModuleType) -> None:
    found = solve(hand, outcome="~trust")
    assert [str(model) for model in found.solution("parsimonious")] == ["money"]
    assert found.solution("parsimonious")[0].assumed == ("11",)
    assert [str(model) for model in found.solution("conservative")] == ["money*~sector"]
    assert found.outcome_name == "~trust"


def test_what_theory_expects_gives_the_intermediate_solution(hand: ModuleType) -> None:
    helps = solve(hand, outcome="~trust", expectations={"sector": "present"})
    assert [str(model) for model in helps.solution("intermediate")] == ["money"]
    hinders = solve(hand, outcome="~trust", expectations={"sector": "absent"})
    assert [str(model) for model in hinders.solution("intermediate")] == ["money*~sector"]
    assert solve(hand).solution("intermediate") == ()


def test_a_contradictory_row_leads_to_the_passages_to_read_again(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector"])
    row = found.row("0")
    assert (row.out, row.cases, row.having, row.lacking) == ("C", ("ash", "birch"), ("ash",), ("birch",))
    assert [one.id for one in found.contradictory] == ["0"]
    assert "Contradictory, to be read again: 0." in found.note
    assert [passage.codings for passage in found.evidence("0")] == [("c5",)]
    again = found.reread("0")
    assert [(one.case, one.set, one.membership, one.deviant) for one in again] == [
        ("ash", "trust", 1.0, True),
        ("ash", "sector", 0.0, True),
        ("birch", "trust", 0.0, True),
        ("birch", "sector", 0.0, True),
    ]


def test_the_fewer_are_the_deviant_ones_and_come_first(hand: ModuleType) -> None:
    cases = (*hand.CASES, Case("elm", "Elm", (), {"sector": "council"}))
    documents = (*hand.DOCUMENTS, Document("P06", "P06.txt", "elm", date="2025-05-05"))
    coding = Coding("c10", "P06", "trust", "mira", 3, 8, "words", origin="person")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(hand.TALK, "P06", (("E", "Trust is all."),))
        done = (*hand.DONE, type(hand.DONE[0])("P06", "mira", "2026"))
        study = {"cases": cases, "documents": documents, "codings": (*hand.CODINGS, coding), "done": done}
        found = solve(hand, study, conditions=["sector"])
        assert found.row("0").cases == ("ash", "birch", "elm")
        assert found.row("0").deviant == ("birch",)
        assert [one.case for one in found.reread("0")][:2] == ["birch", "birch"]


def test_a_contradictory_row_stays_contradictory_whatever_the_cut_offs_make_of_it(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector"], inclusion=0.5, exclusion=0.5)
    assert found.row("0").out == "1"
    assert found.row("0").contradictory
    assert "Contradictory, to be read again: 0." in found.note


def test_a_contradictory_row_is_neither_covered_nor_assumed(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector"])
    assert [str(model) for model in found.models] == ["sector", "sector"]


def test_fuzzy_sets_by_anchors(hand: ModuleType) -> None:
    found = solve(hand, conditions=["staff"], calibration=STAFF, idm=0.9526)
    told = found.memberships().query("set == 'staff'").set_index("case")["membership"]
    assert told["birch"] == 0.5
    assert told["ash"] == pytest.approx(1 / (1 + 2.718281828459045**-2.5))  # 500 of 600 on the way: log-odds 2.5
    assert told["cedar"] < 0.05


def test_a_case_exactly_half_in_a_condition_stands_in_no_row_and_is_named(hand: ModuleType) -> None:
    found = solve(hand, conditions=["staff"], calibration=STAFF, idm=0.95)
    assert found.halfway == (("birch", "staff"),)
    assert all("birch" not in row.cases for row in found.rows)
    assert "Exactly half in, so in no row: Birch Council (staff)." in found.note


def test_a_case_exactly_half_in_the_outcome_neither_has_nor_lacks_it(hand: ModuleType) -> None:
    found = solve(hand, outcome="staff", conditions=["sector"], calibration=STAFF | CHARITY, idm=0.95)
    assert "Exactly half in the outcome: Birch Council." in found.note.replace(" (staff)", "")
    row = found.row("0")
    assert (row.cases, row.having, row.lacking) == (("ash", "birch"), ("ash",), ())


def test_numbers_of_passages_can_be_calibrated_and_their_values_are_kept(hand: ModuleType) -> None:
    calibration = CHARITY | {"trust": {"count": "words", "threshold": 6}}
    found = solve(hand, calibration=calibration)
    told = found.memberships().query("set == 'trust'").set_index("case")
    assert told["value"].tolist()[:3] == [
        "7",
        "0",
        "4",
    ]  # we trusted each other, you know, more · none · I trust the oven
    assert told["membership"].tolist()[:3] == [1.0, 0.0, 0.0]
    assert told.loc["dogwood", "why"] == "not coded yet for trust"


def test_a_condition_in_which_all_are_alike_is_left_out_and_said(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector", "staff"], calibration=CHARITY | {"staff": {"threshold": 1}})
    assert found.constant == ("staff",)
    assert [one.id for one in found.conditions] == ["sector"]
    assert "All places are alike in staff" in found.note


def test_an_outcome_that_all_have_is_not_explained(hand: ModuleType) -> None:
    found = solve(hand, outcome="staff", conditions=["sector"], calibration=CHARITY | {"staff": {"threshold": 1}})
    assert found.models == ()
    assert "No solution: all cases have the outcome" in found.note


def test_no_row_with_the_outcome_no_solution(hand: ModuleType) -> None:
    found = solve(hand, outcome="money", conditions=["sector"])
    assert found.models == ()
    assert found.unsolved == "no row has the outcome under these cut-offs"


def test_rows_with_fewer_cases_than_asked_for_are_remainders(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector"], frequency=2)
    assert [row.out for row in found.rows] == ["C", "?"]
    assert found.row("1").cases == ("cedar",)


def test_more_conditions_than_cases_is_an_error(hand: ModuleType) -> None:
    names = ["money", "sector", "sharing", "voting", "staff"]
    with pytest.raises(SettingsError, match="5 conditions for 4 cases"):
        solve(hand, conditions=names, calibration=CHARITY | {"staff": {"threshold": 1}})


def test_too_many_conditions_for_so_few_cases_are_refused_with_a_reason(hand: ModuleType) -> None:
    with pytest.raises(TooFewError, match="3 conditions are too many for 3 places: 8 rows") as refused:
        solve(hand, conditions=["money", "sector", "staff"], calibration=CHARITY | {"staff": {"threshold": 500}})
    assert "3 places bear 2 conditions" in refused.value.hint
    assert [most_conditions(cases) for cases in (3, 10, 18)] == [2, 4, 5]


def test_all_that_is_wrong_with_a_calibration_is_told_at_once(hand: ModuleType) -> None:
    wrong = {
        "sector": {"is": "port"},
        "money": {"full_out": 5, "crossover": 1, "full_in": 9, "count": "words"},
        "hope": {},
    }
    with pytest.raises(SettingsError) as refused:
        solve(hand, calibration=wrong)
    told = [refused.value.problem, *(other.problem for other in refused.value.others)]
    assert told == [
        "`hope` is calibrated but not asked for",
        "the anchors of `money` are in no order",
        "no place has `sector` port",
    ]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"outcome": "hope"}, "`hope` is neither a code nor an attribute"),
        ({"outcome": "money"}, "`money` is outcome and condition"),
        ({"conditions": []}, "conditions is an empty list"),
        ({"conditions": ["money", "money"]}, "`money` is named twice"),
        ({"inclusion": "high"}, "inclusion = 'high'"),
        ({"inclusion": 0.5, "exclusion": 0.8}, "exclusion = 0.8 with inclusion = 0.5"),
        ({"frequency": 0}, "frequency = 0"),
        ({"idm": 0.4}, "idm = 0.4"),
        ({"calibration": {"sector": {"is": "charity", "threshold": 3}}}, "calibrated by value and otherwise"),
        ({"calibration": {"sector": {"threshold": 3}}}, "`sector` is no number for ash, birch"),
        ({"calibration": {}}, "`sector` is no number for ash, birch"),
        ({"calibration": CHARITY | {"money": {"threshold": 3}}}, "`money` is a number of nothing"),
        ({"calibration": CHARITY | {"money": {"count": "words"}}}, "nothing says from where on it is in"),
        ({"calibration": CHARITY | {"money": {"is": "high"}}}, "has no values to be one of"),
        ({"calibration": CHARITY | {"money": {"colour": 3}}}, "the calibration of `money` is not clear"),
        ({"calibration": CHARITY | {"money": 3}}, "the calibration of `money` is not clear"),
        ({"expectations": {"money": "yes"}}, "nothing can be expected of `money`"),
        ({"expectations": {"hope": "present"}}, "nothing can be expected of `hope`"),
        ({"unit": "page"}, "`page` is no unit"),
        ({"evidence": ["angels"]}, "angels"),
    ],
)
def test_what_cannot_be_chosen_is_refused(hand: ModuleType, choice: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        solve(hand, **choice)


def test_anchors_need_to_be_told_what_fully_in_means(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="nothing says what membership stands for fully in") as refused:
        solve(hand, conditions=["staff"], calibration=STAFF)
    assert "0.9526" in refused.value.hint


def test_a_study_in_which_no_case_has_a_place_is_refused(hand: ModuleType) -> None:
    with pytest.raises(TooFewError, match="no case has a place in every set"):
        solve(hand, {"done": (), "codings": ()})


def test_a_row_that_there_is_not(hand: ModuleType) -> None:
    with pytest.raises(StudyError, match="no row 111") as refused:
        solve(hand).row("111")
    assert "money, sector" in refused.value.hint


def test_the_frames(hand: ModuleType) -> None:
    found = solve(hand)
    frame = found.frame()
    assert frame["row"].tolist() == ["00", "01", "10", "11"]
    assert frame["number"].tolist() == [1, 2, 3, 4]
    assert frame["money"].tolist() == [0, 0, 1, 1]
    assert frame["n"].tolist() == [1, 1, 1, 0]
    assert frame["out"].tolist() == ["1", "1", "0", "?"]
    assert frame["inclusion"].isna().tolist() == [False, False, False, True]
    solved = found.solutions()
    assert solved["term"].tolist() == ["~money", "", "~money", ""]
    assert solved["cases"].tolist() == ["ash cedar", "", "ash cedar", ""]
    assert found.necessity().set_index("term").loc["~money", "inclusion"] == 1.0
    assert len(found.memberships()) == 3 * 4


def test_what_was_chosen_is_printed(hand: ModuleType) -> None:
    note = solve(hand, conditions=["staff"], calibration=STAFF, idm=0.9526).note
    for told in ("staff: 10 out, 400 crossover, 1000 in.", "idm: 0.9526", "inclusion: 1", "trust: voiced."):
        assert told in note


def test_the_same_inputs_give_the_same_table(hand: ModuleType) -> None:
    assert solve(hand) == solve(hand)


def test_a_value_far_beyond_its_anchors_is_out_or_in_and_no_overflow() -> None:
    """Narrow anchors and a large town: e to the power of 1350 is more than a float can hold."""
    towns = Anchors(full_out=50_000, crossover=50_100, full_in=100_000)
    assert direct(5_000, towns, idm=0.9526) == pytest.approx(0, abs=1e-12)
    assert direct(10**9, towns, idm=0.9526) == 1
    assert direct(50_100, towns, idm=0.9526) == 0.5
    falling = Anchors(full_out=15, crossover=9.5, full_in=9.4)
    assert direct(-(10**6), falling, idm=0.95) == 1


def test_an_absent_condition_is_refused_with_what_to_write(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="`~money`") as refused:
        solve(hand, conditions=["~money", "sector"])
    assert "write money" in refused.value.hint


def test_a_solution_that_needs_no_condition_is_said_to_tell_nobody_apart(hand: ModuleType) -> None:
    found = solve(hand, conditions=["sector"], inclusion=0.5, exclusion=0.4)
    assert {path.name for model in found.models for path in model.paths} == {"1"}
    assert "A solution of 1 tells no places apart" in found.note
    assert "A solution of 1" not in solve(hand).note


def test_a_hundred_cases_without_a_place_are_not_all_listed(hand: ModuleType) -> None:
    many = tuple(Case(f"x{number}", f"X{number}", (), {"sector": "charity"}) for number in range(100))
    with pytest.raises(TooFewError) as refused:
        solve(hand, study={"cases": many, "documents": (), "codings": (), "tags": (), "links": (), "done": ()})
    assert refused.value.hint.endswith("; and 90 more")


def test_numbers_that_are_no_memberships_are_not_called_no_numbers(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="`staff` is no membership from 0 to 1 for ash, birch, cedar") as refused:
        solve(hand, conditions=["staff"], calibration={})
    assert "threshold" in refused.value.hint
    with pytest.raises(SettingsError, match="`sector` is no number for ash"):
        solve(hand, conditions=["sector"], calibration={})


def test_an_attribute_that_is_empty_everywhere_is_said_to_be(hand: ModuleType) -> None:
    empty = tuple(Case(case.id, case.name, case.aliases, {"sector": " "}) for case in hand.CASES)
    with pytest.raises(SettingsError, match="`sector` is empty for every case") as refused:
        solve(hand, {"cases": empty}, conditions=["sector"])
    assert refused.value.file == "corpus/cases.csv"
