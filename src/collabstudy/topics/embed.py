"""Passages as points that lie close when they mean the same, computed once and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from collabstudy.model.cache import Cache
from collabstudy.topics.minilm import NAME, WIDTH, minilm
from collabstudy.topics.passages import Passages

if TYPE_CHECKING:
    from collabstudy.topics.minilm import Floats

Progress = Callable[[int, int], None]
"""Told how many passages are done, and of how many."""

SHELF = "embeddings"
_FLOAT = "<f4"


@dataclass(frozen=True)
class Embeddings:
    """One row of 384 numbers per passage, in the order of the passages.

    `embedded` names the documents that had to be computed; the others came from the cache.
    """

    vectors: Floats = field(repr=False)
    embedded: tuple[str, ...] = ()


def embed(found: Passages, *, cache: Cache | None = None, progress: Progress | None = None) -> Embeddings:
    """Embed passages by MiniLM, document by document; a document whose passages are in the cache is not computed again.

    The bytes of a row depend on its text alone: not on order, batch, threads or cache.

    Raises MissingPartError when the extra `topics` is not installed.
    """
    import numpy as np

    rows, embedded, done = [np.empty((0, WIDTH), np.float32)], [], 0
    with one_thread_each(), ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for document, texts in _by_document(found):
            kept = cache.get(SHELF, _key(texts)) if cache is not None else None
            if kept is None or len(kept) != len(texts) * WIDTH * 4:
                kept = np.asarray(list(workers.map(minilm().vector, texts)), _FLOAT).tobytes()
                embedded.append(document)
                if cache is not None:
                    cache.put(SHELF, _key(texts), kept)
            rows.append(np.frombuffer(kept, _FLOAT).reshape(-1, WIDTH).astype(np.float32, copy=False))
            done += len(texts)
            if progress is not None:
                progress(done, len(found))
    return Embeddings(np.concatenate(rows), tuple(embedded))


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Keep the linear algebra to one thread: with more, sums are added in another order and bytes differ."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


def _by_document(found: Passages) -> Iterator[tuple[str, list[str]]]:
    for document, members in groupby(found.with_texts(), key=lambda member: member[0].document):
        yield document, [text for _, text in members]


def _key(texts: list[str]) -> str:
    told = "\x1e".join((NAME, *texts)).encode("utf-8", "surrogatepass")
    return sha256(told).hexdigest()
