"""Summaries that come back in a workbook: what is new in it is written, and nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from collabstudy.compare.framework import UNWRITTEN, Framework, FrameworkCell, framework
from collabstudy.compare.table import told_values
from collabstudy.errors import StudyError
from collabstudy.io.framework_grid import Box, text_id
from collabstudy.io.framework_sheet import Sheet, Was, read
from collabstudy.io.framework_xlsx import shown
from collabstudy.io.summaries import remove_summary, summary_file, write_summary
from collabstudy.model.study import Study
from collabstudy.model.summary import Summary, tidy
from collabstudy.run.summaries_out import grid_of

What = Literal["new", "changed", "cleared", "removed", "conflict", "twice", "refused"]
WHATS: tuple[What, ...] = get_args(What)
_TOLD: dict[What, str] = {
    "new": "new text, not tied yet",
    "changed": "changed",
    "cleared": "cleared in the workbook, kept in the study",
    "removed": "cleared in the workbook, removed from the study",
    "conflict": "changed here and there: both are kept",
    "twice": "stands twice in the workbook, in two versions: neither was taken",
    "refused": "not written",
}

_NO_TEXT = {f"[{told}]" for guided in (True, False) for told in (*told_values(guided=guided).values(), UNWRITTEN)}
"""What stands in the cells of a workbook that have no text: a copy of it is none either."""


@dataclass(frozen=True, slots=True)
class Item:
    """What becomes of one cell; `where` is its place in the workbook, `file` in the study, `note` says more."""

    case: str
    code: str
    what: What
    where: str
    file: str
    note: str = ""

    def __str__(self) -> str:
        more = f" ({self.note})" if self.note else ""
        return f"{self.case} × {self.code}, cell {self.where}: {_TOLD[self.what]}{more}"


@dataclass(frozen=True)
class Brought:
    """What a workbook brings: the cells in which something happens, how many are as they were, and what has no cell."""

    items: tuple[Item, ...]
    same: int
    remarks: tuple[str, ...] = ()
    written: bool = False

    def __str__(self) -> str:
        counts = Counter(item.what for item in self.items)
        told = [f"{counts[what]} {what}" for what in WHATS if counts[what]] or ["nothing new"]
        return f"{', '.join(told)}; {self.same} as they were"


def bring_in(study: Study, path: Path | str, *, delete_cleared: bool = False, dry: bool = False) -> Brought:
    """Take over what was written in a workbook of the framework matrix (`collabstudy compare framework --to F.xlsx`).

    A text that was changed in the workbook is written and stays tied as it was; a new one is not tied yet. Where the
    study has changed too, its text stays and the other is put beside it, `<code>~2.md`. A cleared cell keeps its text
    unless `delete_cleared`. With `dry` nothing is written.

    Raises SourceError when the workbook cannot be read or holds no framework matrix.
    """
    table = framework(study)
    grid = grid_of(study, table)
    sheet = read(Path(path), grid)
    deeds = [
        deed
        for (case, code), found in sheet.cells.items()
        if (deed := _deed(table.cell(case, code), grid.boxes[case, code], found, sheet, delete_cleared=delete_cleared))
    ]
    same = len({*sheet.cells}) - len(deeds)
    items = [deed.item if dry else _done(study, table, deed) for deed in deeds]
    return Brought(tuple(items), same, sheet.remarks, written=not dry)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is to be done in a cell, and the text that the workbook has there."""

    item: Item
    text: str


def _deed(
    cell: FrameworkCell, box: Box, found: tuple[tuple[str, str], ...], sheet: Sheet, *, delete_cleared: bool
) -> _Deed | None:
    """What a workbook's cell asks for, None where it is as it was."""
    was = sheet.was.get((cell.case, cell.code))
    found = tuple(
        ("" if text.strip() in _NO_TEXT and not _as_it_was(text, box, was) else text, at) for text, at in found
    )
    different = {text_id(text): (tidy(text), where) for text, where in found if not _as_it_was(text, box, was)}
    if any(text for text, _ in different.values()) or len(different) < len({text_id(text) for text, _ in found}):
        different.pop("", None)  # a copied row or column with an empty cell clears nothing
    if not different:
        return None
    text, where = next(iter(different.values()))
    what = "twice" if len(different) > 1 else _what(cell, text, was, delete_cleared=delete_cleared)
    if what is None:
        return None
    file = cell.summary.file if cell.summary else summary_file(cell.case, cell.code)
    places = ", ".join(place for _, place in different.values())
    return _Deed(Item(cell.case, cell.code, what, places if what == "twice" else where, file), text)


def _as_it_was(text: str, box: Box, was: Was | None) -> bool:
    """Tell whether a cell of the workbook still says what was written there, or what would be written there today."""
    now = text_id(text)
    if was is not None and now == was.cell:
        return True
    return now == text_id(box.text) if box.text else now in ("", text_id(shown(box)))


def _what(cell: FrameworkCell, text: str, was: Was | None, *, delete_cleared: bool) -> What | None:
    here = text_id(cell.text)
    untouched = was is not None and was.text == here
    if not text:
        if not here:
            return None
        return "removed" if delete_cleared and untouched else "cleared"
    if untouched or not here:
        return "changed" if here else "new"
    return "conflict"


def _done(study: Study, table: Framework, deed: _Deed) -> Item:
    """Do it; what cannot be written is told with the reason, and the rest goes on."""
    item, cell = deed.item, table.cell(deed.item.case, deed.item.code)
    try:
        if item.what in ("new", "changed"):
            _write(study, cell, deed.text)
        elif item.what == "removed" and cell.summary:
            remove_summary(study.folder, cell.summary)
        elif item.what == "conflict":
            return replace(item, note=_put_beside(study, cell, deed.text))
    except StudyError as error:
        return replace(item, what="refused", note=error.problem)
    return item


def _write(study: Study, cell: FrameworkCell, text: str) -> None:
    old = cell.summary
    if old is not None and old.wrong:
        raise StudyError(f"its file cannot be read: {old.wrong}", file=old.file)
    told = replace(old, text=text) if old else Summary(cell.case, cell.code, text)
    write_summary(study.folder, told, before=cell.version)


def _put_beside(study: Study, cell: FrameworkCell, text: str) -> str:
    """Keep a second text beside a cell's own, once; where it lies."""
    beside = {one.number: one for one in _others(study, cell)}
    for one in beside.values():
        if text_id(one.text) == text_id(text):
            return one.file
    number = next(number for number in range(2, len(beside) + 3) if number not in beside)
    return write_summary(study.folder, Summary(cell.case, cell.code, text, number=number), before="").file


def _others(study: Study, cell: FrameworkCell) -> Iterator[Summary]:
    return (one for one in study.summaries if one.number > 1 and (one.case, one.code) == (cell.case, cell.code))
