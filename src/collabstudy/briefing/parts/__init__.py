"""The parts of a briefing, one a file, found by name; what people wrote under the same name stands before them."""

from __future__ import annotations

from typing import Protocol

from collabstudy.briefing.blocks import Block
from collabstudy.briefing.material import Material


class Part(Protocol):
    """What each file here offers. `UNWRITTEN` parts are made only where nobody has written that section."""

    UNWRITTEN: bool

    def title(self, material: Material) -> str:
        """The heading, unless people gave another."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """What stands there; nothing leaves the section out."""
