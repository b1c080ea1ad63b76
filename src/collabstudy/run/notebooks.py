"""A notebook, run by itself and kept as a page; the notebook file is never written."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, StudyError

if TYPE_CHECKING:
    from nbformat import NotebookNode

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SECONDS_A_CELL = 600


def page(path: Path) -> bytes:
    """Run a notebook in its own kernel, in its own folder, and give it as HTML that needs no network.

    Raises:
        StudyError: a cell failed; names notebook, cell and error, never what a cell printed.
        MissingPartError: no Python kernel is installed.
    """
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    except (ValueError, nbformat.ValidationError):
        raise StudyError("this is no notebook", hint="open it in JupyterLab and save it again", file=path) from None
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        asyncio.run(client.async_execute())
    except CellExecutionError as error:
        raise _failed(notebook, path, error.ename, error.evalue) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise _failed(notebook, path, type(error).__name__, "the kernel gave no answer") from None
    except NoSuchKernel:
        raise MissingPartError("there is no Python kernel for notebooks", hint="pip install ipykernel") from None
    return _html(notebook).encode("utf-8")


def _failed(notebook: NotebookNode, path: Path, name: str, said: str) -> StudyError:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    number, cell = next(
        ((n, c) for n, c in enumerate(cells, 1) if any(out.output_type == "error" for out in c.outputs)),
        (len(cells), cells[-1]),
    )
    told = _COLOURS.sub("", said).splitlines()
    shown = "\n    ".join(cell.source.splitlines()[:12])
    return StudyError(
        f"code cell {number} failed: {name}: {told[0] if told else ''}",
        hint=f"open the notebook and run it from the top; the cell is\n    {shown}",
        file=f"notebooks/{path.name}",
    )


def _html(notebook: NotebookNode) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(embed_images=True, mathjax_url="", require_js_url="")  # type: ignore[no-untyped-call]  # nbconvert has no types
    told, _ = exporter.from_notebook_node(notebook)
    return str(told)
