"""Codes beside topics, counted on the fingers.

         passages read        under no code    not coded yet
keys     P01 2 and P02 2      none             the article
care     P01 4 and P01 5      P01 5            P04 2
no topic P03 2                none

sharing and voting lie in P01 2, trust in P01 4 and P03 2, money in P02 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare.joining.display import Joint
from collabstudy.compare.joint import joint
from collabstudy.errors import SettingsError, StudyError, TooFewError
from collabstudy.model.coding import Coding
from collabstudy.model.provenance import MadeBy

BY_HAND = MadeBy("topics", {"method": "hand"})


@dataclass(frozen=True)
class Topic:
    id: str
    name: str


@dataclass(frozen=True)
class Piece:
    document: str
    start: int
    end: int
    turn: int
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Topics:
    """Just what a joint display asks of topics."""

    topics: tuple[Topic, ...]
    passages: tuple[Piece, ...]
    assignment: tuple[str | None, ...]
    made_by: MadeBy = BY_HAND

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics)


PLACES = (
    ("A1", 2, ("ash", "birch"), "T1"),
    ("P01", 2, ("ash",), "T1"),
    ("P01", 4, ("ash",), "T2"),
    ("P01", 5, ("ash",), "T2"),
    ("P02", 2, ("birch",), "T1"),
    ("P03", 2, ("cedar",), None),
    ("P04", 2, ("dogwood",), "T2"),
)


def topics(hand: ModuleType) -> Topics:
    pieces = []
    for document, number, cases, _ in PLACES:
        turn = hand.talk(document).turns[number - 1]
        pieces.append(Piece(document, turn.start, turn.end, number, cases))
    return Topics((Topic("T1", "keys"), Topic("T2", "care")), tuple(pieces), tuple(topic for *_, topic in PLACES))


def display(hand: ModuleType, study: dict[str, Any] | None = None, **more: Any) -> Joint:
    chosen: dict[str, Any] = {"topics": topics(hand), "by": "sector"}
    return joint(hand.make(**(study or {})), **(chosen | more))


def test_how_the_passages_of_a_code_spread_over_topics(hand: ModuleType) -> None:
    found = display(hand)
    assert [row.id for row in found.rows] == ["sharing", "voting", "trust", "money"]
    told = {code: found.held[code, ""].passages for code in ("sharing", "trust", "money")}
    assert told == {"sharing": {"T1": 1, "T2": 0}, "trust": {"T1": 0, "T2": 1}, "money": {"T1": 1, "T2": 0}}
    assert found.held["trust", ""].of_code == 2  # the other one is without topic
    assert found.held["trust", ""].of_topic == {"T1": 2, "T2": 2}


def test_what_chance_would_bring_stands_beside_what_is_there(hand: ModuleType) -> None:
    held = display(hand).held["trust", ""]
    assert held.of == 5  # the article and P04 are not coded yet, and could have no code
    assert held.expected("T2") == pytest.approx(2 * 2 / 5)
    assert held.lift("T2") == pytest.approx(1 / 0.8)
    assert held.lift("T1") == 0


def test_a_code_without_passages_has_no_lift(hand: ModuleType) -> None:
    held = display(hand, {"codings": hand.CODINGS[:4]}).held["money", ""]
    assert (held.of_code, held.expected("T1"), held.lift("T1")) == (0, 0.0, None)


def test_what_topics_hold_that_no_code_covers(hand: ModuleType) -> None:
    found = display(hand)
    told = {(u.topic, u.group): (u.read, u.bare, u.not_coded) for u in found.uncovered}
    assert told["T2", ""] == (2, 1, 1)
    assert told["T1", ""] == (2, 0, 1)
    assert told[None, ""] == (1, 0, 0)
    assert told["T2", "council"] == (2, 1, 0)
    assert told["T2", "charity"] == (0, 0, 1)
    assert [gap.topic for gap in found.by_gap] == ["T2", "T1"]
    assert [gap.cases for gap in found.by_gap] == [("ash",), ()]


def test_the_uncovered_passages_themselves(hand: ModuleType) -> None:
    (passage,) = display(hand).evidence(None, "T2")
    text = hand.talk("P01").text
    assert [text[span.start : span.end] for span in passage.spans] == ["There is no money."]  # c9 has lost its place
    assert (passage.document, passage.turn, passage.codings) == ("P01", 5, ())


def test_evidence_is_the_coded_stretch_inside_the_passage(hand: ModuleType) -> None:
    found = display(hand)
    (passage,) = found.evidence("sharing", "T1")
    text = hand.talk("P01").text
    assert [text[span.start : span.end] for span in passage.spans] == [
        "We handed over the keys. It went to the vote."
    ]  # with voting, which stands below it
    assert passage.codings == ("c1", "c2", "c3", "c4")
    assert passage.coders == ("jonas", "mira")
    assert [p.document for p in found.evidence("trust", None)] == ["P03"]
    assert found.evidence("trust", "T1") == ()


def test_groups_of_places_count_their_own_passages(hand: ModuleType) -> None:
    found = display(hand)
    assert [group.id for group in found.groups] == ["council", "charity"]
    assert found.held["trust", "council"].of_code == 1
    assert found.held["trust", "charity"].of_code == 1
    assert (found.held["trust", "council"].of, found.held["trust", "charity"].of) == (4, 1)


def test_a_passage_of_two_groups_counts_in_both_and_once_in_all(hand: ModuleType) -> None:
    # The rules have read the article, too, of which a paragraph is tied to Ash and to Birch, both councils.
    found = display(hand, {"evidence": ("person", "rules")})
    assert found.held["sharing", ""].of == 7
    assert found.held["sharing", "council"].of_code == 2


def test_codes_that_no_topic_holds(hand: ModuleType) -> None:
    found = display(hand, {"codings": [hand.CODINGS[6], hand.CODINGS[5]]})
    assert found.unheld()["code"].tolist() == ["trust"]
    assert found.unheld()["without_topic"].tolist() == [1]
    assert "In no topic: Trust." in found.note
    assert "Not used: Sharing power, Voting." in found.note


def test_codings_beside_all_passages_are_counted(hand: ModuleType) -> None:
    mine = topics(hand)
    fewer = Topics(mine.topics, mine.passages[:1] + mine.passages[2:], mine.assignment[:1] + mine.assignment[2:])
    found = display(hand, topics=fewer)
    assert found.beside["sharing"] == 4  # c1, c2, c3, and c4 below
    assert found.is_unheld("sharing")
    assert found.beside["trust"] == 0


def test_branches_take_what_is_below(hand: ModuleType) -> None:
    found = display(hand, level="branch")
    assert [row.id for row in found.rows] == ["power", "trust", "money"]
    assert found.held["power", ""].passages == {"T1": 1, "T2": 0}


def test_withdrawn_documents_count_nowhere(hand: ModuleType) -> None:
    turn = hand.talk("P05").turns[1]
    mine = topics(hand)
    more = Piece("P05", turn.start, turn.end, 2, ("cedar",))
    found = display(hand, topics=Topics(mine.topics, (*mine.passages, more), (*mine.assignment, "T1")))
    assert found.held["sharing", ""].passages["T1"] == 1
    assert {u.topic: u.not_coded for u in found.uncovered if not u.group}["T1"] == 1  # the article alone
    assert "in documents withdrawn since: 1 passages" in found.note


def test_the_frames(hand: ModuleType) -> None:
    found = display(hand)
    frame = found.frame()
    assert len(frame) == 4 * 2 * 3  # codes, topics, all and two groups
    row = frame.query("code == 'trust' and topic == 'T2' and group == ''").iloc[0]
    assert (row["passages"], row["of_code"], row["of_topic"], row["of"]) == (1, 2, 2, 5)
    assert row["expected"] == pytest.approx(0.8)
    gaps = found.gaps()
    assert gaps["topic"].tolist()[:2] == ["T2", "T1"]
    assert gaps.loc[0, "cases"] == "ash"
    assert len(gaps) == 3 * 3


def test_what_is_not_there_is_said(hand: ModuleType) -> None:
    found = display(hand)
    with pytest.raises(StudyError, match="no topic T9"):
        found.evidence("trust", "T9")
    with pytest.raises(StudyError, match="no code power"):
        found.evidence("power", "T1")


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"by": "colour"}, "no attribute `colour`"),
        ({"level": "leaf"}, "no level `leaf`"),
        ({"evidence": "angels"}, "angels"),
    ],
)
def test_what_cannot_be_chosen_is_refused(hand: ModuleType, choice: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        display(hand, **choice)


def test_topics_of_which_nothing_has_been_read_are_refused(hand: ModuleType) -> None:
    with pytest.raises(TooFewError, match="no passage of the topics"):
        display(hand, {"done": ()})


def test_the_choices_of_the_topics_are_printed(hand: ModuleType) -> None:
    found = display(hand)
    assert "topics: method: hand" in found.note
    assert found == display(hand)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["P01", "P02", "P03"]), st.integers(0, 190), st.integers(1, 60)), max_size=6))
def test_a_passage_has_a_code_exactly_if_they_share_a_character(
    hand: ModuleType, spans: list[tuple[str, int, int]]
) -> None:
    codings = []
    for at, (document, start, length) in enumerate(spans):
        end = min(start + length, len(hand.talk(document).text))
        if start < end:
            codings.append(Coding(f"c{at}", document, "trust", "mira", start, end, "", origin="person"))
    found = display(hand, {"codings": codings})
    study = hand.make(codings=codings)
    standing = [coding for coding in codings if study.code_counts(coding)]
    wanted = {
        at
        for at, piece in enumerate(topics(hand).passages)
        for coding in standing
        if piece.document == coding.document and piece.start < coding.end and coding.start < piece.end
    }
    assert found.held["trust", ""].of_code == len(wanted)
    bare = sum(one.bare for one in found.uncovered if not one.group)
    assert bare + len(wanted) == 5


def test_one_passage_more_than_chance_is_needed_to_stand_out(hand: ModuleType) -> None:
    twice = [hand.said(f"m{at}", "P01", "money", words) for at, words in enumerate(("no money", "each other"))]
    held = display(hand, {"codings": twice}).held["money", ""]
    assert held.passages == {"T1": 0, "T2": 2}
    assert held.expected("T2") == pytest.approx(2 * 2 / 5)
    assert held.stands_out("T2")  # 1.2 more
    assert not display(hand).held["trust", ""].stands_out("T2")  # 1 passage, 0.8 by chance


def test_who_is_in_no_group_is_said(hand: ModuleType) -> None:
    assert "in no group" not in joint(hand.make(), topics=topics(hand), by="sector").note
    cases = [type(case)(case.id, case.name, case.aliases, {}) if case.id == "ash" else case for case in hand.CASES]
    found = joint(hand.make(cases=cases), topics=topics(hand), by="sector")
    assert found.outside == ("Ash Council",)
    assert "Without sector, so in no group: Ash Council." in found.note


@pytest.mark.parametrize(
    ("choice", "value"), [("by", 5), ("by", ["sector"]), ("level", True), ("evidence", [])], ids=str
)
def test_a_wrong_type_is_refused_with_a_way_out(hand: ModuleType, choice: str, value: Any) -> None:
    with pytest.raises(SettingsError) as refused:
        joint(hand.make(), **{"topics": topics(hand), "by": "sector", choice: value})
    assert refused.value.hint
