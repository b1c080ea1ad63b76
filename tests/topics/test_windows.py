"""Long speech is parted, never cut off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collabstudy.topics.windows import windows


def parts(text: str, words: int) -> list[str]:
    return [text[start:end] for start, end in windows(text, lambda part: len(part.split()) <= words)]


def test_what_fits_stays_whole() -> None:
    assert parts("  One two. Three four.  ", 4) == ["One two. Three four."]


def test_a_long_turn_is_parted_at_the_sentence_end_nearest_to_its_middle() -> None:
    assert parts("One. Two three. Four five. Six.", 4) == ["One. Two three.", "Four five. Six."]


def test_without_a_sentence_end_a_comma_will_do_and_without_a_comma_a_space() -> None:
    assert parts("one two, three four", 2) == ["one two,", "three four"]
    assert parts("one two three four", 2) == ["one two", "three four"]


def test_a_sentence_end_at_the_very_start_does_not_leave_a_long_rest() -> None:
    text = "Yes. one two three, four five six seven"
    assert parts(text, 4) == ["Yes. one two three,", "four five six seven"]


def test_one_endless_word_is_parted_too() -> None:
    text = "x" * 100
    assert [text[a:b] for a, b in windows(text, lambda part: len(part) <= 30)] == ["x" * 25] * 4


@given(st.text(alphabet="ab ,.\n", max_size=80))
def test_parts_hold_every_letter_once_and_all_fit(text: str) -> None:
    found = [text[start:end] for start, end in windows(text, lambda part: len(part) <= 7)]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(part) <= 7 for part in found)
