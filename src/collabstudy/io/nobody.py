"""What looks like labels of those who speak and is nobody: captions, fields of a form, asides."""

from __future__ import annotations

import re

from collabstudy.io.evidence import Labels
from collabstudy.io.labels import Mark
from collabstudy.io.times import STAMP

_NEXT_STAMP = rf"\s*[*_]*{STAMP}"


def is_caption(text: str, mark: Mark) -> bool:
    """Whether a name with a time is but a caption: the next line has its own time."""
    return mark.style == "stamped" and mark.alone and re.compile(_NEXT_STAMP).match(text, mark.end) is not None


def is_form(everything: Labels, returning: Labels) -> bool:
    """Whether words before colons are fields of a form: things stand among them, or their order is ever the same."""
    things = everything.things_between(returning)
    return len(things) * 2 >= len(returning) or returning.orderly


def asides_in(labels: Labels, everything: Labels) -> tuple[Mark, ...]:
    """The things among labels that all stand in bold or in italics, and so do they."""
    if not all(_emphasised(labels.text, mark) for mark in labels.marks):
        return ()
    return everything.things_between(labels).only(lambda mark: _emphasised(labels.text, mark)).marks


def _emphasised(text: str, mark: Mark) -> bool:
    return text[mark.start] in "*_["
