"""Sentences with a test: holds, weakened, broken, undecided.

Trust in the study by hand: Ash and Cedar voice it, Birch does not, Dogwood is not coded yet. Ash and Birch are
councils.
"""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import pytest

from collabstudy.compare.findings import check, problems
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.finding import Claim, Finding, Was

COUNCILS, CHARITIES = {"sector": ("council",)}, {"sector": ("charity",)}


def result(hand: ModuleType, claim: Claim, was: Was | None = None) -> str:
    return check(hand.make(), [Finding("f", "A sentence.", claim, was)])["f"].result


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("most", ("trust",)), "holds"),  # 2 of 3; a third at most is known to be open
        (Claim("some", ("trust",)), "holds"),
        (Claim("all", ("trust",)), "broken"),
        (Claim("none", ("trust",)), "broken"),
        (Claim("none", ("voting",), CHARITIES), "undecided"),  # 0 of 1, Dogwood open: half
        (Claim("at_least", ("trust",), least=2), "holds"),
        (Claim("at_least", ("trust",), least=3), "broken"),
        (Claim("at_least", ("trust",), least=Fraction(2, 3)), "holds"),
        (Claim("all", ("trust",), {"case": ("ash", "cedar")}), "holds"),
        (Claim("all", ("trust",), CHARITIES), "undecided"),  # 1 of 1, Dogwood open
        (Claim("only", ("trust",), COUNCILS), "broken"),  # Cedar too
        (Claim("only", ("voting",), COUNCILS), "undecided"),  # half of the charities is open
        (Claim("only", ("voting",), {"case": ("ash", "dogwood")}), "holds"),  # Birch and Cedar are known
        (Claim("more_than", ("trust",), CHARITIES, COUNCILS), "undecided"),  # 1 of 1 against 1 of 2, Dogwood open
        (Claim("more_than", ("trust",), against_codes=("voting",)), "holds"),  # 2 of 3 against 1 of 3
        (Claim("more_than", ("voting",), against_codes=("trust",)), "broken"),
        (Claim("all", ("trust", "money")), "holds"),  # any of the two: Ash, Birch, Cedar
        (Claim("some", ("trust",), {"case": ("dogwood",)}), "undecided"),  # nobody is known
    ],
    ids=str,
)
def test_a_claim_is_judged_on_what_was_asked_and_coded(hand: ModuleType, claim: Claim, expected: str) -> None:
    assert result(hand, claim) == expected


def test_one_place_that_was_not_asked_does_not_undo_a_sentence_but_is_told(hand: ModuleType) -> None:
    outcome = check(hand.make(), [Finding("f", "Most.", Claim("most", ("trust",)))])["f"]
    assert (outcome.support, outcome.against, outcome.denominator) == (("ash", "cedar"), ("birch",), 3)
    assert outcome.unknown == ("dogwood",)
    assert outcome.note == "2 of 3 places; not coded yet: Dogwood $5 Trust"


def test_how_many_may_be_unknown_is_said_in_study_toml(hand: ModuleType) -> None:
    finding = [Finding("f", "Most.", Claim("most", ("trust",)))]
    strict = hand.make(rest={"findings": {"unknown": "1/5"}})
    assert check(strict, finding)["f"].result == "undecided"  # a quarter is open, and 2 of 4 would not be most
    with pytest.raises(SettingsError, match=r"\[findings\] unknown"):
        check(hand.make(rest={"findings": {"unknown": "many"}}), finding)


def test_a_sentence_with_less_behind_it_than_there_was_is_weakened(hand: ModuleType) -> None:
    most = Claim("most", ("trust",))
    assert result(hand, most, Was(3, 4)) == "weakened"  # three quarters, now two thirds
    assert result(hand, most, Was(4, 6)) == "holds"  # fewer places, the same share
    assert result(hand, Claim("all", ("trust",)), Was(3, 3)) == "broken"


def test_a_smaller_lead_weakens_too(hand: ModuleType) -> None:
    lead = Claim("more_than", ("trust",), against_codes=("voting",))  # 2 of 3 against 1 of 3
    assert result(hand, lead, Was(2, 3, 0, 3)) == "weakened"
    assert result(hand, lead, Was(2, 3, 1, 3)) == "holds"


def test_new_interviews_turn_an_undecided_sentence(hand: ModuleType) -> None:
    only = [Finding("f", "Only councils.", Claim("only", ("voting",), COUNCILS))]
    assert check(hand.make(), only)["f"].result == "undecided"
    quiet = hand.make(done=(*hand.DONE, hand.Done("P04", "mira", "2026-01-01")))
    assert check(quiet, only)["f"].result == "holds"
    loud = hand.make(codings=(*hand.CODINGS, hand.said("new", "P04", "voting", "My sister.")))
    broken = check(loud, only)["f"]
    assert (broken.result, broken.against) == ("broken", ("dogwood",))
    assert broken.note.startswith("1 of 2, of the others 1 of 2")


def test_the_frame_has_the_columns_of_the_contract(hand: ModuleType) -> None:
    frame = check(hand.make(), [Finding("f", "Most.", Claim("most", ("trust",)))]).frame()
    columns = ["finding", "statement", "claim", "result", "support", "against", "denominator"]
    assert list(frame.columns[:7]) == columns
    assert frame.loc[0, columns].tolist() == ["f", "Most.", "most: trust", "holds", "ash cedar", "birch", 3]


def test_every_finding_leads_to_its_passages(hand: ModuleType) -> None:
    found = check(hand.make(), [Finding("f", "Most.", Claim("most", ("trust",)))])
    assert {case: [p.codings for p in passages] for case, passages in found.evidence("f").items()} == {
        "ash": [("c5",)],
        "cedar": [("c7",)],
    }
    with pytest.raises(StudyError, match="no finding g"):
        found.evidence("g")


def test_a_renamed_code_is_still_found(hand: ModuleType) -> None:
    from dataclasses import replace

    codes = [replace(code, formerly=("confidence",)) if code.id == "trust" else code for code in hand.CODES]
    assert check(hand.make(codes=codes), [Finding("f", "S.", Claim("most", ("confidence",)))])["f"].result == "holds"


def test_names_that_are_none_are_told_all_at_once_with_their_line(hand: ModuleType) -> None:
    findings = [
        Finding("a", "S.", Claim("most", ("love",)), None, "briefing/findings.yaml", 3),
        Finding("b", "S.", Claim("loads", ("trust",), {"sector": ("firm",), "size": ("big",)}), None, "x.yaml", 9),
    ]
    told = problems(hand.make(), findings)
    assert [(problem.line, problem.problem) for problem in told] == [
        (3, "a: no code love"),
        (
            9,
            "b: no kind of claim `loads`; there are all, none, only, at_least, k of n, more_than, together, first, "
            "most, some, few",
        ),
        (9, "b: no case has sector `firm`"),
        (9, "b: cases have no attribute `size`"),
    ]
    with pytest.raises(SettingsError, match="line 3: a: no code love"):
        check(hand.make(), findings)
