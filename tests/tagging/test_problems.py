"""What is wrong with a codebook is told all at once, each finding by name, place and way out."""

from __future__ import annotations

from typing import Any

import pytest

from collabstudy.model.checks import Problem
from collabstudy.model.codebook import Code, Codebook, Scope
from collabstudy.tagging.problems import problems


def book(*codes: Code) -> Codebook:
    return Codebook("Book", codes, "codebooks/book.yaml")


def code(id_: str = "trust", **parts: Any) -> Code:
    return Code(**({"id": id_, "name": id_.title(), "definition": "Something.", "line": 4} | parts))


def names(*codes: Code) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in problems(book(*codes))]


def test_a_sound_codebook_has_no_problems() -> None:
    sound = code(
        terms=("trust*", "co-production", "lemma:share power", "a NEAR/3 power", "/x+/"), not_terms=("trustee*",)
    )
    assert problems(book(sound, code("power", parent="trust", terms=("power",)))) == ()


@pytest.mark.parametrize(
    ("parts", "name", "severity"),
    [
        ({"definition": " "}, "code-without-definition", "warning"),
        ({"terms": ("",)}, "term-empty", "error"),
        ({"terms": ("…",)}, "term-empty", "error"),
        ({"terms": ("*",)}, "term-any-word", "error"),
        ({"not_terms": ("*",), "terms": ("trust",)}, "term-any-word", "error"),
        ({"terms": ("share NEAR/0 power",)}, "near-zero", "error"),
        ({"terms": ("share NEAR power",)}, "term-malformed", "error"),
        ({"terms": ("/(/",)}, "regex-malformed", "error"),
        ({"terms": ("/x*/",)}, "regex-empty", "warning"),
        ({"terms": ("trust", "Trust")}, "term-twice", "error"),
        ({"terms": ("trust",), "not_terms": ("a b", "A  b")}, "term-twice", "error"),
        ({"terms": ("trust*",), "not_terms": ("trust*",)}, "term-excluded", "error"),
        ({"terms": ("trustee",), "not_terms": ("trust*",)}, "term-excluded", "error"),
        ({"terms": ("hospital trust",), "not_terms": ("hospital",)}, "term-excluded", "error"),
        ({"terms": ("trust*", "trusted")}, "term-covered", "note"),
        ({"terms": ("a*",)}, "term-too-broad", "warning"),
        ({"terms": ("share NEAR/3 p*",)}, "term-too-broad", "warning"),
        ({"terms": ("trust OR faith",)}, "term-looks-like-logic", "warning"),
        ({"not_terms": ("trustee",)}, "not-without-terms", "warning"),
        ({"terms": ("trust",), "scope": Scope(kinds=("Interviews",))}, "scope-kind-unknown", "error"),
        ({"scope": Scope(roles=("manager",))}, "scope-without-terms", "note"),
        ({"parent": "gone"}, "parent-unknown", "error"),
        ({"parent": "trust"}, "parent-cycle", "error"),
    ],
)
def test_a_flaw_of_one_code_is_found(parts: dict[str, Any], name: str, severity: str) -> None:
    assert names(code(**parts)) == [(name, severity)]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (code("faith", name="Trust"), [("code-name-twice", "error")]),
        (code("faith", name="TRUST", parent="power"), [("code-name-twice", "warning")]),
        (code("faith", name="Trusts"), [("code-name-similar", "note")]),
        (code("faith", formerly=("trust",)), [("formerly-taken", "note")]),
        (code("faith", formerly=("old",)), [("formerly-twice", "note")]),
        (code("faith", terms=("Trust",)), [("term-in-two-codes", "note")]),
        (code("faith", terms=("trusting",)), []),
        (code("trust", name="Faith"), [("code-twice", "error")]),
    ],
)
def test_a_flaw_between_two_codes_is_found(other: Code, found: list[tuple[str, str]]) -> None:
    assert names(code(terms=("trust",), formerly=("old",)), code("power"), other) == found


def test_priorities_one_and_two_are_not_alike() -> None:
    assert names(code("p1", name="Priority number 1"), code("p2", name="Priority number 2")) == []


def test_everything_is_told_worst_first_with_place_and_way_out() -> None:
    found = problems(book(code(definition="", terms=("a*", "*")), code("power", terms=("/(/",), line=9)))
    assert [problem.severity for problem in found] == ["error", "error", "warning", "warning"]
    assert found[0] == Problem(
        "term-any-word", "error", "trust: `*` fits every word", "codebooks/book.yaml", 4, "add letters"
    )
    assert all(problem.hint and problem.line for problem in found)


def test_a_circle_of_parents_is_told_for_each_code_in_it() -> None:
    circle = names(code("one", parent="two"), code("two", parent="one"), code("three", parent="two"))
    assert circle == [("parent-cycle", "error")] * 2
