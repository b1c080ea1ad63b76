"""The parts of a briefing, one a file, found by name; what people wrote under the same name stands with them."""

from __future__ import annotations

from typing import Literal, Protocol

from collabstudy.briefing.blocks import Block
from collabstudy.briefing.material import Material

Prose = Literal["before", "instead", "inside"]


class Part(Protocol):
    """What each file here offers.

    `PROSE` says what becomes of a text of the same name: it stands before the part, instead of it, or the part itself
    puts it where it belongs.
    """

    PROSE: Prose

    def title(self, material: Material) -> str:
        """The heading, unless people gave another."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """What stands there; nothing leaves the section out."""
