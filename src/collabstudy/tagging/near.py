"""Two things near each other, in either order, within one turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabstudy.tagging.spans import Spans

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Places


@dataclass(frozen=True, slots=True)
class Pair:
    """Two slots (or pairs) at most `distance` words apart, from the end of one to the beginning of the other."""

    left: int | Pair
    right: int | Pair
    distance: int


def near(pair: Pair, spans: Callable[[int], Spans], turns: Places, slot: int) -> Spans:
    """The shortest stretches that hold both; of *share power and power* with `share NEAR/5 power` only *share power*.

    `spans` gives the places of a slot, `turns` the number of the first word of each turn.
    """
    import numpy as np

    left, right = (_places(side, spans, turns) for side in (pair.left, pair.right))
    forward, backward = _followed(left, right, pair.distance, turns), _followed(right, left, pair.distance, turns)
    first, last = shortest(*(np.concatenate(both) for both in zip(forward, backward, strict=True)))
    return Spans(first, last, np.full(first.size, slot, dtype=np.int32))


def shortest(first: Places, last: Places) -> tuple[Places, Places]:
    """Stretches that hold no other one, in order.

    >>> import numpy as np
    >>> [column.tolist() for column in shortest(np.array([0, 2, 0]), np.array([5, 3, 5]))]
    [[2], [3]]
    """
    import numpy as np

    order = np.lexsort((-last, first))
    first, last = first[order], last[order]
    beyond = np.concatenate([np.minimum.accumulate(last[::-1])[::-1][1:], np.full(1, np.iinfo(np.int64).max)])
    kept = last < beyond[: last.size]
    return first[kept], last[kept]


def _places(side: int | Pair, spans: Callable[[int], Spans], turns: Places) -> tuple[Places, Places]:
    found = near(side, spans, turns, -1) if isinstance(side, Pair) else spans(side)
    return shortest(found.first, found.last)


def _followed(
    one: tuple[Places, Places], other: tuple[Places, Places], distance: int, turns: Places
) -> tuple[Places, Places]:
    """Each of `one` with the next of `other` after it, if that is near enough and in the same turn."""
    import numpy as np

    first, last = one
    following = np.searchsorted(other[0], last, side="right")
    there = following < other[0].size
    first, last, following = first[there], last[there], following[there]
    same_turn = np.searchsorted(turns, first, side="right") == np.searchsorted(turns, other[0][following], side="right")
    kept = same_turn & (other[0][following] - last <= distance)
    return first[kept], other[1][following[kept]]
