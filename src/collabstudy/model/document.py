"""An interview, article or note, as turns over one canonical text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from collabstudy.model.span import text_hash

TurnKind = Literal["speech", "paragraph", "heading", "list", "table", "quote"]
DocumentKind = Literal["interview", "article", "note"]
Consent = Literal["named", "role", "anonymous", "no-quotes", "withdrawn"]

TURN_KINDS: tuple[TurnKind, ...] = get_args(TurnKind)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
CONSENTS: tuple[Consent, ...] = get_args(Consent)
INTERVIEWER = "interviewer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One person speaking until someone else does, or one paragraph.

    `start` and `end` count code points of the canonical text; `transcript.text[start:end]` is the turn's text.
    `gaps` are stretches inside it that nobody said (a label or time stamp repeated between two blocks of
    one speaker); they are never evidence. For a quote in an article, `speaker` is its attribution.
    """

    number: int
    kind: TurnKind
    start: int
    end: int
    speaker: str | None = None
    role: str | None = None
    heading: tuple[str, ...] = ()
    time_start: float | None = None
    time_end: float | None = None
    gaps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Transcript:
    r"""What an importer makes of one source: the canonical text (LF line ends) and its turns.

    >>> transcript = Transcript("I: Hello.\n", (Turn(1, "speech", 3, 9, "I"),))
    >>> transcript.said(transcript.turns[0])
    'Hello.'
    """

    text: str
    turns: tuple[Turn, ...]
    title: str | None = None
    date: str | None = None
    language: str | None = None
    importer: str = ""
    encoding: str | None = None
    remarks: tuple[str, ...] = ()

    @cached_property
    def hash(self) -> str:
        """The name of the canonical text."""
        return text_hash(self.text)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Labels of the speakers, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker and turn.kind == "speech"))

    def slice(self, turn: Turn) -> str:
        """The turn exactly as it stands in the canonical text, gaps included."""
        return self.text[turn.start : turn.end]

    def said(self, turn: Turn) -> str:
        """What is said in the turn, gaps left out."""
        return self.without_gaps(turn, turn.start, turn.end)

    def without_gaps(self, turn: Turn, start: int, end: int) -> str:
        """The text of start:end inside a turn, gaps left out."""
        pieces, at = [], start
        for gap_start, gap_end in turn.gaps:
            if gap_end <= at or gap_start >= end:
                continue
            pieces.append(self.text[at : max(at, gap_start)])
            at = min(end, gap_end)
        return "".join([*pieces, self.text[at:end]])

    def turn_at(self, position: int) -> Turn | None:
        """The turn that holds this code point, or None between turns."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.turns[index].end:
            return None
        return self.turns[index]

    def turns_in(self, start: int, end: int) -> tuple[Turn, ...]:
        """The turns that share at least one code point with start:end."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for turn in self.turns[first:]:
            if turn.start >= end:
                break
            if turn.end > start:
                found.append(turn)
        return tuple(found)

    def with_roles(self, roles: Mapping[str, str]) -> Transcript:
        """The same transcript with the role of each speaker filled in."""
        if not roles:
            return self
        turns = tuple(replace(t, role=roles[t.speaker]) if t.speaker and t.speaker in roles else t for t in self.turns)
        return replace(self, turns=turns)

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]


@dataclass(frozen=True, slots=True)
class Document:
    """One row of documents.csv: a source and what is known about it.

    `case` is None for a source that speaks of several. `speakers` gives the role of each label. `asked` holds
    the ids of the guide's questions that were put; None means all of them.
    """

    id: str
    file: str
    case: str | None = None
    kind: DocumentKind = "interview"
    date: str = ""
    title: str = ""
    speakers: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] | None = None
    consent: Consent = "role"
    language: str = ""
