"""A short answer keeps its place beside turns that are put in, taken out and moved."""

from __future__ import annotations

import pytest
from test_anchor import after, coded

BEFORE = """I: Where were you when the hall was closed?
P: On the bus, with the keys to it in my pocket.
I: Mm.
P: And it was raining, so nobody saw me cry about a hall.
I: Who told you that it was for good?
P: The caretaker did, by ringing twice and saying nothing.
"""


def test_between_a_short_answer_and_its_neighbours_another_turn_may_begin_alike() -> None:
    put_in = BEFORE.replace("P: And it was", "P: And it was a long day for everybody.\nP: And it was")
    [(status, words, start)] = after(BEFORE, put_in, coded(BEFORE, "Mm."))
    assert (status, words, start) == ("kept", "Mm.", BEFORE.index("Mm."))
    [(status, words, start)] = after(put_in, BEFORE, coded(put_in, "Mm."))
    assert (status, words, start) == ("kept", "Mm.", BEFORE.index("Mm."))


def test_a_label_belongs_to_its_line_when_the_turn_before_with_the_same_label_is_taken_out() -> None:
    old = BEFORE.replace("I: Mm.\nP: And", "P: And I never said so.\nP: And")
    new = BEFORE.replace("I: Mm.\n", "")
    start = old.index("P: And it was")
    coding = coded(old, "P: And", 2)
    assert coding.start == start
    assert after(old, new, coding) == [("moved", "P: And", new.index("P: And"))]


def test_greetings_that_repeat_a_name_do_not_make_the_line_before_uncertain() -> None:
    old = "What a trailer that was.\nAnd I loved the song.\nSo hi Nell.\nHi Nell.\nDo you want to say who you are?\n"
    new = old.replace("\nHi Nell.", "")
    coding = coded(old, "And I loved the song.")
    assert after(old, new, coding) == [("kept", "And I loved the song.", coding.start)]


def test_a_line_that_stands_once_is_sure_between_turns_that_were_exchanged() -> None:
    old = (
        "P: We began in the cellar under the baker's, eleven of us and one lamp between us all that winter.\n"
        "I: And the rent for that cellar?\n"
        "P: There was none, he wanted the company, and somebody to carry his flour down on a Monday morning.\n"
    )
    new = (
        "P: Nobody remembers, I think, who had the idea, but everyone will tell you that it was their own.\n"
        "I: And the rent for that cellar?\n"
        "P: You would have to ask my sister, who kept the book, and she is in Portugal until the spring.\n"
    )
    coding = coded(old, "the rent for")
    assert after(old, new, coding) == [("moved", "the rent for", new.index("the rent for"))]


def test_a_turn_that_moved_takes_its_first_words_along_though_another_begins_so() -> None:
    one = "P: Yeah, I think the minutes were lost when the roof of the depot came down.\n"
    other = "P: Yeah, I would say that the ferry was what made us friends in the end.\n"
    asked = "I: Was there ever a day on which it might all have been given up for good?\n"
    rest = "I: And the allotments?\nP: Those came later, with the beans and the quarrel about the beans.\n"
    old = asked + one + rest + other
    new = asked + other + rest + one
    assert after(old, new, coded(old, "Yeah", 1)) == [("moved", "Yeah", new.index(one) + 3)]


def test_another_time_stamp_is_not_the_one_that_was_coded_when_that_one_stands_elsewhere() -> None:
    old = "0:34 Mira\n\nYou sounded sure.\n\n00:00:36 Anneke Dunlark\n\nThat is what I said.\n\n0:41 Mira\n\nWe are.\n"
    new = old.replace("00:00:36 Anneke Dunlark\n\nThat", "00:00:50 Anneke Dunlark\n\nThat")
    new = new.replace("I said.\n\n", "I said.\n\n00:00:36 Anneke Dunlark\n\n")
    [(status, words, _)] = after(old, new, coded(old, "00:00:36 Anneke Dunlark"))
    assert words == "00:00:36 Anneke Dunlark" or status == "review"


@pytest.mark.parametrize("quote", ["Are there others?", "I: Are there others? Ones that you would count?"])
def test_a_turn_that_moved_is_whole_though_a_turn_that_begins_alike_came_in_its_place(quote: str) -> None:
    turns = [
        "P: The school counts the chairs, and the council counts the children on the chairs.\n",
        "I: Are there others? Ones that you would count?\n",
        "P: My neighbour's eldest, who went to sea and wrote home every week for a year.\n",
        "I: Is there anything that went against you?\n",
        "P: The parking, always the parking, and once a very large dog with a season ticket.\n",
        "I: Suppose that you left tomorrow.\n",
        "P: Then somebody would find the list in the drawer, and they would manage.\n",
    ]
    old = "".join(turns)
    new = "".join(turns[at] for at in (0, 3, 2, 4, 5, 6, 1))
    assert after(old, new, coded(old, quote)) == [("moved", quote, new.index(quote))]


def test_a_label_on_a_line_of_its_own_goes_with_its_paragraph() -> None:
    turns = ["Ana Roe:\nWe wrote twice.\n\n", "Ben Low:\nNobody came, as I recall.\n\n", "Ben Low:\nThen all did.\n"]
    old, new = "".join(turns), turns[0] + turns[2]
    assert after(old, new, coded(old, "Ben Low:", 2)) == [("moved", "Ben Low:", new.index("Ben"))]
