"""Codes come and go; codings stay, and say when somebody must look again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.coding import Coding, Status
from collabstudy.model.today import coded_today

TRUST = Code("trust", "Trust", definition="counting on somebody")
BOOK = Codebook("b", (TRUST, Code("money", "Money")))
CODING = replace(
    Coding("c1", "P01", "trust", "mira", 0, 5, "Trust", text="t1"),
    meaning=BOOK.meaning("trust"),
)


def today(*codes: Code, coding: Coding = CODING) -> tuple[str, str]:
    now = coded_today(coding, Codebook("b", codes))
    assert replace(now, code=coding.code, status=coding.status) == coding
    return now.code, now.status


def test_a_removed_code_retires_its_codings_and_brings_them_back_when_it_comes_back() -> None:
    assert today(Code("money", "Money")) == ("trust", "retired")
    assert today(TRUST) == ("trust", "kept")


def test_a_renamed_or_moved_code_keeps_its_codings_as_they_are() -> None:
    assert today(replace(TRUST, name="Confidence", parent="money", terms=("trust*",))) == ("trust", "kept")
    assert today(replace(TRUST, id="confidence", formerly=("trust",))) == ("confidence", "kept")


def test_a_changed_definition_makes_exactly_the_codings_of_that_code_stale() -> None:
    changed = replace(TRUST, definition="relying on somebody")
    money = replace(CODING, code="money", meaning=BOOK.meaning("money"))
    assert today(changed, Code("money", "Money")) == ("trust", "stale")
    assert today(changed, Code("money", "Money"), coding=money) == ("money", "kept")
    assert today(changed, coding=replace(CODING, meaning="")) == ("trust", "kept")  # nobody knows what it meant


@pytest.mark.parametrize("part", ["include", "exclude"])
def test_what_to_include_and_to_exclude_belong_to_the_definition(part: str) -> None:
    assert today(replace(TRUST, **{part: "distrust"})) == ("trust", "stale")


def test_merging_codes_makes_stale_what_now_means_something_else() -> None:
    merged = Code("money", "Money", formerly=("trust",))
    assert today(merged) == ("money", "stale")
    assert today(merged, coding=replace(CODING, code="money", meaning=BOOK.meaning("money"))) == ("money", "kept")


def test_the_codings_of_a_split_code_wait_to_be_read_again() -> None:
    ours, theirs = Code("ours", "Ours", formerly=("trust",)), Code("theirs", "Theirs", formerly=("trust",))
    assert today(ours, theirs) == ("trust", "review")
    assert today(TRUST, theirs) == ("trust", "stale")  # a part was split off
    assert today(ours, theirs, coding=replace(CODING, code="ours", meaning="")) == ("ours", "kept")


@pytest.mark.parametrize("status", ["retired", "orphaned", "ambiguous", "review"])
def test_what_says_more_against_a_coding_is_not_hidden_by_less(status: Status) -> None:
    changed = replace(TRUST, definition="relying on somebody")
    assert today(changed, coding=replace(CODING, status=status)) == ("trust", status)
    assert today(changed, coding=replace(CODING, status="moved")) == ("trust", "stale")
