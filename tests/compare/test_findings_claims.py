"""Claims of every kind in the study by hand.

Trust: Ash and Cedar voice it, Birch was asked and does not, Dogwood is not coded yet. Sharing, with voting below it:
Ash voices both in its second turn; Cedar was asked and does not, Birch was not asked. Money: Birch voices it. The
interviews were made in the order Ash, Birch, Cedar, Dogwood.
"""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.claiming.claims import BESIDE, NOBODY, Judge, Tally
from collabstudy.compare.findings import Outcome, check, problems
from collabstudy.compare.wording import Threshold
from collabstudy.errors import SettingsError
from collabstudy.model.finding import ANY, Claim, Finding, Measure, Was
from collabstudy.model.study import Study

CASES = {"case": ("ash", "birch", "cedar")}  # without Dogwood, of which nothing is known


def outcome(study: Study, claim: Claim, **more: object) -> Outcome:
    return check(study, [Finding("f", "A sentence.", claim, **more)])["f"]  # type: ignore[arg-type]


def words(**declared: object) -> dict[str, object]:
    return {"words": {"all": 1.0, "most": "2/3", "some": 2, **declared}}


# ---- so many of so many


@pytest.mark.parametrize(
    ("some", "of", "result"), [(2, 3, "holds"), (1, 3, "broken"), (3, 3, "broken"), (2, 4, "broken")]
)
def test_just_so_many_means_just_so_many(hand: ModuleType, some: int, of: int, result: str) -> None:
    assert outcome(hand.make(), Claim("exactly", ("trust",), exactly=(some, of))).result == result


def test_just_so_many_is_open_where_something_between_could_make_it_true(hand: ModuleType) -> None:
    """Half of the charities are not known; that none or all of them voice it is not all that could be."""
    strict = hand.make(rest={"findings": {"unknown": "0"}})
    assert outcome(strict, Claim("exactly", ("trust",), exactly=(2, 4))).result == "undecided"  # Dogwood might not
    assert outcome(strict, Claim("exactly", ("trust",), exactly=(3, 4))).result == "undecided"  # or might
    assert outcome(strict, Claim("exactly", ("trust",), exactly=(1, 4))).result == "broken"  # two voice it already


def test_a_range_can_be_true_only_between(hand: ModuleType) -> None:
    """Two of three places are not coded: with none of them it is too few, with both too many, with one it is right."""
    study = hand.make(done=hand.DONE[:1], codings=hand.CODINGS[:5], rest=words(few="2-2"))
    found = outcome(study, Claim("few", ("trust",), CASES))
    assert (found.result, found.denominator, found.why) == ("undecided", 1, "2 of 3 are not known and could turn it")


# ---- words with and without an upper bound


def test_some_is_not_broken_when_all_voice_it_but_says_too_little(hand: ModuleType) -> None:
    both = {"case": ("ash", "cedar")}
    found = outcome(hand.make(), Claim("some", ("trust",), both))
    assert (found.result, found.note) == ("holds", "2 of 2 places; understated: 2 of 2 is what `all` says")
    most = outcome(hand.make(), Claim("some", ("trust",), CASES))
    assert (most.result, most.note) == ("holds", "2 of 3 places; understated: 2 of 3 is what `most` says")
    assert "understated" not in outcome(hand.make(), Claim("most", ("trust",), CASES)).note


def test_a_word_with_an_upper_bound_is_broken_beyond_it(hand: ModuleType) -> None:
    claim = Claim("few", ("trust",), CASES)
    assert outcome(hand.make(rest=words(few="1-2")), claim).result == "holds"
    assert outcome(hand.make(rest=words(few="1-1")), claim).result == "broken"
    assert outcome(hand.make(rest=words(few="1-1")), Claim("few", ("money",), CASES)).result == "holds"


def test_few_has_to_say_how_many_are_too_many(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="`few` says how many at most") as error:
        outcome(hand.make(rest=words(few=1)), Claim("few", ("trust",)))
    assert error.value.hint == 'write few = "1-2" under [words] in study.toml'


def test_a_word_of_ones_own_can_be_claimed(hand: ModuleType) -> None:
    study = hand.make(rest=words(**{"about half": "1/3-2/3"}))
    assert outcome(study, Claim("about half", ("trust",), CASES)).result == "holds"  # 2 of 3
    assert outcome(study, Claim("about half", ("trust",), {"case": ("ash", "cedar")})).result == "broken"  # 2 of 2


# ---- together with


def together(one: str, other: str, within: str, how: str = "all") -> Claim:
    return Claim("together", (one,), with_codes=(other,), within=within, how=Measure(how))


def test_together_looks_at_the_cases_that_voice_the_first(hand: ModuleType) -> None:
    found = outcome(hand.make(), together("trust", "sharing", "case"))
    assert (found.result, found.support, found.against, found.denominator) == ("broken", ("ash",), ("cedar",), 2)
    assert found.unknown == ("dogwood",)
    other_way = outcome(hand.make(), together("sharing", "trust", "case"))
    assert (other_way.result, other_way.support, other_way.unknown) == ("undecided", ("ash",), ("birch", "dogwood"))
    known = Claim("together", ("sharing",), {"case": ("ash", "cedar")}, with_codes=("trust",), within="case")
    assert outcome(hand.make(), known).result == "holds"  # Cedar does not voice sharing, and is not looked at


def test_how_many_of_them_have_to_is_said(hand: ModuleType) -> None:
    assert outcome(hand.make(), together("trust", "sharing", "case", "most")).result == "broken"
    least = Claim("together", ("trust",), with_codes=("sharing",), within="case", how=Measure("at_least", 1))
    assert outcome(hand.make(), least).result == "holds"
    none = outcome(hand.make(), together("trust", "money", "case", "none"))
    assert (none.result, none.support, none.against) == ("holds", ("ash", "cedar"), ())


def test_two_codes_neither_without_the_other(hand: ModuleType) -> None:
    claim = Claim("together", ("trust", "money"), CASES, within="case")
    found = outcome(hand.make(), claim)
    assert (found.result, found.support, found.against) == ("broken", (), ("ash", "birch", "cedar"))
    more = (*hand.CODINGS, hand.said("x", "P02", "trust", "Nobody, frankly."))
    assert outcome(hand.make(codings=more), claim).support == ("birch",)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("the keys.", ["case", "document", "turn", "passage"]),  # on what is coded as sharing
        ("Nobody slept.", ["case", "document", "turn"]),  # in the same turn, after it
        ("There is no money.", ["case", "document"]),  # in another turn
    ],
)
def test_together_within_case_document_turn_and_passage(hand: ModuleType, quote: str, expected: list[str]) -> None:
    study = hand.make(codings=(*hand.CODINGS, hand.said("x", "P01", "money", quote)))
    claims = [(within, together("sharing", "money", within)) for within in ("case", "document", "turn", "passage")]
    assert [within for within, claim in claims if "ash" in outcome(study, claim).support] == expected


def test_two_interviews_of_one_place_are_two_documents(hand: ModuleType) -> None:
    documents = hand.changed("P02", case="ash")
    study = hand.make(documents=documents)
    assert outcome(study, together("trust", "money", "case")).support == ("ash",)
    assert outcome(study, together("trust", "money", "document")).support == ()


def test_touching_is_not_sharing_a_passage(hand: ModuleType) -> None:
    said = hand.said("x", "P03", "money", "I trust")
    beside = hand.said("y", "P03", "sharing", " the oven.")
    study = hand.make(codings=(said, beside))
    assert outcome(study, together("money", "sharing", "turn")).support == ("cedar",)
    assert outcome(study, together("money", "sharing", "passage")).support == ()


def test_a_turn_of_the_interviewer_is_not_shared(hand: ModuleType) -> None:
    """One coding runs from Ash's second turn into the next question, another from that question into the answer."""
    one = hand.said("x", "P01", "money", "Nobody slept.\n\nI: And then?")
    other = hand.said("y", "P01", "trust", "And then?\n\nA: Then we trusted")
    study = hand.make(codings=(one, other))
    assert outcome(study, together("money", "trust", "turn")).support == ()
    assert outcome(study, together("money", "trust", "passage")).support == ("ash",)  # the words themselves are shared


def test_in_an_article_codes_are_together_only_for_the_places_of_their_turns(hand: ModuleType) -> None:
    study = hand.make(evidence=("person", "rules"))
    claim = together("sharing", "trust", "document")
    found = outcome(study, claim, evidence=("person", "rules"))
    assert found.support == ("ash",)  # the article has both, but trust in it is Cedar's alone
    assert found.evidence == ("person", "rules")


# ---- first voiced by


def first(*cases: str, code: str = "trust") -> Claim:
    return Claim("first", (code,), {"case": cases})


def test_the_earliest_interview_that_voices_it_is_first(hand: ModuleType) -> None:
    found = outcome(hand.make(), first("ash"))
    assert (found.result, found.support, found.against, found.denominator) == ("holds", ("ash",), (), 2)
    assert found.note == "first in Ash Council (2024-03-01)"
    other = outcome(hand.make(), first("cedar"))
    assert (other.result, other.support, other.against) == ("broken", (), ("ash",))


def test_a_code_of_which_nobody_speaks_is_first_voiced_by_nobody(hand: ModuleType) -> None:
    study = hand.make(codings=hand.CODINGS[:1])
    found = outcome(study, first("ash"))
    assert (found.result, found.why, found.denominator) == ("undecided", "no interview voices it", 0)


def test_two_interviews_of_one_day_leave_it_open(hand: ModuleType) -> None:
    study = hand.make(documents=hand.changed("P03", date="2024-03-01"))
    found = outcome(study, first("ash"))
    assert (found.result, found.why) == ("undecided", "P01, P03 may be of the same day")
    assert outcome(study, first("ash", "cedar")).result == "holds"  # whichever it was
    assert outcome(hand.make(documents=hand.changed("P03", date="2024")), first("ash")).result == "undecided"
    assert outcome(hand.make(documents=hand.changed("P03", date="2024-04")), first("ash")).result == "holds"


def test_an_interview_without_a_date_leaves_it_open(hand: ModuleType) -> None:
    found = outcome(hand.make(documents=hand.changed("P03", date="")), first("ash"))
    assert (found.result, found.why) == ("undecided", "P03 has no date")
    assert (
        outcome(hand.make(documents=hand.changed("P02", date="")), first("ash")).result == "holds"
    )  # does not voice it


def test_an_earlier_interview_that_is_not_coded_yet_leaves_it_open(hand: ModuleType) -> None:
    study = hand.make(documents=hand.changed("P04", date="2024-01-01"))
    found = outcome(study, first("ash"))
    assert (found.result, found.unknown) == ("undecided", ("dogwood",))
    assert found.why == "an earlier interview is not coded yet: Dogwood $5 Trust"
    assert outcome(study, first("ash", "dogwood")).result == "holds"  # Dogwood could only bear it out
    assert outcome(study, first("cedar")).result == "broken"


def test_those_not_asked_before_are_told(hand: ModuleType) -> None:
    study = hand.make(codings=(hand.said("x", "P03", "sharing", "The secret baker decides."),))
    found = outcome(study, first("cedar", code="sharing"))
    assert (found.result, found.unknown) == ("holds", ("birch",))
    assert found.note.endswith("not asked before it: Birch Council")


def test_articles_are_no_interviews(hand: ModuleType) -> None:
    documents = tuple(d for d in hand.changed("A1", date="2020-01-01"))
    study = hand.make(documents=documents, evidence=("person", "rules"))
    found = outcome(study, Claim("first", ("trust",), {"case": ("ash",)}), evidence=("rules", "person"))
    assert found.result == "holds"  # not Cedar, of which an article spoke before


# ---- whose codings


def test_a_finding_rests_on_people_unless_it_says_otherwise(hand: ModuleType) -> None:
    claim = Claim("all", ("sharing",), {"case": ("birch",)})
    study = hand.make(evidence=("person", "rules"))  # of the study's tables, not of its findings
    assert outcome(study, claim).result == "undecided"
    said = outcome(study, claim, evidence=("person", "rules"))
    assert (said.result, said.evidence, said.note) == (
        "holds",
        ("person", "rules"),
        "1 of 1 place; evidence: person + rules",
    )
    declared = hand.make(rest={"findings": {"evidence": ["person", "rules"]}})
    assert outcome(declared, claim).result == "holds"
    assert check(declared, [Finding("f", "S.", claim)]).made_by.choices["evidence"] == ("person", "rules")
    with pytest.raises(SettingsError, match=r"\[findings\] evidence"):
        outcome(hand.make(rest={"findings": {"evidence": ["people"]}}), claim)


# ---- numbers in the sentence


def test_numbers_in_braces_are_put_in(hand: ModuleType) -> None:
    text = "{trust.cases} of {trust.of} places trust, {trust.passages} times; not {trust.against}."
    found = check(hand.make(), [Finding("f", text, Claim("most", ("trust",)))])
    assert found["f"].finding.statement == "2 of 3 places trust, 2 times; not Birch Council."
    assert found.frame()["statement"].tolist() == ["2 of 3 places trust, 2 times; not Birch Council."]


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("Two of three places.", False),
        ("2 of the 3 places", False),
        ("{trust.cases} of {trust.of} places", False),
        ("Places trust.", False),
        ("Since 2019 two places trust.", False),
        ("One could say that two places trust.", False),
        ("Two of four places.", True),
        ("Three places trust.", True),
        ("All of three places.", True),
    ],
)
def test_a_number_in_the_sentence_has_to_be_the_one_that_is_claimed(
    hand: ModuleType, statement: str, wrong: bool
) -> None:
    finding = Finding("f", statement, Claim("exactly", ("trust",), exactly=(2, 3)), None, "x.yaml", 4)
    assert [(p.code, p.line) for p in problems(hand.make(), [finding])] == ([("finding-number", 4)] if wrong else [])


def test_at_least_is_held_against_the_sentence_too(hand: ModuleType) -> None:
    (problem,) = problems(hand.make(), [Finding("f", "At least three places.", Claim("at_least", ("trust",), least=2))])
    assert problem.problem == "f: the statement says 3, the claim 2"


# ---- what cannot be


def test_claims_that_nothing_could_decide_are_told_all_at_once(hand: ModuleType) -> None:
    council, charity = {"sector": ("council",)}, {"sector": ("charity",)}
    findings = [
        Finding("a", "S.", Claim("all", ("trust",), {"sector": ("council",), "case": ("cedar",)})),
        Finding("b", "S.", Claim("only", ("trust",), {"sector": ("council", "charity")})),
        Finding("c", "S.", Claim("more_than", ("trust",), council, council)),
        Finding("d", "S.", Claim("more_than", ("trust",), against_codes=("trust",))),
        Finding("e", "S.", Claim("more_than", ("trust",), council, {"sector": ("charity",), "case": ("ash",)})),
        Finding("f", "S.", together("sharing", "voting", "turn")),
        Finding("g", "S.", Claim("together", ("trust", "money", "sharing"), within="turn")),
        Finding("h", "S.", together("trust", "money", "turn", "loads")),
        Finding("i", "{trsut.cases} of {n} and {finding.a} {{ count trust }}", Claim("most", ("trust",), charity)),
        Finding("j", "S.", Claim("most", ("trsut",), {"sectr": ("council",)})),
        Finding("k", "S.", Claim("more_than", ("trust",), council, against_codes=("money",))),
    ]
    assert [
        (problem.code.removeprefix("finding-"), problem.problem, problem.hint)
        for problem in problems(hand.make(), findings)
    ] == [
        ("undecidable", "a: there is no case that it is about", "say it of other cases, or of other codes"),
        ("undecidable", "b: it is about all cases: there are no others", "say it of other cases, or of other codes"),
        ("undecidable", "c: it compares cases with themselves", "say it of other cases, or of other codes"),
        ("undecidable", "d: it compares cases with themselves", "say it of other cases, or of other codes"),
        ("undecidable", "e: there is no case that it compares with", "say it of other cases, or of other codes"),
        (
            "undecidable",
            "f: a code is always together with itself, and with those above it",
            "say it of other cases, or of other codes",
        ),
        ("undecidable", "g: it names more than two codes to be together", "write one finding for each two"),
        ("unknown", "h: `loads` says not how many", "one of all, none, most, some, few, 7 of 10, at least 7"),
        ("braces", "i: there is no code `trsut`", "is it trust?"),
        ("braces", "i: there is no finding `a`", "findings none"),
        ("braces", "i: a finding cannot stand in another's statement", "say it in its own words"),
        ("braces", "i: `{{ … }}` is for prose", "write {trust.cases} in a statement"),
        ("unknown", "j: no code trsut", "is it trust?"),
        ("unknown", "j: cases have no attribute `sectr`", "is it sector?"),
    ]


def test_the_error_tells_the_first_and_how_many_more(hand: ModuleType) -> None:
    findings = [Finding(name, "S.", Claim("most", ("love",)), None, "briefing/findings.yaml", 3) for name in "abc"]
    with pytest.raises(SettingsError, match=r"briefing/findings.yaml, line 3: a: no code love") as error:
        check(hand.make(), findings)
    assert "2 more: `collabstudy check` lists them" in error.value.hint
    assert [other.problem for other in error.value.others] == ["b: no code love", "c: no code love"]


# ---- what is given with the result


def test_passages_are_given_for_either_side(hand: ModuleType) -> None:
    found = check(hand.make(), [Finding("f", "S.", Claim("only", ("trust",), {"case": ("ash",)}))])
    assert found["f"].result == "broken"
    assert {case: [p.codings for p in told] for case, told in found.evidence("f", "support").items()} == {
        "ash": [("c5",)]
    }
    assert {case: [p.codings for p in told] for case, told in found.evidence("f", "against").items()} == {
        "cedar": [("c7",)]
    }
    assert list(found.evidence("f")) == ["ash", "cedar"]


def test_passages_of_codes_below_stand_behind_it_too(hand: ModuleType) -> None:
    found = check(hand.make(), [Finding("f", "S.", Claim("all", ("power",), {"case": ("ash",)}))])
    codings = {coding for passage in found.evidence("f")["ash"] for coding in passage.codings}
    assert codings == {"c1", "c2", "c3", "c4"}  # sharing, and voting below it


def test_the_words_are_told_with_the_findings(hand: ModuleType) -> None:
    found = check(hand.make(rest=words(few="1-2")), [Finding("f", "S.", Claim("most", ("trust",)))])
    assert found.meanings.startswith(
        "“All” is every place that was asked and coded, “most” two thirds of them or more,"
    )


def test_how_many_voice_it_beside_is_given_where_it_compares(hand: ModuleType) -> None:
    council, rest = {"case": ("ash", "birch")}, {"case": ("cedar",)}
    assert outcome(hand.make(), Claim("more_than", ("trust",), rest, council)).beside == (1, 2)
    assert outcome(hand.make(), Claim("most", ("trust",))).beside is None


def test_what_was_weakens_what_is_together(hand: ModuleType) -> None:
    claim = Claim("together", ("trust",), with_codes=("sharing",), within="case", how=Measure("at_least", 1))
    assert outcome(hand.make(), claim, was=Was(2, 2)).result == "weakened"  # 1 of 2 now
    assert outcome(hand.make(), claim, was=Was(1, 2)).result == "holds"


def test_no_findings_are_no_problem(hand: ModuleType) -> None:
    found = check(hand.make(), [])
    assert (len(found), len(found.frame()), found.broken) == (0, 0, ())


def test_a_setting_that_there_is_not_is_named(hand: ModuleType) -> None:
    study = hand.make(rest={"findings": {"unknwon": "1/2"}})
    with pytest.raises(SettingsError, match=r"\[findings\] has no setting `unknwon`") as error:
        outcome(study, Claim("most", ("trust",)))
    assert error.value.hint == "is it unknown?"


# ---- undecided is what could be turned, and nothing else

WORDS = {
    "all": Threshold("all", Fraction(1)),
    "most": Threshold("most", Fraction(2, 3)),
    "some": Threshold("some", number=2, up_to=3),
}
MEASURED = [
    Claim("all", ("k",)),
    Claim("none", ("k",)),
    Claim("most", ("k",)),
    Claim("some", ("k",)),
    Claim("at_least", ("k",), least=2),
    Claim("at_least", ("k",), least=Fraction(1, 2)),
    Claim("exactly", ("k",), exactly=(2, 4)),
    Claim("only", ("k",), {"s": ("x",)}),
    Claim("more_than", ("k",), {"s": ("x",)}, {"s": ("y",)}),
]


def true_by_hand(claim: Claim, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """What each claim means, written out once more: (voiced, known) of those it is about and of those beside them."""
    (voiced, known), (others, known_others) = here, there
    told = {
        "all": voiced == known,
        "none": voiced == 0,
        "most": 3 * voiced >= 2 * known,
        "some": voiced in (2, 3),
        "exactly": (voiced, known) == (2, 4),
        "only": voiced > 0 and others == 0,
        "more_than": voiced * known_others > others * known,
    }
    if claim.kind == "at_least":
        return voiced >= 2 if claim.least == 2 else 2 * voiced >= known
    return told[claim.kind]


@given(
    st.sampled_from(MEASURED),
    st.tuples(*[st.integers(0, 4)] * 3),
    st.tuples(*[st.integers(0, 4)] * 3),
)
def test_a_claim_is_undecided_just_where_the_unknown_could_turn_it(
    claim: Claim, here: tuple[int, int, int], there: tuple[int, int, int]
) -> None:
    def told(part: tuple[int, int, int], name: str) -> Tally:
        voiced, silent, unknown = (tuple(f"{name}{kind}{n}" for n in range(count)) for kind, count in enumerate(part))
        return Tally(voiced, silent, unknown)

    these, others = told(here, "a"), told(there, "b")
    verdict = Judge(WORDS, Fraction(0)).verdict(claim, these, others, None)
    beside = others if claim.kind in BESIDE else NOBODY
    if these.of == 0 or (claim.kind in BESIDE and beside.of == 0):
        assert (verdict.result, bool(verdict.why)) == ("undecided", True)
        return
    futures = {
        true_by_hand(
            claim,
            (len(these.present) + more, these.of + these.unknown),
            (len(beside.present) + also, beside.of + beside.unknown),
        )
        for more in range(these.unknown + 1)
        for also in range(beside.unknown + 1)
    }
    now = true_by_hand(claim, (len(these.present), these.of), (len(beside.present), beside.of))
    expected = "undecided" if (not now) in futures else "holds" if now else "broken"
    assert verdict.result == expected
    assert not set(verdict.support) & set(verdict.against)


# ---- values by themselves


def test_a_value_by_itself_is_looked_for_in_the_cases(hand: ModuleType) -> None:
    found = outcome(hand.make(), Claim("all", ("trust",), {ANY: ("council",)}))
    assert found.finding.claim.among == {"sector": ("council",)}
    assert (found.support, found.against) == (("ash",), ("birch",))
    cases = outcome(hand.make(), Claim("all", ("trust",), {ANY: ("ash", "cedar")}))
    assert (cases.finding.claim.among, cases.result) == ({"case": ("ash", "cedar")}, "holds")
    lead = Claim("more_than", ("trust",), {ANY: ("council",)}, {ANY: ("charity",)})
    assert outcome(hand.make(), lead).told == "1 of 2 against 1 of 1"


def test_a_value_of_nothing_or_of_several_attributes_is_told(hand: ModuleType) -> None:
    from dataclasses import replace

    cases = [replace(case, attributes={**case.attributes, "owner": "council"}) for case in hand.CASES]
    study = hand.make(cases=cases)
    findings = [
        Finding("a", "S.", Claim("all", ("trust",), {ANY: ("counsil",)})),
        Finding("b", "S.", Claim("all", ("trust",), {ANY: ("council",)})),
        Finding("c", "S.", Claim("all", ("trust",), {ANY: ("charity", "ash")})),
    ]
    assert [(problem.problem, problem.hint) for problem in problems(study, findings)] == [
        ("a: no case is `counsil` or has it as an attribute", "is it council?"),
        ("b: `council` may be several things", "write {sector: council} or {owner: council}"),
        ("c: `charity` or `ash` may be several things", "write each with its attribute, as {sector: council}"),
    ]
    with pytest.raises(SettingsError, match="may be several things"):
        outcome(study, Claim("all", ("trust",), {ANY: ("council",)}))


# ---- what is told


def test_none_tells_how_many_voice_it_and_not_how_many_do_not(hand: ModuleType) -> None:
    """It said `2 of 2` of a sentence that nobody says something, where two of two do not."""
    found = outcome(hand.make(), Claim("none", ("money",), {"case": ("ash", "cedar")}))
    assert (found.result, found.told, found.support, found.denominator) == ("holds", "0 of 2", ("ash", "cedar"), 2)


def test_only_and_first_tell_what_they_looked_at(hand: ModuleType) -> None:
    only = outcome(hand.make(), Claim("only", ("trust",), {"case": ("ash",)}))
    assert (only.told, only.against) == ("1 of 1, of the others 1 of 2", ("cedar",))
    assert outcome(hand.make(), first("ash")).told == "first in Ash Council (2024-03-01)"


def test_nobody_is_against_what_too_many_break_as_too_few_do(hand: ModuleType) -> None:
    assert outcome(hand.make(), Claim("exactly", ("trust",), exactly=(2, 3))).bounded
    assert outcome(hand.make(rest=words(few="1-2")), Claim("few", ("trust",))).bounded
    assert not outcome(hand.make(), Claim("most", ("trust",))).bounded
    nobody = outcome(hand.make(), Claim("some", ("trust",), {"case": ("dogwood",)}))
    assert nobody.note == "nobody known; nobody that it is about is known; not coded yet: Dogwood $5 Trust"


# ---- claims in a sentence's own words


def tried(study: Study, claim: str) -> tuple[str, str, str]:
    """What was understood, what came out and what is noted of a claim about trust, as it is tried in a notebook."""
    from collabstudy.run.findings import finding

    found = finding(study, "A sentence.", code="trust", claim=claim)
    return str(found.outcome.finding.claim), found.result, found.outcome.note


def test_together_is_in_the_same_place_where_nothing_else_is_said_and_the_note_says_so(hand: ModuleType) -> None:
    noted = "1 of 2 places; together in the same place, as `within` says nothing else; not coded yet: Dogwood $5 Trust"
    assert tried(hand.make(), "together with sharing") == (
        "together: trust with sharing, within case, all",
        "broken",
        noted,
    )
    said = outcome(hand.make(), together("trust", "sharing", "case"))
    assert (said.support, said.against, said.note) == (
        ("ash",),
        ("cedar",),
        noted.replace(f"; {noted.split('; ')[1]}", ""),
    )
    turn, result, note = tried(hand.make(), "together with sharing within turn")
    assert (turn, result) == ("together: trust with sharing, within turn, all", "broken")
    assert note == "0 of 2 places; not coded yet: Dogwood $5 Trust"


@pytest.mark.parametrize(
    ("claim", "understood", "result"),
    [
        ("only council", "only: trust, among sector council", "broken"),  # Cedar too, a charity
        ("only in council", "only: trust, among sector council", "broken"),
        ("first voiced by ash", "first: trust, among case ash", "holds"),
        ("first voiced by Ash Council", "first: trust, among case ash", "holds"),
        ("first by cedar", "first: trust, among case cedar", "broken"),
        ("more in charity than council", "more_than: trust, among sector charity, against sector council", "undecided"),
    ],
)
def test_values_and_places_are_found_by_how_they_are_called(
    hand: ModuleType, claim: str, understood: str, result: str
) -> None:
    assert tried(hand.make(), claim)[:2] == (understood, result)


def test_a_word_of_ones_own_may_begin_with_only(hand: ModuleType) -> None:
    study = hand.make(rest=words(**{"only a few": "1-2"}))
    assert tried(study, "only a few")[:2] == ("only a few: trust", "holds")  # 2 of 3


@pytest.mark.parametrize(
    ("claim", "hint"),
    [
        ("together", "claim: together with time"),
        ("together with shraing", "is it sharing?"),
        ("together with sharing within trun", "is it turn?"),
        ("only", "claim: only in council"),
        ("only in", "claim: only in council"),
        ("only counsil", "is it council?"),
        ("first", "claim: first voiced by ash"),
        ("first voiced by asch", "is it ash?"),
        ("voiced first by ash", "first voiced by ash"),
        ("more than", "claim: more in council than charity"),
        ("more in council", "more in council than charity"),
        ("more than council", "more in council than charity"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_right_form(hand: ModuleType, claim: str, hint: str) -> None:
    with pytest.raises(SettingsError) as error:
        tried(hand.make(), claim)
    assert hint in error.value.hint
