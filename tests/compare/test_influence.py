"""What hangs on one case, counted on the fingers.

In the study by hand (evidence of people): Ash and Cedar voice trust, Birch does not, Dogwood is not coded yet. Only Ash
voices sharing power and voting. Coded turns: two of the clerk in Ash, one of the chair in Birch, one of the baker in
Cedar, who may not be quoted.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from collabstudy.compare.influence import influence
from collabstudy.compare.influencing.influenced import Influence
from collabstudy.compare.influencing.without import Left
from collabstudy.errors import SettingsError, StudyError, TooFewError
from collabstudy.model.finding import Claim, Finding, Was
from collabstudy.model.study import Study

SOME = Finding("trusting", "Some places trust.", Claim("some", ("trust",)))
MOST = Finding("mostly", "Most places trust.", Claim("most", ("trust",)), Was(3, 3))
ALL = Finding("all", "All trust.", Claim("all", ("trust",)))
MORE = Finding(
    "more", "Councils vote more.", Claim("more_than", ("voting",), {"case": ("ash", "birch")}, {"case": ("cedar",)})
)
ONLY_ASH = Finding("ash", "Ash trusts.", Claim("all", ("trust",), {"case": ("ash",)}))
EXACT = Finding("two", "Two of three places trust.", Claim("exactly", ("trust",), exactly=(2, 3)))
FIRST = Finding("first", "A council trusted first.", Claim("first", ("trust",), {"sector": ("council",)}))


def found(hand: ModuleType, *findings: Finding, **more: object) -> Influence:
    return influence(hand.make(), findings=findings, **more)  # type: ignore[arg-type]


def test_a_theme_without_each_of_its_cases(hand: ModuleType) -> None:
    trust = found(hand).standing("theme", "trust")
    assert (trust.told, trust.result, trust.support) == ("2 of 3", "most", ("ash", "cedar"))
    assert trust.without == (
        Left("ash", "1 of 2", "one", True),
        Left("birch", "2 of 2", "all", True),
        Left("cedar", "1 of 2", "one", True),
    )
    assert trust.left("dogwood") == Left("dogwood", "2 of 3", "most", False)  # nobody knows what it says
    assert trust.pivots == ("ash", "birch", "cedar")
    assert trust.only == ""


def test_a_theme_on_one_case_alone_is_named(hand: ModuleType) -> None:
    result = found(hand)
    voting = result.standing("theme", "voting")
    assert (voting.told, voting.result, voting.only) == ("1 of 3", "one", "ash")
    assert voting.left("ash") == Left("ash", "0 of 2", "no", True)
    assert {standing.id: standing.only for standing in result.alone}["voting"] == "ash"
    assert "Voting: Ash Council" in result.note


def test_a_word_that_counts_places_does_not_change_by_their_number(hand: ModuleType) -> None:
    """`all three places` and `all two` are the same word."""
    study = hand.make(
        tags=(), codings=[hand.said(f"a{n}", d, "trust", q, "mira") for n, d, q in EVERYBODY], done=hand.DONE
    )
    trust = influence(study).standing("theme", "trust")
    assert (trust.told, trust.result) == ("3 of 3", "all")
    assert trust.pivots == ()
    assert trust.left("birch") == Left("birch", "2 of 2", "all", False)


EVERYBODY = ((1, "P01", "trusted"), (2, "P02", "Nobody"), (3, "P03", "I trust the oven."))


def test_a_claim_without_each_case(hand: ModuleType) -> None:
    """Some are two or more: 2 of 3 without Ash are 1 of 2."""
    some = found(hand, SOME).standing("claim", "trusting")
    assert (some.told, some.result, some.support) == ("2 of 3", "holds", ("ash", "cedar"))
    assert some.without == (
        Left("ash", "1 of 2", "broken", True),
        Left("birch", "2 of 2", "holds", False),
        Left("cedar", "1 of 2", "broken", True),
    )


def test_a_broken_claim_may_hold_without_the_one_against_it(hand: ModuleType) -> None:
    every = found(hand, ALL).standing("claim", "all")
    assert every.result == "broken"
    assert every.left("birch") == Left("birch", "2 of 2", "holds", True)
    assert every.pivots == ("birch",)


def test_what_stood_behind_a_claim_before_does_not_count(hand: ModuleType) -> None:
    """It has weakened since it was 3 of 3; without Birch it would be as strong again, but that is not the question."""
    result = found(hand, MOST)
    assert result.findings["mostly"].result == "weakened"
    mostly = result.standing("claim", "mostly")
    assert mostly.result == "holds"
    assert mostly.left("birch") == Left("birch", "2 of 2", "holds", False)


def test_a_claim_that_compares_changes_with_cases_of_both_sides(hand: ModuleType) -> None:
    """1 of 2 against 0 of 1; without Ash 0 of 1, without Cedar there is nobody to compare with."""
    more = found(hand, MORE).standing("claim", "more")
    assert (more.told, more.result) == ("1 of 2 against 0 of 1", "holds")
    assert more.left("ash") == Left("ash", "0 of 1 against 0 of 1", "broken", True)
    assert more.left("birch") == Left("birch", "1 of 1 against 0 of 1", "holds", False)
    assert more.left("cedar").result == "undecided"
    assert more.left("dogwood").changes is False
    assert more.only == "ash"


def test_a_claim_about_one_case_does_not_stand_on_one_case_only(hand: ModuleType) -> None:
    ash = found(hand, ONLY_ASH).standing("claim", "ash")
    assert (ash.told, ash.only, ash.without) == ("1 of 1", "", ())


def test_a_claim_of_an_exact_number_is_told_and_not_judged_without_a_case(hand: ModuleType) -> None:
    two = found(hand, EXACT).standing("claim", "two")
    assert two.result == "holds"
    assert two.left("birch") == Left("birch", "2 of 2", "holds", False)


def test_whose_interview_is_the_first_without_the_first(hand: ModuleType) -> None:
    """Ash in March 2024, then Cedar, a charity, in January 2025."""
    first = found(hand, FIRST).standing("claim", "first")
    assert (first.result, first.support) == ("holds", ("ash",))
    assert first.left("ash").result == "broken"
    assert first.only == "ash"
    assert first.pivots == ("ash",)


def test_it_is_what_a_study_without_the_case_would_say(hand: ModuleType) -> None:
    """The short way and the long one: a study in which the case does not stand."""
    whole: Study = hand.make()
    findings = (SOME, ALL, FIRST)
    result = influence(whole, findings=findings)
    for case in ("ash", "birch", "cedar", "dogwood"):
        rest = hand.make(
            cases=[c for c in hand.CASES if c.id != case],
            documents=[d for d in hand.DOCUMENTS if d.case != case],
            codings=[c for c in hand.CODINGS if whole.document(c.document).case != case],
            done=[d for d in hand.DONE if whole.document(d.document).case != case],
        )
        alone = influence(rest, findings=findings)
        for standing in result.standings:
            other = alone.standing(standing.kind, standing.id)
            left = standing.left(case)
            assert (left.told, left.result) == (other.told, other.result), (case, standing.id)


def test_voices_are_coded_turns_of_cases_and_of_speakers_by_role(hand: ModuleType) -> None:
    result = found(hand)
    voices = {(voice.kind, voice.id): voice.passages for voice in result.voices.every}
    assert result.voices.passages == 4
    assert voices["case", "ash"] == 2  # five codings on two turns
    assert voices["case", "birch"] == voices["case", "cedar"] == 1
    assert voices["case", "dogwood"] == 0
    assert voices["speaker", "P01, Clerk"] == 2
    assert voices["speaker", "P02, Chair"] == 1
    assert voices["speaker", "P03, an interviewee"] == 1  # no-quotes: the role is not told beside what was said


def test_a_voice_above_a_third_is_warned_of_and_one_of_just_a_third_is_not(hand: ModuleType) -> None:
    quoted = [hand.CODINGS[0], hand.CODINGS[5], None]  # one of Ash, one of Birch, one told of no place
    result = found(hand, quoted=quoted)
    assert result.warnings == (
        "Ash Council: 2 of 4 coded passages, more than 1/3",
        "P01, Clerk: 2 of 4 coded passages, more than 1/3",
    )
    assert (result.voices.quotations, result.too_much(1, 3)) == (3, False)
    more = found(hand, quoted=[*quoted[:2], hand.CODINGS[5]])
    assert "Birch Council: 2 of 3 quotations, more than 1/3" in more.warnings
    half = found(hand, bound="1/2")
    assert (half.bound, half.warnings) == (Fraction(1, 2), ())
    assert "No voice fills more than 1/2." in half.note


def test_quotations_that_may_not_be_placed_count_for_nobody(hand: ModuleType) -> None:
    study = hand.make(documents=hand.changed("P01", consent="anonymous"))
    result = influence(study, quoted=[hand.CODINGS[0], hand.CODINGS[5]])
    voices = {(voice.kind, voice.id): voice for voice in result.voices.every}
    assert voices["case", "ash"].quotations == 0
    assert voices["case", ""].quotations == 1
    assert voices["speaker", "an interviewee, told of no place"].quotations == 1
    assert not any("Clerk" in voice.name for voice in result.voices.every)
    assert not any(warning.startswith("told of no place") for warning in result.warnings)


def test_withdrawn_documents_are_nobody_s_voice(hand: ModuleType) -> None:
    withdrawn = next(coding for coding in hand.CODINGS if coding.document == "P05")
    result = found(hand, quoted=[withdrawn, hand.CODINGS[5]])
    assert result.voices.quotations == 1
    assert not any(voice.document == "P05" for voice in result.voices.every)


def test_names_are_never_told_as_speakers(hand: ModuleType) -> None:
    speakers = {"I": "interviewer", "A": "Clerk [Ann Archer]"}
    result = influence(hand.make(documents=hand.changed("P01", speakers=speakers)))
    told = result.voices_frame().to_string() + result.note
    assert "P01, Clerk" in told
    assert "Archer" not in told


def test_evidence_is_what_a_case_says_of_a_theme_or_a_claim(hand: ModuleType) -> None:
    result = found(hand, SOME)
    assert [(p.document, p.turn) for p in result.evidence("theme", "trust", "ash")] == [("P01", 4)]
    assert [p.document for p in result.evidence("claim", "trusting", "cedar")] == ["P03"]
    assert result.evidence("claim", "trusting", "birch") == ()
    with pytest.raises(StudyError, match="no case oak"):
        result.evidence("theme", "trust", "oak")
    with pytest.raises(StudyError, match="no claim trust here"):
        result.evidence("claim", "trust", "ash")


def test_the_frames_have_a_row_for_each_pair_and_each_voice(hand: ModuleType) -> None:
    result = found(hand, SOME)
    frame = result.frame()
    assert len(frame) == 5 * 4  # four themes and a claim, four cases
    row = frame[(frame["id"] == "trusting") & (frame["case"] == "ash")].iloc[0]
    assert (row["kind"], row["told"], row["result"]) == ("claim", "2 of 3", "holds")
    assert (row["without"], row["result_without"], bool(row["changes"])) == ("1 of 2", "broken", True)
    voices = result.voices_frame()
    assert len(voices) == 4 + 3
    assert set(voices[voices["above_bound"]]["voice"]) == {"ash", "P01, Clerk"}


def test_choices_that_cannot_be_are_refused(hand: ModuleType) -> None:
    for bound in ("0", "two", 2, True):
        with pytest.raises(SettingsError, match="is no share"):
            found(hand, bound=bound)
    with pytest.raises(SettingsError, match="no code trsut"):
        found(hand, Finding("wrong", "Wrong.", Claim("all", ("trsut",))))
    with pytest.raises(TooFewError, match="too few places to leave one out"):
        influence(hand.make(cases=hand.CASES[:1], documents=hand.DOCUMENTS[:1], links=()))


def test_it_remembers_how_it_was_made(hand: ModuleType) -> None:
    result = found(hand, SOME)
    assert str(result.made_by) == "influence: level=code, bound=1/3, evidence=person"
    assert repr(result) == "<Influence of 4 places on 4 themes and 1 claims: 3 on one alone, 2 voices above 1/3>"


def test_one_demo_finding_hangs_on_each_of_two_places(demo_study_folder: Path) -> None:
    from collabstudy.io.findings import read_findings
    from collabstudy.run.opening import read_study

    study = read_study(demo_study_folder)
    result = influence(study, findings=read_findings(study.folder))
    contracts = result.standing("claim", "contracts")  # some: two or more; 2 of 8
    assert (contracts.told, contracts.pivots) == ("2 of 8", ("lampwick", "plankway"))
    assert all(left.result == "broken" for left in contracts.without if left.changes)


def test_the_place_of_an_anonymous_speaker_is_not_told_beside_the_document(hand: ModuleType) -> None:
    frame = influence(hand.make()).voices_frame()
    assert frame.loc[frame["document"] == "P01", "case"].tolist() == ["ash"]
    result = influence(hand.make(documents=hand.changed("P01", consent="anonymous")))
    frame = result.voices_frame()
    assert frame.loc[frame["document"] == "P01", "case"].tolist() == [""]
    assert "P01, an interviewee: 2 of 4 coded passages, more than 1/3" in result.warnings


def test_without_the_one_that_is_not_coded_yet_who_was_first_is_no_longer_undecided(hand: ModuleType) -> None:
    """Dogwood spoke before Ash and nobody has coded it yet; Dogwood is no council, so it could turn the claim."""
    study = hand.make(documents=hand.changed("P04", date="2023-01-01"))
    first = influence(study, findings=[FIRST]).standing("claim", "first")
    assert first.result == "undecided"
    assert first.left("dogwood") == Left("dogwood", first.told, "holds", True)
