"""A study folder, opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from collabstudy.errors import SettingsError, StudyError
from collabstudy.io.cases import read_cases
from collabstudy.io.codebooks import joined, read_codebook
from collabstudy.io.documents import read_documents
from collabstudy.io.guide import read_guide
from collabstudy.io.settings import read_settings
from collabstudy.model.checks import Problem
from collabstudy.model.codebook import Codebook
from collabstudy.model.guide import Guide
from collabstudy.model.study import Settings, Study, Ways

T = TypeVar("T")


def open_study(folder: Path, ways: Ways) -> Study:
    """Read everything but the texts, collecting every problem instead of stopping at the first.

    Raises SettingsError only when there is no study.toml, or none that can be read.
    """
    problems: list[Problem] = []
    settings = read_settings(folder)
    guide = _or_problem(lambda: read_guide(folder), "guide", problems)
    cases = _or_problem(lambda: read_cases(folder, problems), "cases", problems)
    documents = _or_problem(lambda: read_documents(folder, cases, guide, problems), "documents", problems)
    codebook = _or_problem(lambda: _codebook(folder, settings), "codebook", problems)
    return Study(
        folder,
        settings,
        cases or (),
        documents or (),
        codebook or Codebook("", ()),
        guide or Guide(),
        ways,
        tuple(problems),
    )


def _codebook(folder: Path, settings: Settings) -> Codebook:
    if settings.codebooks:
        return joined(tuple(read_codebook(folder / name, name=name) for name in settings.codebooks))
    there = sorted((folder / "codebooks").glob("*.y*ml"))
    if len(there) != 1:
        raise SettingsError(
            f"study.toml names no codebook, and codebooks/ has {len(there)}",
            hint='write codebook = "codebooks/….yaml"',
            file="study.toml",
        )
    return read_codebook(there[0], name=f"codebooks/{there[0].name}")


def _or_problem(read: Callable[[], T], part: str, problems: list[Problem]) -> T | None:
    try:
        return read()
    except StudyError as error:
        problems.append(Problem(f"{part}-unreadable", "error", error.problem, error.file or "", error.line, error.hint))
        return None
