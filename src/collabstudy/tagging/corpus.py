"""Documents as words in turns, ready to be searched."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collabstudy.model.document import Turn
from collabstudy.tagging.tokens import TURN, Words, joined
from collabstudy.tagging.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Places, Whole


_BATCH = 400_000  # words that are searched together


@dataclass(frozen=True, slots=True)
class Readable:
    """What the tagger sees of a document; `key` names all of it, and so the tags that any codes give."""

    key: str
    kind: str
    text: str
    turns: Sequence[Turn]

    @property
    def said(self) -> str:
        """The text with blanks where nobody spoke, so that every place stays where it is.

        >>> Readable("k", "interview", "Yes [0:07] no", [Turn(1, "speech", 0, 13, gaps=((4, 10),))]).said
        'Yes        no'
        """
        text = self.text
        for turn in self.turns:
            for start, end in turn.gaps:
                text = text[:start] + " " * (end - start) + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class Batch:
    """Neighbouring documents that are searched together: the words of their turns, and nothing else.

    `sizes` are the code points of each document. For each turn: the index of its document in the batch, its number
    in the document, its first word, the index of its role in `Corpus.roles`, and whether it is a heading.
    """

    words: Words
    sizes: Places
    document: Whole
    number: Whole
    first: Places
    role: Whole
    heading: Flags


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents of one language, in batches; `keys` and `kinds` run over the documents of all batches."""

    language: str
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    forms: tuple[str, ...]
    batches: tuple[Batch, ...]


def read(documents: Iterable[Readable], language: str) -> Corpus:
    """Take documents apart into words.

    >>> turns = [Turn(1, "speech", 4, 20), Turn(2, "speech", 25, 33)]
    >>> corpus = read([Readable("k", "interview", "Eve Working together.Bob Together", turns)], "en")
    >>> corpus.forms, corpus.batches[0].first.tolist()
    (('eve', 'working', 'together', 'bob'), [0, 2])
    """
    vocabulary = Vocabulary()
    roles: dict[str, int] = {}
    seen: list[Readable] = []
    waiting: deque[Readable] = deque()

    def texts() -> Iterator[str]:
        for document in documents:
            waiting.append(document)
            seen.append(Readable(document.key, document.kind, "", ()))
            yield document.said

    parts = (
        _in_turns(words, [waiting.popleft() for _ in range(words.first.size - 1)], roles)
        for words in vocabulary.parts(texts())
    )
    batches = tuple(_batches(parts))
    kinds, keys = tuple(document.kind for document in seen), tuple(document.key for document in seen)
    return Corpus(language, keys, kinds, tuple(roles), tuple(vocabulary.forms), batches)


def _in_turns(words: Words, documents: list[Readable], roles: dict[str, int]) -> Batch:
    """Leave out the words that stand in no turn."""
    import numpy as np

    sizes = np.array([len(document.text) for document in documents], dtype=np.int64)
    bases = np.cumsum(sizes) - sizes
    turns = [turn for document in documents for turn in document.turns]
    owner = np.repeat(np.arange(len(documents)), [len(document.turns) for document in documents])
    starts = np.array([turn.start for turn in turns], dtype=np.int64) + bases[owner]
    ends = np.array([turn.end for turn in turns], dtype=np.int64) + bases[owner]
    at = words.starts + np.repeat(bases, np.diff(words.first))
    first, last = np.searchsorted(at, starts), np.searchsorted(at + words.lengths, ends, side="right")
    inside = np.zeros(at.size + 1, dtype=np.int8)
    filled = last > first
    inside[first[filled]] += 1
    inside[last[filled]] -= 1
    kept = np.cumsum(inside[:-1], dtype=np.int8).astype(bool)
    rank = np.concatenate([[0], np.cumsum(kept)])
    breaks = words.breaks[kept]
    turn_first = rank[first]
    breaks[turn_first[turn_first < breaks.size]] = TURN
    return Batch(
        Words(words.ids[kept], words.starts[kept], words.lengths[kept], breaks, rank[words.first]),
        sizes,
        owner.astype(np.int32),
        np.array([turn.number for turn in turns], dtype=np.int32),
        turn_first,
        np.array([roles.setdefault(turn.role or "", len(roles)) for turn in turns], dtype=np.int32),
        np.array([turn.kind == "heading" for turn in turns], dtype=np.bool_),
    )


def _batches(parts: Iterable[Batch]) -> Iterator[Batch]:
    together: list[Batch] = []
    for part in parts:
        together.append(part)
        if sum(batch.words.ids.size for batch in together) > _BATCH:
            yield join(together)
            together = []
    if together:
        yield join(together)


def join(batches: Sequence[Batch]) -> Batch:
    """Several batches as one."""
    import numpy as np

    if len(batches) == 1:
        return batches[0]
    documents = np.cumsum([0, *(batch.sizes.size for batch in batches)])
    words = np.cumsum([0, *(batch.words.ids.size for batch in batches)])
    return Batch(
        joined([batch.words for batch in batches]),
        np.concatenate([batch.sizes for batch in batches]),
        np.concatenate([b.document + np.int32(base) for b, base in zip(batches, documents, strict=False)]),
        np.concatenate([batch.number for batch in batches]),
        np.concatenate([batch.first + base for batch, base in zip(batches, words, strict=False)]),
        np.concatenate([batch.role for batch in batches]),
        np.concatenate([batch.heading for batch in batches]),
    )


def having(corpus: Corpus, keys: Collection[str]) -> Corpus:
    """The corpus without those batches that hold none of the documents."""
    import numpy as np

    edges = np.cumsum([0, *(batch.sizes.size for batch in corpus.batches)]).tolist()
    kept = [
        (batch, first, last)
        for batch, first, last in zip(corpus.batches, edges, edges[1:], strict=False)
        if not set(keys).isdisjoint(corpus.keys[first:last])
    ]
    return replace(
        corpus,
        keys=tuple(key for _, first, last in kept for key in corpus.keys[first:last]),
        kinds=tuple(kind for _, first, last in kept for kind in corpus.kinds[first:last]),
        batches=tuple(batch for batch, _, _ in kept),
    )
