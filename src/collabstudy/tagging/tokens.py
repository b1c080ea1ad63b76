"""The words of texts as numbers of a vocabulary, and where they stand.

A word is a run of letters and digits, with apostrophes inside it. Hyphens part words, so that `trust` is found in
*trust-based*; terms written with a hyphen find every way of writing them (see `terms`). What punctuation stands before
a word is kept, because a phrase does not reach across a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Places, Small, Whole

NEXT, PARTED, TURN = 0, 1, 2
"""What stands before a word: nothing that matters, punctuation, the beginning of a turn."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one or more texts, one after the other.

    `ids` are numbers of the vocabulary; `starts` code points from the beginning of each word's text; `lengths` code
    points; `breaks` what stands before; `first` the number of the first word of each text, and at the end how many.
    """

    ids: Whole
    starts: Whole
    lengths: Whole
    breaks: Small
    first: Places


def joined(parts: Sequence[Words]) -> Words:
    """Several lots of words as one, in the order given."""
    import numpy as np

    if not parts:
        nothing = np.zeros(0, dtype=np.int32)
        return Words(nothing, nothing, nothing, np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64))
    bases = np.cumsum([0, *(part.ids.size for part in parts)])
    first = [part.first[:-1] + base for part, base in zip(parts, bases[:-1], strict=True)]
    return Words(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.breaks for part in parts]),
        np.concatenate([*first, bases[-1:]]),
    )
