"""What a reader of a finished document sees is read, once, and nothing else."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.finished import Paragraph, read_finished

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def word(folder: Path, makers: ModuleType, body: str, **parts: object) -> tuple[Paragraph, ...]:
    return read_finished(makers.docx(folder / "report.docx", body, **parts))


def test_what_was_put_in_counts_and_what_was_deleted_or_moved_away_does_not(tmp_path: Path, makers: ModuleType) -> None:
    body = (
        f"<w:p>{run('We ')}<w:del>{run('never ', 'delText')}</w:del>"
        f"<w:ins>{run('always ')}</w:ins>{run('asked.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('Moved.')}</w:moveFrom></w:p>"
        f"<w:p>{run('Here it stood.')}</w:p>"
        f"<w:p><w:moveTo>{run('Moved.')}</w:moveTo></w:p>"
    )
    assert texts(word(tmp_path, makers, body)) == ["We always asked.", "Here it stood.", "Moved."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path, makers: ModuleType) -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('“We asked ')}</w:p><w:p>{run('them all.”')}</w:p>"
    assert texts(word(tmp_path, makers, body)) == ["“We asked them all.”"]


def test_deleted_rows_and_cells_of_a_table_are_gone_and_the_cells_of_a_row_stay_together(
    tmp_path: Path, makers: ModuleType
) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{makers.p('deleted row')}</w:tc></w:tr>"
    cell = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{makers.p('deleted cell')}</w:tc>"
    nested = f"<w:tbl><w:tr><w:tc>{makers.p('inner')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc>{makers.p('Ash')}</w:tc>{cell}<w:tc>{makers.p('“We asked.”')}</w:tc></w:tr>{gone}"
        f"<w:tr><w:tc>{makers.p('Birch')}{nested}</w:tc></w:tr></w:tbl>"
    )
    found = word(tmp_path, makers, body)
    assert texts(found) == ["Ash", "“We asked.”", "Birch", "inner"]
    assert [paragraph.part for paragraph in found] == ["table"] * 4
    assert found[0].row == found[1].row != found[2].row


def test_a_text_box_is_read_once_whichever_way_it_is_drawn(tmp_path: Path, makers: ModuleType) -> None:
    inside = f"<w:txbxContent>{makers.p('“In a box.”')}</w:txbxContent>"
    both = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>' + inside + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + inside + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    shape = f'<v:shape xmlns:v="urn:v"><v:textbox>{inside}</v:textbox></v:shape>'
    old = f"<w:p>{run('Beside it.')}<w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    found = word(tmp_path, makers, both + old)
    assert texts(found) == ["“In a box.”", "Beside it.", "“In a box.”"]
    assert [paragraph.part for paragraph in found] == ["box", "text", "box"]


def test_controls_fields_links_and_hidden_words(tmp_path: Path, makers: ModuleType) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('in a control, ')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("in a field, ")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f"<w:hyperlink>{run('in a link')}</w:hyperlink>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    soft = "<w:r><w:t>, co</w:t><w:noBreakHyphen/><w:t>opera</w:t><w:softHyphen/><w:t>tion</w:t></w:r>"
    assert texts(word(tmp_path, makers, f"<w:p>{control}{field}{link}{hidden}{soft}</w:p>")) == [
        "in a control, in a field, in a link, co\u2011operation"
    ]


def test_notes_stand_where_they_are_cited_and_once_at_the_end(tmp_path: Path, makers: ModuleType) -> None:
    body = f'<w:p>{run("“We asked.”")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" So they say.")}</w:p>'
    line = f'<w:footnote w:id="0" w:type="separator">{makers.p("line")}</w:footnote>'
    notes = f'{line}<w:footnote w:id="2">{makers.p("Clerk, Ash")}</w:footnote>'
    found = word(tmp_path, makers, body, footnotes=notes)
    assert texts(found) == ["“We asked.” So they say.", "Clerk, Ash"]
    assert found[0].notes == ((len("“We asked.”"), "Clerk, Ash"),)
    assert found[1].part == "note"


@pytest.mark.parametrize(
    ("identifier", "name", "look"),
    [
        ("Zitat", "Quote", "quote"),
        ("IntensivesZitat", "Intense Quote", "quote"),
        ("a7", "Interview Quotation", "quote"),
        ("Citation", "Citation", "quote"),
        ("b1", "Quote Source", "source"),
        ("c1", "Unquoted thing", ""),
        ("berschrift2", "heading 2", "heading"),
        ("d1", "caption", "caption"),
    ],
)
def test_styles_are_known_by_their_names_in_any_template(
    identifier: str, name: str, look: str, tmp_path: Path, makers: ModuleType
) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    above = f'<w:basedOn w:val="{identifier}"/>'
    based = f'<w:style w:type="paragraph" w:styleId="own"><w:name w:val="House 12"/>{above}</w:style>'
    body = makers.p("We asked them.", style=identifier) + makers.p("We asked them.", style="own")
    assert [p.look for p in word(tmp_path, makers, body, styles=styles + based)] == [look, look]


def test_a_paragraph_set_further_in_than_the_text_may_be_a_quotation_and_a_list_is_none(
    tmp_path: Path, makers: ModuleType
) -> None:
    text = makers.p("This is what most of the text looks like, and there is a lot of it to be read.")
    inside = makers.p("Set in.", properties='<w:ind w:left="720"/>')
    listed = makers.p("Listed.", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/>')
    assert [p.look for p in word(tmp_path, makers, text + inside + listed)] == ["", "indented", ""]


def test_running_heads_are_read_once_and_pages_are_counted_where_word_has_counted_them(
    tmp_path: Path, makers: ModuleType
) -> None:
    body = makers.p("One.") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r></w:p>"
    head = f'<w:hdr xmlns:w="{W}">{makers.p("“Always here.”")}</w:hdr>'
    found = word(tmp_path, makers, body, more={"word/header1.xml": head, "word/header2.xml": head})
    assert [(p.text, p.page, p.part) for p in found] == [
        ("One.", 1, "text"), ("Two.", 2, "text"), ("“Always here.”", None, "margin")
    ]  # fmt: skip


def test_a_page_ties_quotations_to_those_who_said_them(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>“Not read”</title><style>p{}</style><p>She says <q>we asked</q> twice.</p>"
        "<figure><blockquote><p>We asked.</p><p>They came.</p></blockquote><figcaption>Clerk, Ash</figcaption></figure>"
        "<blockquote>We left.<footer>— <cite>Chair, Birch</cite></footer></blockquote>"
        "<details><summary>More</summary><ul>"
        '<li data-document="P01"><q>We stayed.</q> <cite>Cook, Elm</cite></li></ul></details>'
        '<p>It was so.<sup><a href="#f1">1</a></sup></p><ol><li id="f1">Interview P02</li></ol>',
        encoding="utf-8",
    )
    found = read_finished(page)
    assert [(p.text, p.look, p.given) for p in found] == [
        ("She says we asked twice.", "", ""),
        ("We asked.", "quote", "Clerk, Ash"),
        ("They came.", "quote", "Clerk, Ash"),
        ("We left.", "quote", "Chair, Birch"),
        ("More", "", ""),
        ("We stayed.", "", "Cook, Elm"),
        ("It was so.", "", ""),
        ("Interview P02", "", ""),
    ]
    assert found[0].marked == ((9, 17),)
    assert found[5].part == "passages"
    assert found[6].notes == ((10, "Interview P02"),)


def test_markdown_loses_its_marks_and_keeps_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(
        "---\ntitle: Report\n---\n# Head\n\nShe *said* “we [asked] **them**”[^a] and\nleft.\n\n"
        "> We came.\n> — Clerk, Ash\n\n"
        "| Who | What |\n|---|---|\n| Ash | “We saw.” |\n\n<blockquote>In tags.</blockquote>\n\n[^a]: Interview P01\n",
        encoding="utf-8",
    )
    found = read_finished(file)
    assert [(p.text, p.look, p.part, p.line) for p in found] == [
        ("Head", "heading", "text", 4),
        ("She said “we [asked] them” and\nleft.", "", "text", 6),
        ("We came.\n— Clerk, Ash", "quote", "text", 9),
        ("Who", "", "table", 12),
        ("What", "", "table", 12),
        ("Ash", "", "table", 14),
        ("“We saw.”", "", "table", 14),
        ("In tags.", "quote", "text", 16),
        ("Interview P01", "", "note", 18),
    ]
    assert found[1].notes == ((26, "Interview P01"),)


def test_an_odt_is_read_with_its_changes_accepted(tmp_path: Path, makers: ModuleType) -> None:
    region = "<text:deletion><text:p>never</text:p></text:deletion>"
    gone = f"<text:tracked-changes><text:changed-region>{region}</text:changed-region></text:tracked-changes>"
    body = (
        f"{gone}<text:p>We <text:change/><text:change-start/>always<text:change-end/> asked"
        "<office:annotation><text:p>a comment</text:p></office:annotation>.</text:p>"
        '<text:p text:style-name="P7">We came.</text:p>'
    )
    automatic = '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Quotations"/>'
    found = read_finished(makers.odt(tmp_path / "report.odt", body, automatic=automatic))
    assert [(p.text, p.look) for p in found] == [("We always asked.", ""), ("We came.", "quote")]


def test_a_quotation_over_a_page_break_and_a_broken_word_are_whole_in_a_pdf(tmp_path: Path, makers: ModuleType) -> None:
    first = ["Here is what they told us in the end, and it was a lot to take in: “we asked every one of the neigh-"]
    first = makers.lines(
        ["The text goes on and on until the foot of the page is near, as texts do in reports."] * 45 + first, step=15
    )
    second = makers.lines(
        ["bours whether they wanted a hall”. Nobody did, and so it was not built, which is a story by itself."]
    )
    found = read_finished(makers.pdf(tmp_path / "report.pdf", [first, second]))
    assert any("“we asked every one of the neighbours whether they wanted a hall”" in p.text for p in found)


def test_two_columns_of_a_pdf_are_read_one_after_the_other(tmp_path: Path, makers: ModuleType) -> None:
    said = [
        "“We asked every neighbour in the street",
        "whether a hall was wanted by them,",
        "and none of them said no to it.”",
        "That is what they say of that time.",
    ]
    other = [
        "In the other column there is a matter",
        "of a different kind, of which we say",
        "nothing more than what is needed in",
        "a report on neighbours and their hall.",
    ]
    left, right = makers.lines(said * 6, x=60), makers.lines(other * 6, x=310)
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    found = " ".join(p.text for p in read_finished(makers.pdf(tmp_path / "report.pdf", [mixed])))
    assert (
        "“We asked every neighbour in the street whether a hall was wanted by them, and none of them said no to it.”"
        in found
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("report.docx", b"Dear all, this is only text.", "named .docx, but this is plain text"),
        ("report.docx", b"%PDF-1.4 broken", "broken|breaks off|damaged"),
        ("report.docx", b"PK\x03\x04 torn", "named .docx, but this is a ZIP archive"),
        ("report.docx", b"PK\x03\x04 word/ [Content_Types].xml torn", "incomplete or damaged"),
        ("report.pdf", b"\x89PNG\r\n\x1a\n....", "named .pdf, but this is a PNG image"),
        ("report.xyz", b"\x00\x01\x02\x03\xff\xfe\x80", "no document"),
        ("report.md", b"   \n", "the file is empty"),
        ("missing.docx", None, "no such file"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused(
    name: str, content: bytes | None, problem: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=problem) as caught:
        read_finished(tmp_path / name)
    assert caught.value.hint
