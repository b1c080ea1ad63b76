"""Words that were copied out of a text find back to it, or it is said why not."""

from __future__ import annotations

import pytest

from collabstudy.coding.placing import Page, Wanted, found_once, placed
from collabstudy.errors import StudyError
from collabstudy.model.document import Transcript, Turn

TEXT = "P: 😀 Grüße to all. We “trust” them.\n\n00:12\n\nP: Yes, exactly.\nI: Art?\nP: Yes, exactly. Party.\n"
#       0          1         2         3          4           5         6
PAGE = Page(
    Transcript(
        TEXT,
        (
            Turn(1, "speech", 3, 60, "P", gaps=((35, 47),)),
            Turn(2, "speech", 64, 68, "I"),
            Turn(3, "speech", 72, 92, "P"),
        ),
    )
)


def said(stretch: tuple[int, int] | str) -> str:
    assert not isinstance(stretch, str), stretch
    return TEXT[stretch[0] : stretch[1]]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("to all. We", ["to all. We"]),
        ("  to\nall.   We ", ["to all. We"]),
        ('We "trust" them', ["We “trust” them"]),
        ("Gru\u0308\u00dfe to", ["Grüße to"]),
        ("Yes, exactly.", ["Yes, exactly.", "Yes, exactly."]),
        ("Art", ["Art"]),
        ("Part", ["Part"]),
        ("them. Yes, exactly.", ["them.\n\n00:12\n\nP: Yes, exactly."]),
        ("nowhere", []),
        ("  \n ", []),
    ],
)
def test_words_are_found_whatever_the_blanks_and_the_signs(quote: str, found: list[str]) -> None:
    assert [said(place) for place in PAGE.places(quote)] == found


@pytest.mark.parametrize("count", [len, lambda t: len(t.encode("utf-16-le")) // 2, lambda t: len(t.encode("utf-8"))])
def test_offsets_in_any_of_three_counts_tell_equal_words_apart(count) -> None:  # type: ignore[no-untyped-def]
    second = TEXT.rindex("Yes")
    start, end = count(TEXT[:second]), count(TEXT[: second + 13])
    assert placed(PAGE, [Wanted("Yes, exactly.", start=start, end=end)]) == [(second, second + 13)]


def test_offsets_that_miss_the_words_are_not_believed() -> None:
    assert placed(PAGE, [Wanted("Yes, exactly.", start=0, end=13)]) == ["its words stand there 2 times"]
    assert said(placed(PAGE, [Wanted("We “trust”", start=0, end=13)])[0]) == "We “trust”"


def test_offsets_counted_in_this_very_text_need_no_words() -> None:
    told = Wanted("", start=19, end=21, text=PAGE.transcript.hash)
    assert said(placed(PAGE, [told])[0]) == "We"
    assert placed(PAGE, [Wanted("", start=19, end=21, text="0" * 16)]) == ["there are no words to find it by"]
    assert placed(PAGE, [Wanted("", start=19, end=2100, text=PAGE.transcript.hash)]) == [
        "there are no words to find it by"
    ]


def test_of_equal_words_the_turn_decides() -> None:
    (found,) = placed(PAGE, [Wanted("Yes, exactly.", turn=3)])
    assert found == (72, 85)


def test_as_many_rows_as_places_have_one_each_in_their_order() -> None:
    twice = [Wanted("Yes, exactly.", "trust"), Wanted("Yes, exactly.", "trust")]
    assert placed(PAGE, twice) == [(47, 60), (72, 85)]
    assert placed(PAGE, [*twice, twice[0]]) == ["its words stand there 2 times"] * 3
    other_codes = [Wanted("Yes, exactly.", "trust"), Wanted("Yes, exactly.", "money")]
    assert placed(PAGE, other_codes) == ["its words stand there 2 times"] * 2


def test_in_a_list_that_follows_the_text_a_row_lies_between_its_neighbours() -> None:
    rows = [Wanted(quote) for quote in ("Grüße", "to all.", "Yes, exactly.", "I: Art?", "Party.")]
    assert placed(PAGE, rows)[2] == (47, 60)
    assert placed(PAGE, [rows[0], rows[1], rows[3], rows[2], rows[4]])[3] == (72, 85)
    another = [rows[1], rows[0], rows[2], rows[3], rows[4]]
    assert placed(PAGE, another)[2] == "its words stand there 2 times"
    assert placed(PAGE, rows[1:4])[1] == "its words stand there 2 times"  # two rows say nothing of the order


def test_one_quote_one_place_or_a_reason() -> None:
    assert found_once(PAGE.transcript, "to  all.") == (11, 18)
    assert found_once(PAGE.transcript, "Yes, exactly.", start=72) == (72, 85)
    with pytest.raises(StudyError, match="2 times"):
        found_once(PAGE.transcript, "Yes, exactly.")
    with pytest.raises(StudyError, match="do not stand in the text"):
        found_once(PAGE.transcript, "Yes, hardly.")
    with pytest.raises(StudyError, match="at 5"):
        found_once(PAGE.transcript, "Yes, exactly.", start=5)
