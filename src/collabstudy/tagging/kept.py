"""Hits that were found before, so that the same code is not looked for in the same document again.

They lie in segments. In each, every document was searched for every code; of two that hold a document the later counts.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.model.cache import Cache
from collabstudy.model.span import text_hash
from collabstudy.tagging.blob import from_bytes, to_bytes
from collabstudy.tagging.match import Hits

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Ints

SHELF = "tags"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """Hits in some documents of some codes, all named by their keys; their indices point into these names."""

    place: int
    id: str
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    hits: Hits


class Kept:
    """What the cache holds of the hits of one codebook."""

    def __init__(self, cache: Cache | None, name: str) -> None:
        self._cache = cache
        self._name = text_hash(name)
        self._segments = [s for s in (self._load(place, id_) for place, id_ in self._contents()) if s is not None]
        self._newest = {key: segment for segment in self._segments for key in segment.documents}

    def missing(self, documents: Sequence[str], codes: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """For each document that is not complete the indices of the codes that were never looked for in it."""
        every = tuple(range(len(codes)))
        lacking = {s.id: tuple(i for i in every if codes[i] not in s.codes) for s in self._segments}
        found = {key: lacking[self._newest[key].id] if key in self._newest else every for key in documents}
        return {key: indices for key, indices in found.items() if indices}

    def hits(self, documents: Sequence[str], codes: Sequence[str]) -> Hits:
        """What is kept of these documents and codes, with indices that point into them; in no order."""
        place, number = _index(documents), _index(codes)
        parts = [empty()]
        for segment in self._segments:
            living = [place.get(key, -1) if self._newest[key] is segment else -1 for key in segment.documents]
            parts.append(renumbered(segment.hits, living, [number.get(code, -1) for code in segment.codes]))
        return joined(parts)

    def keep(
        self, hits: Hits, documents: Sequence[str], codes: Sequence[str], *, fresh: Collection[str], whole: bool
    ) -> None:
        """Keep the hits of the `fresh` documents; `whole` says that no other documents than these will be asked for."""
        if self._cache is None or not fresh:
            return
        staying = [s for s in self._segments if any(self._newest[k] is s and k not in fresh for k in s.documents)]
        if whole and len(staying) >= _MOST - 1:
            fresh, staying = set(documents), []
        place = min(set(range(2 * len(self._segments) + 2)) - {segment.place for segment in self._segments})
        chosen = tuple(key for key in documents if key in fresh)
        index = _index(chosen)
        part = renumbered(hits, [index.get(key, -1) for key in documents], range(len(codes)))
        name = text_hash("\n".join((*chosen, "", *codes)))
        segment = Segment(place, name, chosen, tuple(codes), part)
        self._cache.put(SHELF, f"{self._name}-{place}", _to_bytes(segment))
        contents = [[s.place, s.id] for s in (*staying, segment)]
        self._cache.put(SHELF, f"{self._name}-contents", json.dumps(contents).encode())

    def _contents(self) -> list[tuple[int, str]]:
        kept = self._cache.get(SHELF, f"{self._name}-contents") if self._cache else None
        try:
            return [(int(place), str(id_)) for place, id_ in json.loads(kept or b"[]")]
        except (ValueError, TypeError):
            return []

    def _load(self, place: int, id_: str) -> Segment | None:
        import numpy as np

        assert self._cache is not None
        found = from_bytes(self._cache.get(SHELF, f"{self._name}-{place}"))
        if found is None or found[0]["id"] != id_:
            return None
        told, arrays = found
        hits = Hits(*(arrays[name].astype(np.int32, copy=False) for name in _COLUMNS))
        return Segment(place, id_, tuple(told["documents"]), tuple(told["codes"]), hits)


_COLUMNS = ("document", "code", "turn", "start", "end", "term")


def columns(hits: Hits) -> tuple[Ints, ...]:
    """The columns of hits, in order."""
    return tuple(getattr(hits, name) for name in _COLUMNS)


def empty() -> Hits:
    """No hits."""
    import numpy as np

    return Hits(*(np.zeros(0, dtype=np.int32) for _ in _COLUMNS))


def joined(parts: Sequence[Hits]) -> Hits:
    """Several lots of hits as one."""
    import numpy as np

    return Hits(*(np.concatenate(column) for column in zip(*(columns(part) for part in parts), strict=True)))


def renumbered(hits: Hits, documents: Sequence[int], codes: Sequence[int]) -> Hits:
    """The same hits under new indices of documents and codes; -1 leaves out."""
    import numpy as np

    document = np.array(documents, dtype=np.int32)[hits.document]
    code = np.array(codes, dtype=np.int32)[hits.code]
    kept = (document >= 0) & (code >= 0)
    if kept.all():
        return Hits(document, code, hits.turn, hits.start, hits.end, hits.term)
    return Hits(document[kept], code[kept], hits.turn[kept], hits.start[kept], hits.end[kept], hits.term[kept])


def in_order(hits: Hits) -> Hits:
    """By document, place and code, whatever order they came in."""
    import numpy as np

    width = int(hits.start.max(initial=0)) + 1
    key = (hits.document.astype(np.int64) * width + hits.start) * (int(hits.code.max(initial=0)) + 1) + hits.code
    if (key[1:] >= key[:-1]).all():
        return hits
    order = np.argsort(key, kind="stable")
    return Hits(*(column[order] for column in columns(hits)))


def _index(names: Sequence[str]) -> Mapping[str, int]:
    return {name: index for index, name in enumerate(names)}


def _to_bytes(segment: Segment) -> bytes:
    told: dict[str, Any] = {"id": segment.id, "documents": segment.documents, "codes": segment.codes}
    return to_bytes(told, dict(zip(_COLUMNS, columns(segment.hits), strict=True)))
