"""Codes as rows, and what counts towards each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from collabstudy.compare.table import Row
from collabstudy.model.codebook import Code
from collabstudy.model.study import Study


def rows_of(study: Study, level: str, coded: Collection[str]) -> tuple[Row, ...]:
    """One row per code, or per code at the top, in the order of the codebook.

    A code at the top that has others below and that nobody codes with or asks about is a heading over its branch.
    """
    book = study.codebook
    codes = [code for code in book if level == "code" or code.parent is None]
    return tuple(
        Row(
            id=code.id,
            name=code.name,
            path=book.path(code.id),
            branch=book.branch(code.id).id,
            heading=level == "code" and _only_heads(study, code, coded),
            depth=len(book.lineage(code.id)) - 1,
            colour=book.branch(code.id).colour,
        )
        for code in codes
    )


def covered(study: Study, rows: Iterable[Row]) -> dict[str, tuple[Code, ...]]:
    """For each row its code and those below it."""
    return {row.id: (study.codebook[row.id], *study.codebook.below(row.id)) for row in rows}


def _only_heads(study: Study, code: Code, coded: Collection[str]) -> bool:
    used = code.id in coded or bool(code.terms) or bool(study.guide.about(code.id))
    return code.parent is None and not used and bool(study.codebook.below(code.id))
