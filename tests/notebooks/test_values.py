"""Topics, and how a result was made, as a notebook draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from collabstudy import tables
from collabstudy.compare import Passage
from collabstudy.model.provenance import MadeBy
from collabstudy.run.quotes import quotes
from collabstudy.topics.passages import Passage as Piece
from collabstudy.topics.topics import Topic, Topics

WORDS = (("rent", 0.5), ("damp <b>", 0.4), ("keys", 0.3), ("tea", 0.2), ("bus", 0.1))
TOPICS = Topics(
    topics=(
        Topic("T01", WORDS, 2, representatives=(1, 0), stability=0.8125),
        Topic("T02", (("vote", 0.5),), 1, representatives=()),
    ),
    passages=(
        Piece("P01", 30, 90, 2, 12, ("ash",)),
        Piece("P02", 10, 50, 2, 9, ("birch", "ash")),
        Piece("P03", 20, 60, 2, 9, ("cedar",)),
        Piece("P04", 20, 30, 2, 2, ("dogwood",)),
    ),
    assignment=("T01", "T01", "T02", None),
    made_by=MadeBy("topics", {"method": "ward", "n": 2}),
    stability=0.5,
    left_out={"heading": 3, "interviewer": 1200},
    remarks=("the language model knows English",),
)


def test_each_topic_tells_its_words_its_size_and_how_stable_it_is() -> None:
    page = str(tables.topics(TOPICS))
    assert "<b>rent · damp &lt;b&gt; · keys · tea</b> bus" in page
    first, second = (row.split("</tr>")[0] for row in page.split("<tr>")[2:])
    assert [cell.split("<")[0] for cell in first.split('<td class="cs-total">')[1:]] == ["2", "2", "2", "0.81"]
    assert [cell.split("<")[0] for cell in second.split('<td class="cs-total">')[1:]] == ["1", "1", "1", "not asked"]


def test_below_stands_what_was_left_out_and_chosen() -> None:
    page = str(tables.topics(TOPICS))
    assert "4 passages, 1 of them without a topic; stability of the whole: 0.50." in page
    assert "Left out: heading (3), interviewer (1,200)." in page
    assert "Note: the language model knows English. Method: ward; n: 2." in page


def test_without_somebody_who_hands_out_words_only_places_are_told() -> None:
    page = str(tables.topics(TOPICS))
    assert page.index("P02, turn 2") < page.index("P01, turn 2")  # the most typical first
    assert page.count("<details>") == 1  # nothing that may be quoted is typical of the second


def test_typical_passages_are_asked_of_whoever_hands_out_words(hand: ModuleType) -> None:
    asked: list[Passage] = []
    shown = quotes(hand.make(), document="P02")

    def hand_out(passages: Iterable[Passage]) -> Any:
        asked.extend(passages)
        return type("Shown", (), {"quotes": [one.quote for one in shown], "withheld": 1, "lost": 0})

    page = str(tables.topics(TOPICS, hand_out))
    assert [(p.document, p.spans[0].start, p.spans[0].end) for p in asked] == [("P02", 10, 50), ("P01", 30, 90)]
    assert "“We ran out of money in May.” <cite>Chair, Birch Council · P02, turn 2</cite>" in page
    assert "1 may not be shown here" in page


def test_topics_draw_themselves_by_the_way_the_study_was_given() -> None:
    assert TOPICS._repr_html_() is None
    drawn = replace(TOPICS, show=tables.show)
    assert drawn._repr_html_() == tables.topics(TOPICS)
    assert drawn == TOPICS
    assert drawn.to_bytes() == TOPICS.to_bytes()
    assert b"show" not in drawn.to_bytes()
    assert len(repr(drawn)) < 400


def test_how_a_result_was_made_is_told_in_words() -> None:
    pretty = pytest.importorskip("IPython.lib.pretty").pretty
    made = MadeBy("topics", {"unit": "turn", "kinds": ("interview", "note")}, {"bertopic": "0.17.4"})
    assert pretty(made) == "topics: unit=turn, kinds=interview + note"
