"""A notebook, run by itself; its file is never written."""

from __future__ import annotations

import asyncio
import json
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from collabstudy import errors
from collabstudy.errors import MissingPartError, StudyError
from collabstudy.run import pages

if TYPE_CHECKING:
    from jupyter_client.kernelspec import KernelSpecManager
    from nbformat import NotebookNode

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_ONE_AT_A_TIME = Lock()
SECONDS_A_CELL = 600
_SHOWN = 12  # lines of a cell
# Errors whose message is about names and types, or is ours. That of another may be the words that were looked at.
_SPEAKS_OF_CODE = frozenset(
    [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, StudyError)]
    + "NameError AttributeError TypeError ImportError ModuleNotFoundError SyntaxError IndentationError".split()
    + ["ZeroDivisionError", "CellTimeoutError", "DeadKernelError"]
)


def page(path: Path) -> bytes:
    """Run a notebook in a kernel of its own, in its own folder, and give it as HTML that needs no network.

    Raises:
        StudyError: a cell failed; names notebook, cell and error, never what a cell printed.
        MissingPartError: no Python kernel is installed.
    """
    notebook = executed(path)
    return pages.html(notebook, path.stem, _beside(path)).encode("utf-8")


def executed(path: Path) -> NotebookNode:
    """The notebook with what its cells gave, run from top to bottom by the Python that runs this.

    Raises what `page` raises.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = _read(path)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # of an earlier time; from now on it tells how far this run came
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        store_widget_state=False,  # widgets may hold a whole transcript
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.km = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=_own_python())
    try:
        running = client.async_execute(env=os.environ | {"PLOTLY_RENDERER": "plotly_mimetype"})
        asyncio.run_coroutine_threadsafe(running, _loop()).result()
    except CellExecutionError as error:
        raise _failed(notebook, path, error.ename, error.evalue) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise _failed(notebook, path, type(error).__name__, "the kernel gave no answer") from None
    except NoSuchKernel:
        raise MissingPartError("there is no Python kernel for notebooks", hint="pip install ipykernel") from None
    return notebook


def _read(path: Path) -> NotebookNode:
    import nbformat

    try:
        told = json.loads(path.read_bytes())
        if not isinstance(told, dict) or told.get("nbformat") != 4 or not isinstance(told.get("cells"), list):
            raise ValueError
        nbformat.validate(told)
        notebook: NotebookNode = nbformat.reads(json.dumps(told), as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    except (ValueError, nbformat.ValidationError):
        raise StudyError("this is no notebook", hint="open it in JupyterLab and save it again", file=path) from None
    return notebook


def _beside(path: Path) -> list[tuple[str, str]]:
    """File name and title of the page of each notebook in this one's folder."""
    found = []
    for notebook in sorted(path.parent.glob("*.ipynb")):
        with suppress(StudyError):  # told when that notebook's turn comes
            found.append((f"{notebook.stem}.html", pages.title(_read(notebook)) or notebook.stem))
    return found


def _loop() -> asyncio.AbstractEventLoop:
    """One thread that talks to all kernels, for their sockets must not be touched by two."""
    with _ONE_AT_A_TIME:
        return _started()


@cache
def _started() -> asyncio.AbstractEventLoop:
    loop = asyncio.SelectorEventLoop()
    Thread(target=loop.run_forever, name="kernels", daemon=True).start()
    return loop


def _own_python() -> KernelSpecManager:
    """Kernels of this very Python: one that is called python3 elsewhere on the machine may lack us."""
    from jupyter_client.kernelspec import KernelSpecManager

    return KernelSpecManager(kernel_dirs=[])


def _failed(notebook: NotebookNode, path: Path, name: str, said: str) -> StudyError:
    """The cell that was running, and what is known of its error without repeating words from a transcript."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    number = max((n for n, cell in enumerate(cells) if "execution" in cell.metadata), default=0)
    lines = cells[number].source.splitlines()
    told = _COLOURS.sub("", said).splitlines()[0] if said and name in _SPEAKS_OF_CODE else ""
    shown = "\n    ".join([*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else [])])
    return StudyError(
        f"code cell {number + 1} failed: {name}{': ' if told else ''}{told}",
        hint=f"open the notebook and run it from the top; the cell is\n    {shown}",
        file=f"notebooks/{path.name}",
    )
