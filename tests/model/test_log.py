"""The fold gives the same codings whatever happens to the lines."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collabstudy.model.log import Event, fold


def event(number: int, do: Any, coding: str = "c1", **details: object) -> Event:
    return Event(f"e{number}", f"2026-01-01T10:00:{number:02}Z", do, "mira", "P01", "b1", {"coding": coding, **details})


def add(number: int, coding: str = "c1", code: str = "trust") -> Event:
    return event(number, "add", coding, code=code, start=0, end=5, quote="Trust", text="t1")


def test_a_recoded_coding_keeps_its_memo() -> None:
    folded = fold([add(1), event(2, "memo", memo="look again"), event(3, "recode", code="money")])
    assert [(c.code, c.memo) for c in folded.codings] == [("money", "look again")]


def test_a_removed_coding_is_gone_and_one_never_added_does_not_appear() -> None:
    assert fold([add(1), event(2, "remove"), event(3, "memo", "c9", memo="?")]).codings == ()


def test_a_document_is_done_until_that_is_undone() -> None:
    done = Event("e1", "2026-01-01T10:00:01Z", "done", "mira", "P01", details={"text": "t1"})
    undone = Event("e2", "2026-01-01T10:00:02Z", "done", "mira", "P01", details={"undo": True})
    assert [(d.document, d.coder, d.text) for d in fold([done]).done] == [("P01", "mira", "t1")]
    assert fold([done, undone]).done == ()


def test_a_retired_coding_stays_and_says_so() -> None:
    assert [c.status for c in fold([add(1), event(2, "retire")]).codings] == ["retired"]


def test_a_moved_coding_has_its_new_words() -> None:
    moved = event(2, "move", start=6, end=9, quote="and")
    assert [(c.start, c.end, c.quote, c.code) for c in fold([add(1), moved]).codings] == [(6, 9, "and", "trust")]


HISTORIES = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "recode", "memo", "retire"]), st.integers(1, 4)),
    min_size=3,
    max_size=30,
)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_order_and_repetition_of_lines_do_not_matter(history: list[tuple[str, int]], luck: random.Random) -> None:
    events = []
    for number, (do, which) in enumerate(history):
        coding = f"c{which}"
        events.append(
            add(number, coding)
            if do == "add"
            else event(number, do, coding, **{"recode": {"code": "money"}, "memo": {"memo": str(number)}}.get(do, {}))
        )
    shuffled = events + luck.sample(events, k=len(events) // 2)
    luck.shuffle(shuffled)
    assert set(fold(shuffled).codings) == set(fold(events).codings)
