"""The coders of a study that can be counted on the fingers, in every unit; and a corner of the demo study."""

from __future__ import annotations

import json
import math
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy import agreement
from collabstudy.agreement import Agreements, Disagreement
from collabstudy.errors import StudyError
from collabstudy.model.consent import is_interviewer
from collabstudy.model.log import Done
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study

BOTH = tuple(Done(document, coder, "2025-01-01") for document in ("P01", "P02") for coder in ("mira", "jonas"))


def codings(hand: ModuleType) -> tuple[Any, ...]:
    """Mira and Jonas agree on sharing and on money, and have trust in different turns of P01."""
    return (
        hand.said("m1", "P01", "sharing", "We handed over the keys."),
        hand.said("m2", "P01", "sharing", "handed over the keys. It went"),  # overlaps m1: once
        hand.said("m3", "P01", "trust", "we trusted each other, you know, more."),
        hand.said("m4", "P02", "money", "We ran out of money in May."),
        hand.said("m5", "P01", "money", "There is no money.", status="orphaned"),
        hand.said("m6", "P03", "trust", "I trust the oven."),  # not marked as done by both
        hand.said("j1", "P01", "sharing", "handed over", "jonas"),
        hand.said("j2", "P01", "trust", "Nobody slept.", "jonas"),
        hand.said("j3", "P02", "money", "money", "jonas"),
    )


@pytest.fixture
def study(hand: ModuleType) -> Study:
    made = hand.make(codings=codings(hand), done=(*BOTH, Done("P03", "jonas", "2025-01-02")))
    assert isinstance(made, Study)
    return made


def values(found: Agreements, unit: str, coefficient: str, uncoded: str = "in") -> list[float]:
    """Of all codes together, then sharing, trust, money."""
    return [float(found.cell(unit, uncoded, coefficient, code)) for code in (None, "sharing", "trust", "money")]


def test_by_turn_there_are_four_answers_and_two_of_them_differ_about_trust(study: Study) -> None:
    found = agreement.compare(study, unit="turn")
    assert found.cell("turn", "in", "cohen_kappa", "trust").n == 4
    assert values(found, "turn", "percent_agreement") == pytest.approx([10 / 12, 1, 1 / 2, 1])
    # together: 12 decisions, three times yes each: pe = (9 + 81) / 144
    assert values(found, "turn", "cohen_kappa") == pytest.approx([5 / 9, 1, -1 / 3, 1])
    assert values(found, "turn", "krippendorff_alpha")[2] == pytest.approx(-1 / 6)
    assert values(found, "turn", "holsti") == pytest.approx([4 / 6, 1, 0, 1])
    assert float(found.cell("turn", "in", "pooled_kappa")) == pytest.approx(5 / 9)


def test_without_uncoded_text_the_turn_that_nobody_coded_is_out(study: Study) -> None:
    found = agreement.compare(study, unit="turn", uncoded="out")
    assert found.cell("turn", "out", "cohen_kappa", "trust").n == 3
    assert values(found, "turn", "percent_agreement", "out") == pytest.approx([7 / 9, 1, 1 / 3, 1])
    assert values(found, "turn", "cohen_kappa", "out")[2] == pytest.approx(-1 / 2)


def test_by_sentence_a_coding_that_runs_over_counts_in_both(study: Study) -> None:
    found = agreement.compare(study, unit="sentence")
    assert found.cell("sentence", "in", "cohen_kappa", "sharing").n == 7
    assert found.cell("sentence", "in", "cohen_kappa", "sharing").counts == {
        "mira": {0: 5, 1: 2},
        "jonas": {0: 6, 1: 1},
    }
    assert values(found, "sentence", "percent_agreement") == pytest.approx([18 / 21, 6 / 7, 5 / 7, 1])


def test_by_character_every_character_of_the_answers_counts_and_no_other(study: Study, hand: ModuleType) -> None:
    found = agreement.compare(study, unit="character")
    answers = [words for document in ("P01", "P02") for who, words in hand.TALK[document] if who != "I"]
    sharing = found.cell("character", "in", "cohen_kappa", "sharing")
    assert sharing.n == sum(map(len, answers))
    assert sharing.counts["mira"][1] == len("We handed over the keys. It went")
    assert sharing.counts["jonas"][1] == len("handed over")
    differ = len("We handed over the keys. It went") - len("handed over")
    assert sharing.percent_agreement == pytest.approx(1 - differ / sharing.n)
    assert sharing.interval is not None
    assert sharing.interval.method == "turns"


def test_by_document_and_by_case_they_agree_wholly(study: Study) -> None:
    found = agreement.compare(study, unit=("document", "case"))
    for unit in ("document", "case"):
        assert found.cell(unit, "in", "cohen_kappa", "sharing").counts["mira"] == {0: 1, 1: 1}
        assert values(found, unit, "cohen_kappa") == pytest.approx([1, 1, 1, 1])
        assert found.evidence(unit) == ()


def test_an_interval_without_width_is_not_taken_for_certainty(study: Study) -> None:
    found = agreement.compare(study, unit="document", coefficient="holsti", uncoded="in")
    assert str(found.cell("document", "in", "holsti").interval) == "[1.00, 1.00]"  # of two documents
    (told,) = (note for note in found.notes if "no width" in note)
    assert told == "4 of 4 intervals have no width: every resample gave the same number, which is no certainty"


def test_one_document_needs_no_list(study: Study) -> None:
    assert agreement.compare(study, unit="turn", documents="P01").documents == ("P01",)


def test_the_unitizing_family_is_that_of_the_spans_within_the_answers(study: Study, hand: ModuleType) -> None:
    found = agreement.compare(study, unit="character", coefficient="u_alpha")
    first = [len(words) for who, words in hand.TALK["P01"] if who != "I"]
    second = [len(words) for who, words in hand.TALK["P02"] if who != "I"]
    p01, length = "".join(words for who, words in hand.TALK["P01"] if who != "I"), sum(first) + sum(second)
    text = p01 + "".join(words for who, words in hand.TALK["P02"] if who != "I")

    def span(words: str, code: str) -> tuple[int, int, str]:
        return text.index(words), text.index(words) + len(words), code

    by_hand = agreement.u_alpha(
        {
            "mira": [
                span("We handed over the keys. It went", "sharing"),
                span("we trusted each other, you know, more.", "trust"),
                span("We ran out of money in May.", "money"),
            ],
            "jonas": [
                span("handed over", "sharing"),
                span("Nobody slept.", "trust"),
                (text.index("money", len(p01)), text.index("money", len(p01)) + 5, "money"),
            ],
        },
        length=length,
    )
    assert float(found.cell("character", "in", "u_alpha")) == pytest.approx(float(by_hand))
    assert float(found.cell("character", "in", "binary_u_alpha")) == pytest.approx(float(by_hand.binary))
    assert float(found.cell("character", "out", "cu_alpha")) == pytest.approx(float(by_hand.cu)) == 1
    assert found.cell("character", "out", "ku_alpha", "trust").status == "no_pairable_units"


def test_nvivos_kappa_is_the_mean_of_the_documents_in_which_somebody_used_the_code(study: Study) -> None:
    found = agreement.compare(study, unit="character", coefficient="nvivo_kappa")
    answers = {"P01": 59 + 43 + 18, "P02": 42}
    of_sharing = agreement.nvivo_kappa({"mira": [(0, 32)], "jonas": [(3, 14)]}, length=answers["P01"])
    assert float(found.cell("character", "in", "nvivo_kappa", "sharing")) == pytest.approx(float(of_sharing))
    assert "the mean of 1 of 2 documents" in found.cell("character", "in", "nvivo_kappa", "sharing").note
    assert [cell for cell in found.cells if cell.uncoded == "out"] == []


def test_the_places_where_they_differ_are_behind_every_number(study: Study, hand: ModuleType) -> None:
    found = agreement.compare(study, unit=("turn", "sentence", "character"))
    second, fourth = (turn for turn in hand.talk("P01").turns if turn.number in (2, 4))
    assert found.evidence("turn", "trust") == (
        Disagreement("turn", "P01", 2, second.start, second.end, "trust", ("jonas",), ("mira",)),
        Disagreement("turn", "P01", 4, fourth.start, fourth.end, "trust", ("mira",), ("jonas",)),
    )
    assert found.evidence("turn", "sharing") == ()
    sentence, character = found.evidence("sentence", "sharing"), found.evidence("character", "sharing")
    text = hand.talk("P01").text
    assert [text[d.start : d.end] for d in sentence] == ["It went to the vote."]
    assert [text[d.start : d.end] for d in character] == ["We ", " the keys. It went"]
    frame = found.disagreements("turn")
    assert frame.columns.tolist() == ["unit", "document", "turn", "start", "end", "code", "coded_by", "not_coded_by"]
    assert frame["coded_by"].tolist() == ["jonas", "mira"]
    assert len(found.disagreements()) == len(found.disagreements("turn")) + sum(
        len(found.evidence(unit)) for unit in ("sentence", "character")
    )


def test_of_documents_and_cases_the_first_coded_place_is_told(hand: ModuleType) -> None:
    own = [coding for coding in codings(hand) if coding.id not in ("j2", "j3")]
    found = agreement.compare(hand.make(codings=own, done=BOTH), unit=("document", "case"))
    text = hand.talk("P01").text
    for unit in ("document", "case"):
        (place,) = found.evidence(unit, "trust")
        assert (place.document, place.turn, place.coded, place.not_coded) == ("P01", 4, ("mira",), ("jonas",))
        assert text[place.start : place.end] == "we trusted each other, you know, more."
        assert len(found.evidence(unit)) == 2  # and money in P02


def test_codings_without_a_place_are_left_out_and_counted(study: Study) -> None:
    found = agreement.compare(study, unit="turn")
    assert found.left_out == {"orphaned": 1}
    assert found.cell("turn", "in", "cohen_kappa", "money").counts["mira"][1] == 1
    assert "codings left out: 1 orphaned" in found.notes


def test_only_what_all_of_them_marked_as_done_is_compared(study: Study) -> None:
    found = agreement.compare(study, unit="turn")
    assert found.documents == ("P01", "P02")
    assert found.waiting == {"P03": ("mira",)}
    assert any("P03 (not marked as done by mira)" in note for note in found.notes)


def test_what_should_be_looked_at_first_is_remarked(hand: ModuleType) -> None:
    stale = replace(hand.said("m1", "P01", "sharing", "We handed over the keys."), status="stale")
    done = (*BOTH[:3], Done("P02", "jonas", "2025-01-01", text="0123456789abcdef"))
    found = agreement.compare(hand.make(codings=[stale], done=done), unit="turn")
    assert found.remarks == (
        "1 of the codings were made under an earlier definition of their code",
        "P02 has changed since jonas marked it as done",
    )
    assert set(found.remarks) <= set(found.notes)
    assert found.cell("turn", "in", "holsti", "sharing").counts["mira"][1] == 1  # compared all the same


def test_withdrawn_documents_are_nobodys(hand: ModuleType) -> None:
    done = [Done("P05", coder, "2025-01-01") for coder in ("mira", "jonas")]
    found = agreement.compare(hand.make(done=(*BOTH, *done)), unit="turn")
    assert found.documents == ("P01", "P02")


def test_disjoint_documents_give_no_number_and_the_reason(hand: ModuleType) -> None:
    done = (Done("P01", "mira", "2025-01-01"), Done("P02", "jonas", "2025-01-01"))
    found = agreement.compare(hand.make(codings=codings(hand), done=done))
    assert len(found.cells) > 20
    assert {cell.agreement.status for cell in found.cells} == {"no_pairable_units"}
    assert all(math.isnan(float(cell.agreement)) for cell in found.cells)
    assert found.reason == (
        "no document was marked as done by all of mira and jonas (marked by mira 1, jonas 1)"
        if found.coders == ("mira", "jonas")
        else "no document was marked as done by all of jonas and mira (marked by jonas 1, mira 1)"
    )
    assert set(found.frame()["reason"]) == {found.reason}


def test_one_coder_gives_no_number_and_the_reason(hand: ModuleType) -> None:
    for more in ({"coders": "mira"}, {}):
        study = hand.make(codings=codings(hand), done=[mark for mark in BOTH if mark.coder == "mira"])
        found = agreement.compare(study, unit="turn", **more)
        assert {cell.agreement.status for cell in found.cells} == {"needs_two_coders"}
        assert found.reason == "only mira has marked documents as done: it takes two"


def test_asking_for_one_of_two_coders_is_told_as_that(study: Study) -> None:
    found = agreement.compare(study, unit="turn", coders="mira")
    assert found.reason == "only mira was asked for: it takes two (jonas, mira have marked documents as done)"


def test_two_who_coded_nothing_agree_on_nothing_that_could_be_told(hand: ModuleType) -> None:
    found = agreement.compare(hand.make(codings=(), done=BOTH))
    assert {cell.agreement.status for cell in found.cells} == {"no_codings"}
    assert all(math.isnan(float(cell.agreement)) for cell in found.cells)


def test_a_code_that_neither_used_has_no_kappa_but_full_agreement(study: Study) -> None:
    found = agreement.compare(study, unit="turn", code=("voting", "trust")).cell("turn", "in", "cohen_kappa", "voting")
    assert (math.isnan(float(found)), found.status, found.percent_agreement) == (True, "undefined_no_variation", 1)
    assert found.counts == {"jonas": {0: 4, 1: 0}, "mira": {0: 4, 1: 0}}


def test_asking_for_one_code_leaves_uncoded_text_as_it_is(study: Study) -> None:
    found = agreement.compare(study, unit="turn", uncoded="out", code="trust")
    assert found.cell("turn", "out", "cohen_kappa", "trust").n == 3  # coded with anything
    assert found.cell("turn", "out", "percent_agreement").value == pytest.approx(1 / 3)


def test_what_lies_in_the_interviewers_words_is_compared_only_when_asked_for(hand: ModuleType) -> None:
    asked = hand.said("m9", "P01", "trust", "Whom do you trust?")
    study = hand.make(codings=(*codings(hand), asked), done=BOTH)
    answers, everything = (agreement.compare(study, unit="turn", text=text) for text in ("answers", "all"))
    assert answers.left_out["on the interviewer's words or outside all turns"] == 1
    assert "interviewer" not in str(everything.left_out)
    assert "all but the interviewer's turns" in str(answers.made_by)
    assert everything.cell("turn", "in", "cohen_kappa", "trust").n == 7
    assert everything.cell("turn", "in", "cohen_kappa", "trust").counts["mira"][1] == 2


def test_a_branch_counts_its_codes_as_one(hand: ModuleType) -> None:
    own = (
        hand.said("m1", "P01", "sharing", "We handed over the keys."),
        hand.said("j1", "P01", "voting", "We handed over the keys.", "jonas"),
    )
    study = hand.make(codings=own, done=BOTH)
    by_code = agreement.compare(study, unit="turn", level="code")
    by_branch = agreement.compare(study, unit="turn", level="branch")
    assert list(by_code.names) == ["sharing", "voting"]
    assert list(by_branch.names) == ["power"]
    assert float(by_code.cell("turn", "in", "holsti")) == 0
    assert float(by_branch.cell("turn", "in", "cohen_kappa", "power")) == 1


def test_in_an_article_a_turn_is_of_the_cases_it_is_tied_to(hand: ModuleType) -> None:
    own = (
        hand.said("m1", "A1", "sharing", "handed over their halls"),
        hand.said("j1", "A1", "sharing", "Trust came later", "jonas"),
    )
    done = [Done("A1", coder, "2025-01-01") for coder in ("mira", "jonas")]
    found = agreement.compare(hand.make(codings=own, done=done), unit="case")
    sharing = found.cell("case", "in", "cohen_kappa", "sharing")
    assert sharing.n == 3  # ash, birch and cedar
    assert {coder: own[1] for coder, own in sharing.counts.items()} == {"mira": 2, "jonas": 1}


def test_three_coders_are_compared_at_once_and_in_pairs(hand: ModuleType, study: Study) -> None:
    lea = [replace(c, id=f"l{c.id}", coder="lea") for c in codings(hand) if c.coder == "mira"]
    done = (*BOTH, Done("P01", "lea", "2025-01-01"), Done("P02", "lea", "2025-01-01"))
    found = agreement.compare(hand.make(codings=(*codings(hand), *lea), done=done), unit="turn")
    trust = found.cell("turn", "in", "cohen_kappa", "trust")
    assert {pair.coders: float(pair) for pair in trust.pairs} == {
        ("jonas", "lea"): pytest.approx(-1 / 3),
        ("jonas", "mira"): pytest.approx(-1 / 3),
        ("lea", "mira"): 1,
    }
    assert found.evidence("turn", "trust")[0].not_coded == ("lea", "mira")
    two = agreement.compare(hand.make(codings=(*codings(hand), *lea), done=done), unit="turn", coders=("mira", "jonas"))
    assert values(two, "turn", "cohen_kappa") == values(agreement.compare(study, unit="turn"), "turn", "cohen_kappa")


def test_the_consensus_and_the_rules_are_no_coders_unless_asked_for(hand: ModuleType) -> None:
    marks = [Done("P01", coder, "2025-01-01") for coder in ("consensus", "rules", "suggest:nearest")]
    study = hand.make(codings=codings(hand), done=(*BOTH, *marks))
    assert set(agreement.compare(study, unit="turn").coders) == {"mira", "jonas"}
    assert agreement.compare(study, unit="turn", coders=("mira", "consensus")).documents == ("P01",)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"coders": ("mira", "bob")}, "no coder bob"),
        ({"unit": "word"}, "no unit `word`"),
        ({"uncoded": "both"}, "no value of `uncoded` `both`"),
        ({"coefficient": "kappa"}, "no coefficient `kappa`"),
        ({"code": "hope"}, "no code hope"),
        ({"documents": ("P99",)}, "no document P99"),
        ({"level": "leaf"}, "no level `leaf`"),
        ({"text": "questions"}, "no text `questions`"),
        ({"code": "voting", "level": "branch"}, "voting is no branch"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(study: Study, asked: dict[str, Any], problem: str) -> None:
    with pytest.raises(StudyError, match=problem) as refused:
        agreement.compare(study, **asked)
    assert refused.value.hint


def test_a_cell_that_is_not_there_is_refused(study: Study) -> None:
    found = agreement.compare(study, unit="turn")
    for ask in (lambda: found.cell("document", "in", "holsti"), lambda: found.evidence("case")):
        with pytest.raises(StudyError):
            ask()
    with pytest.raises(StudyError, match="no code hope"):
        found.evidence("turn", "hope")


def test_the_frame_is_tidy_and_the_matrix_is_its_values(study: Study) -> None:
    found = agreement.compare(study)
    frame = found.frame()
    assert len(frame) == len(found.cells)
    assert not frame.duplicated(["unit", "uncoded", "code", "coefficient"]).any()
    assert frame["value"].isna().sum() == sum(not cell.agreement.defined for cell in found.cells) > 0
    assert frame.loc[frame["value"].isna(), "reason"].notna().all()
    assert {"coded_by_mira", "coded_by_jonas"} <= set(frame.columns)
    matrix = found.matrix()
    assert list(matrix.index)[:2] == [("character", "in"), ("character", "out")]
    assert matrix.loc[("turn", "in"), "cohen_kappa"] == float(found.cell("turn", "in", "cohen_kappa"))


def test_the_same_codings_give_the_same_numbers_in_whatever_order_they_come(hand: ModuleType) -> None:
    first = agreement.compare(hand.make(codings=codings(hand), done=BOTH))
    other = agreement.compare(hand.make(codings=codings(hand)[::-1], done=BOTH[::-1]))
    assert first.frame().equals(other.frame())
    assert first.made_by == other.made_by


@pytest.fixture(scope="module")
def demo(root: Path) -> Study:
    return read_study(root)


KEY_PEOPLE = {  # start and end of every coding with this code that the logs hold, in the six documents both have done
    ("mira", "P05"): [(17703, 17961), (18296, 18585)],
    ("mira", "P08"): [(16086, 16482), (16566, 16747)],
    ("jonas", "P05"): [(17703, 17738), (18110, 18166)],
    ("jonas", "P08"): [(16483, 16696)],
}


def test_of_the_demo_study_one_code_is_counted_by_hand_from_the_logs(demo: Study, root: Path) -> None:
    logged: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for coder in ("mira", "jonas"):
        for document in ("P02", "P03", "P05", "P06", "P08", "P09"):
            for line in (root / "codings" / coder / f"{document}.jsonl").read_text(encoding="utf-8").splitlines():
                event = json.loads(line)
                if event.get("code") == "key-people":
                    logged.setdefault((coder, document), []).append((event["start"], event["end"]))
    assert {key: sorted(spans) for key, spans in logged.items()} == KEY_PEOPLE

    found = agreement.compare(demo, unit=("turn", "character"), code="key-people")
    assert found.documents == ("P02", "P03", "P05", "P06", "P08", "P09")
    turns = found.cell("turn", "in", "cohen_kappa", "key-people")
    # both in turn 80 of P05 and turn 66 of P08, mira alone in turn 82 of P05; 279 answers
    assert (turns.n, turns.counts["mira"][1], turns.counts["jonas"][1]) == (279, 3, 2)
    expected = (3 * 2 + 276 * 277) / 279**2
    assert float(turns) == pytest.approx((278 / 279 - expected) / (1 - expected))
    (place,) = found.evidence("turn", "key-people")
    assert (place.document, place.turn, place.coded) == ("P05", 82, ("mira",))

    characters = found.cell("character", "in", "cohen_kappa", "key-people")
    answers = [
        turn for document in found.documents for turn in demo.transcript(document).turns if not is_interviewer(turn)
    ]
    n = sum(turn.end - turn.start - sum(b - a for a, b in turn.gaps) for turn in answers)
    mira, jonas, both = 258 + 289 + 396 + 181, 35 + 56 + 213, 35 + (16696 - 16566)
    assert (characters.n, characters.counts["mira"][1], characters.counts["jonas"][1]) == (n, mira, jonas)
    assert characters.percent_agreement == pytest.approx(1 - (mira + jonas - 2 * both) / n)


@pytest.mark.parametrize("unit", ["character", "sentence", "turn", "document", "case"])
def test_the_demo_study_is_compared_at_once(demo: Study, unit: str) -> None:
    _ = demo.folded, demo.caselinks, [demo.transcript(document.id) for document in demo.documents]
    begun = time.perf_counter()
    found = agreement.compare(demo, unit=unit)
    assert time.perf_counter() - begun < 4  # measured: 0.1 to 0.6
    assert len(found.cells) > 200
