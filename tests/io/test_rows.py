"""Tables with a row a turn: csv, tsv and xlsx."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript

Row = tuple[str | None, float | None, float | None, str]


def read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Transcript:
    (folder / name).write_bytes(text.encode(encoding))
    return read_source(folder / name)


def rows(transcript: Transcript) -> list[Row]:
    return [(turn.speaker, turn.time_start, turn.time_end, transcript.said(turn)) for turn in transcript.turns]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "start,end,speaker,text\n0.5,2,Mira,We met.\n2,3,Ida,Yes.\n"),
        ("a.csv", "Sprecher;Beginn;Ende;Beitrag\nMira;00:00:00,5;00:00:02;We met.\nIda;0:02;0:03;Yes.\n"),
        ("a.csv", 'Timespan,Content,Speaker\n"0:00.5 - 0:02.0",We met.,Mira\n"0:02.0 - 0:03.0",Yes.,Ida\n'),
        ("a.csv", "\ufeffSpeaker,Start (ms),End (ms),Text\nMira,500,2000,We met.\nIda,2000,3000,Yes.\n"),
        ("a.csv", "SPEAKER,START_MS,END_MS,TEXT\nMira,500,2000,We met.\nIda,2000,3000,Yes.\n"),
        ("a.tsv", "Locuteur\tDébut\tFin\tTexte\nMira\t0,5\t2\tWe met.\nIda\t2\t3\tYes.\n"),
        (
            "a.tsv",
            "id\tmember_name\tparty_name\tstart\tend\tspeech\n1\tMira\tA\t0.5\t2\tWe met.\n2\tIda\tB\t2\t3\tYes.\n",
        ),
    ],
)
def test_columns_are_found_by_their_names_in_several_languages(name: str, text: str, tmp_path: Path) -> None:
    assert rows(read(tmp_path, name, text)) == [("Mira", 0.5, 2.0, "We met."), ("Ida", 2.0, 3.0, "Yes.")]


def test_cells_hold_line_breaks_quotes_and_formulas_as_text(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.csv", 'speaker,text\nMira,"=1+1\nand ""more"""\nIda,+3 for that\n')
    assert rows(transcript) == [("Mira", None, None, '=1+1\nand "more"'), ("Ida", None, None, "+3 for that")]


def test_a_quotation_mark_in_a_tab_separated_table_may_be_but_a_mark(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.tsv", 'speaker\ttext\nMira\t"We met," she said.\nIda\tYes.\n')
    assert rows(transcript) == [("Mira", None, None, '"We met," she said.'), ("Ida", None, None, "Yes.")]


def test_an_empty_speaker_goes_on_and_neighbours_join(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.csv", "speaker,text\nMira,We met.\n,In March.\nIda,Yes.\nIda,Twice.\n")
    assert rows(transcript) == [("Mira", None, None, "We met.\n\nIn March."), ("Ida", None, None, "Yes.\n\nTwice.")]


def test_rows_that_are_documents_are_paragraphs_without_speakers(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.csv", '"texts","Year","President"\n"Fellow citizens",1789,"W"\n"Again",1793,"W"\n')
    assert [(turn.kind, turn.speaker, transcript.said(turn)) for turn in transcript.turns] == [
        ("paragraph", None, "Fellow citizens"),
        ("paragraph", None, "Again"),
    ]


def test_labels_inside_the_only_column_are_found(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.csv", "text\nMira: So?\nIda: Yes.\nMira: Good.\nIda: Bye.\n")
    assert [turn.speaker for turn in transcript.turns] == ["Mira", "Ida", "Mira", "Ida"]


def test_the_encoding_of_excel_on_an_old_desk_is_guessed_and_told(tmp_path: Path) -> None:
    transcript = read(tmp_path, "a.csv", "speaker;text\nJosé;El niño mañana.\nInés;Sí, señor.\n", "cp1252")
    assert transcript.speakers == ("José", "Inés")
    assert transcript.encoding == "cp1252"
    assert transcript.remarks


def test_a_sheet_with_a_row_a_turn_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "About"
    first.append(["Made in", "May"])
    talk = book.create_sheet("Talk")
    talk.append(["Interview 7"])
    talk.append(["Time", "Speaker", "Text"])
    talk.append([datetime.time(0, 0, 1, 500_000), "Mira", "=SUM(A1:A2)"])
    talk.append([datetime.timedelta(seconds=3723), "Ida", 42])
    talk.append(["[01:02:04]", "Mira", "Bye."])
    book.save(tmp_path / "a.xlsx")
    transcript = read_source(tmp_path / "a.xlsx")
    assert rows(transcript) == [
        ("Mira", 1.5, None, "=SUM(A1:A2)"),
        ("Ida", 3723.0, None, "42"),
        ("Mira", 3724.0, None, "Bye."),
    ]
    assert transcript.remarks == ("only the sheet Talk was read, not About",)


def test_a_sheet_that_says_it_has_one_cell_is_read_to_its_end(tmp_path: Path) -> None:
    from zipfile import ZipFile

    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (["Speaker", "Text"], ["Mira", "And you?"], ["Ida", "It leaks."]):
        book.active.append(row)
    book.save(tmp_path / "whole.xlsx")
    with ZipFile(tmp_path / "whole.xlsx") as whole, ZipFile(tmp_path / "a.xlsx", "w") as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1"'))
    assert [turn.speaker for turn in read_source(tmp_path / "whole.xlsx").turns] == ["Mira", "Ida"]
    assert [turn.speaker for turn in read_source(tmp_path / "a.xlsx").turns] == ["Mira", "Ida"]


def test_a_sheet_without_a_text_column_is_told_by_its_columns(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["case", "sector"])
    book.active.append(["ash", "charity"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SourceError, match="case, sector"):
        read_source(tmp_path / "a.xlsx")
