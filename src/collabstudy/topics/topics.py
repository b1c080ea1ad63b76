"""A fitted topic model as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.provenance import MadeBy
from collabstudy.topics import counts
from collabstudy.topics.passages import Passage

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of passages, by the words that set it apart.

    `words` come with their c-TF-IDF weight, heaviest first. `representatives` are places in `Topics.passages`, the most
    typical first, of documents that may be quoted. `stability` is from 0 to 1 (see `stability.Stability`), NaN unasked.
    """

    id: str
    words: tuple[tuple[str, float], ...]
    size: int
    representatives: tuple[int, ...] = ()
    stability: float = float("nan")

    @property
    def name(self) -> str:
        """Its four heaviest words.

        >>> Topic("T01", (("rent", 0.4), ("damp", 0.2)), 12).name
        'rent · damp'
        """
        return " · ".join(word for word, _ in self.words[:4])


@dataclass(frozen=True)
class Topics:
    """Topics from the largest to the smallest (`T01`, `T02`, …), and which passage has which.

    `assignment` goes with `passages`; None is a passage without topic. `stability` is the mean adjusted Rand index of
    `stability.Stability`. `remarks` are sentences to print with the result. No words of participants are in it, but the
    topics' own. In a notebook it is drawn by `show`, if the study that it was fitted to has a way of showing results.
    """

    topics: tuple[Topic, ...] = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    assignment: tuple[str | None, ...] = field(repr=False)
    made_by: MadeBy
    stability: float = float("nan")
    left_out: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    show: Callable[[Any], str | None] | None = field(default=None, repr=False, compare=False)

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics)

    def __len__(self) -> int:
        return len(self.topics)

    def __getitem__(self, topic: str) -> Topic:
        if topic not in self._by_id:
            raise StudyError(f"no topic {topic}", hint=f"topics: {', '.join(self._by_id)}")
        return self._by_id[topic]

    @cached_property
    def _by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @property
    def without_topic(self) -> int:
        """Number of passages that belong to none."""
        return self.assignment.count(None)

    def evidence(
        self, topic: str, *, case: str | None = None, codings: Iterable[Coding] | None = None
    ) -> tuple[Passage, ...]:
        """The passages behind a number: those of a topic, in a case if one is given, under any of the codings if given.

        Raises StudyError when there is no such topic.
        """
        wanted = self[topic].id
        coded = None if codings is None else counts.coded(self.passages, codings)
        return tuple(
            passage
            for index, (passage, its) in enumerate(zip(self.passages, self.assignment, strict=True))
            if its == wanted and (case is None or case in passage.cases) and (coded is None or index in coded)
        )

    def representative(self, topic: str, n: int = 3) -> tuple[Passage, ...]:
        """The most typical passages of a topic that may be quoted.

        Raises StudyError when there is no such topic.
        """
        return tuple(self.passages[index] for index in self[topic].representatives[:n])

    def frame(self) -> pandas.DataFrame:
        """A row per topic: topic, name, words, passages, share (of all passages), documents, cases, stability."""
        return counts.frame(self)

    def assigned(self) -> pandas.DataFrame:
        """A row per passage: document, turn, start, end, words, cases, topic (None for none)."""
        return counts.assigned(self)

    def by_case(self) -> pandas.DataFrame:
        """A row per topic and case: topic, case, passages, documents, of (all passages of the case), share.

        A passage tied to two cases counts in both.
        """
        return counts.by_case(self)

    def by_code(self, codings: Iterable[Coding]) -> pandas.DataFrame:
        """A row per topic and code: topic, code, passages (of the topic, with the code), of_topic, of_code, two shares.

        A passage has a code when a coding overlaps it; two such codings count once. Give the codings that count:
        `(c for c in study.codings if study.code_counts(c))`.
        """
        return counts.by_code(self, codings)

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None

    def to_bytes(self) -> bytes:
        """The same topics, the same bytes: sorted JSON."""
        from collabstudy.topics.kept import to_bytes

        return to_bytes(self)

    @staticmethod
    def from_bytes(kept: bytes) -> Topics:
        """What `to_bytes` made, as it was."""
        from collabstudy.topics.kept import from_bytes

        return from_bytes(kept)
