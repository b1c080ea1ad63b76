"""What is taken for a quotation, and what the document says of who said it."""

from __future__ import annotations

import pytest

from collabstudy.briefing.finished.quotation import Quoted
from collabstudy.briefing.finished.quoted import quoted
from collabstudy.io.finished import Paragraph


def found(*paragraphs: Paragraph | str) -> tuple[Quoted, ...]:
    return quoted([Paragraph(p) if isinstance(p, str) else p for p in paragraphs])


def texts(*paragraphs: Paragraph | str) -> list[str]:
    return [one.text for one in found(*paragraphs)]


def credited(*paragraphs: Paragraph | str) -> list[tuple[str, bool]]:
    return [(credit.text, credit.sure) for credit in found(*paragraphs)[0].credits]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("They say “we asked” here.", ["we asked"]),
        ('They say "we asked" here.', ["we asked"]),
        ("They say ‘we asked’ here.", ["we asked"]),
        ("They say 'we asked' here.", ["we asked"]),
        ("Sie sagen „wir fragten“ hier.", ["wir fragten"]),
        ("Ils disent « on a demandé » ici.", ["on a demandé"]),
        ("De siger »vi spurgte« her.", ["vi spurgte"]),
        ("De säger ”vi frågade” här.", ["vi frågade"]),
        ("They say “she said ‘no’ to us” here.", ["she said ‘no’ to us"]),
        ("They say ‘she said “no” to us’ here.", ["she said “no” to us"]),
        ("They say “she said “no” to us” here.", ["she said “no” to us"]),
        ("It is the residents’ board, and it’s theirs.", []),
        ("The 'em and 'til of the '90s, rock 'n' roll.", []),
        ('A pipe of 5" and one of 12" for the board.', []),
        ("‘It’s ours,’ they say, ‘and it isn’t theirs.’", ["It’s ours,", "and it isn’t theirs."]),
        ("“One” and “two” and “three”.", ["One", "two", "three"]),
        ("", []),
    ],
)
def test_quotation_marks_of_any_language_and_no_apostrophes(text: str, inside: list[str]) -> None:
    assert texts(text) == inside


def test_an_apostrophe_that_may_be_a_closing_mark_leaves_two_readings() -> None:
    (one,) = found("They call it ‘the residents’ own hall’ there.")
    assert {one.text, *one.others} == {"the residents’ own hall", "the residents"}


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again() -> None:
    one, other = found("She says: “We asked.", "“They came.", "“It was good.” Then “nothing” happened.")
    assert (one.text, other.text) == ("We asked. They came. It was good.", "nothing")
    assert texts("She says: “We asked.", "They came.” And that was it.") == ["We asked. They came."]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph_or_any_sentence() -> None:
    (one,) = found("“We asked. They came.", "Another paragraph.")
    assert one.text == "We asked. They came."
    assert "We asked." in one.others


def test_block_quotations_lose_their_marks_and_their_source() -> None:
    block = Paragraph("“We asked.”\n— Clerk, Ash Council", "quote")
    assert texts(block) == ["We asked."]
    assert credited(block) == [("Clerk, Ash Council", True)]
    assert texts(Paragraph("We asked. (Clerk, Ash Council)", "quote")) == ["We asked."]
    assert texts(Paragraph("We asked, and he said “no” to it.", "quote")) == ["We asked, and he said “no” to it."]


def test_a_year_at_the_end_is_no_note_and_the_number_of_a_note_is_no_word() -> None:
    assert texts(Paragraph("We asked them in 2019", "quote")) == ["We asked them in 2019"]
    assert texts(Paragraph("We asked them all.3", "quote")) == ["We asked them all."]


def test_a_block_that_only_holds_quotations_is_the_narrators() -> None:
    assert texts(Paragraph("“We asked,” she says, “and they came.”", "quote")) == ["We asked,", "and they came."]


def test_the_source_of_several_block_quotations_stands_below_the_last() -> None:
    first, second = found(Paragraph("We asked.", "quote"), Paragraph("They came.", "quote"), "— Clerk, Ash Council")
    assert [c.text for c in first.credits] == [c.text for c in second.credits] == ["Clerk, Ash Council"]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("“We asked.” (Clerk, Ash)", [("Clerk, Ash", True)]),
        ("“We asked” – Clerk, Ash Council", [("Clerk, Ash Council", True)]),
        ("“We asked.” Clerk, Ash Council", [("Clerk, Ash Council", True)]),
        ("The clerk of Ash said: “We asked.”", [("The clerk of Ash said:", False)]),
        ("“We asked,” said the clerk of Ash. In Birch nobody did.", [("said the clerk of Ash", False)]),
        ("“We asked.” Ann of Ash says.", [("Ann of Ash says", False)]),
        ("“We asked.” In Birch, the chair told us something else that was much longer than this.", []),
        ("“We asked” and Birch agreed.", []),
        ("Unlike in Birch, they said “we asked”.", []),
        ("Birch had a bad winter. “We asked.”", []),
    ],
)
def test_who_said_it_stands_around_a_quotation(text: str, credit: list[tuple[str, bool]]) -> None:
    assert credited(text) == credit


def test_of_two_quotations_in_a_sentence_each_has_its_own_speaker() -> None:
    first, second = found("“We asked them,” says Ann of Ash. “We did not,” says Bea of Birch.")
    assert [c.text for c in first.credits] == ["says Ann of Ash"]
    assert [c.text for c in second.credits] == ["says Bea of Birch"]


def test_notes_and_cells_say_who_it_was() -> None:
    noted = Paragraph("It was so: “We asked.” Others agree.", notes=((22, "Interview P01"),))
    assert credited(noted)[0] == ("Interview P01", True)
    row = [Paragraph("Ash Council", part="table", row=3), Paragraph("“We asked.”", part="table", row=3)]
    assert credited(*row) == [("Ash Council", True)]
    assert credited(row[1], Paragraph("Birch", part="table", row=4)) == [] if found(row[1])[0].credits else True


def test_what_is_only_set_further_in_is_sure_only_with_somebody_to_have_said_it() -> None:
    inside = Paragraph("We asked them all.", "indented")
    assert [one.sure for one in found("Text.", inside)] == [False]
    assert [one.sure for one in found("They said:", inside)] == [True]
    assert [one.sure for one in found("Text.", inside, "— Clerk, Ash Council")] == [True]
    assert [one.sure for one in found("Text.", Paragraph("Ash Council", "indented"), "Clerk, Birch Council")] == [False]


def test_lines_that_say_who_spoke_quote_nobody() -> None:
    assert texts(Paragraph("“The price of chairs”, 2025", "source")) == []
