"""corpus/cases.csv: what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from collabstudy.io.tables_in import Row, read_table
from collabstudy.model.case import Case
from collabstudy.model.checks import Problem

FILE = "corpus/cases.csv"
COLUMNS = ("case", "name", "aliases")
_ID = re.compile(r"[^\s/\\:*?\"<>|.](?:[^/\\:*?\"<>|\x00-\x1f]*[^\s/\\:*?\"<>|.])?")


def read_cases(folder: Path, problems: list[Problem]) -> tuple[Case, ...]:
    """Read the cases; every column after case, name and aliases is an attribute. Aliases are split at `;`.

    Raises SettingsError when the file is missing or malformed; rows that are wrong go to `problems`.
    """
    cases: dict[str, Case] = {}
    for row in read_table(folder, FILE, required=COLUMNS[:2], known=COLUMNS, problems=problems).rows:
        case = row["case"]
        wrong = _wrong(row, cases)
        if wrong is not None:
            problems.append(wrong)
            continue
        attributes = {k: v for k, v in row.cells.items() if k not in (*COLUMNS, "")}
        cases[case] = Case(case, row["name"], row.items("aliases"), attributes)
    if not cases and not any(p.severity == "error" and p.file == FILE for p in problems):
        problems.append(Problem("no-cases", "warning", "there are no cases yet", FILE, None, "add a row per case"))
    problems.extend(_same_names(cases.values()))
    return tuple(cases.values())


def _wrong(row: Row, cases: dict[str, Case]) -> Problem | None:
    case = row["case"]
    if not case or not row["name"]:
        return Problem("case-unnamed", "error", "a case needs an id and a name", FILE, row.line, "for example elm,Elm")
    if not _ID.fullmatch(case):
        problem = f"the id `{case}` could not be the name of a file"
        return Problem("case-name", "error", problem, FILE, row.line, "letters, digits and hyphens do")
    if case in cases:
        return Problem("case-twice", "error", f"case {case} stands here a second time", FILE, row.line, "rename one")
    return None


def _same_names(cases: Iterable[Case]) -> Iterator[Problem]:
    """A name that two cases have cannot tie a passage to one of them."""
    called: dict[str, list[str]] = {}
    for case in cases:
        for name in sorted({told.casefold() for told in (case.name, *case.aliases)}):
            called.setdefault(name, []).append(case.id)
    for name, ids in called.items():
        if len(ids) > 1:
            problem = f"{', '.join(ids)} are all called `{name}`"
            hint = "a passage that says it could mean any of them: take it out of the aliases, or make the names longer"
            yield Problem("name-of-several", "warning", problem, FILE, None, hint)
