"""Names in braces: what is one, what is prose, and what stands for it in the study by hand.

Trust: Ash and Cedar voice it, Birch was asked and does not, Dogwood is not coded yet. Sharing: Ash voices it; Birch was
not asked about it.
"""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.claiming.bound import Binding, bindings, filled
from collabstudy.compare.claiming.bound_numbers import Known, Numbers
from collabstudy.compare.crosstab import crosstab


def numbers(hand: ModuleType) -> Numbers:
    study = hand.make()
    table = crosstab(study, unit="turn")
    values = {place: cell.value for place, cell in table.cells.items()}

    def passages(code: str, cases: object) -> int:
        return sum(len(table.evidence(group.id, code)) for group in table.groups)

    return Numbers(study, values, {"f": "Most trust."}, passages)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No braces at all, \\ not even that one.",
        "{}",
        "{ }",
        "{2} times, {1.5}, {2,3}",
        '{"a": 1}',
        "{a: 1}",
        "a lone { of prose",
        "one that closes }",
        "{see",
        "{{ count trust }} in the older form",
        "$\\frac{1}{2}$",
        "“{…}”",
        "\r\nline ends\r\n stay",
    ],
)
def test_prose_is_left_as_it_is(text: str) -> None:
    assert bindings(text) == ()
    assert filled(text, lambda _: "never") == text


@given(st.text(st.characters(exclude_characters="{}")))
def test_a_text_without_braces_is_left_as_it_is_whatever_it_is(text: str) -> None:
    assert filled(text, lambda _: "never") == text


@given(st.text(alphabet=list('{}\\ab.n1 "=\n')))
def test_whatever_is_written_names_stand_where_they_say_and_never_overlap(text: str) -> None:
    found = bindings(text)
    assert all(text[binding.start] == "{" and binding.end <= len(text) for binding in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    filled(text, lambda _: "")


def test_names_are_found_where_they_stand() -> None:
    text = 'In {trust.cases} of {n} places; {Sharing-power.Words sector=council place="New Town"} say {finding.no-1}.'
    found = bindings(text)
    assert [text[b.start : b.end][:8] for b in found] == ["{trust.c", "{n}", "{Sharing", "{finding"]
    assert [(b.kind, b.subject, b.capital) for b in found] == [
        ("cases", "trust", False),
        ("n", "", False),
        ("words", "Sharing-power", True),
        ("finding", "no-1", False),
    ]
    assert found[2].among == (("sector", "council"), ("place", "New Town"))


def test_a_name_may_be_broken_over_two_lines() -> None:
    (found,) = bindings("{trust.cases\n sector=council}")
    assert (found.name, found.kind, found.among) == ("trust.cases", "cases", (("sector", "council"),))


def test_a_code_may_have_dots_and_hyphens_in_its_name() -> None:
    assert [b.subject for b in bindings("{2.1-trust.cases} {power.shared.of}")] == ["2.1-trust", "power.shared"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{trust}", "unknown"),
        ("{trust.casses}", "unknown"),
        ("{trust cases}", "unknown"),
        ("{see below}", "unknown"),
        ("{ n }", "n"),
        ("{trust.cases", "open"),
        ("{trust.cases of {n} places", "open"),
        ("{.cases}", None),
    ],
)
def test_what_looks_like_a_name_and_is_none_is_not_passed_over(text: str, kind: str | None) -> None:
    assert (bindings(text)[0].kind if bindings(text) else None) == kind


def test_a_brace_can_be_written() -> None:
    assert filled(r"\{n\} is {n}, \{trust.cases}", lambda _: "10") == "{n} is 10, {trust.cases}"
    assert bindings(r"\{n\}") == ()


def test_the_numbers_of_the_study_are_put_in(hand: ModuleType) -> None:
    told = numbers(hand).filled
    assert told("{trust.cases} of {trust.of} places, of {n}") == "2 of 3 places, of 4"
    assert told("{trust.places}; not {trust.against}; {sharing.unasked} not asked") == (
        "Ash Council and Cedar & <Sons>; not Birch Council; Birch Council not asked"
    )
    assert told("{trust.Words} ({trust.spelled}); {voting.Words}.") == "Most places (two of three); One place."
    assert (
        told("{trust.passages} passages; {sharing.against}; {finding.f}") == "2 passages; Cedar & <Sons>; Most trust."
    )
    assert told("{money.against}, {money.unasked}") == "Ash Council and Cedar & <Sons>, no place"


def test_cases_can_be_limited(hand: ModuleType) -> None:
    told = numbers(hand).filled
    assert told("{trust.cases sector=council} of {n sector=council}") == "1 of 2"
    assert told("{trust.spelled case=dogwood}, {trust.words case=dogwood}") == "none yet, no place that was asked"


def test_a_former_name_of_a_code_still_counts(hand: ModuleType) -> None:
    from dataclasses import replace

    codes = [replace(code, formerly=("confidence",)) if code.id == "trust" else code for code in hand.CODES]
    study = hand.make(codes=codes)
    assert Known(study).wrong("{confidence.cases}") == ()
    assert Numbers(study, numbers(hand).values, {}, lambda code, cases: 0).filled("{confidence.cases}") == "2"


def test_everything_wrong_is_told_at_once_with_what_is_near(hand: ModuleType) -> None:
    known = Known(hand.make(), ("all-trust",))
    text = (
        "{trsut.cases} {n} {trust.case} {trust} {finding.all-turst} {m} {trust.cases sectr=council} "
        "{trust.cases sector=counsil} {trust.of"
    )
    assert [(text[w.binding.start :].partition(" ")[0], w.problem, w.hint) for w in known.wrong(text)] == [
        ("{trsut.cases}", "there is no code `trsut`", "is it trust?"),
        ("{trust.case}", "nothing is called `{trust.case}`", r"is it cases?; for a brace in prose write \{"),
        (
            "{trust}",
            "nothing is called `{trust}`",
            "write {trust.cases}, or one of cases, of, places, passages, words, spelled, against, unasked; "
            r"for a brace in prose write \{",
        ),
        ("{finding.all-turst}", "there is no finding `all-turst`", "is it all-trust?"),
        (
            "{m}",
            "nothing is called `{m}`",
            r"write {n}, or {CODE.cases} of a code; for a brace in prose write \{",
        ),
        ("{trust.cases", "cases have no attribute `sectr`", "is it sector?"),
        ("{trust.cases", "no case has sector `counsil`", "is it council?"),
        ("{trust.of", "the brace before `trust.of` is not closed", "write {trust.of}"),
    ]


def test_a_name_knows_what_it_asks_for() -> None:
    assert bindings("{trust.Cases}") == (Binding(0, 13, "trust.Cases", "cases", "trust", (), True),)
