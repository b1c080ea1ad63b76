"""Coding a transcript by hand in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.errors import ConsentError, MissingPartError
from collabstudy.io.log import log_file
from collabstudy.model.consent import may_count

if TYPE_CHECKING:
    from collabstudy.model.study import Study
    from collabstudy.widget.coder_widget import Coder

__all__ = ["coder"]


def coder(
    study: Study,
    document: str,
    *,
    coder: str,
    suggestions: bool = True,
    blind: bool = False,
    height: int = 640,
) -> Coder:
    """Code a document in the notebook: `cs.coder(study, "P03", coder="mira")` as the last line of a cell.

    Every coding is on disk, in codings/<coder>/<document>.jsonl, before the screen says "saved". The same document may
    be shown several times. `suggestions` shows what the codebook's terms found, to be accepted or rejected; `blind`
    hides that, and what other coders did, until `coder` has marked the document as done. `height` is in pixels.

    Raises:
        MissingPartError: anywidget is not installed.
        ConsentError: the document was withdrawn.
        StudyError: no such document, its source cannot be read, or the coder's name could be no folder.
    """
    row = study.document(document)
    log_file(study.folder, coder, document)
    if not may_count(row):
        hint = "take it out of corpus/ and documents.csv"
        raise ConsentError(f"{document} was withdrawn: it is not coded", hint=hint, file="corpus/documents.csv")
    try:
        from collabstudy.widget.coder_widget import Coder
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("anywidget", "ipywidgets", "traitlets"):
            raise
        hint = "pip install 'collabstudy[lab]'"
        raise MissingPartError(f"coding in a notebook needs {error.name}", hint=hint) from error
    from collabstudy.widget.session import open_session

    return Coder(open_session(study, document, coder), suggestions=suggestions, blind=blind, height=height)
