"""NVivo's κ: for one code in one source, every character is a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.kappa import formula
from collabstudy.agreement.measure import settled
from collabstudy.agreement.ratings import read
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.spans import cut, shared
from collabstudy.agreement.tally import Tally, tallied
from collabstudy.errors import StudyError
from collabstudy.model.span import joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NO_INTERVAL = "no interval: the characters of a passage are not independent of each other"


def nvivo_kappa(
    coded: Any = None, *, length: int | None = None, counts: tuple[int, int, int, int] | None = None
) -> Agreement:
    """The κ of NVivo's coding comparison query, for one code in one source; its unit is the character.

    κ = (TA − EF) / (n − EF), with TA characters on which both agree and EF = n_A n_B / n + n_notA n_notB / n; this is
    Cohen's κ over characters. Percent agreement is TA / n. Averages over sources and codes are made outside, as
    NVivo's help says.

    Args:
        coded: with `length`, a mapping from coders to the spans that they coded (start, end; half-open, overlaps count
            once); without, ratings of 0 and 1 with a row a character.
        length: how many characters the source has.
        counts: instead, how many characters both, only the first, only the second, and neither coded.

    Where nobody coded anything, or both everything, κ is not defined, and never 1. There is no interval: the
    characters of a passage are not independent, so that resampling them would say more than is known.

    Raises StudyError for spans outside the source, or when not exactly one of `coded` and `counts` is given.

    >>> round(float(nvivo_kappa({"mira": [(0, 200)], "jonas": [(150, 200)]}, length=1000)), 5)
    0.34783
    """
    if (coded is None) == (counts is None):
        raise StudyError("NVivo's κ needs coded spans or counts", hint="spans with a length, or four counts")
    if counts is not None:
        return of_counts(*counts)
    if length is not None:
        return _of_spans(coded, length)
    ratings = read(coded, (0, 1))
    tally, patterns = tallied(ratings)
    return _settled(tally, _counted(patterns, len(tally.patterns)))


def of_counts(both: int, first: int, second: int, neither: int) -> Agreement:
    """The same of counted characters."""
    import numpy as np

    found = np.array([both, first, second, neither], dtype=float)
    if (found < 0).any():
        raise StudyError("a count of characters below 0", hint="both, only the first, only the second, neither")
    patterns = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    return _settled(Tally(patterns, (0, 1), ("first", "second")), found)


def _of_spans(coded: Mapping[str, Iterable[tuple[int, int]]], length: int) -> Agreement:
    import numpy as np

    if not isinstance(coded, Mapping):
        raise StudyError("spans without coders", hint='a mapping from coders to spans: {"mira": [(0, 5)], …}')
    spans = {coder: joined((int(start), int(end)) for start, end in own) for coder, own in coded.items()}
    for coder, own in spans.items():
        for start, end in own:
            if not 0 <= start < end <= length:
                raise StudyError(f"{coder} coded {start}:{end} of {length} characters", hint="half-open, within them")
    pieces = cut([(0, length)], [edge for own in spans.values() for span in own for edge in span])
    patterns = np.zeros((len(pieces), len(spans)), dtype=np.int64)
    for column, own in enumerate(spans.values()):
        patterns[[at for at, _ in shared(own, pieces)], column] = 1
    sizes = np.array([end - start for start, end in pieces], dtype=float)
    return _settled(Tally(patterns, (0, 1), tuple(map(str, spans))), sizes)


def _settled(tally: Tally, counts: Array) -> Agreement:
    found = settled("nvivo_kappa", tally, counts, formula(None), of_two=True, choices={"unit": "character"})
    return found if found.note or not found.defined else replace(found, note=NO_INTERVAL)


def _counted(patterns: NDArray[np.int64], count: int) -> Array:
    import numpy as np

    found: Array = np.bincount(patterns, minlength=count).astype(float)
    return found
