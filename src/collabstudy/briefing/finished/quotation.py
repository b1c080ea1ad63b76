"""A quotation as a finished document has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from collabstudy.briefing.finished.credits import Credit


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as the document has it.

    `paragraph` is the number of the one where it begins, from 0. `others` are other readings of where it ends, and
    `endings` those in which more or less of a block is its credit. It is not `sure` where it may be none: a paragraph
    that is only set further in.
    """

    text: str
    paragraph: int
    credits: tuple[Credit, ...] = ()
    others: tuple[str, ...] = ()
    block: bool = False
    sure: bool = True
    heading: str = ""
    endings: tuple[Quoted, ...] = ()

    def under(self, heading: str) -> Quoted:
        """The same, below a heading of the document."""
        endings = tuple(replace(ending, heading=heading) for ending in self.endings)
        return replace(self, heading=heading, endings=endings)
