"""Codes together: counted on the fingers, one by one, and as others have counted them.

People's codings by hand: P01 turn 2 has sharing (c1 and c2 of mira, c3 of jonas) and voting (c4, which c2 overlaps);
turn 4 has trust (c5). P02 turn 2 has money (c6), P03 turn 2 trust (c7).
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare.cooccurrence import cooccurrence
from collabstudy.compare.cooccurring.together import Cooccurrence
from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import coded
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.codebook import Code
from collabstudy.model.coding import Coding
from collabstudy.model.consent import is_interviewer
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.log import Done
from collabstudy.model.span import joined
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study

QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CODED_BY = ("together", "apart")
TURN: dict[str, Any] = {"within": "turn", "level": "own", "coders": "together", "uncoded": "in"}


def told(found: Cooccurrence, a: str, b: str) -> tuple[int, int, int, int]:
    counts = found.pair(a, b).found
    return counts.both, counts.a, counts.b, counts.of


def test_turns_can_be_counted_on_the_fingers(hand: ModuleType) -> None:
    found = cooccurrence(hand.make(), **TURN)
    # Turns of others than the interviewer: 3 in P01, 1 in P02, 1 in P03; P04 and the article nobody has gone through.
    assert told(found, "sharing", "voting") == (1, 1, 1, 5)
    assert told(found, "sharing", "trust") == (0, 1, 2, 5)
    assert [row.id for row in found.rows] == ["sharing", "voting", "trust", "money"]  # not the heading
    assert cooccurrence(hand.make(), **TURN | {"uncoded": "out"}).of == 4  # P01 turn 5 has only c9, which is orphaned


def test_turns_apart_are_counted_with_those_of_the_interviewer_between(hand: ModuleType) -> None:
    apart = {number: cooccurrence(hand.make(), **TURN | {"within": f"{number} turns"}) for number in (2, 3)}
    one = cooccurrence(hand.make(), **TURN | {"within": "1 turn"})
    # P01 has five turns, P02 and P03 two: 4 + 1 + 1 neighbours, 3 + 1 + 1 of three in a row, 2 + 1 + 1 of four.
    assert told(one, "sharing", "trust") == (0, 2, 3, 6)
    assert told(apart[2], "sharing", "trust") == (1, 2, 3, 5)  # turns 2 to 4
    assert told(apart[3], "sharing", "trust") == (2, 2, 2 + 1, 4)  # turns 1 to 4, and 2 to 5


def test_documents_and_places_can_be_counted_on_the_fingers(hand: ModuleType) -> None:
    documents = cooccurrence(hand.make(), within="document", level="own", coders="together", uncoded="in")
    assert told(documents, "sharing", "trust") == (1, 1, 2, 3)
    places = cooccurrence(hand.make(), within="case", level="own", coders="together", uncoded="in")
    assert told(places, "sharing", "trust") == (1, 1, 2, 3)  # Dogwood was not coded yet
    rules = cooccurrence(hand.make(), within="case", level="own", coders="together", uncoded="in", evidence="rules")
    assert told(rules, "sharing", "trust") == (0, 2, 1, 4)  # Ash and Birch, Cedar; rules have read Dogwood's, too


def test_who_has_gone_through_a_document_and_coded_nothing_has_read_it_all_the_same(hand: ModuleType) -> None:
    """It was so only where that coder had codings elsewhere, and where these had been counted before."""
    apart: dict[str, Any] = TURN | {"coders": "apart", "documents": ["P02"]}
    done = (Done("P02", "mira", ""), Done("P02", "jonas", ""))
    assert cooccurrence(hand.make(done=done), **apart).of == 2  # one turn, read by two; c6 is mira's
    counted_before = hand.make(done=done)
    assert cooccurrence(counted_before, **TURN | {"coders": "apart"}).of > 2
    assert cooccurrence(counted_before, **apart).of == 2
    nobody = cooccurrence(hand.make(done=done[1:], codings=(), tags=()), **apart)
    assert nobody.of == 1


def test_passages_are_together_where_they_overlap(hand: ModuleType) -> None:
    found = cooccurrence(hand.make(), within="passage", level="own", coders="together")
    # c1, c2 and c3 are one passage, c4 overlaps it; c5, c6 and c7.
    assert told(found, "sharing", "voting") == (1, 1, 1, 5)
    assert told(found, "trust", "money") == (0, 2, 1, 5)


def test_codings_of_two_coders_count_together_only_if_that_is_said(hand: ModuleType) -> None:
    by_jonas = [*hand.CODINGS[:1], replace(hand.CODINGS[3], coder="jonas", start=hand.CODINGS[0].start)]
    for within in ("passage", "turn", "document", "case", "2 turns"):
        uncoded = None if within == "passage" else "out"
        both = [
            cooccurrence(hand.make(codings=by_jonas), within=within, level="own", coders=coders, uncoded=uncoded)
            for coders in CODED_BY
        ]
        assert [told(found, "sharing", "voting")[:3] for found in both] == [
            (both[0].count("sharing"), both[0].count("sharing"), both[0].count("voting")),
            (0, both[0].count("sharing"), both[0].count("voting")),
        ], within
        assert [len(found.evidence("sharing", "voting")) for found in both] == [1, 0], within


def test_what_is_below_a_code_counts_only_if_that_is_said(hand: ModuleType) -> None:
    codings = [hand.said("own", "P01", "voting", "Nobody slept."), hand.said("t", "P01", "trust", "Nobody slept.")]
    study = hand.make(codings=codings)
    assert told(cooccurrence(study, **TURN), "sharing", "trust")[0] == 0
    below = cooccurrence(study, **TURN | {"level": "code"})
    assert told(below, "sharing", "trust")[0] == 1
    assert (below.pair("sharing", "voting").reason, below.pair("sharing", "voting").measure("jaccard")) == (
        "one stands below the other",
        None,
    )
    branches = cooccurrence(study, **TURN | {"level": "branch"})
    assert [row.id for row in branches.rows] == ["power", "trust", "money"]
    assert told(branches, "power", "trust")[0] == 1


def test_one_long_passage_over_three_short_ones_is_one_place(hand: ModuleType) -> None:
    text = hand.talk("P01").text
    start, end = text.index("We handed"), text.index("Nobody slept.") + 13
    long = Coding("long", "P01", "trust", "mira", start, end, "")
    short = [hand.said(f"s{n}", "P01", "money", words) for n, words in enumerate(("handed", "went", "slept"))]
    found = cooccurrence(hand.make(codings=[long, *short]), within="passage", level="own", coders="together")
    assert told(found, "trust", "money") == (1, 1, 3, 4)  # ATLAS.ti counts 3, its c = 3 / (1 + 3 - 3) is out of range
    assert found.pair("trust", "money").measure("jaccard") == pytest.approx(1 / 3)
    assert "together once" in found.note


def test_the_evidence_is_where_both_are(hand: ModuleType) -> None:
    study = hand.make()
    (turn,) = cooccurrence(study, **TURN).evidence("voting", "sharing")
    assert (turn.document, turn.turn, turn.codings) == ("P01", 2, ("c1", "c2", "c3", "c4"))
    (overlap,) = cooccurrence(study, within="passage", level="own", coders="together").evidence("sharing", "voting")
    assert (overlap.document, overlap.turn, overlap.codings) == ("P01", 2, ("c1", "c2", "c3", "c4"))
    near = cooccurrence(study, **TURN | {"within": "2 turns"}).evidence("sharing", "trust")
    assert [(passage.turn, passage.codings) for passage in near] == [(2, ("c1", "c2", "c3")), (4, ("c5",))]
    place = cooccurrence(study, within="case", level="own", coders="together", uncoded="in").evidence(
        "sharing", "trust"
    )
    assert [(passage.document, passage.turn) for passage in place] == [("P01", 2), ("P01", 4)]
    (whole,) = cooccurrence(study, **TURN | {"within": "document"}).evidence("sharing", "trust")
    assert (whole.document, whole.codings) == ("P01", ("c1", "c2", "c3", "c5"))
    assert cooccurrence(study, **TURN).evidence("sharing", "money") == ()


def test_the_frame_has_a_row_for_each_pair(hand: ModuleType) -> None:
    frame = cooccurrence(hand.make(codings=hand.CODINGS[:5]), **TURN).frame()
    assert list(frame.columns[:7]) == ["code_a", "code_b", "both", "a", "b", "of", "jaccard"]
    assert len(frame) == 6
    first = frame.iloc[0].to_dict()
    assert {name: first[name] for name in ("code_a", "code_b", "both", "jaccard", "lift")} == {
        "code_a": "sharing",
        "code_b": "voting",
        "both": 1,
        "jaccard": 1.0,
        "lift": 5.0,
    }
    assert frame["reason"].fillna("").tolist().count("one of them is not coded") == 3  # money, with the three others
    assert frame[frame["code_b"] == "money"]["lift"].isna().all()
    assert {str(frame[name].dtype) for name in ("both", "of")} == {"Int64"}
    assert {str(frame[name].dtype) for name in ("jaccard", "npmi")} == {"Float64"}


def test_the_matrix_is_the_same_from_both_sides(hand: ModuleType) -> None:
    found = cooccurrence(hand.make(), **TURN)
    both = found.matrix()
    assert [both.loc["sharing", "voting"], both.loc["voting", "sharing"]] == [1, 1]
    assert both.loc["trust", "trust"] == 2
    npmi = found.matrix("npmi")
    assert npmi.loc["sharing", "trust"] == -1.0
    assert npmi.isna().loc["trust", "trust"]
    with pytest.raises(StudyError, match="no `kappa` of two codes"):
        found.matrix("kappa")


def test_transactions_give_the_lift_of_the_guide_of_mlxtend(hand: ModuleType, shared: Path) -> None:
    vectors = json.loads((shared / "vectors" / "cooccurrence.json").read_text(encoding="utf-8"))["vectors"]
    (vector,) = (one for one in vectors if one["id"].startswith("mlxtend"))
    study = baskets(hand, vector["transactions"])
    found = cooccurrence(study, within="document", level="own", coders="together", uncoded="in")
    assert found.of == 5
    rules = vector["implementations"][0]["rules"]
    assert len(rules) == 10
    for rule in rules:
        counts = found.pair(name(rule["a"][0]), name(rule["b"][0])).found
        assert counts.both / counts.of == pytest.approx(rule["support"], abs=1e-9)
        assert counts.both / counts.a == pytest.approx(rule["confidence"], abs=1e-9)
        assert counts.lift == pytest.approx(rule["lift"], abs=1e-9)
    assert found.pair("Eggs", "Onion").measure("lift") == pytest.approx(vector["published"]["eggs_onion"]["lift"])


def name(item: str) -> str:
    return item.replace(" ", "_")


def baskets(hand: ModuleType, transactions: list[list[str]]) -> Study:
    items = sorted({name(item) for basket in transactions for item in basket})
    documents = [Document(f"T{n}", f"T{n}.txt", "ash") for n in range(len(transactions))]
    codings = [
        Coding(f"{n}-{place}", f"T{n}", name(item), "mira", place, place + 1, "")
        for n, basket in enumerate(transactions)
        for place, item in enumerate(basket)
    ]
    made: Study = hand.make(documents=documents, codes=[Code(item, item) for item in items], codings=codings)
    text = Transcript("x" * 20, (Turn(1, "speech", 0, 20, "A"),))
    return replace(made, ways=replace(made.ways, transcript=lambda *_: text))


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 150))
        document = draw(st.sampled_from(["P01", "P01", "P02", "P03", "A1"]))
        code = draw(st.sampled_from(["sharing", "voting", "trust", "money"]))
        coder = draw(st.sampled_from(["mira", "jonas"]))
        found.append(Coding(f"c{number:02}", document, code, coder, start, start + draw(st.integers(1, 70)), ""))
    return found


LEVEL, CODERS, UNCODED = (
    st.sampled_from(["own", "code"]),
    st.sampled_from(CODED_BY),
    st.sampled_from("in out".split()),
)


def one_by_one(study: Study, found: Cooccurrence, a: str, b: str, level: str, same: bool) -> tuple[int, ...]:
    """The counts of two codes, unit by unit."""
    codes = {code: {code} for code in (a, b)}
    if level == "code":
        codes = {code: {code, *(below.id for below in study.codebook.below(code))} for code in (a, b)}
    columns = coded(study)
    readers = [{"mira"}, {"jonas"}] if same else [{"mira", "jonas"}]
    if found.within == "passage":
        numbers = [0, 0, 0]
        for reader, document in product(readers, columns.documents):
            spans = [
                joined(
                    (c.start, c.end)
                    for c in columns.codings
                    if c.document == document and c.code in codes[code] and c.coder in reader
                )
                for code in (a, b)
            ]
            meets = [[any(s < y and x < e for x, y in spans[1 - side]) for s, e in spans[side]] for side in (0, 1)]
            numbers[1] += len(spans[0])
            numbers[2] += len(spans[1])
            numbers[0] += sum(meets[0]) * 1000 + sum(meets[1])
        return min(divmod(numbers[0], 1000)), numbers[1], numbers[2]
    units: dict[Any, set[str]] = {}
    for coding in columns.codings:
        for place in places(study, found, coding):
            held = {code for code in (a, b) if coding.code in codes[code]}
            units.setdefault((place, same and coding.coder), set()).update(held)
    return tuple(sum(of <= held for held in units.values()) for of in ({a, b}, {a}, {b}))


def places(study: Study, found: Cooccurrence, coding: Coding) -> set[tuple[str, int]]:
    """The units in which a coding is."""
    if found.within == "document":
        return {(coding.document, 0)}
    if found.within == "case":
        return {(case, 0) for case, _ in Belongings(study).of(coding)}
    transcript = study.transcript(coding.document)
    turns = transcript.turns_in(coding.start, coding.end)
    turns = tuple(turn for turn in turns if not is_interviewer(turn)) or turns
    reach, last = max(found.reach, 1), max(len(transcript.turns) - max(found.reach, 1), 0)
    at = [transcript.turns.index(turn) for turn in turns]
    return {(coding.document, first) for t in at for first in range(max(t - reach + 1, 0), min(t, last) + 1)}


@QUIET
@given(
    codings(), st.sampled_from(["passage", "turn", "1 turn", "2 turns", "9 turns", "document", "case"]), LEVEL, CODERS
)
def test_units_are_counted_as_one_by_one(
    hand: ModuleType, said: list[Coding], within: str, level: str, coders: str
) -> None:
    study = hand.make(codings=said)
    uncoded = None if within == "passage" else "out"
    found = cooccurrence(study, within=within, level=level, coders=coders, uncoded=uncoded)
    rows = [row.id for row in found.rows]
    for a, b in combinations(rows, 2):
        assert told(found, a, b)[:3] == one_by_one(study, found, a, b, level, coders == "apart")
        assert found.pair(a, b).found.a + found.pair(a, b).found.b - found.pair(a, b).found.both <= found.of
        assert bool(found.evidence(a, b)) == bool(found.pair(a, b).found.both)
        jaccard = found.pair(a, b).measure("jaccard")
        assert jaccard is None or 0 <= jaccard <= 1


@QUIET
@given(codings(), st.randoms(use_true_random=False))
def test_order_changes_nothing(hand: ModuleType, said: list[Coding], chance: Any) -> None:
    before = [cooccurrence(hand.make(codings=said), **TURN | {"within": w}) for w in ("turn", "2 turns", "case")]
    before.append(cooccurrence(hand.make(codings=said), within="passage", level="code", coders="together"))
    chance.shuffle(said)
    after = [cooccurrence(hand.make(codings=said), **TURN | {"within": w}) for w in ("turn", "2 turns", "case")]
    after.append(cooccurrence(hand.make(codings=said), within="passage", level="code", coders="together"))
    assert before == after


def test_large_and_small_pieces_of_the_line_give_the_same(demo_study_folder: Path, monkeypatch: Any) -> None:
    study = read_study(demo_study_folder)
    whole = [cooccurrence(study, within="passage", level="code", coders=coders) for coders in CODED_BY]
    assert sum(pair.found.both for pair in whole[0]) > 10
    monkeypatch.setattr("collabstudy.compare.cooccurring.stretches.MOST_AT_ONCE", 40)
    assert [cooccurrence(study, within="passage", level="code", coders=c) for c in CODED_BY] == whole
    ways = [{"within": within, "coders": coders} for within in ("turn", "3 turns") for coders in CODED_BY]
    turns = [cooccurrence(study, **TURN | way) for way in ways]
    monkeypatch.setattr("collabstudy.compare.cooccurring.incidence.AT_ONCE", 700)
    assert [cooccurrence(study, **TURN | way) for way in ways] == turns


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"within": "paragraph"}, "no value of `within` `paragraph`"),
        ({"within": "0 turns"}, "no value of `within`"),
        ({"within": 3}, "no value of `within`"),
        ({"level": "leaf"}, "no level `leaf`"),
        ({"coders": "mira"}, "no value of `coders`"),
        ({"uncoded": "perhaps"}, "no value of `uncoded`"),
        ({"uncoded": None}, "is not said"),
        ({"evidence": "robots"}, "no origin of evidence"),
        ({"codes": ["elm"]}, "no code `elm`"),
        ({"documents": ["P99"]}, "no document P99"),
    ],
)
def test_a_choice_that_is_none_says_which_there_are(hand: ModuleType, choice: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told) as refused:
        cooccurrence(hand.make(), **TURN | choice)
    assert refused.value.hint


def test_a_code_is_not_compared_with_itself(hand: ModuleType) -> None:
    with pytest.raises(StudyError, match="always together with itself"):
        cooccurrence(hand.make(), **TURN).evidence("trust", "trust")
    with pytest.raises(StudyError, match="no code elm"):
        cooccurrence(hand.make(), **TURN).pair("trust", "elm")


def test_choices_are_remembered_and_limits_kept(hand: ModuleType) -> None:
    found = cooccurrence(hand.make(), **TURN | {"codes": ["trust", "sharing"], "documents": "P01"})
    assert [row.id for row in found.rows] == ["sharing", "trust"]
    assert found.of == 3
    assert "within=turn, level=own, coders=together, uncoded=in, codes=sharing + trust, documents=P01" in str(
        found.made_by
    )
    assert cooccurrence(hand.make(codings=()), **TURN).frame()["jaccard"].isna().all()


@pytest.mark.parametrize("nothing", ["cases", "codes", "codings", "documents", "done"])
@pytest.mark.parametrize("within", ["passage", "turn", "2 turns", "document", "case"])
@pytest.mark.parametrize("coders", CODED_BY)
def test_a_study_of_nothing_has_nothing_together(hand: ModuleType, nothing: str, within: str, coders: str) -> None:
    study = hand.make(**{"tags": (), nothing: ()})
    for level in ("own", "code", "branch"):
        found = cooccurrence(study, within=within, level=level, coders=coders, uncoded="in")
        assert len(found.frame()) == len(found.rows) * (len(found.rows) - 1) // 2
        if nothing in ("codes", "codings", "documents"):
            assert sum(pair.found.both for pair in found) == 0
        assert all(pair.found.a <= found.of for pair in found)
