"""What is wrong with the rest of a study whose study.toml cannot be read."""

from __future__ import annotations

from pathlib import Path

from collabstudy.io.cases import read_cases
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.documents import read_documents
from collabstudy.io.guide import read_guide
from collabstudy.io.settings import FILE
from collabstudy.model.checks import Problem, or_problem


def without_settings(folder: Path) -> tuple[Problem, ...]:
    """The problems of guide, cases, register and codebooks, so that all can be mended at once; none without a study."""
    from collabstudy.tagging.problems import problems as of_codebook

    found: list[Problem] = []
    if not (folder / FILE).is_file():
        return ()
    guide = or_problem(lambda: read_guide(folder), "guide", found)
    cases = or_problem(lambda: read_cases(folder, found), "cases", found)
    or_problem(lambda: read_documents(folder, cases, guide, found), "documents", found)
    for path in sorted((folder / "codebooks").glob("*.y*ml")):
        book = or_problem(lambda: read_codebook(path, name=f"codebooks/{path.name}"), "codebook", found)  # noqa: B023  called at once
        found += of_codebook(book) if book else ()
    return tuple(found)
