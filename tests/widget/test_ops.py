"""What was done on the screen, as events: the words come from the text, and what makes no sense is refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collabstudy import StudyError, read_study
from collabstudy.widget.ops import Desk, RefusedError, outcome
from collabstudy.widget.standing import standing_of

Open = Callable[..., Any]


@pytest.fixture
def desk(folder: Path) -> Desk:
    """mira before P01, of which nothing is coded; the rules have suggested the word `trusted`."""
    study = read_study(folder)
    text = study.transcript("P01")
    suggestions = {coding.id: coding for coding in study.tags if coding.document == "P01"}
    nothing = standing_of(study, "P01", ())
    return Desk(study, "P01", "mira", text, text, nothing, suggestions, {"mira": nothing})


def test_words_and_context_come_from_the_text_and_spaces_at_the_ends_are_left_out(desk: Desk) -> None:
    start = desk.shown.text.index(" I trusted")
    made = outcome(desk, {"op_id": "x", "type": "add", "code": "trust", "start": start, "end": start + 11})
    (event,) = made.events
    assert (event.id, event.do, event.coder, event.document) == ("x", "add", "mira", "P01")
    assert (event.details["quote"], event.details["start"]) == ("I trusted", start + 1)
    assert (event.details["prefix"], event.details["suffix"][:5]) == (desk.shown.text[start - 31 : start + 1], " them")
    assert event.details["coding"] == made.coding == "x"
    assert event.details["text"] == desk.shown.hash
    assert made.said == "Coded: Trust, 2 words"


@pytest.mark.parametrize(
    ("op", "why"),
    [
        ({"type": "dance"}, "nothing that can be done"),
        ({}, "nothing that can be done"),
        ({"type": "add", "code": "trust", "start": 0}, "no span"),
        ({"type": "add", "code": "trust", "start": "0", "end": 5}, "no span"),
        ({"type": "add", "code": "trust", "start": 5, "end": 5}, "no place"),
        ({"type": "add", "code": "trust", "start": 0, "end": 10**9}, "no place"),
        ({"type": "add", "code": "trust", "start": True, "end": 5}, "no span"),
        ({"type": "add", "code": "love", "start": 0, "end": 5}, "no code love"),
        ({"type": "remove", "coding": "c9"}, "no longer there"),
        ({"type": "recode", "coding": "c9", "code": "trust"}, "no longer there"),
        ({"type": "accept", "suggestion": "rules:P01:trust:0-1"}, "no longer there"),
        ({"type": "memo", "about": "weather", "memo": "wet"}, "nothing a memo can be about"),
        ({"type": "memo", "about": "case:oak", "memo": "wet"}, "nothing a memo can be about"),
        ({"type": "memo", "about": "document"}, "`memo` is missing"),
        ({"type": "asked", "question": "q9", "start": 0, "end": 5}, "no question q9"),
        ({"type": "adopt", "codings": ["c9"]}, "no longer there"),
        ({"type": "adopt", "codings": "c9"}, "no longer there"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_without_a_word_of_the_text(
    desk: Desk, op: dict[str, Any], why: str
) -> None:
    with pytest.raises(StudyError, match=why) as refused:
        outcome(desk, {"op_id": "x", **op})
    assert "neighbours" not in str(refused.value)


def test_accepting_with_another_code_or_place_says_that_it_was_changed(desk: Desk) -> None:
    suggestion = next(s for s in desk.suggestions.values() if s.quote == "trusted")
    as_it_is = outcome(desk, {"op_id": "a", "type": "accept", "suggestion": suggestion.id}).events[0].details
    assert (as_it_is["changed"], as_it_is["by"], as_it_is["suggestion"]) == (False, "rules", suggestion.id)
    wider = {"start": suggestion.start - 2, "end": suggestion.end + 5}
    changed = outcome(desk, {"op_id": "b", "type": "accept", "suggestion": suggestion.id, **wider}).events[0].details
    assert (changed["changed"], changed["quote"]) == (True, "I trusted them")
    other = outcome(desk, {"op_id": "c", "type": "accept", "suggestion": suggestion.id, "code": "money"}).events[0]
    assert (other.details["changed"], other.details["code"]) == (True, "money")


def test_a_coding_of_another_coder_is_not_removed(desk: Desk, open_coder: Open) -> None:
    page = open_coder(by="jonas")
    page.hello()
    theirs = page.do("add", code="trust", **page.at("The neighbours"))["coding"]
    mira = open_coder()
    mira.hello()
    told = mira.do("remove", coding=theirs)
    assert (told["kind"], told["why"]) == ("nack", "gone")
    with pytest.raises(RefusedError):
        outcome(desk, {"op_id": "x", "type": "remove", "coding": theirs})


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_in_whatever_order_the_screen_shows_what_the_log_adds_up_to(
    open_coder: Open, folder: Path, seed: int
) -> None:
    """What is worked out step by step is what reading the file from the beginning gives."""
    draw = random.Random(seed)
    page = open_coder(suggestions=True)
    assert page.widget._session.suggesting.wait(60)
    doc = page.hello()
    shown = {coding["id"]: coding for coding in doc["codings"]}
    open_now = {s["id"] for s in doc["suggestions"]}
    acked = 0
    for _ in range(60):
        start = draw.randrange(len(page.text) - 12)
        kind, what = draw.choice(
            [
                ("add", {"code": draw.choice(["trust", "money"]), "start": start, "end": start + 12}),
                ("add", {"code": draw.choice(["trust", "money"]), "start": start, "end": start + 12}),
                ("remove", {"coding": draw.choice([*shown, "none"])}),
                ("recode", {"coding": draw.choice([*shown, "none"]), "code": draw.choice(["trust", "money"])}),
                ("move", {"coding": draw.choice([*shown, "none"]), "start": start, "end": start + 12}),
                ("memo", {"coding": draw.choice([*shown, "none"]), "memo": f"memo {start}"}),
                ("memo", {"about": "document", "memo": f"memo {start}"}),
                ("asked", {"question": "q1", "start": start, "end": start + 12}),
                ("accept", {"suggestion": draw.choice([*sorted(open_now), "none"])}),
                ("reject", {"suggestion": draw.choice([*sorted(open_now), "none"])}),
                ("retire", {"coding": draw.choice([*shown, "none"])}),
                ("confirm", {"coding": draw.choice([*shown, "none"])}),
                ("done", {"undo": draw.random() < 0.5}),
                ("undo", {}),
                ("undo", {}),
                ("redo", {}),
            ]
        )
        told = page.do(kind, **what)
        if told["kind"] == "nack":
            assert told["why"] in ("gone", "invalid"), told
            continue
        acked += 1
        shown = {name: coding for name, coding in shown.items() if name not in told["remove"]}
        shown |= {coding["id"]: coding for coding in (*told["add"], *told["change"])}
        changed = told.get("suggestions", {"add": [], "remove": []})
        open_now = (open_now - set(changed["remove"])) | {s["id"] for s in changed["add"]}
    assert len(shown) > 0 and acked > 20
    doc = page.hello()
    assert {coding["id"]: coding for coding in doc["codings"]} == shown
    assert {s["id"] for s in doc["suggestions"]} == open_now
    fresh = standing_of(read_study(folder), "P01", page.widget._session.store.events)
    kept = page.widget._session.store.own
    for part in ("codings", "asked", "memos", "done", "settled"):
        assert getattr(kept, part) == getattr(fresh, part), part
    assert {c.id for c in kept.removed} == {c.id for c in fresh.removed}
