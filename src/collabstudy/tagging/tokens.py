"""The words of texts as numbers of a vocabulary, and where they stand.

A word is a run of letters and digits, with apostrophes inside it. Hyphens part words, so that `trust` is found in
*trust-based*; terms written with a hyphen find every way of writing them (see `terms`). What punctuation stands before
a word is kept, because a phrase does not reach across a full stop.

Most texts fit into Latin-1 once their typographic signs are replaced one for one. Those are read as bytes, all words of
many texts at a time: the first eight bytes of a word are its key, longer words are mixed into 64 bits. All other
texts are read with a regular expression, with the same result, five to ten times slower.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from collabstudy.tagging.letters import APOSTROPHES, HYPHENS, INVISIBLE, is_letter, normal

if TYPE_CHECKING:
    from regex import Pattern

    from collabstudy.tagging.arrays import Ints, Keys, Places, Small, Whole


NEXT, PARTED, TURN = 0, 1, 2
"""What stands before a word: nothing that matters, punctuation, the beginning of a turn."""

_BLANK, _BREAK, _APOSTROPHE, _HYPHEN, _NEWLINE = 0, 1, 2, 3, 4  # classes of bytes; letters keep their code, from 48 on
_CHUNK = 250_000  # bytes read at a time, so that they stay in the processor's cache
_EDGE = b"\0" * 16
_FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd numbers of 64 bits that mix well


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


class Vocabulary:
    """The different words of texts, in normal form, numbered as they come.

    >>> vocabulary = Vocabulary()
    >>> words = vocabulary.read(["Trust is trust.", "I trust"])
    >>> vocabulary.forms, words.ids.tolist(), words.first.tolist()
    (['trust', 'is', 'i'], [0, 1, 0, 2, 0], [0, 3, 5])
    """

    def __init__(self) -> None:
        import numpy as np

        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._keys = np.zeros(1 << 14, dtype=np.uint64)
        self._values = np.full(1 << 14, -1, dtype=np.int32)
        self._used = 0

    def number(self, form: str) -> int:
        """The number of a word in normal form; a new one if it was not there."""
        found = self._numbers.get(form)
        if found is None:
            found = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return found

    def read(self, texts: Iterable[str]) -> Words:
        """All words of the texts."""
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

        places = [(found.start(), found.end()) for found in _word().finditer(text)]
        ids = [self.number(normal(text[start:end])) for start, end in places]
        edges = [0, *(end for _, end in places)]
        breaks = [_before(text, edge, start) for edge, (start, _) in zip(edges, places, strict=False)]
        breaks[:1] = [NEXT] * len(breaks[:1])
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
        signs = np.frombuffer(bytearray(raw.translate(_classes())), dtype=np.uint8)
        parting = _settle(signs)
        letter = signs > _NEWLINE
        edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        breaks = np.zeros(starts.size + 1, dtype=np.uint8)
        breaks[np.searchsorted(starts, parting)] = PARTED
        ids = self._look_up(_keys(signs, starts, ends - starts), signs.tobytes(), starts, ends)
        bases = np.cumsum([len(_EDGE), *(len(text) + 1 for text in texts)])
        first = np.searchsorted(starts, bases)
        within = starts - np.repeat(bases[:-1], np.diff(first))
        breaks[first] = NEXT  # before the first word of a text stands nothing
        lengths = (ends - starts).astype(np.int32)
        return Words(ids, within.astype(np.int32), lengths, breaks[:-1], first.astype(np.int64))

    def _look_up(self, keys: Keys, letters: bytes, starts: Places, ends: Places) -> Ints:
        import numpy as np

        slots = self._slots(keys)
        ids: Ints = self._values[slots]
        left = np.flatnonzero(self._keys[slots] != keys)
        at, unknown = slots[left], [left[:0]]
        while left.size:
            free = self._values[at] < 0
            unknown.append(left[free])
            left, at = left[~free], (at[~free] + 1) & (self._keys.size - 1)
            found = self._keys[at] == keys[left]
            ids[left[found]] = self._values[at[found]]
            left, at = left[~found], at[~found]
        new = np.concatenate(unknown)
        if new.size:
            new.sort()
            ids[new] = self._enter(keys[new], letters, starts[new], ends[new])
        return ids

    def _enter(self, keys: Keys, letters: bytes, starts: Places, ends: Places) -> Ints:
        """Number words that have no key yet, as they come; the same one may come twice."""
        import numpy as np

        different, first, which = np.unique(keys, return_index=True, return_inverse=True)
        order = np.argsort(first)
        chosen = first[order]
        words = [letters[start:end] for start, end in zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)]
        numbers = np.empty(different.size, dtype=np.int32)
        numbers[order] = [self.number(normal(word.decode("latin-1"))) for word in words]
        self._keep(different, numbers)
        entered: Ints = numbers[which]
        return entered

    def _keep(self, keys: Keys, values: Ints) -> None:
        """Put different new keys into the table, each into the first free slot from its own on."""
        import numpy as np

        self._used += keys.size
        if self._used * 4 > self._keys.size:
            old = self._values >= 0
            keys, values = np.concatenate([self._keys[old], keys]), np.concatenate([self._values[old], values])
            size = 1 << (self._used * 8).bit_length()
            self._keys, self._values = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
        slots = self._slots(keys)
        while keys.size:
            free = self._values[slots] < 0
            self._keys[slots[free]] = keys[free]
            won = free & (self._keys[slots] == keys)
            self._values[slots[won]] = values[won]
            keys, values, slots = keys[~won], values[~won], (slots[~won] + 1) & (self._keys.size - 1)

    def _slots(self, keys: Keys) -> Places:
        import numpy as np

        bits = self._keys.size.bit_length() - 1
        slots: Places = ((keys * np.uint64(_FIRST)) >> np.uint64(64 - bits)).astype(np.int64)
        return slots


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


def _chunks(texts: Iterable[str]) -> Iterator[list[bytes | str]]:
    """Neighbouring texts that are read together: about a chunk of bytes, or one that only the slow way can read."""
    together: list[bytes | str] = []
    size = 0
    for text in texts:
        letters = _as_bytes(text)
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


def _as_bytes(text: str) -> bytes | None:
    """The text in Latin-1, one byte a code point, or None where that would lose a letter."""
    try:
        letters = text.encode("latin-1")
        return None if b"\xad" in letters else letters
    except UnicodeEncodeError:
        odd = sorted(sign for sign in set(text) if sign > "\xff" or sign in INVISIBLE)
    if any(is_letter(sign) or sign in INVISIBLE for sign in odd):
        return None
    for sign in odd:
        text = text.replace(sign, _STAND_IN[_class(sign)])
    return text.encode("latin-1")


_STAND_IN = {_BLANK: " ", _BREAK: ".", _APOSTROPHE: "'", _HYPHEN: "-"}


def _class(sign: str) -> int:
    """What a sign that is no letter does to the words around it."""
    if sign in APOSTROPHES:
        return _APOSTROPHE
    if sign in HYPHENS:
        return _HYPHEN
    if sign == "\n":
        return _NEWLINE
    quotation_mark = unicodedata.category(sign) in ("Pi", "Pf") or sign in '"„‚'
    return _BLANK if quotation_mark or sign.isspace() or sign in "*_" or sign in INVISIBLE else _BREAK


@cache
def _classes() -> bytes:
    """For each byte of Latin-1: itself in lower case if it is a letter, else its class."""
    table = bytearray(256)
    for code in range(256):
        sign = chr(code)
        lower = sign.lower()
        table[code] = (ord(lower) if len(lower) == 1 and lower <= "\xff" else code) if is_letter(sign) else _class(sign)
    return bytes(table)


def _settle(signs: Small) -> Places:
    """Make apostrophes between letters part of the word, and tell which signs part words from each other."""
    import numpy as np

    letter = signs > _NEWLINE
    apostrophes = np.flatnonzero(signs == _APOSTROPHE)
    hyphens = np.flatnonzero(signs == _HYPHEN)
    newlines = np.flatnonzero(signs == _NEWLINE)
    parting = (
        np.flatnonzero(signs == _BREAK),
        hyphens[~letter[hyphens - 1]],
        newlines[signs[newlines - 1] == _NEWLINE],
    )
    inside = letter[apostrophes - 1] & letter[apostrophes + 1]
    signs[apostrophes] = np.where(inside, ord("'"), _BLANK)
    return np.concatenate(parting)


def _keys(signs: Small, starts: Places, lengths: Places) -> Keys:
    """A number for each word: its letters where it has up to eight, else its letters mixed into 64 bits."""
    import numpy as np

    eight: Keys = np.ndarray((signs.size - 7,), dtype="<u8", buffer=signs, strides=(1,))
    masks = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)
    keys = eight[starts] & masks[np.minimum(lengths, 8)]
    longer, offset = np.flatnonzero(lengths > 8), 8
    while longer.size:
        left = lengths[longer] - offset
        mixed = keys[longer]
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(_FIRST)
        rest = eight[starts[longer] + offset] & masks[np.minimum(left, 8)]
        keys[longer] = mixed ^ (rest * np.uint64(_SECOND))
        longer, offset = longer[left > 8], offset + 8
    return keys


@cache
def _word() -> Pattern[str]:
    import regex

    letters = r"[\p{L}\p{M}\p{N}]+"
    return regex.compile(f"{letters}(?:(?:[{APOSTROPHES}]|[{INVISIBLE}]+){letters})*")


def _before(text: str, edge: int, start: int) -> int:
    """What stands between two words, from `edge` to `start`."""
    for at in range(edge, start):
        sign, previous = text[at], text[at - 1 : at]
        kind = _class(sign)
        after_letter = previous != "" and is_letter(previous)
        if kind == _BREAK or (kind == _HYPHEN and not after_letter) or (kind == _NEWLINE and previous == "\n"):
            return PARTED
    return NEXT
