"""What all comparisons have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from collabstudy.compare._show import Show
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A result that remembers how it was made, and is drawn in a notebook by the table of its `name`.

    Each kind has a method `evidence(…)` of its own, which gives the passages behind one of its numbers.
    """

    name: ClassVar[str]

    made_by: MadeBy
    plural: str = "places"
    show: Show | None = field(default=None, repr=False, compare=False)

    def frame(self) -> pandas.DataFrame:
        """The numbers, tidy."""
        raise NotImplementedError

    def frames(self) -> dict[str, pandas.DataFrame]:
        """All its tables by name; most have one."""
        return {self.name: self.frame()}

    @property
    def note(self) -> str:
        """What belongs under the table: what was counted, on whose evidence, what was chosen."""
        raise NotImplementedError

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None
