"""Names that are not said where words are shown."""

from __future__ import annotations

import unicodedata

import pytest

from collabstudy.model.document import Transcript, Turn
from collabstudy.model.names import NameList, Names, Pseudonym

HILDA = Pseudonym("Hilda", "a neighbour")
PEOPLE = (
    HILDA,
    Pseudonym("Hilda Bray", "the baker"),
    Pseudonym("Tom O'Dell", "a clerk"),
    Pseudonym("K&K", "a charity"),
)


def shown(text: str, *pseudonyms: Pseudonym, whole: str = "") -> str:
    return Names([NameList(pseudonyms or PEOPLE)], lambda: whole or text).replaced(text)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ask Hilda", "ask [a neighbour]"),
        ("ask Hilda Bray, not Hilda", "ask [the baker], not [a neighbour]"),
        ("Hilda's key and Hilda’s door", "[a neighbour]'s key and [a neighbour]’s door"),
        ("ask HILDA, or Hilda\n  Bray", "ask [a neighbour], or [the baker]"),
        ("Hildagard, Brunhilda and hilda", "Hildagard, Brunhilda and hilda"),
        ("Hilda-Jane and _Hilda_", "[a neighbour]-Jane and _[a neighbour]_"),
        ("Tom O’Dell, Tom O'Dell", "[a clerk], [a clerk]"),
        ("K&K is K and K", "[a charity] is K and K"),
        ("[Hilda] said", "[a neighbour] said"),
        ("nobody", "nobody"),
    ],
)
def test_whole_words_are_replaced_the_longest_name_first(said: str, told: str) -> None:
    assert shown(said) == told


def test_either_way_of_writing_an_accent_is_the_same_name() -> None:
    for form in ("NFC", "NFD"):
        said = unicodedata.normalize(form, "ask Zoë now")
        for listed in ("NFC", "NFD"):
            assert shown(said, Pseudonym(unicodedata.normalize(listed, "Zoë"), "a nurse")) == "ask [a nurse] now"


def test_where_a_text_has_no_capitals_names_need_none() -> None:
    assert shown("i asked hilda bray and she said ask hilda") == "i asked [the baker] and she said ask [a neighbour]"


def test_a_forename_that_is_a_word_too_is_left_alone_at_the_beginning_of_a_sentence() -> None:
    will = Pseudonym("Will", "a clerk", part=True)
    text = "Will you ask Will? He will. “Will we?” But Will's out."
    assert shown(text, will) == "Will you ask [a clerk]? He will. “Will we?” But [a clerk]'s out."
    assert shown("Will knows. Ask Will.", will) == "[a clerk] knows. Ask [a clerk]."  # the text has no `will`
    assert shown("Will you? He will.", Pseudonym("Will", "a clerk")) == "[a clerk] you? He will."  # listed by hand


def test_a_person_loses_the_title_too() -> None:
    bray = Pseudonym("Bray", "the baker", person=True)
    assert (
        shown("It was Mrs Bray, or Dr. Bray of Bray Hill", bray)
        == "It was [the baker], or [the baker] of [the baker] Hill"
    )


def test_what_may_be_told_is_told_whatever_else_is_known_of_it() -> None:
    assert shown("ask Hilda Bray and Hilda", Pseudonym("Hilda Bray", ""), HILDA) == "ask Hilda Bray and [a neighbour]"


def test_of_two_pseudonyms_the_first_counts() -> None:
    assert shown("ask Hilda", HILDA, Pseudonym("Hilda", "a spy")) == "ask [a neighbour]"


TEXT = "I: Well?\n\nP: You ask Hilda\nP: Bray about it. She knows.\n"


def test_a_name_over_a_gap_is_one_name_and_a_stretch_does_not_cut_it() -> None:
    start = TEXT.index("You")
    gap = (TEXT.index("P: Bray"), TEXT.index("Bray"))
    turn = Turn(2, "speech", start, len(TEXT) - 1, "P", gaps=(gap,))
    transcript, names = Transcript(TEXT, (turn,)), Names([NameList(PEOPLE)], lambda: TEXT)
    assert names.said(transcript, turn, turn.start, turn.end) == "You ask [the baker] about it. She knows."
    inside = TEXT.index("ilda")
    assert names.whole(transcript, turn, start, inside) == (start, TEXT.index(" about"))
    assert names.said(transcript, turn, start, inside) == "You ask [the baker]"
    assert names.standing(transcript, inside, len(TEXT)) == "[a neighbour]\nP: Bray about it. She knows.\n"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_whose_capital_becomes_two_letters_when_small_is_replaced(form: str) -> None:
    ibrahim = Pseudonym("\u0130brahim", "a neighbour", person=True)  # the Turkish capital with its dot
    said = unicodedata.normalize(form, "Ask \u0130brahim, or Mr \u0130brahim's son.")
    assert shown(said, ibrahim) == "Ask [a neighbour], or [a neighbour]'s son."
