"""What is wrong with the rest of a study whose study.toml cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from collabstudy.errors import StudyError
from collabstudy.io.cases import read_cases
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.documents import read_documents
from collabstudy.io.guide import read_guide
from collabstudy.io.settings import FILE
from collabstudy.model.checks import Problem

T = TypeVar("T")


def without_settings(folder: Path) -> tuple[Problem, ...]:
    """The problems of guide, cases, register and codebooks, so that all can be mended at once; none without a study."""
    from collabstudy.tagging.problems import problems as of_codebook

    found: list[Problem] = []
    if not (folder / FILE).is_file():
        return ()
    guide = _or_problem(lambda: read_guide(folder), "guide", found)
    cases = _or_problem(lambda: read_cases(folder, found), "cases", found)
    _or_problem(lambda: read_documents(folder, cases, guide, found), "documents", found)
    for path in sorted((folder / "codebooks").glob("*.y*ml")):
        book = _or_problem(lambda: read_codebook(path, name=f"codebooks/{path.name}"), "codebook", found)  # noqa: B023  called at once
        found += of_codebook(book) if book else ()
    return tuple(found)


def _or_problem(read: Callable[[], T], part: str, found: list[Problem]) -> T | None:
    try:
        return read()
    except StudyError as error:
        found += [
            Problem(f"{part}-unreadable", "error", each.problem, each.file or "", each.line, each.hint)
            for each in (error, *error.others)
        ]
        return None
