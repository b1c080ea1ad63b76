"""OpenDocument texts, zipped and flat."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from makers import archive, odt

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.importers import odt as importer
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source


def read(path: Path) -> Draft:
    return importer.read(Source.open(path))


def told(draft: Draft) -> list[tuple[str | None, int, str]]:
    return [(block.kind, block.level, draft.text[block.start : block.end]) for block in draft.blocks]


def test_headings_lists_quotations_and_boxes_are_told_apart(tmp_path: Path) -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>'
    )
    text = (
        '<text:p text:style-name="P1">Rallying round</text:p>'
        '<text:h text:outline-level="1">What we saw</text:h>'
        "<text:p>It rained.<draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>drivers</text:p><text:list><text:list-item><text:p>of buses</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:p text:style-name="P2">We kept asking.</text:p>'
    )
    draft = read(odt(tmp_path / "a.odt", text, automatic=automatic, meta="<dc:language>de-DE</dc:language>"))
    assert told(draft) == [
        ("heading", 1, "Rallying round"),
        ("heading", 2, "What we saw"),
        (None, 0, "It rained."),
        (None, 0, "A box."),
        ("list", 0, "drivers"),
        ("list", 0, "of buses"),
        ("quote", 0, "We kept asking."),
    ]
    assert (draft.title, draft.language) == ("Rallying round", "de-DE")


def test_white_space_counts_as_opendocument_counts_it(tmp_path: Path) -> None:
    text = (
        '<text:p>one\n   two <text:s text:c="3"/>three<text:tab/>four<text:line-break/>'
        "<text:span> five</text:span>\u00a0six</text:p>"
    )
    assert read(odt(tmp_path / "a.odt", text)).text == "one two    three\tfour\nfive\u00a0six\n"


def test_deleted_text_comments_and_contents_are_out_and_notes_come_last(tmp_path: Path) -> None:
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>What we saw … 2</text:p></text:index-body>"
        "</text:table-of-content><text:p>We<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>In May.</text:p></text:note-body></text:note> asked"
        "<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p><text:p>Then.</text:p>"
    )
    draft = read(odt(tmp_path / "a.odt", text))
    assert told(draft) == [(None, 0, "We asked."), (None, 0, "Then."), ("paragraph", 0, "In May.")]


def test_a_table_stays_a_table(tmp_path: Path) -> None:
    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in [["Place", "Sector"], ["Ambridge", "Charity"]]
    )  # fmt: skip
    assert told(read(odt(tmp_path / "a.odt", f"<table:table>{rows}</table:table>"))) == [
        ("table", 0, "Place\tSector\nAmbridge\tCharity")
    ]


def test_a_flat_file_is_read_too(tmp_path: Path) -> None:
    zipped = odt(tmp_path / "a.odt", "<text:p>I: How?</text:p><text:p>P: By asking.</text:p>")
    with zipfile.ZipFile(zipped) as archive:
        content = archive.read("content.xml").decode()
    flat = content.replace("document-content", "document").replace(
        "<office:document ", '<office:document office:mimetype="application/vnd.oasis.opendocument.text" '
    )
    (tmp_path / "b.fodt").write_text('<?xml version="1.0"?>' + flat, encoding="utf-8")
    transcript = read_source(tmp_path / "b.fodt")
    assert transcript.importer == "odt"
    assert transcript.speakers == ("I", "P")


def test_a_protected_document_says_so(tmp_path: Path) -> None:
    made = archive(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\x00scrambled",
            "META-INF/manifest.xml": "<m><manifest:encryption-data xmlns:manifest='urn:m'/></m>",
        },
    )
    with pytest.raises(SourceError, match="password"):
        read(made)


def test_a_think_aloud_session_keeps_every_paragraph(shared: Path) -> None:
    source = Source.open(shared / "real/serdif_usability_odt/transcripts/raw/P5_GMT20211125.odt")
    draft = importer.read(source)
    texts = [text for _, _, text in told(draft)]
    assert len(texts) == 218
    assert sum(len(text.split()) for text in texts) == 5720
    assert sum(text.startswith("MODERATOR:") for text in texts) == 8
    assert sum(text.startswith("(") for text in texts) == 11
