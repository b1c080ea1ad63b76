"""Distinctive words in a notebook, and a word in its context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any

from drawn import Closed

from collabstudy.briefing.quotes import passages as door
from collabstudy.compare.distinctive import distinctive
from collabstudy.compare.distinguishing.distinct import Distinctive
from collabstudy.compare.table import Passage
from collabstudy.model.names import Pseudonym
from collabstudy.tables._in_context import in_context
from collabstudy.tables.distinctive import notebook


def made(study: Any, **more: Any) -> Distinctive:
    chosen: dict[str, Any] = {"by": "sector", "measure": "log_odds", "words": "forms", "min_count": 1}
    return distinctive(study, **chosen | {"stop_words": False} | more)


def test_each_group_has_its_words_with_their_spread(hand: ModuleType) -> None:
    page = notebook(made(hand.make()))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert "handed · council: 2 times in 2 of 3 documents" in labels
    assert "trust · charity: 2 times in 2 of 3 documents" in labels
    assert "council · 40 words" in page
    assert "P01, turn 2" in page
    assert "people repeat themselves" in page
    Closed(page)


def test_without_somebody_who_hands_out_words_there_is_no_context(hand: ModuleType) -> None:
    found = made(hand.make())
    for page in (notebook(found), notebook(found.kwic("trust"))):
        for words in ("trusted each other", "the keys", "the oven", "handed over"):
            assert words not in page
        Closed(page)
    assert "A1, turn 3" in notebook(found.kwic("trust"))


def test_lines_have_the_word_in_the_middle_as_far_as_consent_allows(hand: ModuleType) -> None:
    study = hand.make()
    found = made(study).kwic("trust")
    page = notebook(found, partial(door, study, codings={}))
    assert "<mark>Trust</mark> came later in Cedar.</td>" in page
    assert "the oven" not in page  # P03 may not be quoted
    assert "1 may not be shown here" in page
    Closed(page)


def test_of_a_word_said_twice_in_one_context_each_line_has_its_own(hand: ModuleType) -> None:
    study = hand.make()
    lines = in_context(made(study).kwic("the").lines, partial(door, study, codings={})).lines
    there = [line for line in lines if line.document == "P01"]
    assert [(line.left.split()[-1], line.right.split()[0]) for line in there] == [("over", "keys."), ("to", "vote.")]


def test_names_are_replaced_in_the_context(hand: ModuleType) -> None:
    study = replace(hand.make(), names=(Pseudonym("Ash", "a town"),))
    quotes = partial(door, study, codings={})
    lines = in_context(made(study).kwic("birch").lines, quotes).lines
    assert [line.left.strip() for line in lines] == ["[a town] and"]


def test_what_was_said_anonymously_is_not_shown_line_by_line(hand: ModuleType) -> None:
    study = hand.make(documents=hand.changed("P01", consent="anonymous"))
    found = made(study)
    shown = in_context(found.kwic("money").lines, partial(door, study, codings={}))
    assert [line.document for line in shown.lines] == ["P02"]
    assert shown.withheld == 1
    assert "keys" not in {one.word for one in found.words}  # said nowhere else


def test_what_is_handed_out_is_text(hand: ModuleType) -> None:
    @dataclass(frozen=True)
    class Told:
        text: str = "<b>We</b> trust $5"
        attribution: str = "<i>Clerk</i>"
        document: str = ""
        turn: int | None = None

    @dataclass(frozen=True)
    class Shown:
        quotes: tuple[Told, ...] = (Told(),)
        withheld: int = 0
        lost: int = 0

    def quotes(found: Iterable[Passage]) -> Shown:
        assert [*found]
        return Shown()

    page = notebook(made(hand.make()).kwic("trust"), quotes)
    assert "&lt;b&gt;We&lt;/b&gt;" in page
    assert "<mark>trust</mark> <span>$</span>5" in page
    assert "&lt;i&gt;Clerk&lt;/i&gt;" in page
    Closed(page)
