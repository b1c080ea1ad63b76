"""Where the terms of codes are found: patterns against the vocabulary once, sequences of numbers after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabstudy.errors import CodebookError
from collabstudy.model.codebook import Code, Scope
from collabstudy.model.consent import split_role
from collabstudy.model.document import INTERVIEWER
from collabstudy.tagging.corpus import Batch, Corpus, Readable
from collabstudy.tagging.lexicon import Lexicon
from collabstudy.tagging.near import Pair, near
from collabstudy.tagging.phrases import Phrases
from collabstudy.tagging.resolve import Found, resolve
from collabstudy.tagging.spans import Singles, Spans
from collabstudy.tagging.terms import Expression, Near, Term, Words, compiled, parse

if TYPE_CHECKING:
    from collabstudy.tagging.arrays import Flags, Ints, Places


EVERYONE = "*"
_SECONDS = 2.0  # that a regular expression may take over one turn


@dataclass(frozen=True, slots=True)
class Hits:
    """Where codes apply, in the order of the texts, overlapping hits of one code merged into one.

    For each: index of the document in the corpus, index of the code, number of the turn, first and last code point
    (half-open) in the document, index of the term among the code's terms (of several the one that covers most).
    """

    document: Ints
    code: Ints
    turn: Ints
    start: Ints
    end: Ints
    term: Ints


def find(codes: Sequence[Code], corpus: Corpus, text: Callable[[str], Readable]) -> Hits:
    """All hits of the codes in a corpus; `text` gives a document again, by its key, to regular expressions.

    Raises CodebookError (with file and line) for a term that cannot be understood, a language without lemmas, or a
    regular expression that takes too long.
    """
    import numpy as np

    search = _Search(codes, corpus)
    columns: list[tuple[Ints, ...]] = [(np.zeros(0, dtype=np.int32),) * 6]
    base = 0
    for batch in corpus.batches:
        found = search.batch(batch, base, text)
        document, number = batch.document[found.turn] + base, batch.number[found.turn]
        places = (found.start, found.end, found.term)
        columns.append((document.astype(np.int32), found.code, number.astype(np.int32), *places))
        base += batch.sizes.size
    return Hits(*(np.concatenate(column) for column in zip(*columns, strict=True)))


class _Search:
    """Codes, made ready for one vocabulary. A slot is one term, one exclusion, or one side of a NEAR (code -1)."""

    def __init__(self, codes: Sequence[Code], corpus: Corpus) -> None:
        import numpy as np

        self.codes = codes
        self.corpus = corpus
        self.lexicon = Lexicon(corpus.forms, corpus.language)
        self.slots: list[tuple[int, int, bool]] = []
        self.singles = Singles(len(corpus.forms))
        self.phrases = Phrases(_frequencies(corpus))
        self.pairs: list[tuple[int, Pair]] = []
        self.expressions: list[tuple[int, Expression]] = []
        for index, code in enumerate(codes):
            self._add_code(index, code)
        slots = np.array(self.slots, dtype=np.int32).reshape(-1, 3)
        self.code_of, self.term_of, self.excludes = slots[:, 0], slots[:, 1], slots[:, 2].astype(np.bool_)
        self.scopes = list(dict.fromkeys(code.scope for code in codes))
        self.scope_of = np.array([self.scopes.index(code.scope) for code in codes], dtype=np.int32)

    def _add_code(self, index: int, code: Code) -> None:
        terms = [(number, term, False) for number, term in enumerate(code.terms)]
        exclusions = [(number, term, True) for number, term in enumerate(code.not_terms)]
        for number, term, excludes in terms + exclusions:
            try:
                self._add(parse(term), self._slot(index, number, excludes))
            except CodebookError as error:
                problem = f"{code.id}: {error.problem}"
                raise CodebookError(problem, hint=error.hint, file=code.file or None, line=code.line) from None

    def _slot(self, code: int, term: int, excludes: bool) -> int:
        self.slots.append((code, term, excludes))
        return len(self.slots) - 1

    def _add(self, term: Term, slot: int) -> None:
        if isinstance(term, Expression):
            compiled(term)
            self.expressions.append((slot, term))
        elif isinstance(term, Near):
            self.pairs.append((slot, self._pair(term)))
        else:
            self._add_words(term, slot)

    def _pair(self, term: Near) -> Pair:
        return Pair(self._side(term.left), self._side(term.right), term.distance)

    def _side(self, term: Words | Near) -> int | Pair:
        if isinstance(term, Near):
            return self._pair(term)
        slot = self._slot(-1, 0, False)
        self._add_words(term, slot)
        return slot

    def _add_words(self, term: Words, slot: int) -> None:
        for phrase in term.spellings:
            words = [None if word.any else self.lexicon.numbers(word) for word in phrase.words]
            if len(words) == 1 and words[0] is not None:
                self.singles.add(words[0], slot)
            else:
                self.phrases.add(words, phrase.loose, slot)

    def batch(self, batch: Batch, base: int, text: Callable[[str], Readable]) -> Found:
        """What is found in one batch, settled; `base` is the index of its first document in the corpus."""
        import numpy as np

        allowed = np.array([_allowed(scope, self.corpus, batch, base) for scope in self.scopes])
        spans = self._in_words(batch)
        words = batch.words
        turn = (np.searchsorted(batch.first, spans.first, side="right") - 1).astype(np.int32)
        starts = words.starts[spans.first].astype(np.int32)
        ends = words.starts[spans.last].astype(np.int32) + words.lengths[spans.last]
        columns = [(turn, starts, ends, spans.slot), *self._in_text(batch, base, text, allowed)]
        turn, starts, ends, slot = (np.concatenate(column) for column in zip(*columns, strict=True))
        code = self.code_of[slot]
        kept = allowed[self.scope_of[code], turn] if self.codes else np.zeros(0, dtype=np.bool_)
        found = Found(turn, starts, ends, code, self.term_of[slot]).where(kept)
        return resolve(found, self.excludes[slot[kept]], batch)

    def _in_words(self, batch: Batch) -> Spans:
        """Every hit of words, phrases and NEAR."""
        import numpy as np

        among = np.flatnonzero((self.singles.has | self.phrases.has)[batch.words.ids])
        spans = Spans.joined([self.singles.find(batch.words, among), self.phrases.find(batch.words, among)])
        if not self.pairs:
            return spans
        of_slot = spans.by_slot(len(self.slots))
        pairs = [near(pair, of_slot, batch.first, slot) for slot, pair in self.pairs]
        return Spans.joined([spans.where(self.code_of[spans.slot] >= 0), *pairs])

    def _in_text(
        self, batch: Batch, base: int, text: Callable[[str], Readable], allowed: Flags
    ) -> Iterator[tuple[Ints, ...]]:
        """Every hit of regular expressions, an expression and a document at a time."""
        import numpy as np

        edges = np.searchsorted(batch.document, np.arange(batch.sizes.size + 1))
        for document in range(batch.sizes.size if self.expressions else 0):
            readable = text(self.corpus.keys[base + document])
            said = readable.said.replace("’", "'")
            for slot, expression in self.expressions:
                turns = allowed[self.scope_of[self.code_of[slot]], edges[document] : edges[document + 1]]
                places = [
                    (edges[document] + index, turn.start + start, turn.start + end, slot)
                    for index, turn in enumerate(readable.turns)
                    if turns[index]
                    for start, end in self._matches(expression, said[turn.start : turn.end], slot)
                ]
                yield tuple(np.array(places, dtype=np.int32).reshape(-1, 4).T)

    def _matches(self, expression: Expression, said: str, slot: int) -> list[tuple[int, int]]:
        try:
            found = [match.span() for match in compiled(expression).finditer(said, timeout=_SECONDS)]
        except TimeoutError:
            code = self.codes[self.code_of[slot]]
            raise CodebookError(
                f"{code.id}: `/{expression.source}/` takes more than {_SECONDS:.0f} seconds over one turn",
                hint="a repeat inside a repeat, as in (a+)+, can take for ever; say it without",
                file=code.file or None,
                line=code.line,
            ) from None
        return [(start, end) for start, end in found if end > start]


def _frequencies(corpus: Corpus) -> Places:
    """How often each word of the vocabulary stands in the first batches, which is enough to know the rare ones."""
    import numpy as np

    counts = np.zeros(len(corpus.forms), dtype=np.int64)
    for batch in corpus.batches[:2]:
        counts += np.bincount(batch.words.ids, minlength=counts.size)
    return counts


def _allowed(scope: Scope, corpus: Corpus, batch: Batch, base: int) -> Flags:
    """For each turn of the batch, whether what it says is evidence for a code of this scope.

    Headings never are. Without roles in the scope everybody counts but the interviewer; `*` among them is everybody.
    """
    import numpy as np

    roles = np.array([_role_counts(role, scope) for role in corpus.roles], dtype=np.bool_)
    kinds = corpus.kinds[base : base + batch.sizes.size]
    documents = np.array([not scope.kinds or kind in scope.kinds for kind in kinds], dtype=np.bool_)
    allowed: Flags = ~batch.heading & roles[batch.role] & documents[batch.document]
    return allowed


def _role_counts(role: str, scope: Scope) -> bool:
    """A role is compared without case, and without the name that it may carry in square brackets."""
    plain = split_role(role)[0].casefold()
    if not scope.roles:
        return plain != INTERVIEWER
    return EVERYONE in scope.roles or plain in {split_role(wanted)[0].casefold() for wanted in scope.roles}
