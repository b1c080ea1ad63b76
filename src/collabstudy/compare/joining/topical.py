"""What a comparison asks of topics, whoever made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from collabstudy.model.provenance import MadeBy


class Piece(Protocol):
    """A passage of a topic model: where it is, and of which cases."""

    @property
    def document(self) -> str:
        """Its document."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def turn(self) -> int:
        """In which turn."""

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases it is tied to."""


class Named(Protocol):
    """A topic: its id, and the words by which it is known."""

    @property
    def id(self) -> str:
        """Its id, `T01`."""

    @property
    def name(self) -> str:
        """Its heaviest words."""


class Topical(Protocol):
    """What fitted topics offer: the topics, their passages, and for each passage its topic, or None."""

    def __iter__(self) -> Iterator[Named]:
        """The topics."""

    @property
    def passages(self) -> Sequence[Piece]:
        """Their passages; no two overlap."""

    @property
    def assignment(self) -> Sequence[str | None]:
        """The topic of each passage."""

    @property
    def made_by(self) -> MadeBy:
        """How they were made."""
