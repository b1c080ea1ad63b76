"""Which words may name a topic."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.topics import passages
from collabstudy.topics.passages import Passage, Passages
from collabstudy.topics.words import content_words, stop_words, topic_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We’ve mended the council's roof; they couldn't.", ("mended", "council", "roof")),
        ("Um, yeah, you know, TRUST is like co-production", ("trust", "co-production")),
        ("In 2019 we had 3 x 4 plots, A to Z", ("plots",)),
        ("Él habló", ("él", "habló")),
    ],
)
def test_content_words_are_what_remains_of_speech(text: str, words: tuple[str, ...]) -> None:
    assert content_words(text, stop_words("en")) == words


def test_french_elisions_are_taken_off() -> None:
    assert content_words("l’école et l'usine", stop_words("fr")) == ("école", "usine")


def study(study_of: Callable[..., Study], texts: list[str], language: str = "en") -> Study:
    return study_of(
        [Document(f"P{number}", f"P{number}.txt", language=language) for number in range(len(texts))],
        {f"P{n}": Transcript(text, (Turn(1, "speech", 0, len(text)),)) for n, text in enumerate(texts)},
    )


def test_a_word_used_in_one_passage_only_names_no_topic(study_of: Callable[..., Study]) -> None:
    found = passages(study(study_of, ["leeks and spades", "leeks and ladders"]), unit="turn", min_words=1)
    assert topic_words(found, ()) == (("leeks",), ("leeks",))


def test_a_word_of_ones_own_can_be_stopped(study_of: Callable[..., Study]) -> None:
    found = passages(study(study_of, ["leeks and spades", "leeks and spades"]), unit="turn", min_words=1)
    assert topic_words(found, ("Leeks",)) == (("spades",), ("spades",))


def test_in_six_documents_a_word_must_come_from_two_of_them(study_of: Callable[..., Study]) -> None:
    texts = ["Dunmoor leeks here. Dunmoor leeks there.", *["leeks"] * 5]
    six = passages(study(study_of, texts), unit="sentence", min_words=1)
    five = passages(study(study_of, texts[:5]), unit="sentence", min_words=1)
    assert topic_words(six, ())[:2] == (("leeks",), ("leeks",))
    assert topic_words(five, ())[:2] == (("dunmoor", "leeks"), ("dunmoor", "leeks"))


def test_each_document_loses_the_stop_words_of_its_own_language(study_of: Callable[..., Study]) -> None:
    texts = ["die Leute die Lauch pflanzen"] * 2
    german = passages(study(study_of, texts, "de"), unit="turn")
    english = passages(study(study_of, texts, "en"), unit="turn")
    assert topic_words(german, ())[0] == ("leute", "lauch", "pflanzen")
    assert "die" in topic_words(english, ())[0]


def test_no_topic_is_named_after_somebody_who_speaks_without_a_name() -> None:
    """The demo's topics were called after interviewees who are addressed by name in the room."""
    texts = ("Desmond, the boiler broke.", "The boiler, Desmond, is cold.")
    places = tuple(Passage("D1", 0, len(text), n, 4) for n, text in enumerate(texts, 1))
    free = Passages("turn", 1, ("interview",), places, texts)
    assert {word for told in topic_words(free, ()) for word in told} == {"boiler", "desmond"}
    named = Passages("turn", 1, ("interview",), places, texts, names=frozenset({"desmond"}))
    assert {word for told in topic_words(named, ()) for word in told} == {"boiler"}
