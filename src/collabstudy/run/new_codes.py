"""A new code, from whoever is coding."""

from __future__ import annotations

from pathlib import Path

from collabstudy.coding import acts
from collabstudy.errors import StudyError
from collabstudy.model.codebook import Code
from collabstudy.model.study import Study
from collabstudy.run.opening import look_again


def new_code(study: Study, name: str, *, parent: str | None = None, definition: str = "") -> Code:
    """Write a new code into the study's codebook, under another or at the top; returns it.

    Its id is made of its name. A code of that name under the same parent is the one that is meant, and nothing is
    written. Everything else in the file stays as it is; `study.codebook` has the code afterwards.

    Raises CodebookError when the file is written in a way into which no code can be put safely, StudyError for a name
    that is empty, or a parent that is no code, LockedError when another program does not let go of the codebook.
    """
    from collabstudy.io.codebook_edit import add_code, free_id
    from collabstudy.io.locks import in_turn

    told = " ".join(name.split())
    if not told:
        raise StudyError("a code needs a name", hint='for example "Shared power"')
    with in_turn(study.folder, "codebook"):
        look_again(study)  # somebody else may have written it meanwhile
        above = None if parent is None else acts.code_today(study.codebook, parent)
        for code in study.codebook:
            if code.parent == above and code.name.casefold() == told.casefold():
                return code
        taken = {*(code.id for code in study.codebook), *(old for code in study.codebook for old in code.formerly)}
        made = Code(free_id(told, taken), told, " ".join(definition.split()), parent=above)
        file = _codebook_file(study, above)
        add_code(study.folder / file, made, name=file)
        look_again(study)
        return study.codebook[made.id]


def _codebook_file(study: Study, parent: str | None) -> str:
    """The file into which a new code goes: its parent's, or else the study's (first) codebook."""
    if parent is not None:
        return study.codebook[parent].file
    if study.settings.codebooks:
        return study.settings.codebooks[0]
    return next(f"codebooks/{Path(path).name}" for path in sorted((study.folder / "codebooks").glob("*.y*ml")))
