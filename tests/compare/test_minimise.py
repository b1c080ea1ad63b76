"""Minimisation: exact, whatever the truth table."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.qca.minimise import Term, contains, easy, models, primes, rows_of

EVERY = tuple(product((False, True), repeat=3))
TABLES = st.lists(st.sampled_from("10?"), min_size=8, max_size=8)


def split(told: list[str]) -> tuple[list[Term], list[Term], list[Term]]:
    """The rows with the outcome, those that are free, those without."""
    rows = {mark: [row for row, own in zip(EVERY, told, strict=True) if own == mark] for mark in "1?0"}
    return list(rows["1"]), list(rows["?"]), list(rows["0"])


def test_two_rows_that_differ_in_one_condition_become_one_term() -> None:
    assert models([(True, True, False), (True, False, False)]) == (((True, None, False),),)


def test_rows_without_anything_in_common_stay_as_they_are() -> None:
    rows = [(True, True, True), (False, False, False)]
    assert models(rows) == (((True, True, True), (False, False, False)),)


def test_a_table_of_which_every_row_has_the_outcome_needs_no_condition() -> None:
    assert models(EVERY) == (((None, None, None),),)


def test_no_row_no_model() -> None:
    assert models([]) == ()


def test_models_that_tie_are_all_returned() -> None:
    # The cyclic table: six rows around a hexagon, two ways to cover it with three terms.
    rows = [row for row in EVERY if len(set(row)) > 1]
    found = models(rows)
    assert len(found) == 2
    assert all(len(model) == 3 for model in found)


def test_a_remainder_is_easy_if_it_is_reached_by_what_should_help() -> None:
    seen = [(True, False, True)]
    assumed = [(True, True, True), (False, False, True), (True, False, False)]
    assert easy(seen, assumed, (True, True, None)) == ((True, True, True),)
    assert easy(seen, assumed, (None, None, None)) == ()


@given(TABLES)
def test_every_model_covers_what_has_the_outcome_and_nothing_that_lacks_it(told: list[str]) -> None:
    positive, free, negative = split(told)
    for model in models(positive, free):
        covered = {row for term in model for row in rows_of(term)}
        assert set(positive) <= covered
        assert not covered & set(negative)


@given(TABLES)
def test_no_model_is_shorter_and_none_is_missing(told: list[str]) -> None:
    positive, free, _ = split(told)
    if not positive:
        return
    found = models(positive, free)
    each = primes(positive, free)
    size = len(found[0])
    for smaller in range(1, size):
        assert not any(covers(choice, positive) for choice in combinations(each, smaller))
    all_ = {frozenset(choice) for choice in combinations(each, size) if covers(choice, positive)}
    assert {frozenset(model) for model in found} == all_
    assert len(found) == len(all_)


@given(TABLES)
def test_a_prime_implicant_cannot_lose_a_condition(told: list[str]) -> None:
    positive, free, negative = split(told)
    for term in primes(positive, free) if positive else ():
        for at, state in enumerate(term):
            if state is not None:
                shorter = (*term[:at], None, *term[at + 1 :])
                assert any(contains(shorter, row) for row in negative)


@given(TABLES, st.permutations(range(8)))
def test_the_order_of_rows_makes_no_difference(told: list[str], order: list[int]) -> None:
    positive, free, _ = split(told)
    mixed = [EVERY[at] for at in order if told[at] == "1"]
    assert models(mixed, free) == models(positive, list(reversed(free)))


def covers(terms: tuple[Term, ...], rows: list[Term]) -> bool:
    return all(any(contains(term, row) for term in terms) for row in rows)
