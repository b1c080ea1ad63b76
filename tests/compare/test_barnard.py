"""Barnard's test counted on the fingers, and beside every table there is."""

from __future__ import annotations

from itertools import product
from math import comb

import pytest

from collabstudy.compare.statistics.barnard import barnard
from collabstudy.compare.statistics.exact import unconditional

SMALL = [(a, b, m, n) for m, n in product(range(2, 6), repeat=2) for a, b in product(range(m + 1), range(n + 1))]


def by_adding_up(first: int, second: int, of_first: int, of_second: int) -> float:
    """Every table that is as uneven, at each of a thousand shares."""

    def uneven(a: int, b: int) -> tuple[int, int]:
        """The squared statistic as a fraction, but for what is the same in all tables."""
        voiced = a + b
        return (a * of_second - b * of_first) ** 2, voiced * (of_first + of_second - voiced) or 1

    here, spread = uneven(first, second)
    tables = [
        (comb(of_first, a) * comb(of_second, b), a + b)
        for a, b in product(range(of_first + 1), range(of_second + 1))
        if uneven(a, b)[0] * spread >= here * uneven(a, b)[1]
    ]
    of = of_first + of_second
    shares = [step / 1000 for step in range(1001)]
    return max(sum(ways * share**k * (1 - share) ** (of - k) for ways, k in tables) for share in shares)


def test_two_of_six_against_four_of_four_counted_on_the_fingers() -> None:
    """At one half: 4 + 1 + 6 + 15 ways to be as uneven, as many the other way round, of 2^10."""
    assert barnard((2, 4), (6, 4)) == pytest.approx(2 * (4 + 1 + 6 + 15) / 2**10, abs=1e-9)


def test_tables_as_uneven_as_the_one_at_hand_are_never_missed() -> None:
    """SciPy 1.17 compares floats and finds only those on one side: 0.038, which would have been significant."""
    assert unconditional("barnard", [2, 4], [6, 4]).p > 0.05
    assert barnard((0, 3), (5, 5)) == pytest.approx(barnard((5, 2), (5, 5)), abs=1e-9)  # the same, answers turned


def test_every_small_table_is_what_adding_up_gives() -> None:
    assert len(SMALL) > 200
    for first, second, of_first, of_second in SMALL:
        found = barnard((first, second), (of_first, of_second))
        added = by_adding_up(first, second, of_first, of_second)
        assert added - 1e-9 <= found <= added + 1e-4  # a thousand shares come near the worst one, never above it


def test_turning_groups_or_answers_round_changes_nothing() -> None:
    assert barnard((1, 5), (7, 6)) == pytest.approx(barnard((5, 1), (6, 7)), abs=1e-9)
    assert barnard((1, 5), (7, 6)) == pytest.approx(barnard((6, 1), (7, 6)), abs=1e-9)


def test_where_all_say_the_same_every_table_is_as_uneven() -> None:
    assert barnard((0, 0), (4, 5)) == pytest.approx(1)
    assert barnard((4, 5), (4, 5)) == pytest.approx(1)
