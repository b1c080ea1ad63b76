"""What may not be printed is named, and never repeated."""

from __future__ import annotations

import json
from dataclasses import asdict
from types import ModuleType

import pytest

from collabstudy.briefing.finished.checking import checked
from collabstudy.briefing.finished.verdict import Verdict
from collabstudy.io.finished import Paragraph
from collabstudy.model.document import Consent, Document, Transcript, Turn
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Study

SAID = "Back then Hilda Bray and I had the whole of the winter to think about the boiler in the hall."
SECRET = "We sold the silver teapots to pay for the lawyers in the spring of that year."
OTHER = "We sold the silver spoons to pay for the lawyers in the spring of that year."


def held(hand: ModuleType, consent: Consent, *paragraphs: Paragraph | str) -> list[Verdict]:
    speakers = {"I": "interviewer", "A": "Clerk [Ann Archer]"}
    document = Document("P01", "P01.txt", "ash", speakers=speakers, consent=consent)
    text = f"A: {SAID} {SECRET}\n"
    study: Study = hand.make(documents=(document,), codings=(), tags=(), links=(), done=())
    object.__setattr__(study, "names", (Pseudonym("Hilda Bray", "a neighbour", person=True),))
    object.__setattr__(
        study.ways, "transcript", lambda _, __: Transcript(text, (Turn(1, "speech", 3, len(text) - 1, "A"),))
    )
    verdicts, _ = checked(study, [Paragraph(p) if isinstance(p, str) else p for p in paragraphs], longest=0)
    return list(verdicts)


def every_word(verdict: Verdict) -> str:
    return json.dumps(asdict(verdict), ensure_ascii=False)


@pytest.mark.parametrize("consent", ["no-quotes", "withdrawn"])
def test_words_that_may_not_be_quoted_are_told_and_the_transcripts_never_shown(
    consent: Consent, hand: ModuleType
) -> None:
    exact, altered = held(hand, consent, f"“{SECRET}”", f"“{OTHER}”")
    assert exact.results == ("not allowed", "exact")
    assert altered.results == ("not allowed", "altered")
    assert exact.why[0].startswith(consent)
    assert "teapots" not in every_word(altered)
    assert (altered.said, altered.differences, altered.turn, altered.document) == ("", (), None, "P01")


def test_an_anonymous_voice_may_stand_without_place_role_and_name_only(hand: ModuleType) -> None:
    paragraphs = (
        f"“{SECRET}” (an interviewee)",
        f"“{SECRET}” (an interviewee, Ash Council)",
        f"“{SECRET}” (Clerk)",
        f"“{SECRET}” (Ann Archer)",
        f"In Ash it was like this. “{SECRET}”",
        f"In Ash and in Birch it was like this. “{SECRET}”",
        Paragraph("Ash Council", "heading"),
        f"“{SECRET}” (an interviewee)",
    )
    verdicts = held(hand, "anonymous", *paragraphs)
    assert [v.result for v in verdicts] == ["exact", *["not allowed"] * 4, "exact", "not allowed"]
    assert all((v.document, v.turn, v.speaker) == ("", None, "") for v in verdicts)
    assert [v.why[0] for v in verdicts[1:5]] == [
        "anonymous: the document tells the place",
        "anonymous: the document tells the role",
        "anonymous: the document names whoever said it",
        "anonymous: the heading or the paragraph tells the place",
    ]


def test_an_altered_anonymous_quotation_shows_nothing_of_the_transcript(hand: ModuleType) -> None:
    (verdict,) = held(hand, "anonymous", f"“{OTHER}”")
    assert verdict.result == "altered"
    assert "teapots" not in every_word(verdict)


@pytest.mark.parametrize(("consent", "result"), [("role", "not allowed"), ("named", "exact")])
def test_a_name_may_be_told_of_those_who_agreed(consent: Consent, result: str, hand: ModuleType) -> None:
    (verdict,) = held(hand, consent, f"“{SECRET}” (Ann Archer, Ash Council)")
    assert verdict.result == result
    assert ("Archer" in every_word(verdict)) == (consent == "named")


def test_a_name_that_is_replaced_everywhere_is_told_and_not_repeated(hand: ModuleType) -> None:
    printed, replaced = held(hand, "named", f"“{SAID}”", f"“{SAID.replace('Hilda Bray', '[a neighbour]')}”")
    assert printed.results == ("not allowed", "exact")
    assert "Hilda" not in every_word(printed)
    assert replaced.results == ("edited",)


def test_what_was_said_is_shown_without_the_names(hand: ModuleType) -> None:
    (verdict,) = held(hand, "role", f"“{SAID.replace('Hilda Bray', 'the baker').replace('boiler', 'oven')}”")
    assert verdict.result == "altered"
    assert "[a neighbour]" in verdict.said
    assert "boiler" in verdict.said
    assert "Hilda" not in every_word(verdict)
