"""`collabstudy demo`: the demo study, built, and where to look."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put it.")] = Path("collabstudy-demo"),
) -> None:
    """Copy the invented demo study, build it, let two more interviews arrive, and build again."""
    from collabstudy.run.build import STEPS, rebuild
    from collabstudy.run.diff import changes
    from collabstudy.run.making import arrive_later, demo_study

    demo_study(folder)
    say.line(f"the demo study (everything in it is invented): {folder}")
    with say.progress("opening", len(STEPS)) as step:
        report = rebuild(folder, progress=step)
    for text in report.sentences():
        say.line(text)
    added = arrive_later(folder)
    say.line("")
    say.line(f"{say.counted(len(added), 'further interview')} arrived: {', '.join(added)}")
    with say.progress("opening", len(STEPS)) as step:
        report = rebuild(folder, progress=step)
    for text in (*report.sentences(), "", "what changed:", *changes(folder)):
        say.line(text)
    say.line("")
    say.line(f"the briefing: {folder / 'build' / 'briefing.html'}")
    say.line(f"in Word:      {folder / 'build' / 'briefing.docx'}")
    say.line(f"notebooks:    collabstudy lab --study {say.typed(folder)}")
