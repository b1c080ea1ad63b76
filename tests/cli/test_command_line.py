"""Typing a command loads that command; asking for help shows them all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from collabstudy import plugins
from collabstudy.cli.main import COMMANDS, command_line

LOADED = f"""
import sys
from collabstudy.cli.main import app
try:
    app()
finally:
    print(*(name.removeprefix("{COMMANDS}.") for name in sys.modules if name.startswith("{COMMANDS}.")))
"""


def loaded(*typed: str) -> set[str]:
    """The commands that are loaded when this is typed."""
    command = [sys.executable, "-c", LOADED, *typed]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_command_alone_is_loaded_where_it_is_typed() -> None:
    assert loaded("tag", "--help") == {"tag"}


def test_all_are_loaded_to_be_listed() -> None:
    assert {"tag", "run", "compare"} < set(plugins.names(COMMANDS)) == loaded("--help")


@pytest.mark.parametrize("name", plugins.names(COMMANDS))
def test_a_command_alone_goes_by_its_name(name: str) -> None:
    shown = CliRunner().invoke(command_line([name]), [name, "--help"], prog_name="collabstudy")
    assert shown.exit_code == 0, shown.output
    assert f"Usage: collabstudy {name}" in shown.output


def test_a_misspelt_command_is_told_with_the_one_that_may_be_meant() -> None:
    shown = CliRunner().invoke(command_line(["tga"]), ["tga"])
    assert shown.exit_code == 2
    assert "tga" in shown.output and "tag" in shown.output
