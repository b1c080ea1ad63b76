"""The framework matrix as it goes into files: who stands in which row, what in which column, and the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from collabstudy.model.span import text_hash
from collabstudy.model.summary import tidy


@dataclass(frozen=True, slots=True)
class Theme:
    """A column: a code, and the branch under which it stands."""

    id: str
    name: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text, or why there is none (`told`), and what a reader must know of it (`remark`).

    `state` is `written`, `stale`, `not_tied` or `empty`.
    """

    text: str
    state: str
    told: str
    remark: str = ""
    codings: int = 0


@dataclass(frozen=True)
class Grid:
    """Cases by id with their names, themes, and a box for each pair."""

    title: str
    cases: Mapping[str, str]
    themes: tuple[Theme, ...]
    boxes: Mapping[tuple[str, str], Box]
    note: str = ""
    language: str = "en"


def text_id(text: str) -> str:
    """A name for a text, the same however a spreadsheet breaks its lines; empty for an empty one."""
    found = tidy(text)
    return text_hash(found) if found else ""


def escaped(text: str) -> str:
    """A text as a workbook holds it: `_x0041_` in it would else be read as `A`.

    >>> escaped("_x0041_"), unescaped("_x005F_x0041_")
    ('_x005F_x0041_', '_x0041_')
    """
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def unescaped(text: str) -> str:
    """What a workbook's text says."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
