"""Where the text that was coded is no longer there, a coding is found by its words and what stood around them."""

from __future__ import annotations

import pytest

from collabstudy.coding.anchor import carry
from collabstudy.coding.like import like
from collabstudy.model.coding import CONTEXT, Coding
from collabstudy.model.document import Transcript

TALK = """I: How did it begin?
P: With one meeting in the library, on a wet Tuesday.
I: And then?
P: Yes, exactly.
I: Who came to that meeting?
P: Yes, exactly. Nobody but Maria and me.
I: Did Maria stay?
P: Yes, exactly.
"""


def found(new: str, quote: str, nth: int = 1, *, context: bool = True) -> tuple[str, int]:
    """Status and start of a coding of TALK, of which only the log's line is left."""
    start = -1
    for _ in range(nth):
        start = TALK.index(quote, start + 1)
    end = start + len(quote)
    around = (TALK[max(start - CONTEXT, 0) : start], TALK[end : end + CONTEXT]) if context else ("", "")
    coding = Coding("c1", "P01", "trust", "mira", start, end, quote, text="gone", prefix=around[0], suffix=around[1])
    [carried] = carry([coding], Transcript(new, ()), lambda _: None)
    assert carried.status in ("orphaned", "ambiguous") or new[carried.start : carried.end] == carried.quote
    return carried.status, carried.start


def test_a_quote_found_once_with_its_context_is_carried() -> None:
    assert found(TALK, "one meeting") == ("kept", TALK.index("one meeting"))
    assert found("Note.\n" + TALK, "one meeting") == ("moved", TALK.index("one meeting") + 6)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_of_equal_quotes_the_one_with_the_same_context_is_taken(nth: int) -> None:
    new = "Note.\n" + TALK
    status, start = found(new, "Yes, exactly.", nth)
    assert (status, new[:start].count("Yes, exactly.")) == ("moved", nth - 1)


def test_several_equal_places_without_context_are_ambiguous() -> None:
    assert found("Note.\n" + TALK, "Yes, exactly.", context=False) == ("ambiguous", TALK.index("Yes"))


def test_where_the_right_one_was_taken_out_another_is_not_taken_in_silence() -> None:
    new = TALK.replace("I: And then?\nP: Yes, exactly.\n", "")
    assert found(new, "Yes, exactly.", 1)[0] in ("ambiguous", "review")


def test_line_breaks_and_curly_quotes_are_no_difference() -> None:
    new = TALK.replace("on a wet", "on\na wet").upper()
    assert found(new, "one meeting in the library, on a wet Tuesday")[0] == "moved"


def test_something_like_the_quote_near_its_place_is_for_a_person_to_look_at() -> None:
    new = "Note.\n" + TALK.replace("one meeting in the library", "a meeting in the old library")
    assert found(new, "one meeting in the library, on a wet Tuesday") == ("review", new.index("meeting in the old"))


def test_something_like_it_among_other_words_is_not_taken() -> None:
    other = "It all changed in the year after that, and we had one meeting in the library, on a wet Tuesday!"
    words = "one meating in the libary on a wet Tuesdy"
    coding = Coding("c1", "P01", "trust", "mira", 9, 50, words, text="gone", prefix="zq " * 10, suffix=" xj" * 10)
    assert carry([coding], Transcript(other, ()), lambda _: None)[0].status == "orphaned"


def test_a_short_quote_without_any_context_is_for_a_person_to_look_at() -> None:
    assert found("Note.\n" + TALK, "Maria and", context=False)[0] == "review"
    assert found("Note.\n" + TALK, "With one meeting in the library", context=False)[0] == "moved"


def test_a_coding_of_no_known_text_that_stands_where_it_says_is_kept() -> None:
    start = TALK.index("Yes, exactly.")
    coding = Coding("c1", "P01", "trust", "mira", start, start + 13, "Yes, exactly.")
    assert carry([coding], Transcript(TALK, ()), lambda _: None)[0].status == "kept"


def test_a_coding_is_looked_for_as_far_away_as_its_neighbours_went() -> None:
    filler = "".join(f"I: Question {at} about something else?\n" for at in range(300))
    assert len(filler) > 8_000
    old = "P: We began with Maria and the library.\nP: The council was never anser to us, not once.\n"
    new = filler + old.replace("anser", "answering")
    first, second = "We began with Maria and the library.", "The council was never anser to us, not once."
    codings = []
    for quote in (first, second):
        start, end = old.index(quote), old.index(quote) + len(quote)
        around = (old[max(start - CONTEXT, 0) : start], old[end : end + CONTEXT])
        codings.append(
            Coding(quote, "P01", "trust", "mira", start, end, quote, text="gone", prefix=around[0], suffix=around[1])
        )
    both = carry(codings, Transcript(new, ()), lambda _: None)
    assert [coding.status for coding in both] == ["moved", "review"]
    assert "council was never answering to us, not once." in both[1].quote
    assert carry(codings[1:], Transcript(new, ()), lambda _: None)[0].status == "orphaned"


@pytest.mark.parametrize(
    ("passage", "stretch"), [("short", "short"), ("x" * 900, "x" * 900), ("nothing of the kind", "")]
)
def test_what_is_too_short_or_too_long_is_like_nothing(passage: str, stretch: str) -> None:
    assert like(passage, stretch) is None
