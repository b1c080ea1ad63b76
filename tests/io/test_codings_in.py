"""Spreadsheets of coded segments, as other programs write them, are read by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.codings_in import Row, read_codings


def workbook(path: Path, rows: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(path)
    return path


def test_taguettes_highlights(tmp_path: Path) -> None:
    """id, document, tag, content; a highlight with two tags has two rows, one without any has an empty cell."""
    told = 'id,document,tag,content\r\n1,P01,trust,"They said ""yes"",\r\nand meant it."\r\n'
    told += "1,P01,money,Two\r\n2,P02,,Three\r\n"
    (tmp_path / "all_tags.csv").write_bytes(told.encode())
    assert read_codings(tmp_path / "all_tags.csv") == (
        Row(2, "P01", "trust", 'They said "yes",\nand meant it.'),
        Row(4, "P01", "money", "Two"),
        Row(5, "P02", "", "Three"),
    )
    sheet = workbook(tmp_path / "t.xlsx", [["id", "document", "tag", "content"], ["1", "P01", "trust", "Two\nlines"]])
    assert read_codings(sheet) == (Row(2, "P01", "trust", "Two\nlines"),)


def test_maxqdas_segments_whose_beginning_and_end_are_paragraphs(tmp_path: Path) -> None:
    header = ["Color", "Comment", "Document group", "Document name", "Code", "Beginning", "End", "Weight score"]
    header += ["Segment", "Modified by", "Created by", "Created", "Area", "Coverage %"]
    row = ["●", "see memo", "Elm", "P01 Ann", "Working together > Trust", 4, 4, 0, "I trusted them.", "", "LH"]
    row += ["03.05.2026 10:15", 120, 1.2]
    assert read_codings(workbook(tmp_path / "m.xlsx", [header, row])) == (
        Row(2, "P01 Ann", "Working together > Trust", "I trusted them.", "LH", "see memo"),
    )


def test_a_german_one_with_a_title_above_and_semicolons(tmp_path: Path) -> None:
    told = "Codierte Segmente;;\n\nDokumentname;Code;Textstelle;Kommentar\nP01;Vertrauen;Über die Brücke;\n"
    (tmp_path / "d.csv").write_bytes(told.encode("cp1252"))
    assert read_codings(tmp_path / "d.csv") == (Row(4, "P01", "Vertrauen", "Über die Brücke"),)


def test_qualcoder_and_whoever_counts_signs(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text(
        "codename\towner\tfilename\tpos0\tpos1\tselected text\nTrust\tAnn\tP01.txt\t7\t12.0\tthem!\n"
    )
    assert read_codings(tmp_path / "q.csv") == (Row(2, "P01.txt", "Trust", "them!", "Ann", start=7, end=12),)


def test_our_own_table_with_everything_that_it_knows(tmp_path: Path) -> None:
    header = "coding,document,code,coder,origin,status,start,end,quote,memo,created,counts,hash\n"
    row = "c-1,P01,trust,mira,person,kept,7,12,'-no,'=so,2026-05-03T10:00:00.000000Z,true,0123456789abcdef\n"
    (tmp_path / "codings.csv").write_text(header + row)
    assert read_codings(tmp_path / "codings.csv") == (
        Row(2, "P01", "trust", "-no", "mira", "=so", 7, 12, None, "c-1", "person", "2026-05-03T10:00:00.000000Z",
            "0123456789abcdef"),
    )  # fmt: skip


def test_of_two_columns_that_could_hold_the_words_the_surer_one_does(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("Text,Segment,Code\nthe whole interview,the words,Trust\n")
    assert [row.quote for row in read_codings(tmp_path / "n.csv")] == ["the words"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("none.csv", None, "there is no such file"),
        ("a.pdf", b"%PDF-1.4", "no codings can be read from this"),
        ("a.csv", b"\x00\x01\x02\xff" * 40, "this is no text"),
        ("a.xlsx", b"PK\x03\x04 no", "incomplete or damaged"),
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"P01,trust,They said so.\n", "no columns of codes"),
        ("a.csv", b"name,words\nTrust,They said so\n", "no columns of codes"),
        ("a.csv", b"code,document\ntrust,P01\n", "no columns of codes"),
        ("a.csv", b'code,quote\ntrust,"' + b"x" * 200_000, "this is not CSV"),
    ],
)
def test_what_cannot_be_read_is_said_without_any_words(
    tmp_path: Path, name: str, content: bytes | None, problem: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=problem) as caught:
        read_codings(tmp_path / name)
    assert "They said so" not in str(caught.value)


def spoilt(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part of it changed."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, change(content) if name.endswith(part) else content)
    return path


CODED: list[list[object]] = [["document", "code", "quote"], ["P01", "trust", "It leaks."]]


def test_a_workbook_may_begin_with_a_sheet_about_itself(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", CODED)
    book = load_workbook(path)
    book.create_sheet("about", 0).append(["Exported today"])
    book.save(path)
    [row] = read_codings(path)
    assert (row.line, row.document, row.code, row.quote) == (2, "P01", "trust", "It leaks.")


def test_a_workbook_that_says_it_has_one_cell_is_read_to_its_end(tmp_path: Path) -> None:
    path = spoilt(workbook(tmp_path / "a.xlsx", CODED), "sheet1.xml", lambda told: told.replace(b'"A1:C2"', b'"A1"'))
    assert [row.quote for row in read_codings(path)] == ["It leaks."]


@pytest.mark.parametrize("part", ["sheet1.xml", "xl/workbook.xml", "styles.xml"])
def test_a_workbook_that_is_damaged_inside_is_said_to_be(tmp_path: Path, part: str) -> None:
    path = spoilt(workbook(tmp_path / "a.xlsx", CODED), part, lambda told: told[: len(told) // 2])
    with pytest.raises(SourceError, match="cannot be read"):
        read_codings(path)


def test_rows_are_counted_as_the_file_has_them_also_below_a_line_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\ncode;quote;document\ntrust;It leaks.;P01\n", encoding="utf-8")
    [row] = read_codings(path)
    assert (row.line, row.document) == (3, "P01")
