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


def test_what_a_person_has_retired_on_one_branch_no_machine_brings_back_on_another() -> None:
    carried = event(4, "reanchor", status="moved", start=6, end=11, quote="Trust", text="t2")
    history = [add(1), event(2, "retire"), event(3, "memo", memo="look again"), carried]
    [coding] = fold(history).codings
    assert (coding.status, coding.memo, coding.start) == ("retired", "look again", 6)
    [back] = fold([*history, event(5, "retire", undo=True, status="kept")]).codings
    assert (back.status, back.start) == ("kept", 6)


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


def test_the_first_add_comes_before_everything_else_whatever_the_clocks_said() -> None:
    early = event(0, "recode", code="money")
    assert [c.code for c in fold([early, add(5)]).codings] == ["money"]
    assert [c.created for c in fold([early, add(5)]).codings] == [add(5).time]


def test_what_happens_to_a_removed_coding_is_found_when_it_comes_back() -> None:
    history = [add(1), event(2, "remove"), event(3, "memo", memo="from the other branch")]
    folded = fold(history)
    assert (folded.codings, [c.memo for c in folded.removed]) == ((), ["from the other branch"])
    back = event(4, "add", code="trust", start=0, end=5, quote="Trust", undoes="e2")
    assert [(c.code, c.memo, c.created) for c in fold([*history, back]).codings] == [
        ("trust", "from the other branch", add(1).time)
    ]


def test_a_rejected_suggestion_keeps_its_words_and_who_rejected_it() -> None:
    turned_down = event(1, "reject", "s1", code="trust", start=0, end=5, quote="Trust", text="t1")
    assert [(r.id, r.coder, r.code, r.quote) for r in fold([turned_down]).rejected] == [
        ("s1", "mira", "trust", "Trust")
    ]
    assert fold([turned_down, event(2, "reject", "s1", undo=True)]).rejected == ()


def test_an_accepted_suggestion_is_a_persons_coding_that_remembers_whose_idea_it_was() -> None:
    place = {"code": "trust", "start": 0, "end": 5, "quote": "Trust"}
    (coding,) = fold([event(1, "accept", suggestion="s1", by="rules", changed=False, **place)]).codings
    assert (coding.coder, coding.origin, coding.suggestion, coding.by) == ("mira", "person", "s1", "rules")


def test_the_latest_memo_about_a_thing_counts_for_each_coder_and_document() -> None:
    def memo(number: int, about: str, text: str, document: str = "P01", coder: str = "mira") -> Event:
        time = f"2026-01-01T10:00:{number:02}Z"
        return Event(f"e{number}", time, "memo", coder, document, details={"about": about, "memo": text})

    told = fold(
        [
            memo(1, "document", "a first reading"),
            memo(2, "document", "another document", "P02"),
            memo(3, "case:here", "seen from P01"),
            memo(4, "case:here", "seen from P02", "P02"),
            memo(5, "case:here", "jonas sees it so", "P02", "jonas"),
            memo(6, "code:trust", "to be emptied"),
            memo(7, "code:trust", ""),
        ]
    ).memos
    assert [(m.about, m.coder, m.memo) for m in told] == [
        ("document", "mira", "a first reading"),
        ("document", "mira", "another document"),
        ("case:here", "mira", "seen from P02"),
        ("case:here", "jonas", "jonas sees it so"),
    ]


def test_where_a_question_was_asked_is_no_coding() -> None:
    folded = fold([add(1), add(2, "c2", "asked:q1")])
    assert ([c.code for c in folded.codings], [c.code for c in folded.asked]) == (["trust"], ["asked:q1"])


def test_whole_seconds_come_before_parts_of_them() -> None:
    half = Event("e9", "2026-01-01T10:00:02.5Z", "recode", "mira", "P01", details={"coding": "c1", "code": "late"})
    assert [c.code for c in fold([add(1), half, event(2, "recode", code="early")]).codings] == ["late"]


def test_of_two_events_with_one_id_the_same_counts_in_any_order() -> None:
    other = event(1, "add", code="money", start=0, end=5, quote="Trust", text="t1")
    assert fold([add(1), other]) == fold([other, add(1)])


def test_coding_again_what_was_to_be_looked_at_again_says_that_it_was() -> None:
    doubtful = event(2, "reanchor", status="review", start=1, end=6, quote="trust", text="t2", tried="t2")
    assert [c.status for c in fold([add(1), doubtful]).codings] == ["review"]
    assert [c.status for c in fold([add(1), doubtful, event(3, "recode", code="trust")]).codings] == ["kept"]
    nowhere = event(2, "reanchor", status="orphaned", tried="t2")
    (coding,) = fold([add(1), nowhere, event(3, "recode", code="trust")]).codings
    assert (coding.status, coding.text, coding.tried) == ("orphaned", "t1", "t2")
    placed = event(4, "move", start=7, end=9, quote="us", text="t2")
    (coding,) = fold([add(1), nowhere, placed]).codings
    assert (coding.status, coding.text, coding.tried) == ("kept", "t2", "t2")
