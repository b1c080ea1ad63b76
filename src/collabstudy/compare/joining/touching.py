"""Passages of topics and the codings that touch them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.joining.display import Held, Uncovered
from collabstudy.compare.joining.topical import Piece, Topical
from collabstudy.compare.table import Group, Passage
from collabstudy.model.coding import ORIGINS
from collabstudy.model.consent import may_count
from collabstudy.model.span import Span, joined, text_hash
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Pairs = tuple[NDArray[int64], NDArray[int64]]


@dataclass(frozen=True)
class Touching:
    """Which passages which codings touch."""

    study: Study
    topics: Topical
    columns: Coded
    reading: Reading
    by: str

    @cached_property
    def _places(self) -> tuple[tuple[Piece, str | None], ...]:
        """The passages with their topics; those of documents that have been withdrawn or are gone are nobody's."""
        counted = {document.id for document in self.study.documents if may_count(document)}
        each = zip(self.topics.passages, self.topics.assignment, strict=True)
        return tuple((piece, topic) for piece, topic in each if piece.document in counted)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The passages of the topics that lie in documents of this study."""
        return tuple(piece for piece, _ in self._places)

    @cached_property
    def assignment(self) -> tuple[str | None, ...]:
        """The topic of each of these passages, None for those of no topic."""
        return tuple(topic for _, topic in self._places)

    @cached_property
    def of_topic(self) -> dict[str | None, frozenset[int]]:
        """The passages of each topic that have been read."""
        found: dict[str | None, set[int]] = defaultdict(set)
        for at, topic in enumerate(self.assignment):
            if self.read[at]:
                found[topic].add(at)
        return {topic: frozenset(those) for topic, those in found.items()}

    @cached_property
    def unread(self) -> dict[str | None, frozenset[int]]:
        """The passages of each topic in documents that nobody has gone through."""
        found: dict[str | None, set[int]] = defaultdict(set)
        for at, topic in enumerate(self.assignment):
            if not self.read[at]:
                found[topic].add(at)
        return {topic: frozenset(those) for topic, those in found.items()}

    @cached_property
    def read(self) -> tuple[bool, ...]:
        """For each passage whether its document has been gone through."""
        codes = tuple(self.study.codebook)
        documents = {piece.document for piece in self.pieces}
        done = {document: self.reading.read(self.study.document(document), codes) for document in documents}
        return tuple(done[piece.document] for piece in self.pieces)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of cases, in the order of cases.csv."""
        values = dict.fromkeys(case.attributes.get(self.by, "").strip() for case in self.study.cases)
        return tuple(Group(value, value) for value in values if value)

    @cached_property
    def _inside(self) -> dict[str, frozenset[int]]:
        """The passages of each group; `` has all."""
        value = {case.id: case.attributes.get(self.by, "").strip() for case in self.study.cases}
        found: dict[str, set[int]] = defaultdict(set)
        for at, piece in enumerate(self.pieces):
            found[""].add(at)
            for case in piece.cases:
                if value.get(case):
                    found[value[case]].add(at)
        return {group: frozenset(those) for group, those in found.items()}

    @cached_property
    def touched(self) -> dict[str, dict[int, list[int]]]:
        """By code (those above too) the passages that have been read, each with the codings that touch it."""
        found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for coding, piece in zip(*(side.tolist() for side in self._pairs), strict=True):
            if self.read[piece]:
                for code in self._lineage[self.columns.codings[coding].code]:
                    found[code][piece].append(coding)
        return found

    @cached_property
    def _pairs(self) -> Pairs:
        """Codings and passages that share a character, found by sorting."""
        import numpy as np

        place = {document: at for at, document in enumerate(self.columns.documents)}
        where = np.array([(place[piece.document], piece.start, piece.end) for piece in self.pieces])
        where = where.reshape(len(self.pieces), 3).astype(np.int64)
        order = np.lexsort((where[:, 2], where[:, 1], where[:, 0]))
        document, start, end = where[order].T
        far = int(max(end.max(initial=0), self.columns.end.max(initial=0))) + 1
        # Passages do not overlap, so that both their starts and their ends go up.
        first = np.searchsorted(document * far + end, self.columns.document * far + self.columns.start, side="right")
        last = np.searchsorted(document * far + start, self.columns.document * far + self.columns.end, side="left")
        many = np.maximum(last - first, 0)
        coding = np.repeat(np.arange(len(many)), many)
        within = np.arange(len(coding)) - np.repeat(np.cumsum(many) - many, many)
        return coding, order[np.repeat(first, many) + within]

    def held(self, code: str, group: str) -> Held:
        """How the passages of a code spread over topics, in a group."""
        own = frozenset(self.touched.get(code, {})) & self._inside.get(group, frozenset())
        of_topic = self._of_topic_inside[group]
        return Held(
            of=self._read_inside[group],
            of_code=len(own),
            of_topic={topic: len(those) for topic, those in of_topic.items()},
            passages={topic: len(those & own) for topic, those in of_topic.items()},
        )

    @cached_property
    def _read_inside(self) -> dict[str, int]:
        """How many passages of each group have been read."""
        groups = ("", *(group.id for group in self.groups))
        return {group: sum(self.read[at] for at in self._inside.get(group, ())) for group in groups}

    @cached_property
    def _of_topic_inside(self) -> dict[str, dict[str, frozenset[int]]]:
        """By group and topic the passages that have been read."""
        return {
            group: {
                topic.id: self.of_topic.get(topic.id, frozenset()) & self._inside.get(group, frozenset())
                for topic in self.topics
            }
            for group in ("", *(group.id for group in self.groups))
        }

    def uncovered(self, topic: str | None, group: str) -> Uncovered:
        """How many passages of a topic in a group are under no code, of those that were read."""
        inside = self._inside.get(group, frozenset())
        read = self.of_topic.get(topic, frozenset()) & inside
        bare = read - self._covered
        unread = self.unread.get(topic, frozenset()) & inside
        places = {case for at in bare for case in self.pieces[at].cases}
        return Uncovered(topic, group, len(read), len(bare), len(unread), tuple(sorted(places)))

    @cached_property
    def _covered(self) -> frozenset[int]:
        return frozenset(at for those in self.touched.values() for at in those)

    def bare(self, topic: str | None) -> tuple[Passage, ...]:
        """The passages of a topic that no code covers."""
        found = sorted(self.of_topic.get(topic, frozenset()) - self._covered)
        return tuple(_bare(self.pieces[at]) for at in found)

    def passages(self, code: str) -> Iterator[tuple[str | None, tuple[Passage, ...]]]:
        """The passages that a code touches, topic by topic."""
        found: dict[str | None, list[Passage]] = defaultdict(list)
        for at, codings in sorted(self.touched.get(code, {}).items()):
            found[self.assignment[at]].append(self._passage(at, codings))
        for topic, those in found.items():
            yield topic, tuple(those)

    def _passage(self, at: int, rows: Sequence[int]) -> Passage:
        piece = self.pieces[at]
        codings = sorted((self.columns.codings[row] for row in rows), key=lambda coding: (coding.start, coding.id))
        stretches = joined([(max(c.start, piece.start), min(c.end, piece.end)) for c in codings])
        origins = {coding.origin for coding in codings}
        return Passage(
            piece.document,
            piece.turn,
            tuple(Span(piece.document, start, end) for start, end in stretches),
            tuple(dict.fromkeys(coding.id for coding in codings)),
            tuple(sorted({coding.coder for coding in codings})),
            tuple(origin for origin in ORIGINS if origin in origins),
        )

    def beside(self, code: str) -> int:
        """How many codings of a code touch no passage of the topics at all: short turns, headings, other documents."""
        return len(self._codings_of.get(code, frozenset()) - self._somewhere)

    @cached_property
    def _codings_of(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for at, coding in enumerate(self.columns.codings):
            for code in self._lineage[coding.code]:
                found[code].add(at)
        return {code: frozenset(rows) for code, rows in found.items()}

    @cached_property
    def _lineage(self) -> dict[str, list[str]]:
        """Each code with those above it."""
        book = self.study.codebook
        return {code.id: [above.id for above in book.lineage(code.id)] for code in book}

    @cached_property
    def _somewhere(self) -> frozenset[int]:
        return frozenset(self._pairs[0].tolist())

    def told(self) -> str:
        """The name of the topics' passages and where each belongs."""
        each = zip(self.pieces, self.assignment, strict=True)
        return text_hash("\n".join(f"{p.document} {p.start} {p.end} {topic or ''}" for p, topic in each))


def _bare(piece: Piece) -> Passage:
    """A passage without codings: the topic model is what found it."""
    return Passage(
        piece.document, piece.turn, (Span(piece.document, piece.start, piece.end),), (), ("topics",), ("topic",)
    )
