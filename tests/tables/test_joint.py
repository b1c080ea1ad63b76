"""Topics beside codes in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType

from drawn import Shown, Told

from collabstudy.compare.joining.display import Joint
from collabstudy.compare.joint import joint
from collabstudy.compare.table import Passage as Place
from collabstudy.model.provenance import MadeBy
from collabstudy.tables.joint import notebook
from collabstudy.topics.passages import Passage
from collabstudy.topics.topics import Topic, Topics


def display(hand: ModuleType) -> Joint:
    """`keys` has the second turn of P01, `care` the fourth and fifth: sharing and voting, trust, and nothing."""
    passages = tuple(
        Passage("P01", turn.start, turn.end, turn.number, 5, ("ash",))
        for turn in hand.talk("P01").turns
        if turn.speaker == "A"
    )
    found = (Topic("T01", (("keys", 0.5), ("R&D <b> $5", 0.2)), 1), Topic("T02", (("care", 0.4),), 2))
    topics = Topics(found, passages, ("T01", "T02", "T02"), MadeBy("topics", {"method": "hand"}))
    return joint(hand.make(), topics=topics, by="sector")


def test_each_number_says_what_chance_would_bring(hand: ModuleType) -> None:
    labels = re.findall(r'aria-label="([^"]*)"', notebook(display(hand)))
    assert labels == [
        "Trust · care: 1 passage, 0.7 by chance alone (council 1, charity 0)",
        "care · under no code: 1 of 2 passages",
        "Sharing power · keys · R&amp;D &lt;b&gt; &#36;5: 1 passage, 0.3 by chance alone (council 1, charity 0)",
        "Voting · keys · R&amp;D &lt;b&gt; &#36;5: 1 passage, 0.3 by chance alone (council 1, charity 0)",
    ]


def test_passages_under_no_code_are_a_click_away(hand: ModuleType) -> None:
    page = notebook(display(hand))
    assert "P01, turn 5 · topics" in page
    assert "1 of 3 passages are under no code." in page


def test_words_are_shown_only_as_they_are_handed_out(hand: ModuleType) -> None:
    assert "There is no money" not in notebook(display(hand))
    asked: list[Place] = []

    def quotes(passages: Iterable[Place]) -> Shown:
        asked.extend(passages)
        return Shown((Told("R&D <i>"),))

    page = notebook(display(hand), quotes)
    assert {passage.turn for passage in asked} == {2, 4, 5}
    assert "R&amp;D &lt;i&gt;" in page


def test_the_words_of_topics_are_text(hand: ModuleType) -> None:
    assert "R&D <b>" not in notebook(display(hand))
