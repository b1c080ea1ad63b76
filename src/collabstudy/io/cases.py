"""corpus/cases.csv: what is compared."""

from __future__ import annotations

from pathlib import Path

from collabstudy.io.tables_in import read_rows
from collabstudy.model.case import Case
from collabstudy.model.checks import Problem

FILE = "corpus/cases.csv"


def read_cases(folder: Path, problems: list[Problem]) -> tuple[Case, ...]:
    """Read the cases; every column after case, name and aliases is an attribute. Aliases are split at `;`.

    Raises SettingsError when the file is missing or malformed; rows that are wrong go to `problems`.
    """
    cases: dict[str, Case] = {}
    for row in read_rows(folder, FILE, required=("case", "name")):
        case = row["case"]
        if not case or not row["name"]:
            problems.append(Problem("case-unnamed", "error", "a case needs an id and a name", FILE, row.line))
            continue
        if case in cases:
            problems.append(
                Problem("case-twice", "error", f"case {case} stands here a second time", FILE, row.line, "rename one")
            )
            continue
        attributes = {k: v for k, v in row.cells.items() if k not in ("case", "name", "aliases", "")}
        cases[case] = Case(case, row["name"], row.items("aliases"), attributes)
    if not cases and not problems:
        problems.append(Problem("no-cases", "warning", "there are no cases yet", FILE, None, "add a row per case"))
    return tuple(cases.values())
