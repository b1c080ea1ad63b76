"""The names of cases are found in all their spellings, and nothing else is."""

from __future__ import annotations

import pytest

from collabstudy.model.case import Case
from collabstudy.tagging.names import Names, plain

CASES = (
    Case("carrowby", "Carrowby Council", ("the Promise", "the Carrowby Promise", "Tanner Street")),
    Case("barrow", "Barrow and Dunham", ("Barrow & Dunham LBC",)),
    Case("ignite", "Ignite"),
    Case("key", "Golden Key"),
    Case("kin", "Kettle and Kin", ("K&K", "the Kettle")),
    Case("fells", "Fells County Council"),
    Case("zone", "West Fells Zone"),
    Case("right", "Doing the Right Thing"),
    Case("marys", "St Mary’s Trust"),
    Case("bath", "Bath City Council"),
    Case("shared-a", "Alpha House", ("the Partnership House",)),
    Case("shared-b", "Beta House", ("the Partnership House",)),
)


def named(text: str, language: str = "en", cases: tuple[Case, ...] = CASES) -> list[str]:
    """Cases named in a text, in order."""
    (mentions,) = Names(cases, language).in_texts([plain(text)])
    return [case for mention in mentions for case in mention.cases]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Carrowby Council’s plan; Carrowby's plan", ["carrowby", "carrowby"]),
        ("in Carrowby, Carrowby Borough Council, Carrowby MBC and the London Borough of Carrowby", ["carrowby"] * 4),
        ("the Carrowby Promise, a bold Carrowby Promise", ["carrowby", "carrowby"]),
        ("keeping the Promise and a promise, my Promise", ["carrowby"]),
        ("CARROWBY COUNCIL, carrowby council and carrowby too", ["carrowby"] * 3),
        ("Carrowby-based, pre-Carrowby, Carrowbyshire", ["carrowby", "carrowby"]),
        ("the cuts\nin Tanner\nStreet", ["carrowby"]),
        ("Barrow & Dunham, Barrow and Dunham LBC, London Borough of Barrow and Dunham", ["barrow"] * 3),
        ("Barrow, and Dunham", []),
        ("Ignite works here; to ignite a fire; IGNITE", ["ignite", "ignite"]),
        ("a golden key to a Golden Key project", ["key"]),
        ("Kettle & Kin, K&K, the Kettle, The Kettle’s door, a kettle, Kettle", ["kin"] * 4),
        ("West Fells Zone, the Fells, West Fells", ["zone", "fells", "fells"]),
        ("Doing the right thing is Doing the Right Thing’s way", ["right"]),
        ("St Mary's Trust, St Mary‘s Trust", ["marys", "marys"]),
        ("a bath in Bath, Bath council", ["bath", "bath"]),
        ("the Partnership House", ["shared-a", "shared-b"]),
        ("<i>Doing the Right Thing</i>, *Ignite*, _Golden Key_", ["right", "ignite", "key"]),
        ("Golden\tKey", []),
        ("the council, a county council", []),
        ("", []),
    ],
)
def test_a_name_is_found_in_its_spellings(text: str, cases: list[str]) -> None:
    assert named(text) == cases


def test_a_german_genitive_needs_no_apostrophe() -> None:
    cases = (Case("murn", "Murnau"), Case("bund", "Bund und Land"))
    assert named("Murnaus Rat, Murnau, der Bund & Land", "de", cases) == ["murn", "murn", "bund"]


def test_a_language_that_nobody_knows_is_still_read() -> None:
    assert named("Carrowby", "zz") == ["carrowby"]


def test_nothing_is_named_without_cases() -> None:
    assert named("Carrowby", cases=()) == []
