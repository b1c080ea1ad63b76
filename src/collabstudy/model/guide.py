"""The interview guide: each question and the codes it asks about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guide."""

    id: str
    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions, in order.

    >>> guide = Guide((Question("q1", "Whom do you trust?", ("trust",)),))
    >>> guide.about("trust"), guide.about("money")
    (frozenset({'q1'}), frozenset())
    """

    questions: tuple[Question, ...] = ()

    def about(self, code: str) -> frozenset[str]:
        """Ids of the questions that ask about a code."""
        return frozenset(question.id for question in self.questions if code in question.codes)
