"""What went wrong once with documents that other programs and hurried people make."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import pytest

from collabstudy.briefing.finished.checking import checked
from collabstudy.briefing.finished.credits import credit_at_end
from collabstudy.briefing.finished.marks import marked
from collabstudy.briefing.finished.verdict import Verdict
from collabstudy.errors import SourceError, StudyError
from collabstudy.io.finished import Paragraph, read_finished
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.run.finished import quotes_in

TALK = (
    ("I", "What has changed for you here, and since when would you say?"),
    ("A", "We do not trust the council with a budget, and, I don't know, the hall is ours to lock at night."),
    ("B", "The tenants sit on a Monday and decide about every letting in the house."),
)
BOX = '<draw:enhanced-geometry draw:type="ooxml-rect"/>'
ITALIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:font-style="italic"/></style:style>'
)


@pytest.fixture(scope="module")
def hall(hand: ModuleType) -> Study:
    """One interview with two people of Ash."""
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


def held(study: Study, *texts: str) -> list[Verdict]:
    return list(checked(study, [Paragraph(text) for text in texts], longest=0)[0])


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("“The tenants sit on a Monday and decide about every letting” (Chair of the Tenants, Ash)", ("exact",)),
        ("The chair of the tenants of Ash says: “The tenants sit on a Monday and decide”", ("exact",)),
        ("The director of Ash says: “The tenants sit on a Monday and decide about it”", ("altered", "elsewhere")),
        ("The director in Ash says: “The tenants sit on a Monday and decide”", ("elsewhere", "exact")),
        ("The director in Ash says: “We do not trust the council with a budget”", ("exact",)),
    ],
)
def test_a_sentence_that_names_the_other_person_of_a_conversation(
    text: str, results: tuple[str, ...], hall: Study
) -> None:
    (verdict,) = held(hall, text)
    assert verdict.results == results


@pytest.mark.parametrize(
    ("quotation", "result"),
    [
        ("We do […] trust the council with a budget", "altered"),
        ("We do … trust the council with a budget", "altered"),
        ("We do [really] trust the council with a budget", "altered"),
        ("We [don’t] trust the council with a budget", "edited"),
        ("with a budget, and, […] the hall is ours to lock", "edited"),  # a clause of its own went
        ("We do not […] the council with a budget", "edited"),
    ],
)
def test_an_ellipsis_or_bracket_that_hides_a_not_is_no_edit(quotation: str, result: str, hall: Study) -> None:
    (verdict,) = held(hall, f"In Ash they say: “{quotation}”")
    assert verdict.result == result


@pytest.mark.parametrize("remark", ["(laughs)", "[laughs]", "(laughter)", "[long pause]", "(sighs deeply)"])
def test_how_somebody_spoke_stands_for_no_words(remark: str, hall: Study) -> None:
    whole, gone = held(
        hall,
        f"In Ash: “We do not trust {remark} the council with a budget”",
        f"In Ash: “We do {remark} trust the council with a budget”",
    )
    assert (whole.result, gone.result) == ("edited", "altered")


def test_a_question_that_the_writers_say_they_asked_is_theirs(hall: Study) -> None:
    theirs, credited = held(
        hall,
        "We asked everybody “What has changed here, and since when would you say?”",
        "“What has changed for you here, and since when would you say?” (Director, Ash)",
    )
    assert (theirs.result, credited.result) == ("title", "elsewhere")


def test_the_name_of_a_file_is_too_short_to_be_said(hall: Study) -> None:
    (verdict,) = held(hall, "Open “final_report_v2 (copy).docx” first.")
    assert verdict.result == "too short"


def test_the_number_of_a_note_behind_a_mark_lets_it_close() -> None:
    text = "They said “we lock the hall.”1 Others “agree”."
    assert [text[one.start : one.end] for one in marked(text)] == ["we lock the hall.", "agree"]


def test_a_credit_that_stands_on_the_line_of_the_quotation_is_none_of_its_words() -> None:
    assert credit_at_end("We came. Partnership Manager, Ash Council") == (
        "We came.",
        "Partnership Manager, Ash Council",
    )
    assert credit_at_end("We came. And then, we left again") == ("We came. And then, we left again", "")


@pytest.mark.parametrize("text", ["‘a " * 60_000, '"a ' * 60_000, "“" * 100_000])
def test_a_hundred_thousand_marks_that_nothing_closes_are_read_at_once(text: str) -> None:
    begun = time.monotonic()
    marked(text)
    assert time.monotonic() - begun < 10


def test_a_word_paragraph_all_in_italics_may_be_a_quotation(tmp_path: Path, makers: ModuleType) -> None:
    italic = "<w:r><w:rPr><w:i/></w:rPr><w:t>We lock the hall ourselves.</w:t></w:r>"
    plain = '<w:r><w:t xml:space="preserve"> They do.</w:t></w:r>'
    unlike = '<w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>We lock the hall ourselves.</w:t></w:r>'
    body = "".join(f"<w:p>{inside}</w:p>" for inside in (italic, italic + plain, unlike))
    assert [p.look for p in read_finished(makers.docx(tmp_path / "a.docx", body))] == ["indented", "", ""]


def test_an_odt_paragraph_all_in_italics_may_be_a_quotation(tmp_path: Path, makers: ModuleType) -> None:
    body = (
        '<text:p><text:span text:style-name="T1">We lock the hall ourselves.</text:span></text:p>'
        '<text:p><text:span text:style-name="T1">We lock the hall ourselves.</text:span> They do.</text:p>'
    )
    found = read_finished(makers.odt(tmp_path / "a.odt", body, automatic=ITALIC))
    assert [p.look for p in found] == ["indented", ""]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "*We lock the hall ourselves.*\n\n*We lock* the hall ourselves.\n"),
        ("a.html", "<p><em>We lock the hall ourselves.</em></p><p><em>We lock</em> the hall ourselves.</p>"),
    ],
)
def test_a_paragraph_all_in_italics_may_be_a_quotation(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [p.look for p in read_finished(tmp_path / name)] == ["indented", ""]


def test_a_shape_that_libreoffice_made_of_a_text_box_has_paragraphs(tmp_path: Path, makers: ModuleType) -> None:
    inside = "<text:p>“We lock the hall.”</text:p><text:p>Clerk, Ash</text:p>"
    body = f"<text:p><draw:custom-shape>{inside}{BOX}</draw:custom-shape></text:p>"
    found = read_finished(makers.odt(tmp_path / "a.odt", body))
    assert [(p.text, p.part) for p in found] == [("“We lock the hall.”", "box"), ("Clerk, Ash", "box")]


def test_what_a_page_strikes_out_or_hides_within_a_line_is_not_read(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<p>We <del>never</del> <s>ever</s> lock <span style='display: none'>up</span><b hidden>in</b>the hall.</p>"
        "<div style='display:none'><p>A drawer that a click opens.</p></div>",
        encoding="utf-8",
    )
    assert [p.text for p in read_finished(page)] == ["We lock the hall.", "A drawer that a click opens."]


def test_notes_of_a_page_that_libreoffice_or_word_saved_are_found(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<p>They “lock it”<a class="sdfootnoteanc" name="s1anc" href="#s1sym"><sup>1</sup></a> here.</p>'
        '<p>They “open it”<a href="#_ftn2" name="_ftnref2"><span><sup>[2]</sup></span></a> there, in 5<sup>2</sup>.</p>'
        '<div id="s1"><p><a class="sdfootnotesym" name="s1sym" href="#s1anc">1</a>Clerk, Ash</p></div>'
        '<div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> Chair, Elm</p></div>',
        encoding="utf-8",
    )
    first, second, *_ = read_finished(page)
    assert first.text == "They “lock it” here."
    assert [note for _, note in first.notes] == ["1Clerk, Ash"]
    assert second.text == "They “open it” there, in 52."
    assert [note for _, note in second.notes] == ["[2] Chair, Elm"]


def test_the_credit_inside_a_quotation_of_a_page_is_no_quotation(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<div class="c-quote"><p>We lock the hall.</p><p class="attribution">Clerk, Ash</p></div>', encoding="utf-8"
    )
    assert [p.look for p in read_finished(page)] == ["quote", "source"]


def test_notes_at_the_foot_of_any_page_of_a_pdf_are_no_text(tmp_path: Path, makers: ModuleType) -> None:
    def page(words: str, note: str) -> list[object]:
        text = makers.lines([words, *["The text goes on and on, as the text of a long report does here."] * 20])
        return [*text, (72, 60, 8.0, "F1", note)]

    first = page(
        "They say “we lock the hall.”1 Nobody read2 it, and so it stood there for a long time.", "1 Clerk, Ash"
    )
    first.append((72, 48, 8.0, "F1", "2 Out loud."))
    second = page("They say “we open it at six.”3 It is what they say.", "3 Chair, Elm")
    found = read_finished(makers.pdf(tmp_path / "a.pdf", [first, second, makers.lines(["The end of it all."])]))
    notes = {(p.page, p.text) for p in found if p.part == "note"}
    assert {(1, "Clerk, Ash"), (2, "Chair, Elm")} <= notes
    assert any("“we lock the hall.” Nobody read it" in p.text for p in found)
    assert [note for p in found for _, note in p.notes] == ["1 Clerk, Ash", "2 Out loud.", "3 Chair, Elm"]


def test_a_document_with_another_file_in_it_says_that_it_was_not_read(tmp_path: Path, makers: ModuleType) -> None:
    body = "<w:p><w:r><w:t>We came.</w:t></w:r></w:p><w:altChunk/>"
    with pytest.raises(SourceError, match="only Word can put in"):
        read_finished(makers.docx(tmp_path / "a.docx", body))


def test_a_word_file_with_a_password_is_told_from_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    with pytest.raises(SourceError, match="protected by a password"):
        read_finished(file)
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1200))
    with pytest.raises(SourceError, match="Microsoft Office before 2007"):
        read_finished(file)


def test_a_study_without_a_transcript_holds_nothing_against_anything(hand: ModuleType, tmp_path: Path) -> None:
    study = hand.make(documents=(), codings=(), tags=(), links=(), done=())
    (tmp_path / "a.md").write_text("“We lock the hall ourselves every night.”\n", encoding="utf-8")
    with pytest.raises(StudyError, match="no transcript"):
        quotes_in(study, tmp_path / "a.md", longest=0)


def test_a_pdf_paragraph_all_in_italics_may_be_a_quotation(tmp_path: Path, makers: ModuleType) -> None:
    said = (72, 640, 11.0, "F2", "We lock the hall ourselves, and it is ours.")
    below = (72, 600, 11.0, "F1", "They do so every night of the week, and have done so for years.")
    text = makers.lines(["The text of a report goes on for a long line or two, as the text of reports does."] * 6)
    file = makers.pdf(tmp_path / "a.pdf", [[*text, said, below]])
    assert [p.look for p in read_finished(file) if p.text.startswith("We lock")] == [""]
    file.write_bytes(file.read_bytes().replace(b"/Helvetica-Bold", b"/Helvetica-Ital"))
    assert [p.look for p in read_finished(file) if p.text.startswith("We lock")] == ["indented"]
