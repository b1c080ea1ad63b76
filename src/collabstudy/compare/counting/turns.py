"""The turns of one text as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabstudy.model.consent import is_interviewer
from collabstudy.model.document import Turn

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


@dataclass(frozen=True, eq=False)
class Turns:
    """Where each turn starts and ends, and who speaks; turns are sorted and do not overlap.

    `spoken` is false for the interviewer's turns and for headings.
    """

    start: Numbers
    end: Numbers
    interviewer: Mask
    spoken: Mask

    @classmethod
    def of(cls, turns: Sequence[Turn]) -> Turns:
        """These turns as columns."""
        import numpy as np

        return cls(
            np.array([turn.start for turn in turns], dtype=np.int64),
            np.array([turn.end for turn in turns], dtype=np.int64),
            np.array([is_interviewer(turn) for turn in turns], dtype=bool),
            np.array([turn.kind != "heading" and not is_interviewer(turn) for turn in turns], dtype=bool),
        )

    def touched(self, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The first and the last turn that share a code point with each of these stretches; -1 where none does.

        >>> import numpy as np
        >>> turns = Turns.of([Turn(1, "speech", 3, 9), Turn(2, "speech", 12, 20)])
        >>> [found.tolist() for found in turns.touched(np.array([4, 9, 0]), np.array([13, 12, 4]))]
        [[0, -1, 0], [1, -1, 0]]
        """
        import numpy as np

        first = np.searchsorted(self.end, start, side="right")
        last = np.searchsorted(self.start, end, side="left") - 1
        some = first <= last
        return np.where(some, first, -1), np.where(some, last, -1)

    def of_interviewer(self, first: Numbers, last: Numbers) -> Mask:
        """Whether nobody but the interviewer speaks in each of these stretches of turns, of which there are some."""
        import numpy as np

        asked = np.concatenate([[0], np.cumsum(self.interviewer)])
        alone: Mask = asked[last + 1] - asked[first] == last + 1 - first
        return (first >= 0) & alone

    def evidence(self, first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
        """Pairs: which stretch, and which of its turns speak; the interviewer's only where nobody else does."""
        import numpy as np

        many = np.where(first >= 0, last + 1 - first, 0)
        which = np.repeat(np.arange(len(first)), many)
        turn = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many) + first[which]
        speaks = ~self.interviewer[turn] | self.of_interviewer(first, last)[which]
        return which[speaks], turn[speaks]
