"""The framework matrix out to a workbook and back: nothing is lost, nothing is made up, whatever Excel's user does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from collabstudy.errors import SourceError
from collabstudy.io.framework_grid import Box, Grid, Theme, text_id
from collabstudy.io.framework_sheet import read
from collabstudy.io.framework_xlsx import shown, write
from collabstudy.model.summary import tidy

CASES = {"ash": "Ash Council", "birch": "Birch & <Sons>", "cedar": "=Cedar()"}
THEMES = (Theme("trust", "Trust", "Power"), Theme("money", "Money"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(tidy)


def grid(texts: dict[tuple[str, str], str] | None = None) -> Grid:
    """Three cases, two themes; what is not given is empty."""
    found = texts or {("ash", "trust"): "One.", ("birch", "money"): "Two\nlines."}
    boxes = {
        (case, theme.id): Box(
            found.get((case, theme.id), ""), "written" if (case, theme.id) in found else "empty", "told"
        )
        for case in CASES
        for theme in THEMES
    }
    return Grid("Study", CASES, THEMES, boxes, "A note.")


def edited(tmp_path: Path, edit: Callable[[Any], None], made: Grid | None = None) -> Path:
    """A workbook in which somebody has done something."""
    path = tmp_path / "F.xlsx"
    write(made or grid(), path)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def texts(path: Path, made: Grid | None = None) -> dict[tuple[str, str], list[str]]:
    return {cell: [text for text, _ in found] for cell, found in read(path, made or grid()).cells.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=6, max_size=6))
@example(["=1+1", "@home", "+44", "-1", "'quoted", "#NAME?"])
@example(["_x0041_", "_x005F_x0041_", "_x000D_", "a\x0bb", "a\tb", "\u202e\u2028x"])
@example(["[told]", "1", "TRUE", "2026-01-01", "<b>&amp;", "a\n\nb"])
@example(["[1 characters: in the sheet “long texts”]", "", "", "", "", ""])
def test_out_and_back_in_every_cell_says_what_it_said(tmp_path: Path, said: list[str]) -> None:
    unchanged(tmp_path, said)


def test_texts_that_are_longer_than_a_cell_of_excel_come_back_whole(tmp_path: Path) -> None:
    said = ["x" * 32_767, "é" * 32_768, "\U0001d11e" * 20_000, "a b\n" * 12_000 + ".", "_x0041_" * 6_000, "[40,000 x]"]
    unchanged(tmp_path, said)
    assert "long texts" in load_workbook(tmp_path / "F.xlsx").sheetnames


def unchanged(tmp_path: Path, said: list[str]) -> None:
    """A workbook with these texts says them again, and remembers them."""
    keys = [(case, theme.id) for case in CASES for theme in THEMES]
    made = grid({key: text for key, text in zip(keys, said, strict=True) if text})
    write(made, tmp_path / "F.xlsx")
    back = read(tmp_path / "F.xlsx", made)
    assert set(back.cells) == set(keys)
    assert back.remarks == ()
    for key, box in made.boxes.items():
        ((text, _),) = back.cells[key]
        assert text_id(text) == back.was[key].cell
        assert back.was[key].text == text_id(box.text)
        if box.text and not any(sign in box.text for sign in CONTROLS):
            assert tidy(text) == box.text, f"another text in {key}"


CONTROLS = {chr(n) for n in range(32)} - {"\n", "\t"} | {"\ufffe", "\uffff"}  # no XML holds these


def test_the_same_matrix_is_the_same_bytes_and_no_text_is_a_formula(tmp_path: Path) -> None:
    made = grid({("ash", "trust"): '=HYPERLINK("http://x","y")', ("ash", "money"): "x" * 40_000})
    for name in ("a.xlsx", "b.xlsx"):
        write(made, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["framework", "states", "long texts"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["framework"]["C3"].value == '=HYPERLINK("http://x","y")'
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_rows_may_be_sorted_and_columns_hidden_moved_and_added(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["framework"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=5)]
        for at, row in enumerate(reversed(rows), 3):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
        sheet.insert_cols(3)
        sheet["C2"], sheet["C3"] = "My notes", "ask again"
        sheet.column_dimensions["D"].hidden = True
        sheet.insert_rows(1)
        sheet["A1"] = "Printed for Monday"

    path = edited(tmp_path, edit)
    assert texts(path) == texts(edited(tmp_path, lambda book: None))
    assert read(edited(tmp_path, edit), grid()).remarks == (
        "column C: no theme is known by this name; it was left alone",
    )


def test_names_help_where_the_hidden_ids_were_deleted(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["framework"].delete_rows(1)
        book["framework"].delete_cols(1)

    assert texts(edited(tmp_path, edit)) == texts(edited(tmp_path, lambda book: None))


def test_a_renamed_case_or_theme_is_still_itself(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["framework"]["B3"], book["framework"]["C2"] = "Ash!", "Faith"

    assert texts(edited(tmp_path, edit)) == texts(edited(tmp_path, lambda book: None))


def test_a_row_or_column_that_is_no_case_or_theme_is_told(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["framework"]
        sheet["A4"], sheet["B4"] = "elm", "Elm"
        sheet["D1"], sheet["D2"] = "hope", "Hope"

    back = read(edited(tmp_path, edit), grid())
    assert back.remarks == (
        "column D: hope is no theme of this matrix; its texts were left alone",
        "row 4: no case is known by this name or id; its texts were left alone",
    )
    assert ("birch", "trust") not in back.cells


def test_without_the_sheet_of_long_texts_a_long_text_is_left_as_it_is(tmp_path: Path) -> None:
    made = grid({("ash", "trust"): "x" * 40_000})
    back = read(edited(tmp_path, lambda book: book.remove(book["long texts"]), made), made)
    assert ("ash", "trust") not in back.cells
    assert back.remarks == ("cell C3: its text stood in the sheet “long texts”, which is gone; kept as it is",)


def test_without_the_sheet_of_states_nothing_is_known_of_before(tmp_path: Path) -> None:
    back = read(edited(tmp_path, lambda book: book.remove(book["states"])), grid())
    assert back.was == {}
    assert back.cells["ash", "trust"] == (("One.", "C3"),)


def test_numbers_flags_and_formulas_that_were_typed_come_in_as_text(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["framework"]
        sheet["C3"], sheet["D3"], sheet["C4"], sheet["D4"] = 12, True, "=A1&B1", 1.5

    back = texts(edited(tmp_path, edit))
    assert [back[key][0] for key in (("ash", "trust"), ("ash", "money"), ("birch", "trust"), ("birch", "money"))] == [
        *("12", "TRUE", "=A1&B1", "1.5"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"case;trust\nash;x"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "F.xlsx").write_bytes(content)
    with pytest.raises(SourceError):
        read(tmp_path / "F.xlsx", grid())


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, lambda book: book["framework"].delete_rows(1, 9))
    with pytest.raises(SourceError, match="no sheet of this workbook is a framework matrix"):
        read(path, grid())


def test_a_cell_without_a_text_says_why_in_brackets() -> None:
    assert shown(Box("", "empty", "not asked")) == "[not asked]"
