"""Writing the framework matrix in a notebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError

if TYPE_CHECKING:
    from collabstudy.model.study import Study
    from collabstudy.widget.framework_widget import FrameworkEditor

__all__ = ["framework"]


def framework(
    study: Study,
    *,
    codes: Sequence[str] | None = None,
    cases: Collection[str] | None = None,
    by: str = "",
    height: int = 420,
) -> FrameworkEditor:
    """Read and write the framework matrix: `cs.framework(study)` as the last line of a cell.

    A cell opens with a click or with Enter: beside its passages, as far as consent allows them to be shown, stands the
    text. It is on disk, in briefing/summaries/<case>/<code>.md, before the screen says "saved", and is then tied to the
    passages that were shown. `by` is who writes, `height` that of the matrix in pixels.

    Raises:
        MissingPartError: anywidget is not installed.
        SettingsError: no such code or case.
        SourceError: a coded document cannot be read.
    """
    try:
        from collabstudy.widget.framework_widget import FrameworkEditor
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("anywidget", "ipywidgets", "traitlets"):
            raise
        hint = "pip install 'collabstudy[lab]'"
        raise MissingPartError(f"writing in a notebook needs {error.name}", hint=hint) from error
    from collabstudy.widget.framework_desk import Desk

    return FrameworkEditor(Desk(study, codes=codes, cases=cases, by=by), height=height)
