"""What the editor of the framework matrix is told: plain JSON, words of participants only as consent allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.compare.framework import Framework, FrameworkCell

if TYPE_CHECKING:
    from collabstudy.briefing.quotes import Quote
    from collabstudy.model.study import Study

Message = dict[str, Any]


def grid(table: Framework) -> Message:
    """The whole matrix: cases, themes, and a row of cells for each case."""
    branches = {row.id: row.path.split(" › ")[0] if row.branch != row.id else "" for row in table.rows}
    return {
        "kind": "grid",
        "cases": [{"id": group.id, "name": group.name} for group in table.groups],
        "themes": [{"id": row.id, "name": row.name, "branch": branches[row.id]} for row in table.rows],
        "cells": [[cell(table.cells[group.id, row.id]) for row in table.rows] for group in table.groups],
        "told": table.told,
        "note": table.basis,
    }


def cell(found: FrameworkCell) -> Message:
    """A cell as the matrix shows it."""
    return {"state": found.state, "value": found.value, "told": found.told, "text": found.text}


def place(table: Framework, case: str, code: str) -> Message:
    """A cell with the row and column in which it stands."""
    row = [group.id for group in table.groups].index(case)
    column = [found.id for found in table.rows].index(code)
    return {"row": row, "column": column, "cell": cell(table.cells[case, code])}


def opened(study: Study, table: Framework, found: FrameworkCell) -> Message:
    """A cell with everything behind it."""
    from collabstudy.briefing.quotes import passages

    codings = {coding.id: coding for coding in (*study.codings, *study.tags)}
    shown = passages(study, found.passages, codings)
    new = {one.seen.coding for one in found.news if one.how != "gone"}
    return {
        **place(table, found.case, found.code),
        "case": found.case,
        "code": found.code,
        "version": found.version,
        "news": [str(one) for one in (*found.added, *found.changed, *found.gone)],
        "redefined": found.redefined,
        "definition": study.codebook[found.code].definition,
        "passages": sorted((_passage(quote, new) for quote in shown.quotes), key=lambda one: not one["new"]),
        "withheld": shown.withheld,
        "lost": shown.lost,
    }


def _passage(quote: Quote, new: set[str]) -> Message:
    """A passage with its words; those that the text has not seen go first."""
    is_new = bool(new & set(quote.codings))
    return {"text": quote.text, "who": quote.attribution, "where": _where(quote), "new": is_new}


def _where(quote: Quote) -> str:
    if not quote.document:
        return ""
    return quote.document + (f", turn {quote.turn}" if quote.turn else "")
