"""JupyterLab on a study: what a notebook shows is not saved with it, for it may be what somebody said in confidence.

An extension of the server that `collabstudy lab` starts. What notebooks show is kept in build/notebooks instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(without_outputs)


def without_outputs(*, model: Mapping[str, Any], **_: object) -> None:
    """Take out what was shown, before a notebook is written; what its author wrote stays.

    Also taken out is what changes from machine to machine: counts of execution, the version of Python.
    """
    if model.get("type") != "notebook" or not model.get("content"):
        return
    notebook = model["content"]
    notebook["metadata"].pop("widgets", None)
    if "language_info" in notebook["metadata"]:
        notebook["metadata"]["language_info"] = {"name": notebook["metadata"]["language_info"].get("name", "python")}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = []
        cell["execution_count"] = None
        for told in ("execution", "collapsed", "scrolled"):
            cell["metadata"].pop(told, None)
