"""Block quotations whose credit stands in the same paragraph, and such as only look like that."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from collabstudy.briefing.finished.checking import checked
from collabstudy.briefing.finished.verdict import Verdict
from collabstudy.io.finished import Paragraph
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.run.finished import quotes_in

FORMATS = (".docx", ".html", ".md", ".odt", ".pdf")
ROLE = "Chief Officer, Lampwick"
FORMS = (
    ("{said} — {role}", ROLE),
    ("{said} – {role}", ROLE),
    ("{said}—{role}", ROLE),
    ("{said} - {role}", ROLE),
    ("{said} -- {role}", ROLE),
    ("{said} ({role})", ROLE),
    ("{said} [{role}]", ROLE),
    ("{said}. ({role})", ROLE),
    ("{said}. - {role}", ROLE),
    ("{said}\n— {role}", ROLE),
    ("{said} — Interview P09", "Interview P09"),
    ("{said} (P09)", "P09"),
    ("{said} — Lampwick", "Lampwick"),
    ("{said} — Chief Officer — Lampwick", "Chief Officer — Lampwick"),
    ("{said}, says the Chief Officer of Lampwick", "says the Chief Officer of Lampwick"),
    ("{said} — said by the Chief Officer, Lampwick", "said by the Chief Officer, Lampwick"),
    ("{role}: {said}", ROLE),
)
TALK = (
    ("I", "What has changed for you here?"),
    ("A", "We lock the hall ourselves — Ash Council never did — and the keys (all nine of them) hang in the kitchen."),
    ("A", "Every winter we asked one office for coal — Ash Council."),
    ("B", "The tenants decide about every letting in the house (Monday, Ash House)."),
)


@pytest.fixture(scope="module")
def hall(hand: ModuleType) -> Study:
    """One interview with two people of Ash, who speak in dashes and brackets."""
    text, turns = "", []
    for number, (speaker, words) in enumerate(TALK, 1):
        text += f"{speaker}: "
        turns.append(Turn(number, "speech", len(text), len(text) + len(words), speaker))
        text += f"{words}\n\n"
    speakers = {"I": "interviewer", "A": "Director", "B": "Chair of the Tenants"}
    document = Document("P01", "P01.txt", "ash", speakers=speakers)
    study: Study = hand.make(documents=(document,), codings=(), tags=(), links=(), done=())
    object.__setattr__(study.ways, "transcript", lambda *_: Transcript(text, tuple(turns)))
    return study


def held(study: Study, *paragraphs: Paragraph) -> list[Verdict]:
    return list(checked(study, paragraphs, longest=0)[0])


def block(study: Study, text: str) -> Verdict:
    (verdict,) = held(study, Paragraph("The text of a report."), Paragraph(text, "quote"), Paragraph("It goes on."))
    return verdict


def write(path: Path, text: str, documents: ModuleType, makers: ModuleType) -> Path:
    """A document with one block quotation."""
    if path.suffix == ".html":
        path.write_text(f"<p>Text.</p><blockquote>{text}</blockquote><p>Text.</p>", encoding="utf-8")
        return path
    if path.suffix == ".md":
        said = text.replace("[", "\\[").replace("]", "\\]").replace("\n", "\n> ")
        path.write_text(f"Text.\n\n> {said}\n\nText.\n", encoding="utf-8")
        return path
    around = "What people told us is in this report, and it has a few words of its own as well. " * 3
    items = [documents.Item("p", around), documents.Item("block", text), documents.Item("p", around)]
    written: Path = documents.write(path, items, makers)
    return written


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("form", "credit"), FORMS)
def test_a_credit_in_the_paragraph_of_a_block_quotation_is_none_of_its_words(
    form: str,
    credit: str,
    suffix: str,
    study: Study,
    planted: ModuleType,
    documents: ModuleType,
    makers: ModuleType,
    tmp_path: Path,
) -> None:
    said = next(planted.sentences(study, "P09", least=14)).rstrip(".!?")
    file = write(tmp_path / f"a{suffix}", form.format(said=said, role=ROLE), documents, makers)
    (verdict,) = quotes_in(study, file)
    assert (verdict.results, verdict.credit, verdict.document, verdict.why) == (("exact",), credit, "P09", ())


@pytest.mark.parametrize(
    ("text", "result", "credit"),
    [
        ("We lock the hall ourselves — Ash Council never did", "exact", ""),
        (
            "We lock the hall ourselves — Ash Council never did — Director, Ash Council",
            "exact",
            "Director, Ash Council",
        ),
        ("the keys (all nine of them) hang in the kitchen - Director, Ash", "exact", "Director, Ash"),
        ("and the keys (all nine of them)", "exact", ""),
        ("Every winter we asked one office for coal — Ash Council", "exact", ""),  # said so, to the end
        ("Every winter we asked one office for coal — Ash Council (Director, Ash)", "exact", "Director, Ash"),
        ("The tenants decide about every letting in the house (Monday, Ash House)", "exact", ""),
        (
            "The tenants decide about every letting in the house (Chair of the Tenants, Ash)",
            "exact",
            "Chair of the Tenants, Ash",
        ),
        (
            "The tenants decide about every letting in the house — the chair of the tenants",
            "exact",
            "the chair of the tenants",
        ),
        ("We lock the hall ourselves — Jane Doe", "exact", "Jane Doe"),
    ],
)
def test_dashes_and_brackets_that_were_said_stay_and_a_credit_goes(
    text: str, result: str, credit: str, hall: Study
) -> None:
    verdict = block(hall, text)
    assert (verdict.results, verdict.credit) == ((result,), credit)
    assert verdict.text == (text.removesuffix(")").removesuffix(credit).rstrip(" —-(") if credit else text)


@pytest.mark.parametrize(
    "text",
    [
        "We lock the hall ourselves — and nobody else may",
        "We lock the hall ourselves — Never",  # a single word that names nobody
        "We lock the hall ourselves — Ash Council refuses",
        "We lock the hall ourselves (no council does)",
        "We lock the hall ourselves, they said, in Ash",
        "We lock the elephants ourselves — Ash Council never did",
    ],
)
def test_words_put_in_behind_a_dash_are_no_credit(text: str, hall: Study) -> None:
    verdict = block(hall, text)
    assert verdict.results == ("altered",)
    assert verdict.credit == ""


@pytest.mark.parametrize("form", ["{said} — {role}", "{said} - {role}", "{said} ({role})", "{role}: {said}"])
def test_what_was_said_otherwise_or_by_others_is_told_beside_its_credit(form: str, hall: Study) -> None:
    role, said = "Director, Ash Council", "The tenants decide about every letting in the"
    altered = block(hall, form.format(said=f"{said} elephant house", role="Chair of the Tenants, Ash"))
    assert altered.results == ("altered",)
    assert [one.told for one in altered.differences] == ["put in: “elephant”"]
    assert block(hall, form.format(said=f"{said} house", role=role)).results == ("elsewhere", "exact")
    nobody = block(hall, form.format(said="Purple submarines sail around the lighthouse twice", role=role))
    assert (nobody.results, nobody.credit) == (("not found",), role)


@pytest.mark.parametrize("form", ["{said} — {role}", "{said} ({role})"])
def test_a_credit_that_tells_too_much_of_an_anonymous_speaker_is_not_allowed(
    form: str, study: Study, planted: ModuleType
) -> None:
    said = next(planted.sentences(study, "P10")).rstrip(".!?")
    assert block(study, form.format(said=said, role="Contracts Officer, Lampwick")).result == "not allowed"


def test_an_entry_of_a_list_that_is_only_set_further_in_quotes_nobody(hall: Study) -> None:
    assert held(hall, Paragraph("We lock — Director, Birch", "indented")) == []
    (one,) = held(hall, Paragraph("We lock the hall ourselves — Director, Ash", "indented"))
    assert (one.results, one.credit) == (("exact",), "Director, Ash")


def test_a_text_box_beside_a_quotation_or_the_credit_of_another_one_is_none_of_its_credits(hall: Study) -> None:
    said = Paragraph("We lock the hall ourselves", "quote")
    box = Paragraph("The chair of the tenants of Ash says", part="box")
    other = Paragraph("“The tenants decide about every letting,” said one — Chair of the Tenants, Ash")
    assert held(hall, box, said)[0].credit == ""
    assert held(hall, other, said)[1].credit == ""
    assert held(hall, said, Paragraph("Chair of the Tenants, Ash", part="box"))[0].credit == ""
    credit = Paragraph("— Director, Ash")
    assert held(hall, said, box, credit)[0].credit == "Director, Ash"


def test_a_sentence_that_names_nobody_is_no_credit(hall: Study) -> None:
    one, other = held(
        hall,
        Paragraph("As one said, ‘we lock the hall ourselves’."),
        Paragraph("As the director of Ash said, ‘we lock the hall ourselves’."),
    )
    assert (one.credit, one.why) == ("", ("the document does not say who said it",))
    assert other.credit == "As the director of Ash said,"
