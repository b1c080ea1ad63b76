"""The Word document: real styles, real tables, alternative texts, nothing hidden in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx as python_docx
from docx.document import Document
from lxml import etree
from PIL import Image

from collabstudy.briefing.blocks import Briefing, Picture
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.compare.crosstab import crosstab
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]
Make = Callable[..., Study]
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
WP = {"wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}


def opened(made: bytes) -> Document:
    return python_docx.Document(io.BytesIO(made))


def styled(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def test_headings_quotations_and_boxes_have_styles_of_their_own(composed: Compose) -> None:
    document = opened(docx(composed()))
    assert styled(document, "Title") == ["Small places"]
    assert styled(document, "Subtitle") == ["Four of them"]
    assert styled(document, "Heading 1")[:3] == ["Summary", "What was asked, and of whom", "Themes"]
    assert styled(document, "Heading 2") == ["Why", "Paper that protects", "Money", "Limits", "What it was made from"]
    assert styled(document, "Heading 3") == ["Trust", "Sharing power"]
    assert styled(document, "Box Heading")[0] == "Alderfleet Council"
    assert len(styled(document, "Quote")) == len(styled(document, "Quote Source")) > 3
    assert "Bea Quint, Housing Manager, Birchwick Council" in styled(document, "Quote Source")
    assert styled(document, "List Number")[0] == "Whom do you trust?"


def test_sizes_and_spacing_come_from_styles_only(composed: Compose) -> None:
    body = etree.tostring(opened(docx(composed())).element).decode()
    assert "w:pStyle" in body
    for direct in ("w:spacing", "w:sz ", "w:rFonts", "w:color ", 'w:jc w:val="center'):
        assert direct not in body


def test_tables_are_tables_whose_header_is_repeated(composed: Compose) -> None:
    document = opened(docx(composed()))
    # of cases, of marks, of what it was made from, three of the checklist, of where passages stand
    assert len(document.tables) == 7
    for at, table in enumerate(document.tables):
        assert table.style is not None
        assert table.style.name == "Briefing Table"
        rows = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
        assert rows == sorted(rows, reverse=True)
        assert rows.count(True) == (2 if at == 1 else 1)  # marks stand under cases under sectors
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert [cell.text for cell in document.tables[0].rows[3].cells] == ["Candle House", "Charity", "12,000", "2", "0"]
    marks = {row.cells[0].text: row.cells[1:] for row in document.tables[1].rows}
    assert [cell.text for cell in marks["Sharing power"]] == ["●", "●", "–", "●", "3 of 3"]
    assert [cell.text for cell in marks["Paper that protects"]] == ["○", "○", "●", "○", "1 of 4"]
    sizes = [run.style.name for cell in marks["Sharing power"][:4] for run in cell.paragraphs[0].runs]
    assert sizes == ["Mark 5", "Mark 3", "Mark Not Asked", "Mark 3"]  # three passages, one, not asked, one


def test_a_figure_has_a_caption_that_word_numbers_and_a_text_for_those_who_cannot_see_it(make: Make) -> None:
    study = make()
    bitmap = io.BytesIO()
    Image.new("RGB", (600, 300), "white").save(bitmap, "PNG", dpi=(300, 300))
    picture = Picture(
        "timeline", "When we asked.", "Five interviews from March to July.", b"<svg/>", bitmap.getvalue(), 2.0
    )
    briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures={"timeline": picture}, manifest={})
    document = opened(docx(briefing))
    (shape,) = document.inline_shapes
    properties = shape._inline.docPr
    assert (properties.get("name"), properties.get("descr")) == ("Figure 1", "Five interviews from March to July.")
    assert shape.width.inches == 2.0
    (caption,) = [p for p in document.paragraphs if p.text == "Figure 1. When we asked."]
    assert caption.style is not None
    assert caption.style.name == "Caption"
    assert [node.text for node in caption._p.xpath(".//w:instrText")] == [" SEQ Figure \\* ARABIC "]


def test_the_properties_say_what_it_is_and_in_which_language(composed: Compose) -> None:
    document = opened(docx(composed()))
    core = document.core_properties
    assert (core.title, core.subject, core.language, core.author) == ("Small places", "Four of them", "en", "")
    languages = document.styles.element.xpath("//w:lang/@w:val")
    assert set(languages) == {"en-GB"}


def test_there_is_no_date_in_the_file(composed: Compose) -> None:
    made = docx(composed())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert "created" not in core
        assert "modified" not in core
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert archive.testzip() is None


def test_the_xml_obeys_the_order_that_word_asks_for(composed: Compose) -> None:
    made = docx(composed())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    order = (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
    properties = [*styles.iter(f"{{{W['w']}}}pPr"), *body.iter(f"{{{W['w']}}}pPr")]
    assert len(properties) > 30
    for found in properties:
        names = [child.tag.rpartition("}")[2] for child in found]
        assert names == sorted(names, key=order.index), names


def test_hostile_words_are_words(small: ModuleType, composed: Compose) -> None:
    document = opened(docx(composed()))
    said = styled(document, "Quote")
    assert "<script>alert('pwned')</script> {{ 7*7 }} =1+1 kcab a b c & \"so\" on." in said


def test_links_lists_and_emphasis_of_prose_are_kept(composed: Compose) -> None:
    text = "See [there](https://example.org/x) and *here*, **now**.\n\n1. one\n2. two\n\n> Cited.\n"
    text += "\n[bad](data:x) [in](#who)\n"
    document = opened(docx(composed(written={"summary.md": text})))
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert links == ["https://example.org/x"]
    paragraph = next(p for p in document.paragraphs if p.text.startswith("See "))
    assert [run.text for run in paragraph.runs if run.italic] == ["here"]
    assert [run.text for run in paragraph.runs if run.bold] == ["now"]
    assert styled(document, "Intense Quote") == ["Cited."]
    numbers = [
        p._p.xpath("w:pPr/w:numPr/w:numId/@w:val")
        for p in document.paragraphs
        if p.style and p.style.name == "List Number"
    ]
    assert len({number[0] for number in numbers}) == 2  # the prose's list and that of the guide each begin at 1
    assert [len(number) for number in numbers] == [1] * 5


def test_the_document_can_be_read_by_our_own_importer(composed: Compose, tmp_path: Path) -> None:
    from collabstudy.io.sources import read_source

    path = tmp_path / "briefing.docx"
    path.write_bytes(docx(composed()))
    found = read_source(path)
    assert "We trust the bakers, more than ourselves." in found.text
    headings = [found.said(turn) for turn in found.turns if turn.kind == "heading"]
    assert "How it sounds" in headings
