"""Case × code, on a study that can be counted on the fingers.

With people's codings, by hand:

              sharing (with voting)   voting      trust        money
    ash       present c1+c2, c3, c4   present c4  present c5   absent (c9 is orphaned)
    birch     not asked (only q1)     absent      absent (q1)  present c6
    cedar     absent (q2 was asked)   absent      present c7   absent
    dogwood   not coded (P04)         not coded   not coded    not coded
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy.compare import crosstab
from collabstudy.errors import SettingsError, SourceError, StudyError
from collabstudy.model.codebook import Scope

VALUES = {
    "ash": {"power": "present", "sharing": "present", "voting": "present", "trust": "present", "money": "absent"},
    "birch": {"power": "not_asked", "sharing": "not_asked", "voting": "absent", "trust": "absent", "money": "present"},
    "cedar": {"power": "absent", "sharing": "absent", "voting": "absent", "trust": "present", "money": "absent"},
    "dogwood": dict.fromkeys(["power", "sharing", "voting", "trust", "money"], "not_coded"),
}


def test_every_cell_has_one_of_four_values_and_all_four_occur(hand: ModuleType) -> None:
    table = crosstab(hand.make(), unit="turn")
    found = {group.id: {row.id: table.cell(group.id, row.id).value for row in table.rows} for group in table.groups}
    assert {value for row in VALUES.values() for value in row.values()} == {
        "present",
        "absent",
        "not_asked",
        "not_coded",
    }
    assert found == VALUES


def test_overlapping_codings_of_one_coder_with_one_code_count_once(hand: ModuleType) -> None:
    cell = crosstab(hand.make(), unit="turn").cell("ash", "sharing")
    assert cell.own == 2  # mira's c1 and c2 are one, jonas's c3 is another
    assert cell.codings == 2  # with voting below: mira's c1, c2 and c4 hang together, for they overlap
    assert cell.count("passages") == 1  # all in one turn
    assert cell.documents == 1
    assert cell.words == 10  # We handed over the keys. It went to the vote.


@pytest.mark.parametrize(("unit", "passages"), [("turn", 1), ("sentence", 2), ("coding", 2), ("document", 1)])
def test_a_passage_is_what_the_unit_says(hand: ModuleType, unit: str, passages: int) -> None:
    assert len(crosstab(hand.make(), unit=unit).evidence("ash", "sharing")) == passages


def test_the_passages_name_codings_and_places(hand: ModuleType) -> None:
    first, second = crosstab(hand.make(), unit="sentence").evidence("ash", "sharing")
    text = hand.talk("P01").text
    assert [text[span.start : span.end] for span in first.spans] == ["We handed over the keys."]
    assert first.codings == ("c1", "c2", "c3")
    assert first.coders == ("jonas", "mira")
    assert second.codings == ("c2", "c4")
    assert (second.document, second.turn) == ("P01", 2)


def test_a_coding_over_two_turns_is_in_both_and_not_in_the_question_between(hand: ModuleType) -> None:
    start, end = hand.talk("P01").text.index("Nobody slept"), hand.talk("P01").text.index("each other")
    over = replace(hand.CODINGS[4], id="over", start=start, end=end)
    table = crosstab(hand.make(codings=[over]), unit="turn")
    assert [passage.turn for passage in table.evidence("ash", "trust")] == [2, 4]
    assert table.cell("ash", "trust").words == 5  # Nobody slept. Then we trusted


def test_what_is_coded_on_the_interviewers_words_alone_does_not_count(hand: ModuleType) -> None:
    asked = hand.said("asked", "P01", "trust", "Whom do you trust?")
    cell = crosstab(hand.make(codings=[asked]), unit="turn").cell("ash", "trust")
    assert (cell.value, cell.codings, cell.words, cell.passages) == ("absent", 0, 0, ())
    reaching = replace(asked, end=hand.talk("P01").text.index(" handed over the keys"))  # into the first word after it
    cell = crosstab(hand.make(codings=[reaching]), unit="turn").cell("ash", "trust")
    assert (cell.value, cell.codings, cell.words, [p.turn for p in cell.passages]) == ("present", 1, 1, [2])


@pytest.mark.parametrize("role", ["interviewer", "Interviewer", "*"])
def test_a_code_about_what_the_interviewer_says_counts_there(hand: ModuleType, role: str) -> None:
    codes = [replace(code, scope=Scope(roles=(role,))) if code.id == "trust" else code for code in hand.CODES]
    asked = hand.said("asked", "P01", "trust", "Whom do you trust?")
    table = crosstab(hand.make(codes=codes, codings=[asked]), unit="turn")
    assert [passage.turn for passage in table.evidence("ash", "trust")] == [1]


def test_people_and_rules_are_told_apart(hand: ModuleType) -> None:
    study = hand.make(evidence=("person", "rules"))
    table = crosstab(study, unit="turn")
    assert dict(table.cell("ash", "sharing").origins) == {"person": 2, "rules": 2}
    # People: c1+c2, c3, c4, c5, c6, c7. Rules: t1, t2, t3 and t4; t3 speaks of two cases and is one coding.
    assert table.split == "6 by people, 4 by rules"
    assert crosstab(study, unit="turn", evidence=["person"]).split == "6 by people"
    assert "6 by people, 4 by rules" in table.note


def test_a_passage_of_an_article_belongs_to_the_cases_it_is_tied_to(hand: ModuleType) -> None:
    table = crosstab(hand.make(evidence=("rules",)), unit="turn")
    assert [(p.document, p.turn) for p in table.evidence("birch", "sharing")] == [("A1", 2)]
    assert [(p.document, p.turn) for p in table.evidence("ash", "sharing")] == [("P01", 2), ("A1", 2)]
    assert [(p.document, p.turn) for p in table.evidence("cedar", "trust")] == [("P03", 2), ("A1", 3)]
    assert table.cell("cedar", "sharing").value == "absent"


def test_an_interview_belongs_to_its_own_case_whatever_places_it_names(hand: ModuleType) -> None:
    named = (*hand.LINKS, hand.CaseLink("P01", 2, "birch", "named"))
    assert crosstab(hand.make(links=named), unit="turn").cell("birch", "sharing").value == "not_asked"


def test_rules_have_read_what_can_be_read_but_only_for_codes_with_terms(hand: ModuleType) -> None:
    table = crosstab(hand.make(evidence=("rules",)), unit="turn")
    assert table.cell("dogwood", "trust").value == "absent"
    assert table.cell("dogwood", "money").value == "not_coded"  # no terms: nobody has looked


def test_a_source_that_is_gone_has_not_been_read_by_rules(hand: ModuleType) -> None:
    study = hand.make(evidence=("rules",), tags=())

    def gone(_: object, document: object) -> object:
        raise SourceError("gone")

    gone_study = replace(study, ways=replace(study.ways, transcript=gone))
    assert crosstab(gone_study, unit="turn").cell("ash", "trust").value == "not_coded"


def test_a_withdrawn_interview_counts_for_nothing(hand: ModuleType) -> None:
    alone = hand.make(documents=hand.without("P03"), done=(hand.Done("P05", "mira", "2025-01-01"),))
    assert any(coding.document == "P05" for coding in alone.codings)
    assert crosstab(alone, unit="turn").cell("cedar", "sharing").value == "not_coded"


def test_a_code_nobody_asked_about_is_absent_not_unasked(hand: ModuleType) -> None:
    assert not hand.GUIDE.about("money")
    assert crosstab(hand.make(), unit="turn").cell("cedar", "money").value == "absent"


def test_one_of_two_interviews_in_which_it_was_asked_is_enough(hand: ModuleType) -> None:
    second = replace(hand.DOCUMENTS[1], id="P06", asked=frozenset({"q2"}))
    hand.TALK["P06"] = hand.TALK["P02"]
    study = hand.make(documents=(*hand.DOCUMENTS, second))
    assert crosstab(study, unit="turn").cell("birch", "sharing").value == "absent"
    del hand.TALK["P06"]


def test_a_place_known_from_articles_only_is_compared_by_them(hand: ModuleType) -> None:
    done = (hand.Done("A1", "mira", "2025-01-01"),)
    study = hand.make(documents=hand.without("P03")[:-2] + hand.DOCUMENTS[-1:], done=done)
    table = crosstab(study, unit="turn")
    assert table.cell("cedar", "money").value == "absent"  # it was read, and there is no question on money
    assert table.cell("cedar", "trust").value == "not_asked"  # an article is not asked anything
    assert table.cell("dogwood", "money").value == "not_coded"


def test_codings_of_passages_that_speak_of_no_case_are_told_as_left_out(hand: ModuleType) -> None:
    linked = [link for link in hand.LINKS if link.case != "cedar"]
    table = crosstab(hand.make(links=linked), unit="turn", by="kind", evidence=["rules"])
    assert sum(table.origins.values()) == 3  # t1, t2 and t3; t4 speaks of Cedar, which nothing says now
    assert "Not counted: 1 coding where no case is spoken of." in table.note
    assert "Not counted" not in crosstab(hand.make(), unit="turn", by="kind", evidence=["rules"]).note


def test_the_denominator_is_present_and_absent(hand: ModuleType) -> None:
    found = crosstab(hand.make(), unit="turn").denominators()
    assert {code: str(of) for code, of in found.items()} == {
        "power": "1 of 2 places",
        "sharing": "1 of 2 places",
        "voting": "1 of 3 places",
        "trust": "2 of 3 places",
        "money": "1 of 3 places",
    }
    assert (found["sharing"].not_asked, found["sharing"].not_coded) == (1, 1)


def test_branches_are_the_codes_at_the_top(hand: ModuleType) -> None:
    table = crosstab(hand.make(), unit="turn", level="branch")
    assert [row.id for row in table.rows] == ["power", "trust", "money"]
    assert table.cell("ash", "power").codings == 2
    assert table.cell("ash", "power").own == 0


def test_a_branch_that_nobody_codes_with_is_a_heading(hand: ModuleType) -> None:
    assert [row.id for row in crosstab(hand.make(), unit="turn").rows if row.heading] == ["power"]
    coded = (*hand.CODINGS, hand.said("own", "P01", "power", "Nobody slept."))
    assert not [row.id for row in crosstab(hand.make(codings=coded), unit="turn").rows if row.heading]


def test_by_an_attribute_the_cases_of_a_group_are_added_up(hand: ModuleType) -> None:
    table = crosstab(hand.make(), unit="turn", by="sector")
    assert [group.id for group in table.groups] == ["council", "charity"]
    councils = table.cell("council", "trust")
    assert (councils.value, councils.cases["present"], councils.cases["absent"]) == ("present", 1, 1)
    assert table.cell("charity", "sharing").value == "absent"
    assert str(table.denominators()["trust"]) == "2 of 3 places"
    assert list(crosstab(hand.make(), unit="turn", by="staff").frame()["staff"].unique()) == ["900", "400", "12", ""]


def test_by_year_and_kind_a_case_is_looked_at_in_those_documents_only(hand: ModuleType) -> None:
    years = crosstab(hand.make(evidence=("person", "rules")), unit="turn", by="year")
    assert [group.id for group in years.groups] == ["2024", "2025"]
    assert years.cell("2024", "sharing").cases["present"] == 1  # Ash in its interview
    assert years.cell("2025", "sharing").cases["present"] == 2  # Ash and Birch in the article
    assert years.denominators()["sharing"].present == 2
    kinds = crosstab(hand.make(evidence=("rules",)), unit="turn", by="kind")
    assert [(g.id, kinds.cell(g.id, "trust").count("passages")) for g in kinds.groups] == [
        ("interview", 1),
        ("article", 1),
    ]


def test_one_place_can_be_followed_across_sources(hand: ModuleType) -> None:
    table = crosstab(hand.make(evidence=("person", "rules")), unit="turn", by="document", cases=["ash"])
    counts = {group.id: table.cell(group.id, "sharing").count("passages") for group in table.groups}
    assert counts == {"P01": 1, "P02": 0, "P03": 0, "P04": 0, "A1": 1}


def test_an_interview_that_names_another_place_is_not_that_places(hand: ModuleType) -> None:
    named = (*hand.LINKS, hand.CaseLink("P01", 2, "dogwood", "named"))
    table = crosstab(hand.make(links=named), unit="turn", by="document")
    assert sum(table.cell("P01", "trust").cases.values()) == 1  # Ash alone
    alone = crosstab(hand.make(links=named, documents=hand.without("P04")), unit="turn")
    assert alone.cell("dogwood", "money").value == "not_coded"


def test_the_frame_has_the_columns_of_the_contract_and_adds_up(hand: ModuleType) -> None:
    frame = crosstab(hand.make(), unit="turn").frame()
    assert list(frame.columns[:6]) == ["case", "code", "value", "codings", "documents", "words"]
    assert len(frame) == 4 * 5
    assert frame["own"].sum() == 7 - 1  # c1 … c7, of which c2 is c1
    assert str(frame["case"].dtype) == "string"
    assert str(frame["codings"].dtype) == "Int64"


def test_the_matrix_says_nothing_where_nothing_is_known(hand: ModuleType) -> None:
    matrix = crosstab(hand.make(), unit="turn").matrix()
    assert matrix.loc["ash", "sharing"] == 1
    assert matrix.loc["cedar", "sharing"] == 0
    assert matrix.isna().loc["birch", "sharing"]
    assert matrix.isna().loc["dogwood"].all()
    assert crosstab(hand.make(), unit="turn").matrix("words").loc["birch", "money"] == 7
    assert crosstab(hand.make(), unit="turn").matrix("value").loc["birch", "sharing"] == "not_asked"


def test_codings_of_one_coder_can_be_counted_alone(hand: ModuleType) -> None:
    study = hand.make()
    jonas = [coding for coding in study.codings if coding.coder == "jonas"]
    assert len(jonas) == 2
    table = crosstab(study, unit="coding", codings=jonas)
    assert table.cell("ash", "sharing").codings == 1
    assert table.cell("ash", "voting").value == "absent"
    assert "codings=given in the call" in str(table.made_by)


def test_a_coding_that_lies_in_no_turn_is_still_evidence(hand: ModuleType) -> None:
    label = replace(hand.CODINGS[0], id="label", start=0, end=2, quote="I:")
    table = crosstab(hand.make(codings=[label]), unit="turn")
    assert table.cell("ash", "sharing").value == "present"
    assert [passage.turn for passage in table.evidence("ash", "sharing")] == [None]


def test_the_choices_are_remembered(hand: ModuleType) -> None:
    table = crosstab(hand.make(), unit="turn")
    assert str(table.made_by) == "crosstab: unit=turn, by=case, count=passages, level=code, evidence=person"
    other = crosstab(hand.make(documents=hand.changed("P02", asked=None)), unit="turn")
    assert table.made_by.inputs["documents"] != other.made_by.inputs["documents"]
    assert table.made_by.inputs["codings"] == other.made_by.inputs["codings"]


def test_the_order_of_codings_and_links_does_not_matter(hand: ModuleType) -> None:
    one = crosstab(hand.make(evidence=("person", "rules")), unit="sentence")
    turned = hand.make(
        evidence=("person", "rules"), codings=hand.CODINGS[::-1], tags=hand.TAGS[::-1], links=hand.LINKS[::-1]
    )
    assert crosstab(turned, unit="sentence") == one


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"unit": "paragraph"}, "no unit to count in"),
        ({"by": "colour"}, "cannot compare by `colour`"),
        ({"count": "quotes"}, "no count"),
        ({"level": "leaf"}, "no level"),
        ({"evidence": ["robots"]}, "no origin of evidence"),
        ({"cases": ["elm"]}, "no case elm"),
    ],
)
def test_a_choice_that_is_none_says_which_there_are(hand: ModuleType, choice: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=told) as error:
        crosstab(hand.make(), **{"unit": "turn", **choice})
    assert error.value.hint


def test_a_cell_that_is_none_says_so(hand: ModuleType) -> None:
    with pytest.raises(StudyError, match="no cell elm × trust"):
        crosstab(hand.make(), unit="turn").evidence("elm", "trust")


def test_where_there_is_no_guide_nobody_was_asked(hand: ModuleType) -> None:
    assert crosstab(hand.make(), unit="turn").told["absent"] == "asked, not voiced"
    table = crosstab(hand.make(guide=hand.Guide()), unit="turn")
    assert table.cell("birch", "sharing").value == "absent"
    assert table.told["absent"] == "not voiced"


def test_one_case_document_or_origin_needs_no_list(hand: ModuleType) -> None:
    study = hand.make()
    for one in ({"cases": "ash"}, {"documents": "P01"}, {"evidence": "rules"}):
        listed = {name: [value] for name, value in one.items()}
        frame = crosstab(study, unit="turn", **one).frame()
        assert frame["codings"].sum() > 0
        assert frame.equals(crosstab(study, unit="turn", **listed).frame())
