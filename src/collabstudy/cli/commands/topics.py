"""`collabstudy topics`: what the passages have in common."""

from __future__ import annotations

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Topics: found, not coded.")
    group.command("fit")(fit)
    cli.add_typer(group, name="topics")


def fit(study: say.StudyFolder = None, json: say.AsJson = False) -> None:
    """Model the topics as [topics] in study.toml says."""
    from collabstudy.run.opening import read_study
    from collabstudy.run.work import topics_of

    opened = read_study(say.home(study))
    with say.waiting("modelling topics"):
        topics = topics_of(opened)
    frame = topics.frame()
    if json:
        say.as_json(say.records(frame))
        return
    columns = ["topic", "words", "passages", "documents", "cases", "stability"]
    rows = ([round(cell, 2) if isinstance(cell, float) else cell for cell in row] for row in frame[columns].to_numpy())
    say.table(columns, rows, right=("passages", "documents", "cases", "stability"))
    say.line(f"stability of the whole: {topics.stability:.2f} (mean adjusted Rand index over subsets)")
    for remark in topics.remarks:
        say.line(f"note: {remark}")
    say.line(str(topics.made_by))
