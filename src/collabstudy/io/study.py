"""A study folder, opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collabstudy.errors import SettingsError
from collabstudy.io.cases import read_cases
from collabstudy.io.codebooks import joined, read_codebook
from collabstudy.io.documents import read_documents
from collabstudy.io.guide import read_guide
from collabstudy.io.names import read_names
from collabstudy.io.settings import FILE as SETTINGS
from collabstudy.io.settings import read_settings
from collabstudy.model.case import Case
from collabstudy.model.checks import Problem, Severity, or_problem
from collabstudy.model.codebook import Codebook
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.guide import Guide
from collabstudy.model.study import Settings, Study, Ways


def open_study(folder: Path, ways: Ways) -> Study:
    """Read everything but the texts, collecting every problem instead of stopping at the first.

    Raises SettingsError only when there is no study.toml, or none that can be read.
    """
    problems: list[Problem] = []
    settings = read_settings(folder, problems)
    guide = or_problem(lambda: read_guide(folder), "guide", problems)
    cases = or_problem(lambda: read_cases(folder, problems), "cases", problems)
    documents = or_problem(lambda: read_documents(folder, cases, guide, problems), "documents", problems)
    names = or_problem(lambda: read_names(folder, problems), "names", problems)
    codebook = or_problem(lambda: _codebook(folder, settings), "codebook", problems)
    problems += _attributes(settings, cases or ())
    problems += _coders(folder, settings)
    if codebook is not None and not codebook.codes:
        hint = "write `codes:` and under it `- id: trust`, or bring one in with `collabstudy codebook FILE`"
        problems.append(Problem("no-codes", "warning", "there are no codes yet", codebook.file, None, hint))
    return Study(
        folder,
        settings,
        cases or (),
        documents or (),
        codebook or Codebook("", ()),
        guide or Guide(),
        ways,
        tuple(problems),
        names or (),
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


def _attributes(settings: Settings, cases: tuple[Case, ...]) -> Iterator[Problem]:
    """What [cases] names must be a column of cases.csv, once there are cases."""
    told = settings.rest.get("cases", {})
    columns = {name for case in cases for name in case.attributes}
    listed = told.get("attributes", [])
    for name in listed if isinstance(listed, list) else [listed]:
        if cases and name not in columns:
            yield _no_column("attributes", name, columns, "warning")
    group_by = told.get("group_by", "")
    if cases and group_by and group_by not in columns:
        yield _no_column("group_by", group_by, columns, "error")


def _no_column(key: str, name: object, columns: set[str], severity: Severity) -> Problem:
    problem = f"[cases] {key} names {name}, which is no column of cases.csv"
    hint = f"its attributes: {', '.join(sorted(columns)) or 'none'}"
    return Problem("attribute-unknown", severity, problem, SETTINGS, None, hint)


def _coders(folder: Path, settings: Settings) -> Iterator[Problem]:
    """Where study.toml lists the coders, nobody else codes unnoticed."""
    coding = sorted({path.parent.name for path in (folder / "codings").glob("*/*.jsonl")})
    for coder in coding if settings.coders else ():
        if coder not in (*settings.coders, CONSENSUS):
            problem = f"{coder} has coded, and is not among the coders of study.toml; the codings count"
            names = ", ".join(f'"{name}"' for name in (*settings.coders, coder))
            hint = f"coders = [{names}]"
            yield Problem("coder-unknown", "warning", problem, f"codings/{coder}", None, hint)
