"""How commands find the study and print."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from collabstudy.errors import SettingsError

if TYPE_CHECKING:
    import pandas

StudyFolder = Annotated[
    Path | None, typer.Option("--study", "-s", help="The study's folder; otherwise this folder or one above it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def home(folder: Path | None) -> Path:
    """The study folder that is meant: the one named, or the nearest one upwards that has a study.toml."""
    if folder is not None:
        return folder
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "study.toml").is_file():
            return place
    raise SettingsError(
        "there is no study here: no study.toml in this folder or above it",
        hint="go to the study's folder, name it with --study, or make one with `collabstudy new FOLDER`",
    )


def as_json(told: Any) -> None:
    """Print JSON."""
    json.dump(told, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, missing values as null."""
    rows: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", date_format="iso", force_ascii=False))
    return rows


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[str] = (),
    cut: Sequence[str] = (),
) -> None:
    """Print a table; what came from outside is text, never markup. Columns in `cut` end where the line does."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    made = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        side: Literal["left", "right"] = "right" if column in right else "left"
        if column in cut:
            room = _room(columns, cells, cut)
            made.add_column(Text(column), justify=side, overflow="ellipsis", no_wrap=True, max_width=room)
        else:
            made.add_column(Text(column), justify=side, overflow="fold")
    for row in cells:
        made.add_row(*map(Text, row))
    Console().print(made)


def _room(columns: Sequence[str], rows: Sequence[Sequence[str]], cut: Sequence[str]) -> int:
    """What the columns that are not cut leave of a line."""
    from rich.cells import cell_len

    wide = [
        max(map(cell_len, [name, *(row[at] for row in rows)])) for at, name in enumerate(columns) if name not in cut
    ]
    return max(_NARROWEST, (width() - sum(wide) - _GAP * len(wide)) // len(cut))


_GAP = 2
_NARROWEST = 20


def typed(path: Path) -> str:
    """A path as it is typed in a terminal, quoted where it has to be.

    >>> typed(Path("our study")), typed(Path("study"))
    ('"our study"', 'study')
    """
    told = str(path)
    return told if re.fullmatch(r"[\w./\\:~+-]+", told) else f'"{told}"'


def line(text: str) -> None:
    """Print one line."""
    print(text)


def paragraph(text: str) -> None:
    """Print a text in lines as long as the terminal is wide."""
    from textwrap import wrap

    for told in wrap(text, width()):
        line(told)


def width() -> int:
    """How many characters a line of the terminal holds; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A sign on stderr that something is being done, for what may take more than a second."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Any]:
    """A progress bar on stderr for what takes more than a second; silent where nobody is watching."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)

        def step(label: str) -> None:
            bar.update(task, advance=1, description=label)

        yield step


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "case"), counted(2, "case"), counted(2, "entry", "entries")
    ('1 case', '2 cases', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def pairs(told: Mapping[str, object]) -> str:
    """Names and values on one line."""
    return " · ".join(f"{name} {value}" for name, value in told.items())
