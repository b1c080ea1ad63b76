"""From hits to codings: what an exclusion takes away, and what is merged because it overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places
    from collabstudy.tagging.corpus import Batch


class Found(NamedTuple):
    """Hits: index of the turn in its batch, code points in the document, index of the code, index of the term."""

    turn: Ints
    start: Ints
    end: Ints
    code: Ints
    term: Ints

    def where(self, wanted: Flags | Places) -> Found:
        """Those that are wanted, or in the order wanted."""
        return Found(*(column[wanted] for column in self))


def resolve(found: Found, excludes: Flags, batch: Batch) -> Found:
    """Drop what overlaps an exclusion of its own code, merge what overlaps of one code, and put all in order.

    `excludes` tells for each hit whether it is an exclusion. The result is sorted by place, then by code.
    """
    import numpy as np

    bases = np.cumsum(batch.sizes + 1) - (batch.sizes + 1)
    length = int((batch.sizes + 1).sum())
    if excludes.any():
        place = _places(found, bases, batch, length)
        spared = ~excludes & ~_overlap(place, found.end - found.start, excludes)
        found = found.where(spared)
    found = _merged(found, _places(found, bases, batch, length))
    in_text = bases[batch.document[found.turn]] + found.start
    return found.where(np.argsort(in_text * (int(found.code.max(initial=0)) + 1) + found.code))


def _places(found: Found, bases: Places, batch: Batch, length: int) -> Places:
    """One number for code and place, so that hits of different codes or documents never overlap."""
    import numpy as np

    places: Places = found.code.astype(np.int64) * length + bases[batch.document[found.turn]] + found.start
    return places


def _overlap(place: Places, size: Ints, excludes: Flags) -> Flags:
    """For each hit, whether it shares a code point with an exclusion."""
    import numpy as np

    order = np.flatnonzero(excludes)[np.argsort(place[excludes])]
    starts, reach = place[order], np.maximum.accumulate(place[order] + size[order])
    before = np.searchsorted(starts, place + size) - 1
    overlap: Flags = (before >= 0) & (reach[before] > place)
    return overlap


def _merged(found: Found, place: Places) -> Found:
    import numpy as np

    order = np.argsort(place)
    found, place = found.where(order), place[order]
    reach = np.maximum.accumulate(place + (found.end - found.start))
    begins = np.ones(place.size, dtype=np.bool_)
    begins[1:] = place[1:] >= reach[:-1]
    if begins.all():
        return found
    heads = np.flatnonzero(begins)
    best = _longest(found, np.cumsum(begins) - 1, heads)
    ends = np.maximum.reduceat(found.end, heads)
    return Found(found.turn[heads], found.start[heads], ends.astype(np.int32), found.code[heads], found.term[best])


def _longest(found: Found, cluster: Places, heads: Places) -> Places:
    """The hit of each cluster that covers most, of equals the first in the text, then the first of the code's terms."""
    import numpy as np

    best = heads.copy()
    crowded = np.flatnonzero(np.bincount(cluster)[cluster] > 1)
    order = np.lexsort(
        (found.term[crowded], found.start[crowded], (found.start - found.end)[crowded], cluster[crowded])
    )
    ordered = crowded[order]
    leads = np.ones(ordered.size, dtype=np.bool_)
    leads[1:] = cluster[ordered][1:] != cluster[ordered][:-1]
    best[cluster[ordered[leads]]] = ordered[leads]
    return best
