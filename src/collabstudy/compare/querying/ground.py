"""The stretches in which a query is answered, in one row: those of every text, one text after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from collabstudy.compare.counting.units import Unit, sentences_of
from collabstudy.compare.distinguishing.words import blanked, places_of
from collabstudy.model.consent import is_interviewer, may_count
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.span import Stretch
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]

_KEPT = "_ground"  # where a study keeps it
APART = 1 << 40
"""How far the words and turns of two documents are from each other: further than any query may say."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The turns of all documents that count, or their sentences: `cells`, sorted, none over another.

    `base` is where the text of each document begins in the row; `start` and `end` of a cell count in the row. `turn`
    and `document` say where a cell lies; `spoken` is false for the interviewer's words and headings.
    """

    study: Study
    documents: tuple[Document, ...]
    transcripts: tuple[Transcript, ...]
    turns: tuple[Turn, ...]
    base: Numbers
    start: Numbers
    end: Numbers
    turn: Numbers
    document: Numbers
    spoken: Mask
    interviewer: Mask

    @classmethod
    def of(cls, study: Study, unit: Unit) -> Ground:
        """The ground of a study, laid out once for turns and once for sentences.

        Raises SourceError when a document cannot be read.
        """
        kept = vars(study).setdefault(_KEPT, {})
        cut = "sentence" if unit == "sentence" else "turn"
        if cut not in kept:
            kept[cut] = cls._laid_out(study, sentences=cut == "sentence")
        ground: Ground = kept[cut]
        return ground

    @classmethod
    def _laid_out(cls, study: Study, *, sentences: bool) -> Ground:
        import numpy as np

        documents = tuple(document for document in study.documents if may_count(document))
        transcripts = tuple(study.transcript(document.id) for document in documents)
        lengths = [len(transcript.text) + 1 for transcript in transcripts]
        base = np.cumsum([0, *lengths], dtype=np.int64)
        cut = _sentences() if sentences else _whole
        turns = [(at, turn) for at, transcript in enumerate(transcripts) for turn in transcript.turns]
        cells = [
            (base[at] + start, base[at] + end, number, at)
            for number, (at, turn) in enumerate(turns)
            for start, end in cut(transcripts[at], turn)
        ]
        start, end, turn, document = np.array(cells, dtype=np.int64).reshape(-1, 4).T
        asks = np.array([is_interviewer(turn) for _, turn in turns], dtype=bool)
        heads = np.array([turn.kind == "heading" for _, turn in turns], dtype=bool)
        return cls(
            study,
            documents,
            transcripts,
            tuple(turn for _, turn in turns),
            base[:-1],
            start,
            end,
            turn,
            document,
            ~(asks | heads)[turn],
            asks[turn],
        )

    def touched(self, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """Pairs: which of these stretches, and which cell it shares a code point with, sorted."""
        import numpy as np

        first = np.searchsorted(self.end, start, side="right")
        many = np.maximum(np.searchsorted(self.start, end, side="left") - first, 0)
        which = np.repeat(np.arange(len(start)), many)
        return which, np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many) + first[which]

    def turns_where(self, test: Callable[[Document, Turn], bool]) -> Mask:
        """The cells of the turns that meet a test."""
        import numpy as np

        of = self._document_of_turn
        met = [test(self.documents[at], turn) for at, turn in zip(of, self.turns, strict=True)]
        return np.array(met, dtype=bool)[self.turn]

    def turn_place(self, cell: Numbers) -> Numbers:
        """The turns of cells as numbers in which those of two documents are far apart."""
        return self.turn[cell] + self.document[cell] * APART

    def words_at(self, start: Numbers, end: Numbers, cell: Numbers) -> tuple[Numbers, Numbers]:
        """The first and the last word of stretches, counted like turns; labels and gaps are no words."""
        import numpy as np

        far = self.document[cell] * APART
        first, after = self._words_in(start, end)
        return first + far, np.maximum(first, after - 1) + far

    def has_words(self, start: Numbers, end: Numbers) -> Mask:
        """Whether a word, or a part of one, lies in each stretch."""
        first, after = self._words_in(start, end)
        return first < after

    @cached_property
    def _document_of_turn(self) -> list[int]:
        return [at for at, transcript in enumerate(self.transcripts) for _ in transcript.turns]

    def _words_in(self, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """The first word that ends after each start, and the first that does not start before each end.

        Both ends of a stretch are looked up one after the other, and nothing but where words start is searched: of
        millions of words few are near in memory, and those of the start are near those of the end.
        """
        import numpy as np

        starts, ends_before = self._words
        first, after = np.searchsorted(starts, np.stack([start, end], axis=1), side="left").T
        return first - (ends_before[first] > start), after

    @cached_property
    def _words(self) -> tuple[Numbers, Numbers]:
        """Where each word starts; and where the one before it ends, also for a word after the last."""
        import numpy as np

        parts = [np.zeros(0, dtype=np.int64)]
        for base, transcript in zip(self.base.tolist(), self.transcripts, strict=True):
            for turn in transcript.turns:
                places = chain.from_iterable(places_of(blanked(transcript, turn)))
                parts.append(np.fromiter(places, dtype=np.int64) + (base + turn.start))
        edges = np.concatenate(parts)
        return np.ascontiguousarray(edges[::2]), np.concatenate([[-1], edges[1::2]])


def _whole(transcript: Transcript, turn: Turn) -> Iterator[Stretch]:
    if turn.start < turn.end:
        yield turn.start, turn.end


def _sentences() -> Callable[[Transcript, Turn], Iterator[Stretch]]:
    cut = sentences_of()
    return lambda transcript, turn: iter(cut(transcript, turn))
