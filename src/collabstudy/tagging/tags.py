"""What the codebook's terms found: a table of spans that knows its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import CONTEXT, Coding
from collabstudy.model.consent import may_place
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import Span
from collabstudy.model.study import Study
from collabstudy.tagging.match import Hits

if TYPE_CHECKING:
    import pandas

    from collabstudy.tagging.arrays import Ints


RULES = "rules"


@dataclass(frozen=True, slots=True)
class Work:
    """How much had to be done: documents taken apart into words, documents searched, and pairs of document and code."""

    read: int
    searched: int
    pairs: int


@dataclass(frozen=True, eq=False)
class Tags:
    """Codings by rules, as columns: `document`, `code`, `turn`, `start`, `end` and `term`, of one length, in order.

    `document` is an index into `documents`, `code` into `codes` (those that have terms), `term` into the terms of the
    code; `turn` is the number of the turn, `start` and `end` are code points of the document's text. Hits of one code
    that overlap are one.
    """

    study: Study = field(repr=False)
    codebook: Codebook = field(repr=False)
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    hits: Hits = field(repr=False)
    work: Work
    made_by: MadeBy

    def __len__(self) -> int:
        return int(self.hits.start.size)

    @property
    def document(self) -> Ints:
        """Index of the document of each hit."""
        return self.hits.document

    @property
    def code(self) -> Ints:
        """Index of the code of each hit."""
        return self.hits.code

    @property
    def turn(self) -> Ints:
        """Number of the turn of each hit."""
        return self.hits.turn

    @property
    def start(self) -> Ints:
        """First code point of each hit."""
        return self.hits.start

    @property
    def end(self) -> Ints:
        """The code point after each hit."""
        return self.hits.end

    @property
    def term(self) -> Ints:
        """Index of the term of each hit among the terms of its code."""
        return self.hits.term

    def counts(self) -> dict[str, int]:
        """How many codings each code has, in the order of the codebook."""
        import numpy as np

        found = np.bincount(self.code, minlength=len(self.codes)).tolist()
        return dict(zip(self.codes, found, strict=True))

    def term_counts(self) -> dict[tuple[str, str], int]:
        """How many codings each term of each code has brought; 0 for a term that finds nothing."""
        found = Counter(zip(self.code.tolist(), self.term.tolist(), strict=True))
        return {
            (code, term): found[index, number]
            for index, code in enumerate(self.codes)
            for number, term in enumerate(self.codebook[code].terms)
        }

    def documents_of(self, code: str) -> tuple[str, ...]:
        """Ids of the documents in which a code was found."""
        import numpy as np

        return tuple(self.documents[index] for index in np.unique(self.document[self._of(code)]).tolist())

    def evidence(self, code: str) -> tuple[Span, ...]:
        """Where a code was found. Raises KeyError for a code that has no terms or is none."""
        return tuple(
            Span(self.documents[document], start, end)
            for document, start, end in zip(
                *(column[self._of(code)].tolist() for column in (self.document, self.start, self.end)), strict=True
            )
        )

    def frame(self) -> pandas.DataFrame:
        """One row per coding: document, code, term, turn, start, end, quote.

        The quote is without the names that may not be said, and empty where the document's consent does not allow its
        words to be shown beside its name, which leads to a case.
        """
        import numpy as np
        import pandas

        terms = [self.codebook[code].terms for code in self.codes]
        before = np.cumsum([0, *map(len, terms)])[self.code]

        def named(names: Sequence[str], index: Ints) -> Any:
            return pandas.array(names, dtype="str").take(index)

        return pandas.DataFrame(
            {
                "document": named(self.documents, self.document),
                "code": named(self.codes, self.code),
                "term": named([term for some in terms for term in some], before + self.term),
                "turn": self.turn,
                "start": self.start,
                "end": self.end,
                "quote": pandas.array(self._quotes(), dtype="str"),
            }
        )

    def codings(self, study: Study) -> tuple[Coding, ...]:
        """The same as codings by the coder `rules`, with ids that stay the same as long as place and code do."""
        texts = [study.transcript(document) for document in self.documents]
        columns = (column.tolist() for column in (self.document, self.code, self.start, self.end))
        return tuple(
            Coding(
                id=f"{RULES}:{self.documents[document]}:{self.codes[code]}:{start}-{end}",
                document=self.documents[document],
                code=self.codes[code],
                coder=RULES,
                start=start,
                end=end,
                quote=texts[document].text[start:end],
                origin="rules",
                text=texts[document].hash,
                prefix=texts[document].text[max(start - CONTEXT, 0) : start],
                suffix=texts[document].text[end : end + CONTEXT],
                codebook=self.codebook.hash,
            )
            for document, code, start, end in zip(*columns, strict=True)
        )

    def _of(self, code: str) -> Ints:
        import numpy as np

        if code not in self.codes:
            raise KeyError(code)
        found: Ints = np.flatnonzero(self.code == self.codes.index(code)).astype(np.int32)
        return found

    def _quotes(self) -> list[str]:
        import numpy as np

        quotes: list[str] = []
        edges = np.searchsorted(self.document, np.arange(len(self.documents) + 1)).tolist()
        for document, first, last in zip(self.documents, edges, edges[1:], strict=False):
            if not may_place(self.study.document(document)):
                quotes += [""] * (last - first)
                continue
            if first < last:
                transcript, names = self.study.transcript(document), self.study.names_in(document)
                places = zip(self.start[first:last].tolist(), self.end[first:last].tolist(), strict=True)
                quotes += [names.standing(transcript, start, end) for start, end in places]
        return quotes
