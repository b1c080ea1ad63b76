"""The tables of the briefing as a workbook: a sheet each, numbers as numbers, no formulas, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.compose import compose
from collabstudy.briefing.xlsx import xlsx
from collabstudy.compare.crosstab import crosstab
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]
Make = Callable[..., Study]


def sheets(made: bytes) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {name: book[name] for name in book.sheetnames}


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_every_table_has_a_sheet_and_frames_follow(make: Make) -> None:
    study = make()
    table = crosstab(study, unit="turn")
    briefing = compose(study, crosstab=table, figures={}, manifest={})
    found = sheets(xlsx(briefing, {"crosstab": table.frame()}))
    assert list(found) == ["Cases", "Themes", "Made from", "COREQ 1", "COREQ 2", "COREQ 3", "Evidence", "crosstab"]
    assert len(values(found["crosstab"])) == 1 + len(table.frame()) == 21  # four cases by five codes


def test_numbers_are_numbers_and_the_head_stays_in_view(composed: Compose) -> None:
    found = sheets(xlsx(composed(), {}))
    caption, _, head, first, *_ = values(found["Cases"])
    assert caption[0] == "The places. “Named in” counts articles and notes that speak of it."
    assert head == ["Name", "Sector", "Residents", "Interviews", "Named in"]
    assert first == ["Alderfleet Council", "Council", 41000, 1, 1]
    assert found["Cases"].freeze_panes == "B4"
    assert found["Cases"].cell(3, 1).font.b
    assert found["Cases"].column_dimensions["A"].width > 15


def test_the_matrix_has_passages_or_why_there_are_none(composed: Compose) -> None:
    rows = {row[0]: row[1:] for row in values(sheets(xlsx(composed(), {}))["Themes"])}
    assert rows["Sharing power"] == [3, 1, "not asked", 1, 3, 3]
    assert rows["Paper that protects"] == ["asked, not voiced", "asked, not voiced", 1, "asked, not voiced", 1, 4]


def test_a_line_across_a_table_is_a_column_so_that_rows_can_be_sorted(composed: Compose) -> None:
    rows = values(sheets(xlsx(composed(), {}))["COREQ 1"])[2:]
    assert rows[0] == [None, "No.", "Item", "Reported"]
    assert [row[0] for row in rows[1:]] == ["Personal characteristics"] * 5 + ["Relationship with participants"] * 3


def test_text_is_never_a_formula_and_names_of_sheets_are_allowed(composed: Compose) -> None:
    toml = '[titles]\nthemes = "=\'[x]*:?/\\\\ a name that is much longer than a sheet may have"\n'
    found = sheets(xlsx(composed(written={"briefing.toml": toml, "coreq.md": "## 2.\n\n=1+1\n"}), {}))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)
    cells = [cell for row in found["COREQ 1"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_it_is_the_same_bytes_each_time(composed: Compose) -> None:
    briefing = composed()
    assert xlsx(briefing, {}) == xlsx(briefing, {})
