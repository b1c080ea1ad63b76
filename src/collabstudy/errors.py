"""What went wrong, with a way out."""

from __future__ import annotations

from pathlib import Path


class StudyError(Exception):
    """A problem the researcher can mend.

    Names files, lines and ids; never what a participant said. `others` are those found with it, in the same file.

    >>> print(StudyError("no speaker", hint="start each line with `P:`", file="P01.txt", line=2))
    P01.txt, line 2: no speaker
      hint: start each line with `P:`
    """

    def __init__(
        self, problem: str, *, hint: str = "", file: str | Path | None = None, line: int | None = None
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint
        self.file = None if file is None else str(file)
        self.line = line
        self.others: tuple[StudyError, ...] = ()

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)
        told = f"{place}: {self.problem}" if place else self.problem
        return f"{told}\n  hint: {self.hint}" if self.hint else told


class SourceError(StudyError):
    """A source that cannot be read: damaged, hostile, empty, or of a format nobody here knows."""


class SettingsError(StudyError):
    """A file written by a person (study.toml, a table, the guide, a codebook) that does not say what it must."""


class CodebookError(SettingsError):
    """A codebook, or a term in it, that cannot be understood."""


class LogError(StudyError):
    """A line of a coding log that cannot be read, or a log that cannot be written."""


class LockedError(LogError):
    """A coding log that another program is writing; it can be read."""


class ConsentError(StudyError):
    """A quotation that the document's consent forbids."""


class TooFewError(StudyError):
    """Too little material for a method to say anything."""


class MissingPartError(StudyError):
    """An optional part (an extra) that is not installed, or an external program that is not there."""
