"""A study folder, opened."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from collabstudy.errors import SettingsError, StudyError
from collabstudy.io.cases import read_cases
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.documents import read_documents
from collabstudy.io.guide import read_guide
from collabstudy.io.settings import read_settings
from collabstudy.model.case import Case
from collabstudy.model.checks import Problem
from collabstudy.model.codebook import Codebook
from collabstudy.model.document import Document
from collabstudy.model.guide import Guide
from collabstudy.model.study import Settings, Study, Ways

T = TypeVar("T")


def open_study(folder: Path, ways: Ways) -> Study:
    """Read everything but the texts, collecting every problem instead of stopping at the first.

    Raises SettingsError only when there is no study.toml, or none that can be read.
    """
    problems: list[Problem] = []
    settings = read_settings(folder)
    guide = _or_problem(lambda: read_guide(folder), Guide(), "guide", problems)
    no_cases: tuple[Case, ...] = ()
    no_documents: tuple[Document, ...] = ()
    cases = _or_problem(lambda: read_cases(folder, problems), no_cases, "cases", problems)
    documents = _or_problem(lambda: read_documents(folder, cases, guide, problems), no_documents, "documents", problems)
    codebook = _or_problem(lambda: _codebook(folder, settings), Codebook("", ()), "codebook", problems)
    return Study(folder, settings, cases, documents, codebook, guide, ways, tuple(problems))


def _codebook(folder: Path, settings: Settings) -> Codebook:
    if settings.codebook:
        return read_codebook(folder / settings.codebook, name=settings.codebook)
    there = sorted((folder / "codebooks").glob("*.y*ml"))
    if len(there) != 1:
        raise SettingsError(
            f"study.toml names no codebook, and codebooks/ has {len(there)}",
            hint='write codebook = "codebooks/….yaml"',
            file="study.toml",
        )
    return read_codebook(there[0], name=f"codebooks/{there[0].name}")


def _or_problem(read: object, otherwise: T, part: str, problems: list[Problem]) -> T:
    try:
        return read()  # type: ignore[operator, no-any-return]  # a closure over the folder
    except StudyError as error:
        problems.append(Problem(f"{part}-unreadable", "error", error.problem, error.file or "", error.line, error.hint))
        return otherwise
