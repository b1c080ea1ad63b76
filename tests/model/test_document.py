"""Turns over one text."""

from __future__ import annotations

from collabstudy.model.document import Transcript, Turn

TEXT = "A: One.\n\nA: Two.\n\nB: Three."
SPOKEN = Transcript(TEXT, (Turn(1, "speech", 3, 16, "A", gaps=((9, 12),)), Turn(2, "speech", 21, 27, "B")))


def test_the_slice_keeps_what_the_gaps_hide() -> None:
    first = SPOKEN.turns[0]
    assert SPOKEN.slice(first) == "One.\n\nA: Two."
    assert SPOKEN.said(first) == "One.\n\nTwo."


def test_a_position_between_turns_is_in_no_turn() -> None:
    found = [SPOKEN.turn_at(position) for position in (0, 3, 15, 16, 20, 21, 26, 27)]
    assert [turn.number if turn else None for turn in found] == [None, 1, 1, None, None, 2, 2, None]


def test_a_span_over_two_turns_is_in_both() -> None:
    assert [turn.number for turn in SPOKEN.turns_in(14, 23)] == [1, 2]
    assert SPOKEN.turns_in(16, 21) == ()


def test_roles_go_to_the_speakers_they_were_given_for() -> None:
    roles = [turn.role for turn in SPOKEN.with_roles({"A": "interviewer"}).turns]
    assert roles == ["interviewer", None]
