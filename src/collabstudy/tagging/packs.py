"""Words of documents that were read before, so that an edited code needs no text.

A pack holds the documents that were read in one go. There are at most a few: when there would be more, the smallest
is forgotten, and its documents are read again should they be needed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.model.cache import Cache
from collabstudy.model.span import text_hash
from collabstudy.tagging.blob import from_bytes, to_bytes
from collabstudy.tagging.corpus import Batch, Corpus
from collabstudy.tagging.tokens import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHELF = "tokens"
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents: where a pack lies, and the documents in it."""

    place: int
    id: str
    language: str
    keys: tuple[str, ...]


class Packs:
    """What the cache holds of the words of documents."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._entries = _contents(cache)

    def having(self, keys: Collection[str], language: str) -> list[Corpus]:
        """The packs of a language that hold any of these documents; each may hold others too."""
        wanted, found = set(keys), []
        for entry in self._entries:
            corpus = self._load(entry) if entry.language == language and not wanted.isdisjoint(entry.keys) else None
            if corpus is not None:
                found.append(corpus)
                wanted.difference_update(corpus.keys)
        return found

    def add(self, corpus: Corpus, living: Collection[str]) -> None:
        """Keep a corpus; packs that hold hardly any of the `living` documents are forgotten."""
        if self._cache is None or not corpus.keys:
            return
        useful = [entry for entry in self._entries if 2 * len(set(entry.keys) & set(living)) > len(entry.keys)]
        useful = sorted(useful, key=lambda entry: -len(entry.keys))[: _MOST - 1]
        place = min(set(range(_MOST + 1)) - {entry.place for entry in self._entries})
        entry = _Entry(place, text_hash("\n".join((corpus.language, *corpus.keys))), corpus.language, corpus.keys)
        self._cache.put(SHELF, f"pack-{place}", _to_bytes(corpus, entry.id))
        self._entries = [*useful, entry]
        contents = [[e.place, e.id, e.language, e.keys] for e in self._entries]
        self._cache.put(SHELF, "contents", json.dumps(contents).encode())

    def _load(self, entry: _Entry) -> Corpus | None:
        assert self._cache is not None
        found = from_bytes(self._cache.get(SHELF, f"pack-{entry.place}"))
        return None if found is None or found[0]["id"] != entry.id else _from_told(*found)


def _contents(cache: Cache | None) -> list[_Entry]:
    kept = cache.get(SHELF, "contents") if cache else None
    try:
        return [_Entry(place, name, language, tuple(keys)) for place, name, language, keys in json.loads(kept or b"[]")]
    except (ValueError, TypeError):
        return []


def _to_bytes(corpus: Corpus, name: str) -> bytes:
    told = {
        "id": name,
        "language": corpus.language,
        "keys": corpus.keys,
        "kinds": corpus.kinds,
        "roles": corpus.roles,
        "forms": "\n".join(corpus.forms),
        "batches": len(corpus.batches),
    }
    arrays = {f"{i}.{name}": column for i, b in enumerate(corpus.batches) for name, column in _columns(b).items()}
    return to_bytes(told, arrays)


def _from_told(told: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> Corpus:
    forms = tuple(told["forms"].split("\n")) if told["forms"] else ()
    batches = tuple(
        _batch({name: arrays[f"{i}.{name}"] for name in (*_WORDS, *_TURNS)}) for i in range(told["batches"])
    )
    return Corpus(told["language"], tuple(told["keys"]), tuple(told["kinds"]), tuple(told["roles"]), forms, batches)


_WORDS: Sequence[str] = ("ids", "starts", "lengths", "breaks", "first")
_TURNS: Sequence[str] = ("sizes", "document", "number", "first_word", "role", "heading")
_AS_WERE = ("first", "sizes", "document", "number", "first_word", "role")  # the others do with the few bytes they have


def _columns(batch: Batch) -> dict[str, NDArray[Any]]:
    words = batch.words
    columns: list[NDArray[Any]] = [words.ids, words.starts, words.lengths, words.breaks, words.first]
    columns += [batch.sizes, batch.document, batch.number, batch.first, batch.role, batch.heading]
    return dict(zip((*_WORDS, *_TURNS), columns, strict=True))


def _batch(columns: dict[str, NDArray[Any]]) -> Batch:
    typed = columns | {name: columns[name].astype("int64") for name in _AS_WERE}
    return Batch(Words(*(typed[name] for name in _WORDS)), *(typed[name] for name in _TURNS))
