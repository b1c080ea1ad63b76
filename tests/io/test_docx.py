"""Word documents as they come from Word, Teams and people who mark up drafts."""

from __future__ import annotations

from pathlib import Path

import makers
import pytest
from docx import Document
from makers import W, docx, p, table

from collabstudy.errors import SourceError
from collabstudy.io.draft import Block, Draft
from collabstudy.io.importers import docx as importer
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="House2"><w:name w:val="House heading"/><w:basedOn w:val="berschrift1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="House list"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
)


def read(path: Path) -> Draft:
    return importer.read(Source.open(path))


def told(draft: Draft) -> list[tuple[str | None, int, str]]:
    return [(block.kind, block.level, words(draft, block)) for block in draft.blocks]


def words(draft: Draft, block: Block) -> str:
    return draft.text[block.start : block.end]


def test_styles_say_what_a_paragraph_is_whatever_language_word_speaks(tmp_path: Path) -> None:
    body = (
        p("Rallying round", style="Titel")
        + p("Contents … 2", style="Verzeichnis1")
        + p("What we saw", style="berschrift1")
        + p("Mornings", style="House2")
        + p("It rained.")
        + p("drivers", style="Liste")
        + p("cooks", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p("no list", style="Liste", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("We kept asking.", style="Zitat")
    )
    draft = read(docx(tmp_path / "a.docx", body, styles=STYLES))
    assert told(draft) == [
        ("heading", 1, "Rallying round"),
        ("heading", 2, "What we saw"),
        ("heading", 3, "Mornings"),
        (None, 0, "It rained."),
        ("list", 0, "drivers"),
        ("list", 0, "cooks"),
        (None, 0, "no list"),
        ("quote", 0, "We kept asking."),
    ]
    assert draft.title == "Rallying round"
    assert draft.remarks == ("the table of contents was left out",)


def test_a_document_written_by_python_docx_is_read(tmp_path: Path) -> None:
    from docx import Document

    made = Document()
    made.add_heading("Second kitchen", 0)
    made.add_heading("Who came", 1)
    made.add_paragraph("Sixty came to the first meeting.")
    made.add_paragraph("Drivers", style="List Bullet")
    made.core_properties.language = "en-GB"
    made.save(str(tmp_path / "a.docx"))
    transcript = read_source(tmp_path / "a.docx")
    assert [turn.kind for turn in transcript.turns] == ["heading", "heading", "paragraph", "list"]
    assert transcript.turns[2].heading == ("Second kitchen", "Who came")
    assert (transcript.title, transcript.language, transcript.importer) == ("Second kitchen", "en-GB", "docx")


def test_insertions_are_in_and_deletions_and_comments_are_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>We </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t xml:space='preserve'>always </w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3' w:author='x'><w:r><w:t>gone </w:t></w:r></w:moveFrom>"
        "<w:commentRangeStart w:id='4'/><w:r><w:t>asked.</w:t></w:r><w:commentRangeEnd w:id='4'/>"
        "<w:r><w:commentReference w:id='4'/></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='5' w:author='x'/></w:rPr></w:pPr>"
        "<w:r><w:t xml:space='preserve'>One </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>sentence.</w:t></w:r></w:p>"
        "<w:ins w:id='6' w:author='x'><w:p><w:r><w:t>New.</w:t></w:r></w:p></w:ins>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>"
    )
    comments = f"<w:comments xmlns:w='{W}'><w:comment w:id='4'>{p('Really?')}</w:comment></w:comments>"
    draft = read(docx(tmp_path / "a.docx", body, more={"word/comments.xml": comments}))
    assert [text for _, _, text in told(draft)] == ["We always asked.", "One sentence.", "New.", "Seen."]


def test_notes_come_last_and_text_boxes_once_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Case box')}{p('A place where it worked.')}</w:txbxContent>"
    choice = (
        "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = (
        "<w:p><w:r><w:t>It worked.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r>" + choice + "</w:r></w:p>"
    ) + p("Elsewhere it did not.")
    footnotes = (
        f"<w:footnote w:id='1' w:type='separator'>{p('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('In May.')}</w:footnote>"
    )
    draft = read(docx(tmp_path / "a.docx", body, footnotes=footnotes))
    assert [(kind, text) for kind, _, text in told(draft)] == [
        (None, "It worked."),
        (None, "Case box"),
        (None, "A place where it worked."),
        (None, "Elsewhere it did not."),
        ("paragraph", "In May."),
    ]


def test_a_table_of_facts_is_one_table_and_a_table_of_turns_is_speech(tmp_path: Path) -> None:
    facts = table([["Place", "Sector"], ["Ambridge", "Charity"], ["Borchester", "Council"]])
    talk = table([["Time", "Speaker", "Text"], ["0:05", "I", "How did it begin?"], ["0:09", "P1:", "With a letter."]])
    box = table([["Ambridge"], ["It began with a letter."]])
    draft = read(docx(tmp_path / "a.docx", facts + p("Then.") + talk + box))
    assert told(draft)[:2] == [
        ("table", 0, "Place\tSector\nAmbridge\tCharity\nBorchester\tCouncil"),
        (None, 0, "Then."),
    ]
    assert [(b.speaker, b.time_start, words(draft, b)) for b in draft.blocks[2:4]] == [
        ("I", 5.0, "How did it begin?"),
        ("P1", 9.0, "With a letter."),
    ]
    assert [text for _, _, text in told(draft)[4:]] == ["Ambridge", "It began with a letter."]


def test_words_own_transcription_is_found_whatever_its_main_part_is_called(tmp_path: Path) -> None:
    body = (
        p("Transcript")
        + p("00:00:02 Speaker 1")
        + p("How did it begin?")
        + p("00:00:06 Speaker 2")
        + p("With a letter.")
        + p("00:01:10 Speaker 1")
        + p("From whom?")
    )
    transcript = read_source(docx(tmp_path / "a.docx", body, main="word/document2.xml"))
    spoken = [
        (turn.speaker, turn.time_start, transcript.said(turn)) for turn in transcript.turns if turn.kind == "speech"
    ]
    assert spoken == [
        ("Speaker 1", 2.0, "How did it begin?"),
        ("Speaker 2", 6.0, "With a letter."),
        ("Speaker 1", 70.0, "From whom?"),
    ]


def test_a_teams_transcript_has_its_names_times_and_words(tmp_path: Path) -> None:
    def turn(name: str, time: str, said: str) -> str:
        return (
            f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}</w:t></w:r>"
            f"<w:r><w:t xml:space='preserve'>   {time}</w:t><w:br/><w:t>{said}</w:t></w:r></w:p>"
        )

    body = (
        turn("Mira Okafor", "0:03", "Shall we start?")
        + turn("Tom Ashdown", "0:06", "Please.")
        + turn("Mira Okafor", "1:02:07", "And how did it end?")
    )
    transcript = read_source(docx(tmp_path / "a.docx", body))
    assert [(t.speaker, t.time_start, transcript.said(t)) for t in transcript.turns] == [
        ("Mira Okafor", 3.0, "Shall we start?"),
        ("Tom Ashdown", 6.0, "Please."),
        ("Mira Okafor", 3727.0, "And how did it end?"),
    ]


def test_numbered_paragraphs_of_a_transcript_are_no_list(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(
        p(f"{who}: {what}", properties=numbered)
        for who, what in [
            ("I", "How?"),
            ("P", "By asking."),
            ("I", "Whom?"),
            ("P", "All."),
            ("I", "When?"),
            ("P", "Daily."),
        ]
    )
    transcript = read_source(docx(tmp_path / "a.docx", body))
    assert [turn.kind for turn in transcript.turns] == ["speech"] * 6
    assert transcript.speakers == ("I", "P")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>", "a\tb\u2011c"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        (
            "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>" + p("inside") + "</w:sdtContent></w:sdt>",
            "inside",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r></w:p>",
            "7",
        ),
        ("<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:t>x</w:t></w:r></w:p>", "x"),
    ],
)
def test_odd_corners_of_a_paragraph_say_what_word_shows(tmp_path: Path, body: str, expected: str) -> None:
    assert read(docx(tmp_path / "a.docx", body)).text == expected + "\n"


def test_a_title_in_the_properties_serves_where_the_text_has_none(tmp_path: Path) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Talk with the warden</dc:title></cp:coreProperties>"
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    rels = (
        f'<Relationships xmlns="{makers.RELATIONS}">'
        f'<Relationship Id="r1" Type="{makers.OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    )
    body = p("I: How did it begin?") + p("P: With a letter.") + p("I: From whom?") + p("P: The council.")
    made = docx(tmp_path / "a.docx", body, more={"docProps/core.xml": core, "_rels/.rels": rels})
    assert read(made).title == "Talk with the warden"


def test_a_document_without_words_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text"):
        read(docx(tmp_path / "a.docx", p("   ")))


def test_a_spreadsheet_that_calls_itself_docx_is_named(tmp_path: Path) -> None:
    made = docx(tmp_path / "a.docx", "", main="xl/workbook.xml")
    with pytest.raises(SourceError, match="no Word document"):
        read(made)


def test_minutes_that_are_mostly_bullets_keep_their_lists(tmp_path: Path) -> None:
    """The demo's minutes lost all their bullets: more than half of their paragraphs are list items."""
    minutes = Document()
    for heading in ("Present", "Actions"):
        minutes.add_heading(heading, 1)
        for item in ("Ann, chair", "Ben, notes", "Cy, urn"):
            minutes.add_paragraph(item, style="List Bullet")
    minutes.save(str(tmp_path / "minutes.docx"))
    kinds = [turn.kind for turn in read_source(tmp_path / "minutes.docx").turns]
    assert kinds == ["heading", "list", "list", "list"] * 2
