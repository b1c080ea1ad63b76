"""A user's own Word template: its page, styles, cover, header and imprint stay; ours come where it has none."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import docx as python_docx
import pytest
from docx.document import Document

from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.briefing.problems import problems
from collabstudy.compare.crosstab import crosstab
from collabstudy.errors import SettingsError
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]
Make = Callable[..., Study]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.fixture(scope="module")
def german() -> ModuleType:
    """The template beside this file."""
    spec = importlib.util.spec_from_file_location("house", Path(__file__).with_name("house.py"))
    assert spec is not None
    assert spec.loader is not None
    sys.modules["house"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["house"])
    return sys.modules["house"]


def opened(made: bytes) -> Document:
    return python_docx.Document(io.BytesIO(made))


def used(document: Document) -> dict[str, str]:
    """The name of the style of each paragraph, by its text."""
    return {paragraph.text: str(paragraph.style.name) for paragraph in document.paragraphs if paragraph.style}


def ids(document: Document, text: str) -> list[str]:
    return [p.style.style_id for p in document.paragraphs if p.style and p.text == text]


def test_the_page_is_that_of_the_template_and_nothing_is_wider(composed: Compose, german: ModuleType) -> None:
    document = opened(docx(replace(composed(), template=german.house())))
    (section,) = document.sections
    assert section.page_width is not None
    assert section.page_width.twips == german.WIDE
    text = german.WIDE - 2 * german.MARGIN
    for table in document.tables:
        columns = table._tbl.tblGrid.gridCol_lst
        widths = [int(str(column.get(str(column.tag).replace("gridCol", "w")))) for column in columns]
        assert len(widths) > 1
        assert sum(widths) <= text + len(widths)


def test_styles_are_found_by_what_word_calls_them_whatever_their_ids(composed: Compose, german: ModuleType) -> None:
    document = opened(docx(replace(composed(), template=german.house())))
    assert ids(document, "Summary") == ["berschrift1"]
    assert ids(document, "Paper that protects") == [
        "Abschnitt"
    ]  # by its level in the outline: it has a name of its own
    quotations = [p for p in document.paragraphs if p.style and p.style.style_id == "Zitat"]
    assert len(quotations) > 3
    assert {p.style.style_id for p in document.paragraphs if p.style and p.text.startswith("Table 1.")} == {
        "Beschriftung"
    }
    # body text is the template's own, and no style of its was touched
    before = opened(german.house(kind=DOCX)).styles.element
    after = document.styles.element
    for style in before.style_lst:
        (kept,) = [other for other in after.style_lst if other.styleId == style.styleId]
        assert kept.xml == style.xml


def test_our_styles_come_where_it_has_none_and_take_its_fonts(composed: Compose, german: ModuleType) -> None:
    document = opened(docx(replace(composed(), template=german.house())))
    (box,) = [style for style in document.styles if style.name == "Box Text"]
    assert box.base_style is not None
    assert box.base_style.style_id == "Standard"
    assert not box.element.xpath("w:rPr/w:rFonts | w:rPr/w:color")
    assert box.font.size.pt == 9.5  # ours is as large as the text; the template's text is 9.5 points
    bullets = [p for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert bullets
    assert document.part.numbering_part.element.num_lst  # the template had no lists at all


def test_the_cover_the_header_and_the_imprint_stay_and_are_filled_in(composed: Compose, german: ModuleType) -> None:
    document = opened(docx(replace(composed(), template=german.house())))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Small places"  # `{title}` was cut in two by Word
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.style_id == "Titel"
    controls = document.element.body.xpath("./w:sdt//w:t")
    assert [control.text for control in controls] == ["Four of them"]
    assert not document.element.body.xpath("./w:sdt//w:showingPlcHdr")
    assert document.sections[0].header.paragraphs[0].text == "Institut für Nachbarschaft | Small places"
    assert texts[-1] == "Impressum: nobody"
    assert "{briefing}" not in texts
    assert texts.count("Small places") == 1  # no second title page of ours


def test_a_template_without_a_cover_gets_a_title_page(composed: Compose, german: ModuleType) -> None:
    empty = german.house(body="<w:p/>", mark=False)
    document = opened(docx(replace(composed(), template=empty)))
    assert ids(document, "Small places") == ["Titel"]
    assert used(document)["Four of them"] == "Subtitle"
    (first,) = [p for p in document.paragraphs if p.text == "Summary" and p.style and p.style.style_id == "berschrift1"]
    assert first.paragraph_format.page_break_before


def test_what_stands_in_it_without_a_mark_is_the_cover(composed: Compose, german: ModuleType) -> None:
    body = "<w:p><w:r><w:t>A cover, {kind}</w:t></w:r></w:p><w:p/><w:p/>"
    document = opened(docx(replace(composed(), template=german.house(body=body, mark=False))))
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["A cover, Briefing", "Summary"]
    assert document.paragraphs[1].paragraph_format.page_break_before


def test_a_style_of_its_own_can_stand_for_one_of_ours(make: Make, german: ModuleType) -> None:
    toml = 'template = "house.dotx"\n[styles]\n"Box Text" = "Kasten"\n"Briefing Table" = "haustabelle"\n'
    study = make(written={"briefing.toml": toml, "cases/alder.md": "They handed it over."})
    (study.folder / "briefing" / "house.dotx").write_bytes(german.house())
    assert problems(study, crosstab=crosstab(study, unit="turn")) == ()
    document = opened(docx(compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})))
    assert used(document)["They handed it over."] == "Kasten"
    assert {table.style.style_id for table in document.tables if table.style} == {"Haustabelle"}


def test_the_same_template_gives_the_same_bytes_and_a_document_not_a_template(
    composed: Compose, german: ModuleType
) -> None:
    briefing = replace(composed(), template=german.house())
    made = docx(briefing)
    assert made == docx(briefing)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        types = package.read("[Content_Types].xml").decode()
    assert DOCX in types
    assert german.TEMPLATE not in types


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("gone.docx", "there is no template `gone.docx` in briefing/"),
        ("../study.toml", "the template `../study.toml` is not in briefing/"),
        ("prose.docx", "is no Word document, or is damaged"),
        ("archive.docx", "is no Word document"),
        ("macros.docm", "holds macros"),
        ("old.doc", "is protected by a password, or in Word's old format"),
        ("torn.docx", "cannot be read as a Word document"),
        ("large.docx", "unpacks to very much"),
    ],
)
def test_a_template_that_is_none_is_named_with_its_line(
    make: Make, german: ModuleType, name: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make(written={"briefing.toml": f'\ntemplate = "{name}"\n'})
    place = study.folder / "briefing"
    (place / "prose.docx").write_bytes(b"# No archive")
    with zipfile.ZipFile(place / "archive.docx", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    (place / "macros.docm").write_bytes(german.house(kind=MACROS, more=(("word/vbaProject.bin", b"x"),)))
    (place / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more")
    (place / "torn.docx").write_bytes(german.house(body="<w:p><w:r></w:p>"))
    (place / "large.docx").write_bytes(german.house())
    if name == "large.docx":
        monkeypatch.setattr("collabstudy.briefing.word.template.MOST_BYTES", 1000)
    with pytest.raises(SettingsError) as caught:
        compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert problem in caught.value.problem
    assert (caught.value.file, caught.value.line) == ("briefing/briefing.toml", 2)
    assert caught.value.hint


def test_styles_that_there_are_not_are_named(make: Make, german: ModuleType) -> None:
    toml = 'template = "house.dotx"\n[styles]\n"Box" = "Kasten"\n"Note" = "Heading One"\n"Mark 1" = "Kasten"\n'
    study = make(written={"briefing.toml": toml})
    (study.folder / "briefing" / "house.dotx").write_bytes(german.house())
    told = [problem.problem for problem in problems(study, crosstab=crosstab(study, unit="turn"))]
    assert told == [
        "no style of ours is called `Box`",
        "the template has no style `Heading One`",
        "the template has no style `Kasten`",  # it has, for paragraphs: a mark stands in a line
    ]
