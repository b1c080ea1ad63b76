"""Where codings went is told in events that two machines write alike."""

from __future__ import annotations

from collabstudy.coding.anchor import carry, reanchorings
from collabstudy.model.document import Transcript
from collabstudy.model.log import Event, fold
from collabstudy.model.span import text_hash

OLD = "I: How did it begin?\nP: With one meeting in the library.\nI: Who came?\nP: Nobody but Maria.\n"
NEW = "Note.\n" + OLD.replace("Nobody but Maria.", "")
TEXTS = {text_hash(OLD): OLD, text_hash(NEW): NEW}


def add(name: str, quote: str, time: str) -> Event:
    start = OLD.index(quote)
    details = {
        "coding": name,
        "code": "trust",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "text": text_hash(OLD),
    }
    return Event(f"e-{name}", time, "add", "mira", "P01", "book", details)


EVENTS = (
    add("c1", "one meeting", "2026-01-01T10:00:00.000000Z"),
    add("c2", "Nobody but", "2026-01-01T10:00:01.000000Z"),
    add("c3", "Who came", "2026-01-01T10:00:02.999999Z"),
    Event("e4", "2026-01-01T11:59:59.999999Z", "memo", "mira", "P01", "book", {"coding": "c1", "memo": "why?"}),
)


def told(events: tuple[Event, ...], text: str) -> tuple[Event, ...]:
    return reanchorings(fold(events).codings, Transcript(text, ()), TEXTS.get, events)


def test_every_coding_that_went_somewhere_has_its_event() -> None:
    events = told(EVENTS, NEW)
    assert [(event.do, event.coder, event.document, event.codebook) for event in events] == [
        ("reanchor", "mira", "P01", "book")
    ] * 3
    first, second, third = (event.details for event in events)
    assert dict(first) == {
        "coding": "c1",
        "status": "moved",
        "method": "diff",
        "start": OLD.index("one meeting") + 6,
        "end": OLD.index("one meeting") + 17,
        "quote": "one meeting",
        "prefix": "Note.\nI: How did it begin?\nP: With "[-32:],
        "suffix": " in the library.\nI: Who came?\nP:",
        "text": text_hash(NEW),
    }
    assert dict(second) == {"coding": "c2", "status": "orphaned", "method": "diff", "tried": text_hash(NEW)}
    assert third["status"] == "moved"


def test_its_time_is_a_microsecond_after_the_last_event_of_its_coding() -> None:
    assert [event.time for event in told(EVENTS, NEW)] == [
        "2026-01-01T12:00:00.000000Z",
        "2026-01-01T10:00:01.000001Z",
        "2026-01-01T10:00:03.000000Z",
    ]


def test_two_machines_write_the_same_events_whatever_the_order_of_their_lines() -> None:
    assert told(EVENTS, NEW) == tuple(
        sorted(told(EVENTS[::-1] + EVENTS, NEW), key=lambda event: str(event.details["coding"]))
    )
    assert len({event.id for event in told(EVENTS, NEW)}) == 3


def test_folded_in_they_say_what_carrying_says() -> None:
    folded = fold((*EVENTS, *told(EVENTS, NEW))).codings
    carried = carry(fold(EVENTS).codings, Transcript(NEW, ()), TEXTS.get)
    assert {coding.id: coding for coding in folded} == {coding.id: coding for coding in carried}
    assert [coding.status for coding in carried] == ["moved", "orphaned", "moved"]


def test_once_they_are_written_there_is_nothing_more_to_write() -> None:
    assert told((*EVENTS, *told(EVENTS, NEW)), NEW) == ()


def test_where_the_text_is_the_coded_one_there_is_nothing_to_write() -> None:
    assert told(EVENTS, OLD) == ()


def test_when_the_text_comes_back_the_lost_coding_does_too() -> None:
    there = (*EVENTS, *told(EVENTS, NEW))
    back = (*there, *told(there, OLD))
    assert {coding.id: coding.status for coding in fold(back).codings} == {"c1": "moved", "c2": "kept", "c3": "moved"}
    assert {coding.id: coding.start for coding in fold(back).codings}["c2"] == OLD.index("Nobody")
    again = (*back, *told(back, NEW))
    assert {coding.id: coding.status for coding in fold(again).codings}["c2"] == "orphaned"
    assert len({event.id for event in again}) == len(again)


def test_a_retired_coding_is_left_alone() -> None:
    retired = Event("e9", "2026-01-02T10:00:00.000000Z", "retire", "mira", "P01", "book", {"coding": "c1"})
    assert [event.details["coding"] for event in told((*EVENTS, retired), NEW)] == ["c2", "c3"]


def test_a_coding_for_review_that_is_lost_as_well_is_back_in_review_with_its_text() -> None:
    kitchen = OLD.replace("library", "kitchen")
    texts = {**TEXTS, text_hash(kitchen): kitchen}
    events: tuple[Event, ...] = (add("c1", "library", "2026-01-01T10:00:00.000000Z"),)
    for text, status in ((kitchen, "review"), ("", "orphaned"), (kitchen, "review")):
        codings = fold(events).codings
        [carried] = carry(codings, Transcript(text, ()), texts.get)
        assert carried.status == status
        events = (*events, *reanchorings(codings, Transcript(text, ()), texts.get, events))
    assert len(events) == 2
