"""Topics by codes, however they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from collabstudy.figures import look


@dataclass(frozen=True)
class Cell:
    """One topic and one code: passages observed, and those to be expected by chance."""

    x: int
    y: int
    passages: int
    expected: float
    told: str

    @property
    def ring(self) -> str:
        """The colour of what chance would bring: white where it lies inside the dot."""
        return look.PAPER if self.passages > self.expected else look.MARK


@dataclass(frozen=True)
class Matrix:
    """What both renderers draw: topics down, codes across, and behind them what no code covers.

    `bare` are the passages of each topic under no code, of those `read`.
    """

    topics: tuple[str, ...]
    codes: tuple[str, ...]
    colours: tuple[str, ...]
    cells: tuple[Cell, ...]
    bare: tuple[int, ...]
    read: tuple[int, ...]

    @property
    def most(self) -> float:
        """The largest number, which has the largest dot."""
        return max((*(max(cell.passages, cell.expected) for cell in self.cells), 1))

    def size(self, number: float) -> float:
        """From 0 to 1, growing as the area of a dot does."""
        return sqrt(number / self.most)

    def side(self, bare: int) -> float:
        """The same for the squares, on a scale of their own."""
        return sqrt(bare / max(*self.bare, 1))
