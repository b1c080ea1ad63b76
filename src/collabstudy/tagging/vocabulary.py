"""The different words of texts, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from collabstudy.tagging.keys import KeyTable, keys_of
from collabstudy.tagging.letters import normal
from collabstudy.tagging.signs import LETTERS, as_bytes, classes, parts, settle, word_pattern
from collabstudy.tagging.tokens import NEXT, PARTED, Words, joined

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Ints, Keys, Places

_CHUNK = 250_000  # bytes read at a time, so that they stay in the processor's cache
_EDGE = b"\0" * 16


class Vocabulary:
    """The different words of texts, in normal form, numbered as they come.

    >>> vocabulary = Vocabulary()
    >>> words = vocabulary.read(["Trust is trust.", "I trust"])
    >>> vocabulary.forms, words.ids.tolist(), words.first.tolist()
    (['trust', 'is', 'i'], [0, 1, 0, 2, 0], [0, 3, 5])
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._table = KeyTable()

    def numbers(self, forms: Iterable[str]) -> list[int]:
        """The numbers of words in normal form; new ones for those that were not there."""
        known = self._numbers
        found = [known.setdefault(form, len(known)) for form in forms]
        self.forms += islice(known, len(self.forms), None)
        return found

    def read(self, texts: Iterable[str]) -> Words:
        """All words of the texts. Those that fit into Latin-1 are read five to ten times as fast as others."""
        return joined(list(self.parts(texts)))

    def parts(self, texts: Iterable[str]) -> Iterator[Words]:
        """The words of the texts, some texts at a time, in the order given."""
        for chunk in _chunks(texts):
            yield from self._read_chunk(chunk)

    def _read_chunk(self, chunk: list[bytes | str]) -> Iterator[Words]:
        if isinstance(chunk[0], str):
            yield from (self._read_any(text) for text in chunk if isinstance(text, str))
            return
        yield self._read_bytes([text for text in chunk if isinstance(text, bytes)])

    def _read_any(self, text: str) -> Words:
        import numpy as np

        places = [(found.start(), found.end()) for found in word_pattern().finditer(text)]
        ids = self.numbers([normal(text[start:end]) for start, end in places])
        edges = [0, *(end for _, end in places)]
        apart = [parts(text, edge, start) for edge, (start, _) in zip(edges, places, strict=False)]
        breaks = [PARTED if number and parted else NEXT for number, parted in enumerate(apart)]
        return Words(
            np.array(ids, dtype=np.int32),
            np.array([start for start, _ in places], dtype=np.int32),
            np.array([end - start for start, end in places], dtype=np.int32),
            np.array(breaks, dtype=np.uint8),
            np.array([0, len(ids)], dtype=np.int64),
        )

    def _read_bytes(self, texts: list[bytes]) -> Words:
        import numpy as np

        raw = _EDGE + b"\0".join(texts) + _EDGE
        signs = np.frombuffer(bytearray(raw.translate(classes())), dtype=np.uint8)
        parting = settle(signs)
        letter = signs >= LETTERS
        edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        breaks = np.zeros(starts.size + 1, dtype=np.uint8)
        breaks[np.searchsorted(starts, parting)] = PARTED
        keys = keys_of(signs, starts, ends - starts)
        ids, new = self._table.look_up(keys)
        if new.size:
            ids[new] = self._enter(keys[new], signs.tobytes(), starts[new], ends[new])
        bases = np.cumsum([len(_EDGE), *(len(text) + 1 for text in texts)])
        first = np.searchsorted(starts, bases)
        within = starts - np.repeat(bases[:-1], np.diff(first))
        breaks[first] = NEXT  # before the first word of a text stands nothing
        lengths = (ends - starts).astype(np.int32)
        return Words(ids, within.astype(np.int32), lengths, breaks[:-1], first.astype(np.int64))

    def _enter(self, keys: Keys, letters: bytes, starts: Places, ends: Places) -> Ints:
        """Number words that have no key yet, as they come; the same one may come twice."""
        import numpy as np

        different, first, which = np.unique(keys, return_index=True, return_inverse=True)
        order = np.argsort(first)
        chosen = first[order]
        places = zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)
        words = b"\n".join([letters[start:end] for start, end in places]).decode("latin-1").split("\n")
        numbers = np.empty(different.size, dtype=np.int32)
        numbers[order] = self.numbers(map(normal, words))
        self._table.keep(different, numbers)
        entered: Ints = numbers[which]
        return entered


def _chunks(texts: Iterable[str]) -> Iterator[list[bytes | str]]:
    """Neighbouring texts that are read together: about a chunk of bytes, or one that only the slow way can read."""
    together: list[bytes | str] = []
    size = 0
    for text in texts:
        letters = as_bytes(text)
        if together and (letters is None or size > _CHUNK):
            yield together
            together, size = [], 0
        if letters is None:
            yield [text]
            continue
        together.append(letters)
        size += len(letters)
    if together:
        yield together
