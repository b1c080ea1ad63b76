"""Summaries written, confirmed and brought in, on a study that lies on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from collabstudy import coding, read_study
from collabstudy.compare.framework import framework, problems
from collabstudy.errors import StudyError
from collabstudy.io.summaries import read_summaries
from collabstudy.model.study import Study
from collabstudy.model.summary import tidy
from collabstudy.run import summaries

FILES = {
    "study.toml": 'title = "Small"\ncodebook = "codebooks/book.yaml"\ncoders = ["mira", "jonas"]\nseed = 1\n',
    "corpus/cases.csv": "case,name,aliases\nelm,Elm Council,Elm\noak,Oak Trust,\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,interviews/P01.txt,elm,interview,2026-05-03,I=interviewer;Ann=Director,,role\n"
    "P02,interviews/P02.txt,oak,interview,2026-05-04,I=interviewer;Bea=Warden,,role\n",
    "corpus/interviews/P01.txt": "I: Whom do you trust?\n\nAnn: The neighbours. I trusted Hilda in the flood.\n\n"
    "I: And the money?\n\nAnn: There was no money at all.\n",
    "corpus/interviews/P02.txt": "I: Whom do you trust?\n\nBea: Nobody, thank you.\n",
    "corpus/names.csv": "name,instead,kind\nHilda,a neighbour,person\n",
    "codebooks/book.yaml": "name: book\ncodes:\n"
    "  - id: why\n    name: Why\n    codes:\n"
    "      - {id: trust, name: Trust, definition: Relying on others.}\n"
    "      - {id: money, name: Money, definition: Cuts.}\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two places, an interview each, two codings in the first, which is done."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened = read_study(tmp_path)
    coding.add(opened, "P01", code="trust", coder="mira", quote="I trusted Hilda in the flood.", event="one")
    coding.add(opened, "P01", code="money", coder="mira", quote="There was no money at all.", event="two")
    coding.done(opened, "P01", coder="mira")
    return opened


def file(study: Study, case: str = "elm", code: str = "trust") -> Path:
    return study.folder / "briefing" / "summaries" / case / f"{code}.md"


def test_what_is_written_is_on_disk_tied_to_the_codings_that_are_there(study: Study) -> None:
    cell = summaries.write(study, "elm", "trust", "Made in a flood.", by="mira")
    assert (cell.state, cell.text) == ("written", "Made in a flood.")
    kept = file(study).read_text(encoding="utf-8").splitlines()
    assert (kept[0], kept[1], kept[-2], kept[-1]) == ("---", "by: mira", "---", "Made in a flood.")
    (coded,) = [c.id for c in study.codings if c.code == "trust"]
    assert any(line.startswith(f"  {coded}: P01, turn 2, mira, words ") for line in kept)
    assert not any("flood." in line for line in kept[:-1])  # nothing of what was said
    assert framework(read_study(study.folder)).cell("elm", "trust").state == "written"


def test_a_new_coding_makes_its_cell_alone_stale_until_it_is_read_again(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    summaries.write(study, "elm", "money", "None.")
    summaries.write(study, "oak", "trust", "Asked and turned down.")
    assert framework(study).stale == ()
    coding.add(study, "P01", code="trust", coder="jonas", quote="The neighbours.")
    (cell,) = framework(study).stale
    assert (cell.case, cell.code, cell.told_news) == ("elm", "trust", "added: P01, turn 2, jonas")
    assert [len(passage.codings) for passage in cell.new_passages] == [2]  # the turn, with both
    assert summaries.confirm(study, "elm", "trust").state == "written"
    assert framework(study).stale == ()
    (one,) = [c.id for c in study.codings if c.coder == "jonas"]
    coding.remove(study, one, coder="jonas")
    (cell,) = framework(study).stale
    assert cell.told_news == "gone: P01, turn 2, jonas (removed)"


def test_a_text_is_tied_to_what_was_read_not_to_what_came_meanwhile(study: Study) -> None:
    read = framework(study)
    coding.add(study, "P01", code="trust", coder="jonas", quote="The neighbours.")
    cell = summaries.write(study, "elm", "trust", "Made in a flood.", read=read)
    assert (cell.state, cell.told_news) == ("stale", "added: P01, turn 2, jonas")


def test_a_text_is_not_written_over_another_that_was_not_read(study: Study) -> None:
    read = framework(study)
    file(study).parent.mkdir(parents=True)
    file(study).write_text("Typed in an editor.\n", encoding="utf-8")
    with pytest.raises(StudyError, match="there is a summary for elm × trust already"):
        summaries.write(study, "elm", "trust", "Mine.")
    with pytest.raises(StudyError, match="was written since it was read"):
        summaries.write(study, "elm", "trust", "Mine.", read=read)
    assert file(study).read_text(encoding="utf-8") == "Typed in an editor.\n"
    assert summaries.confirm(study, "elm", "trust").state == "written"  # tied, as it was typed
    cell = summaries.write(study, "elm", "trust", "Mine.", read=framework(study))
    assert cell.text == "Mine."
    with pytest.raises(StudyError, match="was changed since it was read"):
        summaries.confirm(study, "elm", "trust", read=_older(study))


def _older(study: Study) -> Any:
    """The cell as it was before somebody typed in its file once more."""
    cell = framework(study).cell("elm", "trust")
    file(study).write_text(file(study).read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    return cell


def test_cited_codings_are_those_of_the_cell(study: Study) -> None:
    (one,) = [c.id for c in study.codings if c.code == "trust"]
    cell = summaries.write(study, "elm", "trust", "Made in a flood.", cites=[one])
    assert cell.summary is not None
    assert cell.summary.cites == (one,)
    assert len(framework(study).evidence("elm", "trust", cited=True)) == 1
    (other,) = [c.id for c in study.codings if c.code == "money"]
    with pytest.raises(StudyError, match="is no coding of elm × trust"):
        summaries.write(study, "elm", "trust", "x", cites=[other], read=cell)


def test_what_cannot_be_written_says_why(study: Study) -> None:
    for case, code, text, told in (
        ("ash", "trust", "x", "no case ash"),
        ("elm", "hope", "x", "`hope` is no code"),
        ("elm", "why", "x", "`why` is only a heading"),
        ("elm", "trust", " \n", "an empty summary says nothing"),
    ):
        with pytest.raises(StudyError, match=told):
            summaries.write(study, case, code, text)
    with pytest.raises(StudyError, match="there is no summary for elm × trust"):
        summaries.remove(study, "elm", "trust")
    assert read_summaries(study.folder) == ()


def test_a_renamed_code_moves_its_text_when_it_is_written_next(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    book = study.folder / "codebooks/book.yaml"
    book.write_text(book.read_text().replace("id: trust,", "id: faith, formerly: [trust],"), encoding="utf-8")
    now = read_study(study.folder)
    assert framework(now).cell("elm", "faith").text == "Made in a flood."
    assert summaries.confirm(now, "elm", "faith").state == "written"
    assert [one.file for one in read_summaries(study.folder)] == ["briefing/summaries/elm/faith.md"]


def test_check_names_everything_at_once(study: Study) -> None:
    summaries.write(study, "elm", "money", "None.")
    coding.add(study, "P01", code="money", coder="jonas", quote="no money")
    for name, text in (
        ("elm/trust.md", "Hilda could be relied on.\n"),
        ("ash/trust.md", "x"),
        ("elm/hope.md", "x"),
        ("elm/why.md", "x"),
        ("loose.md", "x"),
        ("oak/trust.md", "---\ncodings: {a: [}\n---\nx\n"),
        ("elm/money~2.md", "x"),
    ):
        path = study.folder / "briefing/summaries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = {(p.code, p.severity, p.file.removeprefix("briefing/summaries/"), p.line) for p in problems(study)}
    assert found == {
        ("summary-case", "error", "ash/trust.md", None),
        ("summary-code", "error", "elm/hope.md", None),
        ("summary-heading", "error", "elm/why.md", None),
        ("summary-misplaced", "error", "loose.md", None),
        ("summary-unreadable", "error", "oak/trust.md", 2),
        ("summary-conflict", "warning", "elm/money~2.md", None),
        ("summary-stale", "warning", "elm/money.md", None),
        ("summary-name", "warning", "elm/trust.md", None),
        ("summary-not-tied", "note", "elm/trust.md", None),
    }
    assert not any("Hilda" in str(p) for p in problems(study))
    with pytest.raises(StudyError, match="this file cannot be read"):
        summaries.write(study, "oak", "trust", "y", read=framework(study))


def edited(study: Study, edit: Callable[[Any], None]) -> Path:
    path = study.folder / "F.xlsx"
    summaries.export(study, path)
    book = load_workbook(path)
    edit(book["framework"])
    book.save(path)
    return path


def at(sheet: Any, case: str, code: str) -> Any:
    """The cell of a case and a code in the sheet."""
    row = next(cell.row for cell in sheet["A"] if cell.value == case)
    column = next(cell.column for cell in sheet[1] if cell.value == code)
    return sheet.cell(row, column)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(tidy), min_size=4, max_size=4))
def test_out_and_back_in_loses_and_changes_nothing(study: Study, texts: list[str]) -> None:
    keys = [(case, code) for case in ("elm", "oak") for code in ("trust", "money")]
    for (case, code), text in zip(keys, texts, strict=True):
        file(study, case, code).parent.mkdir(parents=True, exist_ok=True)
        file(study, case, code).write_text(text, encoding="utf-8", newline="")
    before = {one.file: one for one in read_summaries(study.folder)}
    summaries.export(study, study.folder / "F.xlsx")
    found = summaries.bring_in(study, study.folder / "F.xlsx")
    assert (found.items, found.same, found.remarks) == ((), 4, ())
    assert {one.file: one for one in read_summaries(study.folder)} == before


def test_what_was_written_in_the_sheet_is_taken_over_and_stays_tied_as_it_was(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")

    def edit(sheet: Any) -> None:
        at(sheet, "elm", "trust").value = "=Made in *the* flood."
        at(sheet, "oak", "trust").value = "Turned down."

    path = edited(study, edit)
    dry = summaries.bring_in(study, path, dry=True)
    assert [(item.case, item.code, item.what) for item in dry.items] == [
        ("elm", "trust", "changed"),
        ("oak", "trust", "new"),
    ]
    assert framework(study).cell("elm", "trust").text == "Made in a flood."
    done = summaries.bring_in(study, path)
    assert done.items == dry.items
    assert str(done) == "1 new, 1 changed; 2 as they were"
    table = framework(study)
    assert (table.cell("elm", "trust").text, table.cell("elm", "trust").state) == ("=Made in *the* flood.", "written")
    assert (table.cell("oak", "trust").text, table.cell("oak", "trust").state) == ("Turned down.", "not_tied")
    assert summaries.bring_in(study, path).items == ()  # once is enough


def test_a_text_that_changed_on_both_sides_is_kept_twice(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    path = edited(study, lambda sheet: setattr(at(sheet, "elm", "trust"), "value", "In the sheet."))
    summaries.write(study, "elm", "trust", "In the study.", read=framework(study))
    for _ in range(2):
        (item,) = summaries.bring_in(study, path).items
        assert (item.what, item.note) == ("conflict", "briefing/summaries/elm/trust~2.md")
    assert sorted(one.text for one in read_summaries(study.folder)) == ["In the sheet.", "In the study."]
    assert framework(study).cell("elm", "trust").text == "In the study."


def test_a_cleared_cell_keeps_its_text_unless_told_otherwise(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    path = edited(study, lambda sheet: setattr(at(sheet, "elm", "trust"), "value", None))
    (item,) = summaries.bring_in(study, path).items
    assert (item.what, framework(study).cell("elm", "trust").text) == ("cleared", "Made in a flood.")
    (item,) = summaries.bring_in(study, path, delete_cleared=True).items
    assert (item.what, framework(study).cell("elm", "trust").state) == ("removed", "empty")


def test_a_cleared_cell_whose_text_changed_meanwhile_is_not_removed(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    path = edited(study, lambda sheet: setattr(at(sheet, "elm", "trust"), "value", None))
    summaries.write(study, "elm", "trust", "In the study.", read=framework(study))
    (item,) = summaries.bring_in(study, path, delete_cleared=True).items
    assert (item.what, framework(study).cell("elm", "trust").text) == ("cleared", "In the study.")


def test_a_row_that_was_copied_clears_nothing_and_takes_no_side(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")

    def copied(sheet: Any, text: str | None) -> None:
        sheet["A6"], sheet["B6"], sheet["C6"] = "elm", "Elm Council", text

    assert summaries.bring_in(study, edited(study, lambda sheet: copied(sheet, None))).items == ()
    (item,) = summaries.bring_in(study, edited(study, lambda sheet: copied(sheet, "Other."))).items
    assert (item.what, item.where) == ("changed", "C6")

    def both(sheet: Any) -> None:
        copied(sheet, "One.")
        at(sheet, "elm", "trust").value = "Two."

    (item,) = summaries.bring_in(study, edited(study, both)).items
    assert (item.what, framework(study).cell("elm", "trust").text) == ("twice", "Other.")


def test_without_its_memory_a_workbook_overwrites_nothing(study: Study) -> None:
    summaries.write(study, "elm", "trust", "Made in a flood.")
    path = edited(study, lambda sheet: sheet.parent.remove(sheet.parent["states"]))
    assert summaries.bring_in(study, path).items == ()
    summaries.write(study, "elm", "trust", "In the study.", read=framework(study))
    (item,) = summaries.bring_in(study, path).items
    assert item.what == "conflict"
    assert framework(study).cell("elm", "trust").text == "In the study."


def test_the_matrix_goes_out_as_word_too_and_as_nothing_else(study: Study) -> None:
    import docx

    summaries.write(study, "elm", "trust", "Made in a flood.\n\n- and kept")
    for name in ("a.docx", "b.docx"):
        summaries.export(study, study.folder / name)
    assert (study.folder / "a.docx").read_bytes() == (study.folder / "b.docx").read_bytes()
    document = docx.Document(str(study.folder / "a.docx"))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Case", "Trust"],
        ["Elm Council", "Made in a flood.\n- and kept"],
        ["Oak Trust", "not coded yet"],
    ]
    assert any("Nothing is written yet on: Money." in paragraph.text for paragraph in document.paragraphs)
    with pytest.raises(StudyError, match=r"no framework matrix can be written as `.odt`"):
        summaries.export(study, study.folder / "a.odt")
