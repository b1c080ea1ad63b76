"""Quotations for reading: which there are, what stands around them, and how they are drawn."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy import tables
from collabstudy.errors import StudyError
from collabstudy.model.codebook import Scope
from collabstudy.model.names import Pseudonym
from collabstudy.run.quotes import Quotations, quotes


def texts(found: Quotations) -> list[str]:
    return [one.quote.text for one in found]


def test_codings_that_overlap_are_one_quotation_by_all_their_coders(hand: ModuleType) -> None:
    (one,) = quotes(hand.make(), code="sharing")
    assert one.quote.text == "We handed over the keys. It went to the vote."  # c1, c2 and c3, and c4 of the code below
    assert one.quote.attribution == "Clerk, Ash Council"
    assert one.coders == ("jonas", "mira")


def test_it_stands_where_it_was_said(hand: ModuleType) -> None:
    (one,) = quotes(hand.make(), code="trust", document="P01")
    assert (one.asked, one.before, one.quote.text, one.after) == (
        "And then?",
        "Then",
        "[…] we trusted each other, you know, more.",
        "",
    )


def test_a_code_is_read_with_those_below_it(hand: ModuleType) -> None:
    assert texts(quotes(hand.make(), code="power")) == texts(quotes(hand.make(), code="sharing"))
    assert texts(quotes(hand.make(), code="voting")) == ["It went to the vote."]


def test_by_default_what_counts_as_evidence(hand: ModuleType) -> None:
    study = hand.make()
    assert texts(quotes(study)) == [
        "We handed over the keys. It went to the vote.",
        "[…] we trusted each other, you know, more.",
        "We ran out of money in May.",
    ]  # neither the rules' nor the orphaned one
    assert str(quotes(study)) == repr(quotes(study)) == "3 passages; 1 more may not be shown here"  # the baker's
    assert "Ash and Birch handed over their halls." in texts(quotes(hand.make(evidence=("person", "rules"))))


def test_of_a_coder_of_a_case_of_a_document(hand: ModuleType) -> None:
    study = hand.make()
    assert texts(quotes(study, coder="jonas")) == ["[…] handed over […]"]
    assert texts(quotes(study, coder="rules", case="birch")) == ["Ash and Birch handed over their halls."]
    assert texts(quotes(study, document="P02")) == ["We ran out of money in May."]
    assert len(quotes(study, document="P04")) == 0


def test_what_is_coded_on_the_interviewers_words_is_quoted_only_under_a_code_about_them(hand: ModuleType) -> None:
    asked = hand.said("asked", "P01", "trust", "Whom do you trust?")
    assert (len(quotes(hand.make(codings=[asked]))), len(quotes(hand.make(codings=[asked]), coder="mira"))) == (0, 0)
    codes = [replace(code, scope=Scope(roles=("interviewer",))) if code.id == "trust" else code for code in hand.CODES]
    (one,) = quotes(hand.make(codes=codes, codings=[asked]))
    assert (one.quote.text, one.quote.attribution) == ("Whom do you trust?", "the interviewer, Ash Council")


def test_around_a_quotation_names_are_told_as_little_as_in_it(hand: ModuleType) -> None:
    study = replace(hand.make(), names=(Pseudonym("each other", "them"), Pseudonym("then", "now")))
    (one,) = quotes(study, code="trust", document="P01")
    assert (one.asked, one.before, one.quote.text) == ("And [now]?", "[now]", "[…] we trusted [them], you know, more.")


def test_withdrawn_words_are_not_even_counted(hand: ModuleType) -> None:
    assert "P05" in {coding.document for coding in hand.make().codings}
    assert str(quotes(hand.make(), document="P05")) == "0 passages"


@pytest.mark.parametrize("wrong", [{"code": "love"}, {"case": "elm"}, {"document": "P99"}, {"coder": "nobody"}])
def test_a_name_that_nobody_knows_is_an_error_with_those_there_are(hand: ModuleType, wrong: dict[str, str]) -> None:
    with pytest.raises(StudyError) as failed:
        quotes(hand.make(), **wrong)
    assert next(iter(wrong.values())) in failed.value.problem
    assert failed.value.hint


def test_as_a_frame(hand: ModuleType) -> None:
    frame = quotes(hand.make(), document="P02").frame()
    assert frame.to_dict("records") == [
        {
            "quote": "We ran out of money in May.",
            "attribution": "Chair, Birch Council",
            "document": "P02",
            "case": "birch",
            "turn": 2,
        }
    ]
    assert list(quotes(hand.make(), document="P04").frame().columns) == list(frame.columns)


def test_drawn_each_opens_to_its_question_and_its_turn(hand: ModuleType) -> None:
    page = str(quotes(hand.make(), code="trust")._repr_html_())
    assert "“[…] we trusted each other, you know, more.” <cite>Clerk, Ash Council · P01, turn 4 · mira</cite>" in page
    assert "<p><i>And then?</i></p><p>Then <mark>we trusted each other, you know, more.</mark></p>" in page
    assert "1 passage; 1 more may not be shown here." in page
    assert "oven" not in page


def test_words_from_outside_are_text(hand: ModuleType) -> None:
    from collabstudy.briefing.context import InContext
    from collabstudy.briefing.quotes import Quote

    page = tables.quotes([InContext(Quote("<b>$5</b>", "R&D"), asked="<i>why</i>")], "a & b")
    assert "“&lt;b&gt;<span>$</span>5&lt;/b&gt;” <cite>R&amp;D</cite>" in page
    assert "<p><i>&lt;i&gt;why&lt;/i&gt;</i></p>" in page
    assert "a &amp; b" in page


def test_only_so_many_are_drawn_and_it_says_so(hand: ModuleType) -> None:
    (one,) = quotes(hand.make(), document="P02")
    page = Quotations((one,) * 20)._repr_html_()
    assert page.count("<details>") == 12
    assert "20 passages; the first 12 are shown." in page


def test_a_sentence_in_which_the_rules_found_two_words_is_read_once(hand: ModuleType) -> None:
    tags = [
        hand.said("t1", "P01", "sharing", "handed over", "rules"),
        hand.said("t5", "P01", "sharing", "keys", "rules"),
    ]
    assert texts(quotes(hand.make(tags=tags), coder="rules")) == ["We handed over the keys."]
