"""What becomes of a quotation, on a study that can be read through: the same words, edited, altered, nobody's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy.briefing.finished.checking import checked
from collabstudy.briefing.finished.pieces import pieces_of
from collabstudy.briefing.finished.verdict import Verdict
from collabstudy.io.finished import Paragraph
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study

TALK = (
    ("I", "Whom do you trust with the budget, if I may ask?"),
    (
        "A",
        "We trust the bakers, more than ourselves. They hold the whole budget now - all of it. Isn't that "
        "something? [laughs] It's a well being thing, and it re-opened the old library on Shuttle Street, 1,450 books.",
    ),
    ("I", "Mm."),
    ("A", "And then in the spring we handed over the keys of the hall as well."),
    ("B", "The tenants decide about lettings, and I only sign what they decide on a Monday."),
)
CHANGED = "We trust the butchers, more than ourselves."


def talk(document: str) -> Transcript:
    said = (
        TALK
        if document == "P01"
        else (("I", "Who decides?"), ("C", "Nobody ever decides anything on a wet Tuesday in this house of ours."))
    )
    text, turns = "", []
    for number, (speaker, words) in enumerate(said, 1):
        text += f"{speaker}: "
        turns.append(Turn(number, "speech", len(text), len(text) + len(words), speaker))
        text += f"{words}\n\n"
    return Transcript(text, tuple(turns))


@pytest.fixture(scope="module")
def two(hand: ModuleType) -> Study:
    """Two interviews: two people in Ash, one in Birch."""
    speakers = {"I": "interviewer", "A": "Clerk", "B": "Housing Manager"}
    documents = (
        Document("P01", "P01.txt", "ash", speakers=speakers),
        Document("P02", "P02.txt", "birch", speakers={"I": "interviewer", "C": "Chair of the Board"}),
    )
    study: Study = hand.make(documents=documents, codings=(), tags=(), links=(), done=())
    object.__setattr__(study.ways, "transcript", lambda _, document: talk(document.id))
    return study


def held(study: Study, *texts: str, longest: int = 0) -> list[Verdict]:
    verdicts, unread = checked(study, [Paragraph(text) for text in texts], longest=longest)
    assert unread == ()
    return list(verdicts)


@pytest.mark.parametrize(
    ("quotation", "result"),
    [
        ("We trust the bakers, more than ourselves.", "exact"),
        ("trust the bakers, more than ourselves", "exact"),
        ("we trust the bakers, more than ourselves", "typography"),
        ("They hold the whole budget now – all of it.", "typography"),
        ("They hold the whole\u00a0budget now—all of it. Isn’t that something?", "typography"),
        ("It’s a wellbeing thing, and it reopened the old library", "typography"),
        ("it re-opened the old library on Shuttle Street, 1450 books", "typography"),
        ("all of it. Isn't that something? It's a well being thing", "typography"),  # without the transcriber's remark
        ("[W]e trust the bakers, more than ourselves", "edited"),
        ("We trust the bakers […] They hold the whole budget", "edited"),
        ("We trust the bakers … They hold the whole budget", "edited"),
        ("They hold [nearly] the whole budget now", "edited"),
        ("They hold [all] now", "edited"),
        ("We trust the bakers [sic], more than ourselves", "edited"),
        (
            "on Shuttle Street, 1,450 books. And then in the spring we handed over the keys",
            "typography",
        ),  # over an "Mm"
        ("We trust the butchers, more than ourselves.", "altered"),
        ("We trust the bakers. They hold the whole budget now", "altered"),  # cut without saying so
        ("They hold the whole budget now? All of it.", "altered"),
        ("We do not trust the bakers, more than ourselves.", "altered"),
        ("We trust the bakers, more than ourselves, honestly", "altered"),
        ("Nobody in Ash has ever met a baker with a budget", "not found"),
        ("Purple submarines were bought for everybody last winter", "not found"),
        ("Whom do you trust with the budget", "elsewhere"),
        ("the keys of the hall as well. The tenants decide about lettings", "elsewhere"),  # two people
        ("a term", "too short"),
        ("the bakers", "exact"),
        ("Principles of Modern Bakery Management", "title"),
    ],
)
def test_a_quotation_is_told_for_what_it_is(quotation: str, result: str, two: Study) -> None:
    (verdict,) = held(two, f"Somebody there says: “{quotation}”")
    assert verdict.result == result, verdict


def test_an_altered_quotation_shows_what_was_said(two: Study) -> None:
    (verdict,) = held(two, f"The clerk says: “{CHANGED}”")
    assert (verdict.document, verdict.turn) == ("P01", 2)
    assert verdict.said == "We trust the bakers, more than ourselves."
    assert [(d.document, d.said) for d in verdict.differences] == [("butchers", "bakers")]


@pytest.mark.parametrize(
    ("credit", "results"),
    [
        ("Clerk, Ash Council", ("exact",)),
        ("Ash", ("exact",)),
        ("Interview P01", ("exact",)),
        ("A resident", ("exact",)),  # nobody whom the study knows
        ("Clerk, Birch Council", ("elsewhere", "exact")),
        ("Housing Manager, Ash Council", ("elsewhere", "exact")),
        ("Interview P02", ("elsewhere", "exact")),
        ("Ash and Birch", ("exact",)),
    ],
)
def test_a_credit_is_held_against_who_spoke(credit: str, results: tuple[str, ...], two: Study) -> None:
    (verdict,) = held(two, f"“We trust the bakers, more than ourselves.” ({credit})")
    assert verdict.results == results, verdict.why


def test_a_sentence_beside_a_quotation_credits_nobody_unless_it_reports(two: Study) -> None:
    beside = "Birch had a bad winter. “We trust the bakers, more than ourselves.”"
    reports = "In Birch they told us: “We trust the bakers, more than ourselves.”"
    assert [v.result for v in held(two, beside, reports)] == ["exact", "elsewhere"]


def test_of_several_named_in_a_sentence_one_that_fits_is_enough(two: Study) -> None:
    (verdict,) = held(two, "“We trust the bakers, more than ourselves,” says the clerk of Ash, who was born in Birch.")
    assert verdict.result == "exact"
    (other,) = held(two, "“We trust the bakers, more than ourselves,” says the Housing Manager, who was born in Birch.")
    assert other.result == "elsewhere"


def test_words_said_by_several_count_for_each_of_them(two: Study, hand: ModuleType) -> None:
    twice = hand.make(documents=(*two.documents, Document("P03", "P03.txt", "cedar", speakers={"A": "Clerk"})))
    object.__setattr__(twice.ways, "transcript", lambda _, d: talk("P01" if d.id == "P03" else d.id))
    (verdict,) = held(twice, "“We trust the bakers, more than ourselves.” (Clerk, Cedar)")
    assert (verdict.result, verdict.document) == ("exact", "P03")


def test_words_of_two_people_in_one_quotation_are_nobodys(two: Study) -> None:
    (verdict,) = held(two, "“we handed over the keys […] The tenants decide about lettings”")
    assert verdict.results == ("elsewhere", "edited")
    assert "these are the words of two speakers" in verdict.why


def test_a_short_term_raises_no_alarm_unless_somebody_is_credited_with_it(two: Study) -> None:
    (term,) = held(two, "The word “bakery democracy” is everywhere.")
    (credited,) = held(two, "“bakery democracy” (Clerk, Ash Council)")
    assert (term.result, credited.result) == ("too short", "not found")


def test_a_term_of_the_study_is_no_quotation_unless_somebody_is_credited_with_it(two: Study) -> None:
    (question,) = held(two, "We asked “Whom do you trust?” and “Who decides?” there.")[:1]
    defined, credited = held(
        two, "It means “Somebody hands something over.”", "“Somebody hands something over.” (Clerk, Ash)"
    )
    assert (question.result, defined.result, credited.result) == ("title", "title", "not found")


def test_a_heading_that_quotes_is_a_quotation_and_one_that_does_not_may_be_quoted(two: Study) -> None:
    paragraphs = [
        Paragraph("“Submarines in every street”", "heading"),
        Paragraph("As “Submarines in every street” says."),
    ]
    assert [v.result for v in checked(two, paragraphs, longest=0)[0]] == ["not found", "not found"]
    paragraphs[0] = Paragraph("Submarines in every street", "heading")
    assert [v.result for v in checked(two, paragraphs, longest=0)[0]] == ["title"]


def test_a_long_quotation_is_told_beside_what_else_is_true_of_it(two: Study) -> None:
    (verdict,) = held(two, "“We trust the bakers, more than ourselves.”", longest=6)
    assert verdict.results == ("too long", "exact")
    assert verdict.attention and not verdict.alarm


def test_what_is_only_set_further_in_is_told_only_when_somebody_said_it(two: Study) -> None:
    said, not_said = (
        Paragraph("We trust the bakers, more than ourselves.", "indented"),
        Paragraph("An aside of ours, set in.", "indented"),
    )
    verdicts, _ = checked(two, [said, Paragraph("Text."), not_said], longest=0)
    assert [verdict.text for verdict in verdicts] == ["We trust the bakers, more than ourselves."]


WORDS = TALK[1][1].replace("[laughs] ", "").split()


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, len(WORDS) - 6), length=st.integers(5, 20))
def test_whatever_was_said_is_never_an_alarm(start: int, length: int, two: Study) -> None:
    told = " ".join(WORDS[start : start + length])
    (verdict,) = held(two, f"“{told}”")
    assert not verdict.alarm, verdict


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, len(WORDS) - 9), length=st.integers(9, 20), at=st.integers(1, 7))
def test_a_word_put_in_is_never_overlooked(start: int, length: int, at: int, two: Study) -> None:
    words = WORDS[start : start + length]
    told = " ".join([*words[:at], "elephants", *words[at:]])
    (verdict,) = held(two, f"“{told}”")
    assert verdict.result == "altered", verdict


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text: str) -> None:
    taken = pieces_of(text)
    assert all(taken.text[word.start : word.end] for word in taken.words)
    assert all(0 < place < len(taken.words) for place in taken.edits)


@settings(max_examples=50, deadline=None)
@given(paragraphs=st.lists(st.text(alphabet="ab “”‘’\"'«»„.,—()[]…\n", max_size=60), max_size=5))
def test_no_tangle_of_marks_breaks_the_check(paragraphs: list[str], two: Study) -> None:
    found: list[Paragraph] = [
        Paragraph(text, look) for text in paragraphs if text.strip() for look in ("", "quote", "indented")
    ]
    checked(two, found, longest=0)


def test_the_kept_text_of_a_withdrawn_interview_is_searched_when_its_source_is_gone(
    folder: Path, tmp_path: Path, copied: Callable[[Path], Path]
) -> None:
    import collabstudy
    from collabstudy.run.finished import quotes_in

    place = copied(tmp_path / "study")
    transcript = collabstudy.read_study(folder).transcript("P12")
    words = next(
        transcript.said(t) for t in transcript.turns if t.role != "interviewer" and len(t_words(transcript, t)) > 14
    )
    quotation = " ".join(words.split()[:12])
    (place / "corpus/interviews/P12.json").unlink()
    kept = place / "codings/texts" / f"{text_hash(transcript.text)}.txt"
    assert kept.is_file()
    report = tmp_path / "report.md"
    report.write_text(f"They say “{quotation}”\n", encoding="utf-8")
    study = collabstudy.read_study(place)
    found = quotes_in(study, report)
    assert [(v.result, v.document, v.said) for v in found] == [("not allowed", "P12", "")]
    kept.unlink()
    gone = quotes_in(collabstudy.read_study(place), report)
    assert [v.result for v in gone] == ["not found"]
    assert gone.unread == ("P12",)
    assert "P12" in gone.note


def t_words(transcript: Transcript, turn: Turn) -> list[str]:
    return transcript.said(turn).split()
