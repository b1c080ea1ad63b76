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

    place = _places(found, batch)
    if excludes.any():
        spared = ~excludes & ~_overlap(place, found.end - found.start, excludes)
        found, place = found.where(spared), place[spared]
    order = np.argsort(place)
    reach = np.maximum.accumulate(place[order] + (found.end - found.start)[order])
    begins = np.ones(place.size, dtype=np.bool_)
    begins[1:] = place[order[1:]] >= reach[:-1]
    heads = order[begins]
    if heads.size < order.size:
        found = _merged(found, order, begins)
    codes = int(found.code.max(initial=0)) + 1
    in_text = place - found.code.astype(np.int64) * _length(batch)
    return found.where(heads[np.argsort((in_text * codes + found.code)[heads])])


def _length(batch: Batch) -> int:
    """Code points of all documents of a batch, and one more for each."""
    return int(batch.sizes.sum()) + batch.sizes.size


def _places(found: Found, batch: Batch) -> Places:
    """One number for code and place, so that hits of different codes or documents never overlap."""
    import numpy as np

    bases = np.cumsum(batch.sizes + 1) - (batch.sizes + 1)
    in_text = bases[batch.document][found.turn] + found.start
    places: Places = found.code.astype(np.int64) * _length(batch) + in_text
    return places


def _overlap(place: Places, size: Ints, excludes: Flags) -> Flags:
    """For each hit, whether it shares a code point with an exclusion."""
    import numpy as np

    order = np.flatnonzero(excludes)[np.argsort(place[excludes])]
    starts, reach = place[order], np.maximum.accumulate(place[order] + size[order])
    before = np.searchsorted(starts, place + size) - 1
    overlap: Flags = (before >= 0) & (reach[before] > place)
    return overlap


def _merged(found: Found, order: Places, begins: Flags) -> Found:
    """The same hits, but the first of each cluster reaches to its end and has the term that covers most of it.

    `order` sorts the hits, `begins` tells in that order where a cluster of overlapping hits begins. Of terms that
    cover as much the one that is first in the text counts, then the first of the code's terms.
    """
    import numpy as np

    cluster = np.cumsum(begins) - 1
    crowded = np.flatnonzero(np.bincount(cluster)[cluster] > 1)
    rows, cluster = order[crowded], cluster[crowded]
    best = np.lexsort((found.term[rows], found.start[rows], (found.start - found.end)[rows], cluster))
    firsts = np.flatnonzero(np.diff(cluster, prepend=-1))  # clusters are in order, and each is in one piece
    end, term = found.end.copy(), found.term.copy()
    end[rows[firsts]] = np.maximum.reduceat(found.end[rows], firsts)
    term[rows[firsts]] = found.term[rows[best[firsts]]]
    return found._replace(end=end, term=term)
