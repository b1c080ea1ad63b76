"""Old Word documents, and what is named as if it were one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from makers import docx, p, rtf

from collabstudy.errors import MissingPartError, SourceError
from collabstudy.io.importers import doc as importer
from collabstudy.io.importers._docbook import items_of_docbook
from collabstudy.io.importers._office import Paragraph, Table
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def compound(path: Path, *entries: str) -> Path:
    """A file that begins as compound files do and names these entries; no converter can make anything of it."""
    path.write_bytes(COMPOUND + b"".join(entry.encode("utf-16-le") for entry in entries))
    return path


@pytest.mark.skipif(shutil.which("antiword") is None, reason="needs antiword")
def test_headings_lists_and_tables_survive_the_conversion(shared: Path) -> None:
    transcript = read_source(shared / "real/encodings_policy_texts/word/21vivant2004.doc")
    kinds = [turn.kind for turn in transcript.turns]
    assert (kinds.count("table"), kinds.count("list") >= 19, transcript.importer) == (1, True, "doc")
    assert transcript.title == "Programma Verkiezingen 2004"
    assert "één" in transcript.text


@pytest.mark.skipif(shutil.which("antiword") is None, reason="needs antiword")
@pytest.mark.parametrize("name", ["21Parti_Socialiste_SUMMARY_2004", "21VLD2004", "32_socialisti_democratici_italiani"])
def test_every_old_document_at_hand_is_read(shared: Path, name: str) -> None:
    transcript = read_source(shared / f"real/encodings_policy_texts/word/{name}.doc")
    assert len(transcript.turns) > 8
    assert "[pic]" not in transcript.text


def test_a_machine_without_converter_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="no program") as raised:
        read_source(compound(tmp_path / "a.doc", "WordDocument"))
    assert "antiword" in raised.value.hint


def test_any_installed_converter_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "catdoc"
    program.write_text("#!/bin/sh\nprintf 'I: How so?\\nP: By asking.\\nI: Whom?\\nP: All of them.\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin" if shutil.which("antiword") is None else str(tmp_path))
    transcript = read_source(compound(tmp_path / "a.doc", "WordDocument"))
    assert transcript.speakers == ("I", "P")


def test_a_damaged_document_says_which_converter_gave_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "antiword"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="antiword: it gave up"):
        read_source(compound(tmp_path / "a.doc", "WordDocument"))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("EncryptedPackage", "password"),
        ("Workbook", "an Excel file"),
        ("PowerPoint Document", "a PowerPoint file"),
        ("__properties_version1.0", "an Outlook message"),
    ],
)
def test_a_compound_file_of_another_kind_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_source(compound(tmp_path / "a.doc", entry))


def test_what_is_named_doc_but_is_something_newer_is_read_as_that(tmp_path: Path) -> None:
    talk = p("I: How so?") + p("P: By asking.") + p("I: Whom?") + p("P: All.")
    docx(tmp_path / "a.doc", talk)
    rtf(tmp_path / "b.doc", r"I: How so?\par P: By asking.\par I: Whom?\par P: All.\par")
    for name, kind in [("a.doc", "docx"), ("b.doc", "rtf")]:
        transcript = read_source(tmp_path / name)
        assert (transcript.importer, transcript.speakers) == (kind, ("I", "P"))
        assert any(kind in remark for remark in transcript.remarks)


def test_antiwords_docbook_is_understood(tmp_path: Path) -> None:
    book = (
        b"<?xml version='1.0'?><!DOCTYPE book PUBLIC 'x'\n 'y'>\n<book>"
        b"<bookinfo><title>Second kitchen</title></bookinfo>"
        b"<chapter><title/><para>It rained.<footnote><para>In May.</para></footnote>\n[pic]</para>"
        b"<sect1><title>Who came</title><para><emphasis role='bold'>ONE</emphasis><emphasis role='bold'>TWO</emphasis>"
        b"<informaltable><tgroup><tbody><row><entry>a\nb</entry><entry>c</entry></row></tbody></tgroup></informaltable></para>"
        b"<itemizedlist><listitem><para>drivers\x07</para></listitem></itemizedlist>"
        b"</sect1></chapter></book>"
    )
    items, notes, title = items_of_docbook(book, tmp_path / "a.doc")
    assert title == "Second kitchen"
    assert [note.text for note in notes if isinstance(note, Paragraph)] == ["In May."]
    told = [(item.look, item.level, item.text.strip()) for item in items if isinstance(item, Paragraph)]
    assert told == [
        ("heading", 1, ""),
        ("", 0, "It rained."),
        ("heading", 2, "Who came"),
        ("", 0, "ONE\nTWO"),
        ("list", 0, "drivers"),
    ]
    tables = [item for item in items if isinstance(item, Table)]
    assert len(tables) == 1
    assert tables[0].rows == (((Paragraph("a"), Paragraph("b")), (Paragraph("c"),)),)


def test_only_compound_files_are_claimed(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("It rained.")
    assert not importer.claims(Source.open(tmp_path / "a.doc"))
    with pytest.raises(SourceError, match="plain text"):
        read_source(tmp_path / "a.doc")
