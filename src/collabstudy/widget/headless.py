"""Whether a notebook is run by a program that shows nothing to anybody."""

from __future__ import annotations

import os

_PROGRAMS = ("nbconvert", "nbclient", "jupyter-execute", "jupyter execute", "papermill", "jupyter-run")
_STARTED_BY = "JPY_PARENT_PID"  # set by jupyter_client for every kernel that it starts


def is_headless() -> bool:
    """Tell whether this kernel was started by nbconvert or its like.

    nbconvert prefers a widget's view to its card wherever it finds one, and then draws nothing: there is no kernel
    behind its pages. What the kernel is told does not say who asks, so this looks at the command that started it.
    """
    parent = os.environ.get(_STARTED_BY, "")
    if not parent.isdigit():
        return False
    import psutil

    try:
        command = psutil.Process(int(parent)).cmdline()
    except psutil.Error:
        return False
    return any(program in " ".join(command[:3]) for program in _PROGRAMS)
