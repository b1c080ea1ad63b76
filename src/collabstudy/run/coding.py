"""Coding from Python: what `cs.coding` does, and the widget does too.

Every function writes one line a deed into codings/<coder>/<document>.jsonl; it is on disk when the function returns,
and the study that was handed in sees it: `study.codings` is added up anew when it is next asked for. Results computed
before (a crosstab, a frame) stay what they were.
"""

from __future__ import annotations

from collabstudy.coding.queue import Waiting
from collabstudy.io.codings_in import Row, read_codings
from collabstudy.model.consensus import CONSENSUS
from collabstudy.run.agreeing import adopt
from collabstudy.run.bringing import BroughtIn, bring_in
from collabstudy.run.changing import confirm, memo, move, recode, remove, retire
from collabstudy.run.deeds import accept, add, asked, done, redo, reject, undo
from collabstudy.run.new_codes import new_code
from collabstudy.run.reviewing import on_text, to_review, waiting

__all__ = [
    "CONSENSUS",
    "BroughtIn",
    "Row",
    "Waiting",
    "accept",
    "add",
    "adopt",
    "asked",
    "bring_in",
    "confirm",
    "done",
    "memo",
    "move",
    "new_code",
    "on_text",
    "read_codings",
    "recode",
    "redo",
    "reject",
    "remove",
    "retire",
    "to_review",
    "undo",
    "waiting",
]
