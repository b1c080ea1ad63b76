"""The framework matrix as a workbook or a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.compare.framework import Framework, FrameworkCell, framework
from collabstudy.errors import StudyError
from collabstudy.io.framework_grid import Box, Grid, Theme

if TYPE_CHECKING:
    from collabstudy.model.study import Study

SUFFIXES = (".docx", ".xlsx")


def export(study: Study, to: Path | str, *, table: Framework | None = None) -> Grid:
    """Write the matrix, by the suffix of the file: .xlsx comes back in with `bring_in`, .docx is for reading.

    Raises StudyError for another suffix, or when the disk refuses.
    """
    path = Path(to)
    if path.suffix.lower() not in SUFFIXES:
        hint = f"one of {', '.join(SUFFIXES)}"
        raise StudyError(f"no framework matrix can be written as `{path.suffix}`", hint=hint, file=path)
    grid = grid_of(study, table or framework(study))
    if path.suffix.lower() == ".xlsx":
        from collabstudy.io.framework_xlsx import write
    else:
        from collabstudy.io.framework_docx import write
    write(grid, path)
    return grid


def grid_of(study: Study, table: Framework) -> Grid:
    """The matrix as files hold it."""
    themes = tuple(Theme(row.id, row.name, _branch(study, row.branch, row.id)) for row in table.rows)
    return Grid(
        title=study.settings.title,
        cases={group.id: group.name for group in table.groups},
        themes=themes,
        boxes={key: _box(cell) for key, cell in table.cells.items()},
        note=" ".join(filter(None, (table.note, study.settings.invented))),
        language=study.settings.language,
    )


def _branch(study: Study, branch: str, code: str) -> str:
    return study.codebook[branch].name if branch != code else ""


def _box(cell: FrameworkCell) -> Box:
    return Box(cell.text, cell.state, cell.told, cell.told_news, len(cell.seen))
