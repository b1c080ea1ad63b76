"""A problem in a study: what it is, where, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from collabstudy.errors import StudyError

T = TypeVar("T")
Severity = Literal["error", "warning", "note"]
_WORST_FIRST: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of `collabstudy check`.

    `code` is a stable name such as `document-gone`; `file` is relative to the study folder.

    >>> str(Problem("document-gone", "error", "P01 has no file", "corpus/documents.csv", 3, "put it back"))
    'corpus/documents.csv, line 3: P01 has no file [document-gone]'
    """

    code: str
    severity: Severity
    problem: str
    file: str = ""
    line: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)
        return f"{place}: {self.problem} [{self.code}]" if place else f"{self.problem} [{self.code}]"


def worst_first(problems: list[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then notes; within each by file and line."""
    return tuple(
        sorted(set(problems), key=lambda p: (_WORST_FIRST[p.severity], p.file, p.line or 0, p.code, p.problem))
    )


def or_problem(read: Callable[[], T], part: str, found: list[Problem]) -> T | None:
    """What is read, or None where it cannot be read; why not is then among the problems that were found."""
    try:
        return read()
    except StudyError as error:
        found += [
            Problem(f"{part}-unreadable", "error", each.problem, each.file or "", each.line, each.hint)
            for each in (error, *error.others)
        ]
        return None
