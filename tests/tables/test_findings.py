"""Findings as a notebook draws them: what came out, who speaks against, what has changed, and the words for counts."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from collabstudy.compare.findings import Findings, Since, check
from collabstudy.model.case import Case
from collabstudy.model.document import Document
from collabstudy.model.finding import Claim, Finding
from collabstudy.model.log import Done
from collabstudy.tables.findings import MOST, notebook


def found(hand: ModuleType, *claims: Claim) -> Findings:
    return check(hand.make(), [Finding(f"f{n}", f"Sentence {n}.", claim) for n, claim in enumerate(claims)])


def test_cases_against_are_named_and_passages_given_for_either_side(hand: ModuleType) -> None:
    page = notebook(found(hand, Claim("most", ("trust",)), Claim("only", ("trust",), {"case": ("ash",)})))
    assert page.count("against: Birch Council") == 1
    assert page.count("against: Cedar &amp; &lt;Sons&gt;") == 1
    assert page.count("2 with passages for it") == 1
    assert page.count("1 with passages against it") == 1
    assert "P01, turn 4 · mira" in page and "trusted each other" not in page  # no words where nobody hands them out


def test_cases_that_are_compared_with_are_not_against(hand: ModuleType) -> None:
    claim = Claim("more_than", ("trust",), {"case": ("cedar",)}, {"case": ("ash", "birch")})
    page = notebook(found(hand, claim))
    assert "of the others: Ash Council" in page and "against:" not in page


def test_what_has_changed_is_told_where_it_is_known(hand: ModuleType) -> None:
    checked = found(hand, Claim("most", ("trust",)))
    assert "in run" not in notebook(checked)
    since = Since("r1", "broken", 1, 3, joined=("cedar",), against=("birch",))
    changed = replace(checked, outcomes=(replace(checked.outcomes[0], since=since),))
    told = "in run r1: broken, 1 of 3; now for it: Cedar &amp; &lt;Sons&gt;; now against it: Birch Council"
    assert told in notebook(changed)


def test_the_words_and_the_evidence_stand_below(hand: ModuleType) -> None:
    page = notebook(found(hand, Claim("most", ("trust",))))
    assert "They rest on codings by people, where one does not say otherwise." in page
    assert "could turn it. “All” is every place that was asked and coded" in page


def test_of_very_many_cases_the_first_are_shown_with_their_passages(hand: ModuleType) -> None:
    many = range(MOST + 5)
    study = hand.make(
        cases=[Case(f"c{n:02}", f"Case {n}") for n in many],
        documents=[Document(f"D{n:02}", "P03.txt", f"c{n:02}") for n in many],
        done=[Done(f"D{n:02}", "mira", "2026-01-01") for n in many],
        codings=[replace(hand.said(f"x{n}", "P03", "trust", "I trust the oven."), document=f"D{n:02}") for n in many],
        tags=(),
        links=(),
    )
    study = replace(study, ways=replace(study.ways, transcript=lambda *_: hand.talk("P03")))
    page = notebook(check(study, [Finding("f", "All.", Claim("all", ("trust",)))]))
    assert f"the first {MOST} with passages for it" in page
    assert f"{MOST + 5} of {MOST + 5}" in page
    assert page.count("<li>") == MOST


def test_who_voices_what_is_few_or_just_so_many_is_not_for_it_and_the_others_are_not_against_it(
    hand: ModuleType,
) -> None:
    """`few` and `2 of 3` listed most of the places as being against them, also where they held."""
    page = notebook(check(hand.make(), [Finding("f", "S.", Claim("exactly", ("trust",), exactly=(2, 3)))]))
    assert "voiced by: Ash Council, Cedar &amp; &lt;Sons&gt;" in page and "not by: Birch Council" in page
    assert "against:" not in page


def test_what_another_code_is_compared_with_is_not_said_of_other_places(hand: ModuleType) -> None:
    page = notebook(found(hand, Claim("more_than", ("trust",), against_codes=("money",))))
    assert "of what it is compared with: Birch Council" in page
