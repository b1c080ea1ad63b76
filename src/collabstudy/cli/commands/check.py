"""`collabstudy check`: all problems at once, worst first."""

from __future__ import annotations

from dataclasses import asdict

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("check")(check)


def check(study: say.StudyFolder = None, json: say.AsJson = False) -> None:
    """Name every problem of the study, worst first, with a way out; exit code 1 when one is an error."""
    from collabstudy.run.check import check as check_study

    folder = say.home(study)
    with say.waiting("reading everything"):
        problems = check_study(folder)
    if json:
        say.as_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            say.line(f"{problem.severity}: {problem}")
            if problem.hint:
                say.line(f"  hint: {problem.hint}")
        counts = {kind: sum(p.severity == kind for p in problems) for kind in ("error", "warning", "note")}
        told = ", ".join(say.counted(n, kind) for kind, n in counts.items() if n)
        say.line(told or "nothing is wrong")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
