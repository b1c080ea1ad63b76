"""Every word that was said in a study, as numbers: searched without being read again."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, overload

from collabstudy.briefing.finished.tokens import BREAK, WORD, Word, normal
from collabstudy.errors import SourceError
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document, Transcript, Turn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from collabstudy.model.study import Study

    Numbers = NDArray[np.int32]
    Places = NDArray[np.int64]

APART = -1
"""The number between two speakers and between two documents."""


class Vocabulary(dict[str, int]):
    """The words of some quotations by number, from 1; what none of them has is 0. Spellings are remembered."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__({BREAK: APART})
        self.numbers = {word: number for number, word in enumerate(dict.fromkeys(words), 1)}

    def __missing__(self, word: str) -> int:
        number = self[word] = self.numbers.get(normal(word), 0)
        return number


@dataclass(frozen=True, slots=True)
class Source:
    """A document whose words are searched, or only the text of it that was coded; `first` is its first word's place."""

    document: Document
    transcript: Transcript
    first: int


@dataclass(frozen=True)
class Spoken:
    """What was said in a study: `ids` has one number a word, all documents one after the other.

    `unread` are documents whose text is not there to be searched.
    """

    sources: tuple[Source, ...]
    ids: Numbers = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    unread: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Places:
        """How often each word of the vocabulary was said."""
        import numpy as np

        return np.bincount(np.maximum(self.ids, 0), minlength=len(self.vocabulary.numbers) + 1)

    @cached_property
    def _order(self) -> tuple[Places, Places]:
        """The places of all words, sorted by their number, and where each number begins."""
        import numpy as np

        places = np.flatnonzero(self.ids > 0)
        order = places[np.argsort(self.ids[places], kind="stable")]
        ends = np.cumsum(np.concatenate([[0], self.counts[1:]]))
        return order, ends

    def places(self, number: int) -> Places:
        """Where a word was said."""
        order, ends = self._order
        return order[ends[number - 1] : ends[number]]

    def source_at(self, place: int) -> Source:
        """The document that a word stands in."""
        return self.sources[bisect_right(self._firsts, place) - 1]

    def words(self, source: Source) -> Words:
        """The words of one document with their places in its text."""
        if source.first not in self._words:
            self._words[source.first] = Words(source.transcript)
        return self._words[source.first]

    @cached_property
    def _words(self) -> dict[int, Words]:
        return {}

    @cached_property
    def _firsts(self) -> list[int]:
        return [source.first for source in self.sources]

    def end(self, source: Source) -> int:
        """Behind the last word of a document."""
        at = bisect_right(self._firsts, source.first)
        return self._firsts[at] if at < len(self._firsts) else len(self.ids)


def spoken(study: Study, words: Iterable[str]) -> Spoken:
    """Go through all transcripts once, for these words. Of withdrawn documents too: their words must not be printed."""
    import numpy as np

    vocabulary = Vocabulary(words)
    sources: list[Source] = []
    found: list[Numbers] = []
    unread: list[str] = []
    at = 0
    for document in study.documents:
        texts = _texts(study, document)
        unread += [] if texts else [document.id]
        for transcript in texts:
            heard = [*WORD.findall(_heard(transcript)), BREAK]
            ids = np.fromiter(map(vocabulary.__getitem__, heard), np.int32, count=len(heard))
            sources.append(Source(document, transcript, at))
            found.append(ids)
            at += len(ids)
    ids = np.concatenate(found) if found else np.zeros(0, np.int32)
    return Spoken(tuple(sources), ids, vocabulary, tuple(unread))


def _texts(study: Study, document: Document) -> tuple[Transcript, ...]:
    """The transcript of a document; of a withdrawn one whose source is gone, what was kept of it when it was coded."""
    try:
        return (study.transcript(document.id),)
    except SourceError:
        return () if may_count(document) else tuple(_kept(study, document))


def _kept(study: Study, document: Document) -> Iterable[Transcript]:
    from collabstudy.io.kept import kept_text
    from collabstudy.io.log import read_events

    events = (event for event in read_events(study.folder, []) if event.document == document.id)
    names = dict.fromkeys(str(event.details.get("text") or "") for event in events)
    texts = (kept_text(study.folder, name) for name in names if name)
    for text in filter(None, texts):
        stretches = re.finditer(r"\S(?:.*\S)?", text)
        yield Transcript(text, tuple(Turn(n, "paragraph", s.start(), s.end()) for n, s in enumerate(stretches, 1)))


def _heard(transcript: Transcript) -> str:
    """All that was said, turn by turn, with a break where somebody else begins."""
    parts: list[str] = []
    for _, text, apart in _turns(transcript):
        parts += [BREAK if apart else "\n", text]
    return "".join(parts)


class Words(Sequence[Word]):
    """The words of one transcript, numbered as they are heard; a break has no letters."""

    def __init__(self, transcript: Transcript) -> None:
        self.text = transcript.text
        self.starts, self.ends = array("q"), array("q")
        for turn, text, apart in _turns(transcript):
            if apart:
                self._add(turn.start, turn.start)
            for found in WORD.finditer(text):
                self._add(turn.start + found.start(), turn.start + found.end())
        self._add(len(self.text), len(self.text))

    def _add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        start, end = self.starts[at], self.ends[at]
        return Word(normal(self.text[start:end]), start, end)


def _turns(transcript: Transcript) -> Iterable[tuple[Turn, str, bool]]:
    """The turns with what is said in them, as long as the turn, and whether somebody else speaks than before."""
    before: Turn | None = None
    for turn in transcript.turns:
        text = transcript.slice(turn).replace(BREAK, " ")
        for start, end in turn.gaps:
            first, last = max(start - turn.start, 0), max(end - turn.start, 0)
            text = text[:first] + " " * (last - first) + text[last:]
        yield turn, text, before is not None and (before.speaker, before.kind) != (turn.speaker, turn.kind)
        before = turn
