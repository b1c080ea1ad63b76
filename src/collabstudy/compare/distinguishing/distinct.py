"""The words of each group, and where each of them is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, ClassVar

from collabstudy.compare._chosen import whole
from collabstudy.compare.comparison import Comparison
from collabstudy.compare.counting.units import Sentences, sentences_of
from collabstudy.compare.distinguishing.spoken_words import NAME, SpokenWords
from collabstudy.compare.distinguishing.words import form, words_of
from collabstudy.compare.statistics.keyness import MEASURES
from collabstudy.compare.table import Group, Passage, choices
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import Span, Stretch, joined
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas
    from numpy import bool_
    from numpy.typing import NDArray

    Mask = NDArray[bool_]

WIDTH = 8
_WIDEST = 50
READ_DISPERSION = (
    "These measures take each word for a draw of its own; people repeat themselves. Read in how many documents a word "
    "is said, and DP (Gries 2008: 0 is spread like all words, near 1 in one place), before the measure."
)
_WHOLE = ("rank", "count", "words", "others", "others_words", "documents", "of")
_REAL = (
    *("dp", "score", "log_odds", "z", "log_likelihood_2", "log_likelihood_4", "log_ratio", "percent_difference"),
    *("per_1000", "others_per_1000"),
)


@dataclass(frozen=True, slots=True)
class Distinct:
    """A word as one group says it, against all the others together.

    `count` of the group's `words`, `others` of the others' `others_words`; said in `documents` of the `of` documents
    in which the group has words, with Gries' deviation of proportions `dp` over these (None where there is one).
    `log_odds` with its `z`, both log-likelihoods, `log_ratio` and `percent_difference` are those of `keyness`; `score`
    is what the words are ranked by.
    """

    group: str
    word: str
    count: int
    words: int
    others: int
    others_words: int
    documents: int
    of: int
    dp: float | None
    log_odds: float | None
    z: float | None
    log_likelihood_2: float | None
    log_likelihood_4: float | None
    log_ratio: float | None
    percent_difference: float | None
    score: float
    rank: int = 0

    @property
    def per_1000(self) -> float:
        """How often in a thousand words of the group."""
        return 1000 * self.count / self.words

    @property
    def others_per_1000(self) -> float | None:
        """How often in a thousand words of the others."""
        return 1000 * self.others / self.others_words if self.others_words else None

    @property
    def more(self) -> bool:
        """Whether the group says it more than the others."""
        return self.score > 0 and isfinite(self.score)


@dataclass(frozen=True, slots=True)
class Keyword:
    """One place where a word is said, and how far the words around it reach, in the same turn; where, not what.

    `said` is the word as it stands there, in small letters, `nth` how often that stands before it in the context.
    """

    document: str
    turn: int
    start: int
    end: int
    context_start: int
    context_end: int
    said: str = field(repr=False)
    nth: int = 0

    @property
    def passage(self) -> Passage:
        """The context in the form that quotations are handed out for."""
        context = Span(self.document, self.context_start, self.context_end)
        return Passage(self.document, self.turn, (context,), (), (), ())


@dataclass(frozen=True, kw_only=True, repr=False)
class Keywords(Comparison):
    """A word in its context, wherever a group (or anybody) says it; drawn as lines with the word in the middle."""

    name: ClassVar[str] = "distinctive"

    word: str
    group: str
    lines: tuple[Keyword, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def __repr__(self) -> str:
        times = "once" if len(self) == 1 else f"{len(self):,} times"
        return f"<Keywords: {self.word}, {times}{f' by {self.group}' if self.group else ''}>"

    def evidence(self) -> tuple[Passage, ...]:
        """The contexts, in the order of documents and texts."""
        return tuple(line.passage for line in self.lines)

    def frame(self) -> pandas.DataFrame:
        """One row a place: document, turn, start and end of the word, context_start and context_end (code points)."""
        import pandas as pd

        columns = ("document", "turn", "start", "end", "context_start", "context_end")
        rows = [[getattr(line, column) for column in columns] for line in self.lines]
        kinds = {"document": "string"} | dict.fromkeys(columns[1:], "Int64")
        return pd.DataFrame(rows, columns=list(columns)).astype(kinds)

    @property
    def note(self) -> str:
        """What belongs under the lines."""
        documents = len({line.document for line in self.lines})
        return f"{len(self):,} times in {documents} {'document' if documents == 1 else 'documents'}."


@dataclass(frozen=True, kw_only=True, repr=False)
class Distinctive(Comparison):
    """The words that set groups apart, each group's in the order of the measure.

    `counted` is how many words each group has; `not_listed` how many different words are left out of the lists, by
    why; `outside` the groups without words or without a value.
    """

    name: ClassVar[str] = "distinctive"

    by: str
    measure: str
    groups: tuple[Group, ...]
    words: tuple[Distinct, ...]
    counted: Mapping[str, int]
    not_listed: Mapping[str, int]
    outside: tuple[str, ...]
    said: SpokenWords = field(repr=False, compare=False)
    members: Mapping[str, Mask] = field(repr=False, compare=False)
    study: Study = field(repr=False, compare=False)

    def __repr__(self) -> str:
        different = len({one.word for one in self.words})
        return f"<Distinctive by {self.by}: {len(self.groups)} groups, {different:,} words, {self.made_by}>"

    def top(self, group: str, most: int = 10) -> tuple[Distinct, ...]:
        """The words that a group says more than the others, best first. Raises StudyError for an unknown group."""
        return tuple(one for one in self._of(group) if one.more)[:most]

    def evidence(self, group: str, word: str) -> tuple[Passage, ...]:
        """The sentences in which a group says a word, turn by turn. Raises StudyError where there is no such word."""
        found: dict[int, list[tuple[int, int]]] = {}
        for at in self._places(word, group):
            found.setdefault(int(self.said.turn[at]), []).append(self._sentence(at))
        return tuple(self._passage(turn, stretches) for turn, stretches in found.items())

    def kwic(self, word: str, group: str | None = None, width: int = WIDTH) -> Keywords:
        """A word in its context: so many words on either side, within the turn; of one group, or of all.

        Raises StudyError where the word is not among those counted (names never are), or the group is unknown.
        """
        whole("width", width, least=1, most=_WIDEST)
        lines = tuple(self._keyword(at, width) for at in self._places(word, group))
        chosen = {"word": self._id(word)[1], "group": group or "all", "width": width}
        return Keywords(
            word=self._id(word)[1],
            group=group or "",
            lines=lines,
            made_by=MadeBy("distinctive", chosen, self.made_by.inputs),
            plural=self.plural,
            show=self.show,
        )

    def frame(self) -> pandas.DataFrame:
        """One row a group and word that it says, groups in their order and words in that of the measure.

        Columns: the group (named as in `by`), word, rank, count, words, others, others_words (see `Distinct`),
        documents, of, dp, score, log_odds, z, log_likelihood_2, log_likelihood_4, log_ratio, percent_difference,
        per_1000, others_per_1000. What is undefined is NaN: ratios to a word that the others do not say.
        """
        import pandas as pd

        names = ("group", "word", *_WHOLE, *_REAL)
        columns = {name: [getattr(one, name) for one in self.words] for name in names}
        kinds = {"group": "string", "word": "string"} | dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(_REAL, "float64")
        frame = pd.DataFrame(columns, columns=list(names)).astype(kinds)
        return frame.rename(columns={"group": self.by})

    @property
    def note(self) -> str:
        """What belongs under the table: what was counted, what was left out, and how it is to be read."""
        told = [f"Measure: {MEASURES[self.measure]}. {choices(self.made_by)}."]
        left = ", ".join([*(f"{number:,} {why}" for why, number in self.not_listed.items()), "names"])
        told.append(f"Counted, but not listed: {left}.")
        if self.outside:
            told.append(f"Without words: {', '.join(self.outside)}.")
        return " ".join([*told, READ_DISPERSION])

    def _of(self, group: str) -> tuple[Distinct, ...]:
        if group not in self._by_group:
            raise StudyError(f"no group {group} in these words", hint=f"there are {', '.join(self._by_group)}")
        return self._by_group[group]

    @cached_property
    def _by_group(self) -> Mapping[str, tuple[Distinct, ...]]:
        found: dict[str, list[Distinct]] = {group.id: [] for group in self.groups}
        for one in self.words:
            found[one.group].append(one)
        return {group: tuple(words) for group, words in found.items()}

    def _id(self, word: str) -> tuple[int, str]:
        """The number of a word, and the form in which it is counted."""
        forms = [one.word for one in words_of(word)]
        told = forms[0] if len(forms) == 1 else word
        at = bisect_left(self.said.words, told)
        if told == NAME or at == len(self.said.words) or self.said.words[at] != told:
            raise StudyError("this word is not among those counted", hint="one word, in the form in which it is listed")
        return at, told

    def _places(self, word: str, group: str | None) -> list[int]:
        """Where the word stands, as positions among all words."""
        import numpy as np

        if group is not None:
            self._of(group)
        turns = np.logical_or.reduce(list(self.members.values())) if group is None else self.members[group]
        found = np.flatnonzero((self.said.word == self._id(word)[0]) & turns[self.said.turn])
        return [int(at) for at in found]

    def _document(self, turn: int) -> str:
        return self.said.documents[int(self.said.document[turn])].id

    def _sentence(self, at: int) -> Stretch:
        turn = int(self.said.turn[at])
        transcript, start = self.study.transcript(self._document(turn)), int(self.said.start[at])
        cut = self._sentences(transcript, self.said.turns[turn])
        return next((s for s in cut if s[0] <= start < s[1]), (start, int(self.said.end[at])))

    @cached_property
    def _sentences(self) -> Sentences:
        return sentences_of()

    def _passage(self, turn: int, stretches: Iterable[Stretch]) -> Passage:
        document = self._document(turn)
        spans = tuple(Span(document, start, end) for start, end in joined(stretches))
        return Passage(document, self.said.turns[turn].number, spans, (), (), ())

    def _keyword(self, at: int, width: int) -> Keyword:
        turn = int(self.said.turn[at])
        first, last = (int(edge) for edge in self.said.turn.searchsorted([turn, turn + 1]))
        first, last = max(first, at - width), min(last, at + width + 1) - 1
        document = self._document(turn)
        text = self.study.transcript(document).text
        forms = [form(text[self.said.start[place] : self.said.end[place]]) for place in range(first, at + 1)]
        return Keyword(
            document=document,
            turn=self.said.turns[turn].number,
            start=int(self.said.start[at]),
            end=int(self.said.end[at]),
            context_start=int(self.said.start[first]),
            context_end=int(self.said.end[last]),
            said=forms[-1],
            nth=forms[:-1].count(forms[-1]),
        )
