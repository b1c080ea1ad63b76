"""The command `collabstudy`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from collabstudy import __version__, plugins
from collabstudy.errors import StudyError

COMMANDS = "collabstudy.cli.commands"
_WRONG_WORDS = 2  # what typer ends with when it knows no such option; we promise 0 or 1


def app() -> None:
    """Run the command line; a problem is told in two lines and ends with exit code 1."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts in half the time; embeddings ask for one anyway
    try:
        command_line(sys.argv[1:2])(prog_name="collabstudy")
    except StudyError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            raise
        hint = "look at who may read and write it, and whether the disk is full"
        print(StudyError(error.strerror or type(error).__name__, hint=hint, file=error.filename), file=sys.stderr)
        sys.exit(1)
    except SystemExit as end:
        sys.exit(1 if end.code == _WRONG_WORDS else end.code)
    finally:
        gc.freeze()  # or Python, ending, looks through everything for garbage: a tenth of what a short command takes


def command_line(typed: Sequence[str] = ()) -> typer.Typer:
    """What reads the words people type: with the command that is typed, else with all that there are."""
    cli = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        callback=_begin,  # or one command alone would not be called by its name
        help="Interview studies in plain files: read, code, compare, and rebuild the briefing.",
    )
    known = plugins.names(COMMANDS)
    for name in [word for word in typed if word in known] or known:
        plugins.part(COMMANDS, name).register(cli)
    return cli


def _say_version(asked: bool) -> None:
    if asked:
        print(f"collabstudy {__version__}")
        raise typer.Exit


def _begin(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """What is common to all commands."""
