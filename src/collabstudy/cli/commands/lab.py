"""`collabstudy lab`: JupyterLab on this study."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

import typer

from collabstudy.cli import say
from collabstudy.errors import MissingPartError


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("lab")(lab)


def lab(study: say.StudyFolder = None) -> None:
    """Open JupyterLab on the study, in its notebooks."""
    if find_spec("jupyterlab") is None:
        raise MissingPartError("JupyterLab is not installed", hint="pip install 'collabstudy[lab]'")
    folder = say.home(study)
    sys.stdout.flush()
    arguments = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    arguments.append("--ServerApp.jpserver_extensions=collabstudy.run.lab=True")  # what was said is not saved
    if (folder / "notebooks").is_dir():
        arguments.append("--LabApp.default_url=/lab/tree/notebooks")
    os.execv(sys.executable, arguments)  # noqa: S606  JupyterLab takes this process over, and its Ctrl+C
