"""What becomes a passage, what does not, and that the latter is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collabstudy.errors import StudyError
from collabstudy.model.case import CaseLink
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.topics import passages
from collabstudy.topics.minilm import WINDOW, minilm

TEXT = """\
I: How do you plant your leeks in May?
P: In a deep trench. [0:12] P: And then we water them well.
P: Mm.
"""
QUESTION = (3, TEXT.index("\nP: In"))
ANSWER = (TEXT.index("In a"), TEXT.index("\nP: Mm"))
LABEL = (TEXT.index(" [0:12] P:"), TEXT.index(" And then"))
TURNS = (
    Turn(1, "speech", *QUESTION, "I", "interviewer"),
    Turn(2, "speech", *ANSWER, "P", gaps=(LABEL,)),
    Turn(3, "speech", TEXT.index("Mm."), TEXT.index("Mm.") + 3, "P"),
)
LEEKS = Transcript(TEXT, TURNS)


@pytest.fixture
def leeks(study_of: Callable[..., Study]) -> Study:
    return study_of([Document("P01", "P01.txt", "anley")], {"P01": LEEKS}, [CaseLink("P01", 2, "borrowby", "named")])


def test_the_interviewer_and_short_answers_are_left_out_and_counted(leeks: Study) -> None:
    found = passages(leeks, unit="turn", min_words=3)
    assert [passage.turn for passage in found] == [2]
    assert found.left_out == {"interviewer": 1, "shorter than 3 words": 1}


def test_a_label_inside_a_turn_is_not_said(leeks: Study) -> None:
    found = passages(leeks, unit="turn", min_words=3)
    assert found.texts == ("In a deep trench. And then we water them well.",)
    assert (
        TEXT[found.passages[0].start : found.passages[0].end]
        == "In a deep trench. [0:12] P: And then we water them well."
    )
    assert found.passages[0].words == 10


def test_sentences_know_where_they_stand(leeks: Study) -> None:
    found = passages(leeks, unit="sentence", min_words=3)
    assert found.texts == ("In a deep trench.", "And then we water them well.")
    assert [TEXT[passage.start : passage.end] for passage in found] == list(found.texts)


def test_a_passage_belongs_to_its_documents_case_and_to_those_it_is_tied_to(leeks: Study) -> None:
    assert passages(leeks, unit="turn").passages[0].cases == ("anley", "borrowby")


def test_no_words_of_the_participant_show_where_passages_are_printed(leeks: Study) -> None:
    assert "trench" not in repr(passages(leeks, unit="turn"))


def test_headings_and_tables_are_left_out(study_of: Callable[..., Study]) -> None:
    text = "A heading of five words\nsome table of many cells\nA paragraph of five words"
    turns = (Turn(1, "heading", 0, 23), Turn(2, "table", 24, 48), Turn(3, "paragraph", 49, 74))
    study = study_of([Document("A1", "A1.md", kind="article")], {"A1": Transcript(text, turns)})
    found = passages(study, unit="turn")
    assert found.texts == ("A paragraph of five words",)
    assert found.left_out == {"heading": 1, "table": 1}


def test_withdrawn_documents_are_not_even_read(study_of: Callable[..., Study]) -> None:
    documents = [Document("P01", "P01.txt"), Document("P02", "P02.txt", consent="withdrawn")]
    found = passages(study_of(documents, {"P01": LEEKS}), unit="turn", min_words=1)
    assert [passage.document for passage in found] == ["P01", "P01"]
    assert found.left_out["withdrawn document"] == 1


def test_kinds_of_documents_can_be_chosen(study_of: Callable[..., Study]) -> None:
    study = study_of([Document("P01", "P01.txt"), Document("N1", "N1.txt", kind="note")], {"P01": LEEKS, "N1": LEEKS})
    found = passages(study, unit="turn", kinds=("note",))
    assert {passage.document for passage in found} == {"N1"}
    assert found.left_out["document of kind interview"] == 1


def test_the_order_of_documents_does_not_matter(study_of: Callable[..., Study]) -> None:
    documents = [Document(name, f"{name}.txt") for name in ("P02", "P01")]
    transcripts = {"P01": LEEKS, "P02": LEEKS}
    one, other = (passages(study_of(order, transcripts), unit="turn") for order in (documents, documents[::-1]))
    assert one == other
    assert one.hash == other.hash


def test_a_turn_beyond_the_models_window_is_parted_and_nothing_of_it_is_lost(study_of: Callable[..., Study]) -> None:
    said = " ".join(f"We carried stone number {number} up the hill to the wall." for number in range(60))
    study = study_of([Document("P01", "P01.txt")], {"P01": Transcript(said, (Turn(1, "speech", 0, len(said)),))})
    assert minilm().pieces(said) > WINDOW
    found = passages(study, unit="turn")
    assert len(found) > 1
    assert found.parted == 1
    assert all(minilm().pieces(text) <= WINDOW for text in found.texts)
    assert " ".join(found.texts) == said
    assert all(text.endswith("wall.") for text in found.texts)


def test_an_unknown_unit_is_named(leeks: Study) -> None:
    with pytest.raises(StudyError, match="page is no unit"):
        passages(leeks, unit="page")  # type: ignore[arg-type]
