"""What every exporter must do, and what each format does on top."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import zipfile
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from collabstudy import plugins
from collabstudy.errors import StudyError

EXPORTERS = plugins.parts("collabstudy.io.exporters")
NASTY = [
    '=HYPERLINK("http://x","y")',
    "+44 1",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "\t=1",
    "＝1+1",
    "— no formula",
    'He said "no",\nthen; left',
    "café – “quoted” 🙂",
    "",
]


@pytest.fixture
def frame() -> pd.DataFrame:
    rows = len(NASTY)
    return pd.DataFrame(
        {
            "quote": pd.Series(NASTY, dtype="string"),
            "words": pd.Series([None, *range(-1, rows - 2)], dtype="Int64"),
            "time": pd.Series([None, *(n + 0.25 for n in range(rows - 1))], dtype="float64"),
            "counts": pd.Series([None, *[True, False] * (rows // 2)], dtype="boolean"),
        }
    )


def test_there_is_one_for_each_suffix_of_the_design() -> None:
    assert sorted(part.SUFFIX for part in EXPORTERS.values()) == [".csv", ".json", ".parquet", ".xlsx"]


@pytest.mark.parametrize("name", EXPORTERS)
class TestEvery:
    def test_the_same_frame_gives_the_same_bytes(self, name: str, frame: pd.DataFrame, tmp_path: Path) -> None:
        part = EXPORTERS[name]
        for place in ("one", "two"):
            part.write(frame, tmp_path / place / f"t{part.SUFFIX}")
        one, two = ((tmp_path / place / f"t{part.SUFFIX}").read_bytes() for place in ("one", "two"))
        assert one == two
        assert len(one) > 100
        assert str(tmp_path).encode() not in one

    def test_what_is_written_is_what_was_there(self, name: str, frame: pd.DataFrame, tmp_path: Path) -> None:
        found = back(EXPORTERS[name], frame, tmp_path)
        assert list(found.columns) == list(frame.columns)
        told = [text.removeprefix("'") if name == "csv" else text for text in found["quote"].fillna("")]
        assert told == NASTY
        assert found["words"].isna().tolist() == [True] + [False] * (len(NASTY) - 1)
        assert found["words"].tolist()[1:] == list(range(-1, len(NASTY) - 2))
        assert found["time"].tolist()[1:] == [n + 0.25 for n in range(len(NASTY) - 1)]
        assert [bool(flag) for flag in found["counts"].tolist()[1:3]] == [True, False]

    def test_a_table_without_rows_keeps_its_columns(self, name: str, frame: pd.DataFrame, tmp_path: Path) -> None:
        columns = list(back(EXPORTERS[name], frame.iloc[:0], tmp_path).columns)
        assert columns == ([] if name == "json" else list(frame.columns))  # a list of no rows has no columns

    def test_a_full_disk_leaves_the_old_file_whole(
        self, name: str, frame: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        part = EXPORTERS[name]
        path = tmp_path / f"t{part.SUFFIX}"
        part.write(frame, path)
        before = path.read_bytes()

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StudyError, match="No space left"):
            part.write(frame.iloc[:2], path)
        assert path.read_bytes() == before
        assert [left.name for left in tmp_path.iterdir()] == [path.name]

    def test_what_no_file_can_hold_becomes_a_sign(self, name: str, tmp_path: Path) -> None:
        bad = pd.DataFrame({"quote": pd.Series(["a\x00b\x0bc"], dtype="string")})
        found = back(EXPORTERS[name], bad, tmp_path)["quote"].tolist()
        assert found == ["a\x00b\x0bc" if name == "parquet" else "a\ufffdb\ufffdc"]


def back(part: ModuleType, frame: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """A frame, written and read again by pandas."""
    path = folder / f"table{part.SUFFIX}"
    part.write(frame, path)
    if part.SUFFIX == ".csv":
        return pd.read_csv(path)
    if part.SUFFIX == ".json":
        return pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
    return pd.read_parquet(path) if part.SUFFIX == ".parquet" else pd.read_excel(path)


def test_csv_text_never_begins_like_a_formula(frame: pd.DataFrame, tmp_path: Path) -> None:
    EXPORTERS["csv"].write(frame, tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    quotes = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8"), newline=""))][1:]
    assert quotes[:7] == [f"'{text}" for text in NASTY[:7]]
    assert quotes[7:] == NASTY[7:]


def test_csv_numbers_stay_numbers(frame: pd.DataFrame, tmp_path: Path) -> None:
    EXPORTERS["csv"].write(frame, tmp_path / "t.csv")
    assert pd.read_csv(tmp_path / "t.csv")["words"].tolist()[1] == -1


def test_xlsx_has_no_formula_in_it(frame: pd.DataFrame, tmp_path: Path) -> None:
    EXPORTERS["xlsx"].write(frame, tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
        stamps = {entry.date_time[0] for entry in book.infolist()}
        core = book.read("docProps/core.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert stamps == {1980}
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_xlsx_says_where_a_text_is_too_long_for_a_cell(tmp_path: Path) -> None:
    EXPORTERS["xlsx"].write(pd.DataFrame({"text": pd.Series(["a" * 40_000], dtype="string")}), tmp_path / "t.xlsx")
    text = pd.read_excel(tmp_path / "t.xlsx")["text"].tolist()[0]
    assert len(text) == 32_767
    assert text.endswith(" […] (40,000 characters)")


def test_xlsx_refuses_more_rows_than_excel_has(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="more than a sheet") as error:
        EXPORTERS["xlsx"].write(pd.DataFrame({"n": range(1_048_576)}), tmp_path / "t.xlsx")
    assert "parquet" in error.value.hint
    assert not (tmp_path / "t.xlsx").exists()
