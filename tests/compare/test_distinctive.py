"""Distinctive words, on the study that can be counted on the fingers.

By sector, without the interviewer and the withdrawn P05:

    council   P01 24 words, P02 9, the article's turn about Ash and Birch 7           40 words in 3 documents
    charity   P03 8 (not to be quoted), P04 2, the article's turn about Cedar 5       15 words in 3 documents

The article's first turn speaks of nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from collabstudy.compare.distinctive import distinctive
from collabstudy.compare.distinguishing.distinct import Distinct, Distinctive
from collabstudy.compare.distinguishing.words import words_of
from collabstudy.compare.statistics import keyness
from collabstudy.errors import SettingsError, StudyError, TooFewError
from collabstudy.model.document import Transcript, Turn
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Study


def made(hand: ModuleType, parts: Mapping[str, Any] | None = None, **more: Any) -> Distinctive:
    chosen: dict[str, Any] = {"by": "sector", "measure": "log_odds", "words": "forms", "min_count": 1}
    return distinctive(hand.make(**(parts or {})), **chosen | {"stop_words": False} | more)


def word(found: Distinctive, group: str, said: str) -> Distinct:
    return next(one for one in found.words if one.group == group and one.word == said)


def test_words_are_counted_by_group_without_interviewer_and_withdrawn(hand: ModuleType) -> None:
    found = made(hand)
    assert found.counted == {"council": 40, "charity": 15}
    handed = word(found, "council", "handed")
    assert (handed.count, handed.others, handed.documents, handed.of) == (2, 0, 2, 3)
    assert (handed.words, handed.others_words) == (40, 15)
    trust = word(found, "charity", "trust")
    assert (trust.count, trust.others, trust.documents, trust.of) == (2, 0, 2, 3)  # and not the questions
    assert handed.per_1000 == 50


def test_every_measure_stands_beside_the_others_under_its_own_name(hand: ModuleType) -> None:
    one = word(made(hand), "council", "we")  # we: 3 times in the council's documents
    assert (one.count, one.others) == (3, 0)
    odds = keyness.weighted_log_odds(3, 0, 40, 15, prior=1000 * 3 / 55, all_prior=1000)
    assert odds is not None
    assert (one.log_odds, one.z, one.score) == (odds.delta, odds.z, odds.z)
    assert one.log_likelihood_2 == keyness.log_likelihood_2(3, 0, 40, 15)
    assert one.log_likelihood_4 == keyness.log_likelihood_4(3, 0, 40, 15)
    assert one.log_ratio is None  # the others never say it
    # in P01 2 of 24 words, in P02 1 of 9: |2/3 - 24/40| + |1/3 - 9/40| + 7/40, halved
    assert one.dp == pytest.approx((2 / 3 - 0.6 + 1 / 3 - 0.225 + 0.175) / 2)


@pytest.mark.parametrize("measure", list(keyness.MEASURES))
def test_words_are_ranked_by_the_measure_that_was_chosen_and_it_is_named(hand: ModuleType, measure: str) -> None:
    found = made(hand, {"documents": hand.changed("P03", consent="role")}, measure=measure)
    assert keyness.MEASURES[measure] in found.note
    for group in ("council", "charity"):
        own = [one for one in found.words if one.group == group]
        assert [one.rank for one in own] == list(range(1, len(own) + 1))
        assert [one.score for one in own] == sorted((one.score for one in own), reverse=True)
        assert {one.word for one in found.top(group, 50)} == {one.word for one in own if one.score > 0}
    assert word(found, "council", "handed").score > 0
    assert word(found, "charity", "the").score < word(found, "charity", "trust").score


def test_the_frame_says_what_is_undefined(hand: ModuleType) -> None:
    frame = made(hand).frame()
    assert list(frame.columns[:3]) == ["sector", "word", "rank"]
    row = frame[(frame["sector"] == "council") & (frame["word"] == "handed")].iloc[0]
    assert row["log_ratio"] != row["log_ratio"]  # NaN: to nothing there is no ratio
    assert row["percent_difference"] != row["percent_difference"]
    assert row["count"] == 2


def test_words_said_only_where_nothing_may_be_quoted_are_counted_and_not_listed(hand: ModuleType) -> None:
    found = made(hand)
    listed = {one.word for one in found.words}
    assert "trust" in listed  # the article has it too
    assert not {"secret", "baker", "decides", "oven"} & listed
    assert found.not_listed["words that a group says only where they may not be told"] == 6  # and `i`, and `the`
    open_ = made(hand, {"documents": hand.changed("P03", consent="role")})
    assert {"secret", "baker", "decides", "oven"} <= {one.word for one in open_.words}
    assert open_.counted == found.counted


def test_what_others_may_be_quoted_with_does_not_tell_the_words_of_somebody_who_may_not(hand: ModuleType) -> None:
    """The list of a document with `no-quotes` was a bag of its words, as others had said most of them too."""
    found = made(hand, by="document")
    assert found.counted["P03"] == 8
    assert "trust" in {one.word for one in found.words if one.group == "A1"}
    assert not [one.word for one in found.words if one.group == "P03"]
    charity = {one.word for one in made(hand).words if one.group == "charity"}
    assert "trust" in charity  # told in the article
    assert "the" not in charity  # the council says it in the open, of the charities only P03


@pytest.mark.parametrize(
    ("name", "said", "language"),
    [
        ("bell hooks", "We asked Bell and Hooks.", "en"),  # a name that is written small
        ("田中", "We asked 田中 too.", "en"),  # letters that have no capitals
        ("Quillow", "A Quillow-led group.", "en"),
        ("Quillow", "Das ist Quillows Haus.", "de"),
    ],
)
def test_a_name_in_any_writing_is_never_listed(hand: ModuleType, name: str, said: str, language: str) -> None:
    study = replace(_saying(hand, {"P01": said, "P04": "others"}, language), names=(Pseudonym(name, "somebody"),))
    found = distinctive(study, by="sector", measure="log_odds", words="forms", min_count=1, stop_words=False)
    listed = {one.word for one in found.words}
    assert {"others", "asked", "group", "haus"} & listed
    assert not [word for word in listed if any(part.casefold() in word for part in name.split())]


def test_languages_without_blanks_between_words_are_refused_with_the_reason(hand: ModuleType) -> None:
    """Whole sentences were counted as words, and with min_count = 1 listed."""
    study = _saying(hand, {"P01": "我们信任他们的决定", "P04": "others"}, "zh")
    with pytest.raises(SettingsError, match="P01 is in `zh`, which is written without blanks"):
        distinctive(study, by="sector", measure="log_odds", words="forms", min_count=1, stop_words=False)


def _saying(hand: ModuleType, texts: Mapping[str, str], language: str) -> Study:
    """The study in which one participant of each document says this; P01 in some language."""

    def talk(_: Study, document: Any) -> Transcript:
        text = texts.get(document.id, "")
        return Transcript(text, (Turn(1, "speech", 0, len(text), "A"),) if text else ())

    study: Study = hand.make(documents=hand.changed("P01", language=language))
    return replace(study, ways=replace(study.ways, transcript=talk))


def test_nothing_of_a_withdrawn_document_is_counted(hand: ModuleType) -> None:
    assert "everything" in {one.word for one in words_of(hand.talk("P05").text)}
    found = made(hand, min_count=1)
    assert "everything" not in {one.word for one in found.words}
    with pytest.raises(StudyError, match="not among those counted"):
        found.kwic("everything")


def test_names_are_never_listed_nor_found_in_context(hand: ModuleType) -> None:
    study = replace(
        hand.make(), names=(Pseudonym("Ash", "a town"), Pseudonym("Ann-May Halls", "somebody", person=True))
    )
    for forms in ("forms", "lemmas"):
        found = distinctive(study, by="sector", measure="log_odds", words=forms, min_count=1, stop_words=False)
        assert "birch" in {one.word for one in found.words}
        assert not {"ash", "halls", "hall", ""} & {one.word for one in found.words}
        assert found.counted == {"council": 40, "charity": 15}  # they are words all the same
        for said in ("ash", "Halls", ""):
            with pytest.raises(StudyError, match="not among those counted") as error:
                found.kwic(said)
            assert "ash" not in str(error.value).casefold()


def test_speakers_who_are_not_named_are_never_listed(hand: ModuleType) -> None:
    documents = hand.changed("P01", speakers={"I": "interviewer", "A": "Clerk [May Money]"})
    found = made(hand, {"documents": documents})
    assert "money" not in {one.word for one in found.words}
    named = made(hand, {"documents": tuple(replace(d, consent="named") if d.id == "P01" else d for d in documents)})
    assert "money" in {one.word for one in named.words}


def test_small_and_rare_words_are_counted_and_not_listed(hand: ModuleType) -> None:
    found = made(hand, stop_words=["Handed"], min_count=2)
    listed = {one.word for one in found.words}
    assert "trust" in listed
    assert "money" in listed
    assert not {"the", "we", "handed", "keys"} & listed
    assert found.counted == {"council": 40, "charity": 15}
    assert found.not_listed["said fewer than 2 times"] > 0
    assert "small words" in found.note
    assert "stop_words: of the language + Handed" in found.note


def test_lemmas_bring_forms_together(hand: ModuleType) -> None:
    found = made(hand, words="lemmas")
    assert word(found, "council", "trust").count == 1  # trusted
    assert word(found, "charity", "trust").count == 2
    assert word(found, "charity", "trust").others == 1
    assert [line.said for line in found.kwic("trust").lines] == ["trusted", "trust", "trust"]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("case", {"ash": 31, "birch": 16, "cedar": 13, "dogwood": 2}),
        ("kind", {"interview": 43, "article": 15}),  # by source all turns of it count
        ("year", {"2024": 33, "2025": 25}),
        ("document", {"P01": 24, "P02": 9, "P03": 8, "P04": 2, "A1": 15}),
    ],
)
def test_groups_may_be_cases_or_documents(hand: ModuleType, by: str, groups: dict[str, int]) -> None:
    assert made(hand, by=by).counted == groups


def test_a_turn_about_two_cases_is_not_held_against_itself(hand: ModuleType) -> None:
    found = made(hand, by="case")
    halls = word(found, "ash", "halls")
    assert (halls.count, halls.others, halls.others_words) == (1, 0, 24)  # 9 + 13 + 2: without the turn on both
    assert (word(found, "birch", "halls").count, word(found, "birch", "halls").others) == (1, 0)


def test_cases_without_a_value_stand_outside_and_are_said(hand: ModuleType) -> None:
    cases = tuple(replace(case, attributes={"sector": ""}) if case.id == "dogwood" else case for case in hand.CASES)
    found = made(hand, {"cases": cases})
    assert found.counted == {"council": 40, "charity": 13}
    assert found.outside == ("not given",)
    assert "Without words: not given." in found.note


def test_only_documents_of_some_kinds(hand: ModuleType) -> None:
    assert made(hand, kinds=["interview"]).counted == {"council": 33, "charity": 10}
    assert made(hand, kinds="interview").counted == {"council": 33, "charity": 10}


class TestInContext:
    def test_each_place_with_the_words_around_it_in_the_same_turn(self, hand: ModuleType) -> None:
        lines = made(hand).kwic("the", "council", width=2).lines
        text = hand.talk("P01").text
        assert [text[line.start : line.end] for line in lines] == ["the", "the"]
        assert [text[line.context_start : line.context_end] for line in lines] == [
            "handed over the keys. It",
            "went to the vote. Nobody",
        ]
        whole = made(hand).kwic("the", "council", width=8).lines
        assert [line.nth for line in whole] == [0, 1]
        assert text[whole[1].context_start : whole[1].context_end].endswith("Nobody slept")

    def test_it_knows_group_and_number(self, hand: ModuleType) -> None:
        found = made(hand)
        assert len(found.kwic("trust")) == len(found.kwic("Trust", "charity")) == 2
        assert list(found.kwic("trust").frame()["document"]) == ["P03", "A1"]
        assert found.kwic("trust").evidence()[0].document == "P03"
        assert repr(found.kwic("trust")) == "<Keywords: trust, 2 times>"
        assert len(found.kwic("trust", "council")) == 0

    def test_the_evidence_is_sentences_turn_by_turn(self, hand: ModuleType) -> None:
        passages = made(hand).evidence("council", "the")
        text = hand.talk("P01").text
        assert [(passage.document, passage.turn) for passage in passages] == [("P01", 2)]
        assert [text[span.start : span.end] for span in passages[0].spans] == [
            "We handed over the keys.",
            "It went to the vote.",
        ]

    @pytest.mark.parametrize(
        ("word", "group", "width"),
        [("nowhere", None, 8), ("two words", None, 8), ("the", "parish", 8), ("the", None, 0)],
    )
    def test_what_is_not_there_is_refused(self, hand: ModuleType, word: str, group: str | None, width: int) -> None:
        with pytest.raises(StudyError):
            made(hand).kwic(word, group, width)


class TestRefusals:
    @pytest.mark.parametrize(
        ("choice", "value", "told"),
        [
            ("by", "colour", "cannot compare by"),
            ("measure", "chi", "no measure `chi`"),
            ("words", "stems", "no form of words `stems`"),
            ("min_count", 0, "min_count = 0"),
            ("min_count", "two", "min_count = 'two'"),
            ("stop_words", [1], "is no list of words"),
            ("kinds", ["letter"], "no kind of document `letter`"),
            ("prior", 0, "prior = 0"),
        ],
    )
    def test_a_choice_that_there_is_not(self, hand: ModuleType, choice: str, value: Any, told: str) -> None:
        with pytest.raises(SettingsError, match=told):
            made(hand, **{choice: value})

    def test_one_group_is_distinct_from_nothing(self, hand: ModuleType) -> None:
        cases = tuple(replace(case, attributes={"sector": "council"}) for case in hand.CASES)
        with pytest.raises(TooFewError, match="there is one group with any words"):
            made(hand, {"cases": cases})

    def test_a_language_without_a_dictionary_has_no_lemmas(self, hand: ModuleType) -> None:
        with pytest.raises(SettingsError, match="no dictionary of lemmas for the language `xx`"):
            made(hand, {"documents": hand.changed("P01", language="xx")}, words="lemmas")


SAID = st.lists(st.sampled_from(["water", "fire", "earth", "air", "Water's"]), min_size=0, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([[], ["water"], [], ["water"]])
@given(st.lists(SAID, min_size=4, max_size=4))
def test_no_word_is_lost_or_counted_twice(hand: ModuleType, said: list[list[str]]) -> None:
    texts = dict(zip(("P01", "P02", "P03", "P04"), said, strict=True))

    def talk(_: Study, document: Any) -> Transcript:
        text = " ".join(texts.get(document.id, []))
        return Transcript(text, (Turn(1, "speech", 0, len(text), "A"),) if text else ())

    study = hand.make()
    study = replace(study, ways=replace(study.ways, transcript=talk))
    groups = {"council": said[0] + said[1], "charity": said[2] + said[3]}
    if not all(groups.values()):
        with pytest.raises(TooFewError):
            distinctive(study, by="sector", measure="log_odds", words="forms", min_count=1)
        return
    found = distinctive(study, by="sector", measure="log_likelihood_4", words="forms", min_count=1)
    open_ = {"council": said[0] + said[1], "charity": said[3]}  # P03 may not be quoted
    for group, words in groups.items():
        told = {word.removesuffix("'s").casefold() for word in open_[group]}
        forms = [word.removesuffix("'s").casefold() for word in words]
        assert found.counted[group] == len(forms)
        listed = {one.word: one.count for one in found.words if one.group == group}
        assert listed == {word: forms.count(word) for word in forms if word in told}
