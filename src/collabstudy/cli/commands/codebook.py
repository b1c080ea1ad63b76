"""`collabstudy codebook`: bring in a codebook that was kept elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("codebook")(codebook)


def codebook(
    file: Annotated[Path, typer.Argument(help="CSV, xlsx, a Taguette codebook (CSV) or a quanteda dictionary (YAML).")],
    to: Annotated[Path | None, typer.Option("--to", help="The YAML file to write; otherwise it is printed.")] = None,
) -> None:
    """Turn a codebook from a spreadsheet, Taguette or a dictionary into our YAML."""
    from collabstudy.errors import StudyError
    from collabstudy.io.codebook_import import columns_left_out, import_codebook
    from collabstudy.io.codebooks_out import to_yaml
    from collabstudy.io.outputs import write_whole

    book = import_codebook(file)
    text = to_yaml(book)
    for column in columns_left_out(file):
        print(f"note: the column `{column}` has no place in a codebook and was left out", file=sys.stderr)
    if to is None:
        say.line(text.rstrip("\n"))
        return
    if to.suffix.lower() not in (".yaml", ".yml"):
        raise StudyError("a codebook ends in .yaml", hint=f"for example --to {to.with_suffix('.yaml')}", file=to)
    if to.exists():
        raise StudyError("this file is there already", hint="choose another name; nothing was written", file=to)
    write_whole(to, text.encode("utf-8"))
    say.line(f"{to}: {say.counted(len(book.codes), 'code')}")
    say.line(f'a study uses it when study.toml says: codebook = "codebooks/{to.name}"')
