"""Whatever people do, in whatever order their lines arrive: one state, and nothing that cannot be had back."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy.model.coding import NO_PLACE
from collabstudy.model.log import ASKED, Do, Event, Folded, coding_of, details_of, fold, in_order, later
from collabstudy.model.undo import again, inverse, steps

START = datetime(2026, 1, 1, 10, tzinfo=UTC)
TEXTS = ("t1", "t2")
ORDINARY = (
    "add",
    "ask",
    "accept",
    "remove",
    "back",
    "recode",
    "move",
    "memo",
    "note",
    "reject",
    "retire",
    "done",
    "open",
)
DEEDS = st.tuples(st.sampled_from(ORDINARY), st.integers(0, 7), st.integers(-90, 90))
ANY = st.tuples(
    st.sampled_from((*ORDINARY, "undo", "undo", "redo", "machine")), st.integers(0, 7), st.integers(-90, 90)
)


@dataclass
class Desk:
    """A person at a log, with a clock that may jump; `deed` does what the logbook does, in memory."""

    coder: str
    events: list[Event] = field(default_factory=list)
    name: str = ""
    clock: datetime = START

    def deeds(self, told: Iterable[tuple[str, int, int]]) -> Desk:
        for what, number, minutes in told:
            self.clock += timedelta(minutes=minutes)
            event = self.deed(what, number)
            if event is not None:
                self.events.append(event)
        return self

    def deed(self, what: str, number: int) -> Event | None:
        folded = fold(self.events)
        standing = [*folded.codings, *folded.asked]
        any_coding = [*standing, *folded.removed]
        if what in ("add", "ask", "accept"):
            code = f"{ASKED}q{number}" if what == "ask" else f"code{number}"
            more = {"suggestion": f"s{number}", "by": "rules"} if what == "accept" else {}
            coding = f"c-{self.coder}{self.name}{len(self.events)}"
            return self.event("accept" if more else "add", coding=coding, code=code, **self.place(number), **more)
        if what == "back" and folded.removed:
            gone = folded.removed[number % len(folded.removed)]
            return self.event("add", coding=gone.id, code="anew", **self.place(number))
        if what == "remove" and standing:
            return self.event("remove", coding=standing[number % len(standing)].id)
        if what in ("recode", "move", "memo", "retire", "machine") and any_coding:
            return self.change(what, any_coding[number % len(any_coding)], number)
        if what == "note":
            about = ("document", "case:here", "code:trust")[number % 3]
            return self.event("memo", about=about, memo=f"noted {len(self.events)}")
        if what == "reject":
            undo = {"undo": True} if number % 3 == 0 else {}
            return self.event("reject", coding=f"s{number % 2}", code="trust", **self.place(number), **undo)
        if what in ("done", "open"):
            return self.event("done", **({"text": TEXTS[number % 2]} if what == "done" else {"undo": True}))
        return self.stepped(what)

    def stepped(self, what: str) -> Event | None:
        done, undone = steps(self.events)
        if what == "undo" and done:
            return self.stamped(inverse(done[-1], self.events))
        if what == "redo" and undone:
            return self.stamped(again(undone[-1]))
        return None

    def change(self, what: str, coding: Any, number: int) -> Event | None:
        if what == "machine":
            status = ("kept", "moved", "review", "ambiguous", "orphaned")[number % 5]
            found = {"tried": TEXTS[1]} if status in NO_PLACE else self.place(number)
            return self.event("reanchor", coding=coding.id, status=status, **found)
        if what == "retire":
            return self.event("retire", coding=coding.id, **({"undo": True} if number % 3 == 0 else {}))
        told: dict[str, Any] = {
            "recode": {"code": f"code{number}", "meaning": f"m{number}"},
            "move": self.place(number),
            "memo": {"memo": f"memo {len(self.events)}"},
        }[what]
        return self.event(what, coding=coding.id, **told)

    def place(self, number: int) -> dict[str, Any]:
        quote = "trusting"[: number + 1]
        return {"start": number, "end": number + len(quote), "quote": quote, "text": TEXTS[number % 2]}

    def event(self, do: Any, **details: Any) -> Event:
        return self.stamped(Event("", "", do, self.coder, "P01", "b1", details))

    def stamped(self, event: Event) -> Event:
        now = self.clock.isoformat(timespec="microseconds").replace("+00:00", "Z")
        last = max((event.time for event in self.events), default="")
        return replace(
            event, id=f"e-{self.coder}{self.name}{len(self.events)}", time=max(now, later(last) if last else now)
        )


def seen(folded: Folded) -> dict[str, Any]:
    """What a coder sees; not when it was done."""
    return {
        "codings": {c.id: details_of(c) for c in (*folded.codings, *folded.asked)},
        "done": {(d.document, d.coder): d.text for d in folded.done},
        "rejected": {(r.coder, r.id): details_of(r) for r in folded.rejected},
        "memos": {(m.coder, m.about): m.memo for m in folded.memos},
    }


def shuffled(events: list[Event], luck: random.Random) -> list[Event]:
    lines = events + luck.sample(events, k=len(events) // 2)
    luck.shuffle(lines)
    return lines


@given(st.lists(ANY, min_size=1, max_size=40), st.lists(ANY, max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_order_repetition_and_interleaving_change_nothing(mira: Any, jonas: Any, luck: random.Random) -> None:
    events = Desk("mira").deeds(mira).events + Desk("jonas").deeds(jonas).events
    assert fold(shuffled(events, luck)) == fold(events)


@given(st.lists(ANY, max_size=20), st.lists(ANY, max_size=15), st.lists(ANY, max_size=15))
@settings(max_examples=200, deadline=None)
def test_two_branches_of_one_log_add_up_to_the_same_from_either_side(before: Any, left: Any, right: Any) -> None:
    trunk = Desk("mira").deeds(before).events
    ours = Desk("mira", list(trunk), "-l").deeds(left).events
    theirs = Desk("mira", list(trunk), "-r").deeds(right).events
    merged = fold([*ours, *theirs[len(trunk) :]])
    assert merged == fold([*theirs, *ours[len(trunk) :]]) == fold([*ours, *theirs])
    made = {e.details["coding"] for e in (*ours, *theirs) if e.do in ("add", "accept")}
    assert {c.id for c in (*merged.codings, *merged.asked, *merged.removed)} == made


@given(st.lists(ANY, max_size=15), st.lists(DEEDS, min_size=1, max_size=15))
@settings(max_examples=200, deadline=None)
def test_undoing_everything_brings_back_what_was_and_redoing_what_is(before: Any, deeds: Any) -> None:
    desk = Desk("mira").deeds(before)
    was, count = seen(fold(desk.events)), len(desk.events)
    desk.deeds(deeds)
    now, undos = seen(fold(desk.events)), len(desk.events) - count
    desk.deeds([("undo", 0, 0)] * undos)
    assert seen(fold(desk.events)) == was
    desk.deeds([("redo", 0, 0)] * undos)
    assert seen(fold(desk.events)) == now


@given(st.lists(ANY, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_deeds_make_a_coding_unrecoverable(deeds: Any) -> None:
    desk = Desk("mira").deeds(deeds)
    folded = fold(desk.events)
    for gone in folded.removed:
        removal = max(
            (e for e in desk.events if e.do == "remove" and e.details["coding"] == gone.id), key=lambda e: e.time
        )
        back = fold([*desk.events, desk.stamped(inverse(removal, desk.events))])
        (found,) = [c for c in (*back.codings, *back.asked) if c.id == gone.id]
        assert details_of(found) == details_of(gone)


@given(st.lists(ANY, max_size=30), st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_the_steps_to_undo_are_read_from_the_log_wherever_it_is_taken_up_again(deeds: Any, at: int) -> None:
    desk = Desk("mira").deeds(deeds)
    again_read = Desk("mira", [replace(event) for event in desk.events])
    for what in ("undo", "undo", "redo", "undo"):
        desk.deeds([(what, 0, 0)])
        again_read.deeds([(what, 0, 0)])
    assert [(e.do, e.details) for e in desk.events] == [(e.do, e.details) for e in again_read.events]


def test_such_histories_hold_everything_that_can_be_done() -> None:
    luck = random.Random(3)
    deeds = [
        (luck.choice([*ORDINARY, "undo", "redo", "machine"]), luck.randrange(8), luck.randrange(-9, 9))
        for _ in range(400)
    ]
    events = Desk("mira").deeds(deeds).events
    done: set[Do] = {event.do for event in events}
    assert len(done) == 10
    assert {"undoes", "redoes"} <= {name for event in events for name in event.details}
    states = [fold(events[:count]) for count in range(0, len(events), 10)]
    for kind in ("codings", "done", "rejected", "removed", "memos", "asked"):
        assert any(getattr(state, kind) for state in states), kind
    assert in_order(events) == events or any(event.do == "reanchor" for event in events)
    assert coding_of([]) is None
