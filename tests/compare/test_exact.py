"""Exact tests and intervals of small counts, held against printed figures and counting by hand."""

from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import barnard_exact, binomtest, boschloo_exact, fisher_exact

from collabstudy.compare.statistics.exact import _fisher, fisher, holm, mcnemar, told, unconditional
from collabstudy.compare.statistics.intervals import newcombe, newcombe_paired
from collabstudy.errors import StudyError

groups = st.lists(st.tuples(st.integers(1, 7), st.floats(0, 1)), min_size=2, max_size=4)


def test_the_lady_tasting_tea() -> None:
    """Fisher 1935: 3 of 4 against 1 of 4; 2 × (1 + 16) of 70 tables are as unlikely."""
    assert fisher((3, 1), (4, 4), draws=99, seed=0).p == pytest.approx(34 / 70, abs=1e-12)
    assert round(fisher((3, 1), (4, 4), draws=99, seed=0).p, 4) == 0.4857


def test_three_groups_of_two_counted_by_hand() -> None:
    """Of 15 ways to spread 2 voices over 2, 2 and 2: 3 put both in one group, 12 in two different ones."""
    together, apart = ((2, 0, 0), (2, 2, 2)), ((1, 1, 0), (2, 2, 2))
    assert fisher(*together, draws=99, seed=0).p == pytest.approx(3 / 15)
    assert fisher(*apart, draws=99, seed=0).p == 1
    assert fisher(*apart, draws=99, seed=0).smallest == pytest.approx(3 / 15)


@settings(deadline=None)
@given(groups)
def test_every_table_is_counted_once(drawn: list[tuple[int, float]]) -> None:
    of = tuple(size for size, _ in drawn)
    present = tuple(round(size * share) for size, share in drawn)

    def ways(table: tuple[int, ...]) -> int:
        found = 1
        for here, size in zip(table, of, strict=True):
            found *= comb(size, here)
        return found

    tables = [table for table in product(*(range(size + 1) for size in of)) if sum(table) == sum(present)]
    assert sum(map(ways, tables)) == comb(sum(of), sum(present))
    p_of = {
        table: sum(ways(other) for other in tables if ways(other) <= ways(table)) / comb(sum(of), sum(present))
        for table in tables
    }
    tested = fisher(present, of, draws=99, seed=0)
    assert tested.p == pytest.approx(p_of[present])
    assert tested.smallest == pytest.approx(min(p_of.values()))
    assert tested.smallest <= tested.p <= 1
    if len(of) == 2:
        table = [list(present), [size - here for here, size in zip(present, of, strict=True)]]
        assert tested.p == pytest.approx(fisher_exact(table).pvalue)


def test_too_many_tables_are_drawn_and_come_out_near_the_exact_p(monkeypatch: pytest.MonkeyPatch) -> None:
    present, of = (5, 2, 1), (8, 8, 8)
    exact = fisher(present, of, draws=9999, seed=7)
    assert exact.draws == 0
    monkeypatch.setattr("collabstudy.compare.statistics.exact.MOST_STATES", 3)
    drawn = _fisher.__wrapped__(present, of, 9999, 7)
    assert drawn.draws == 9999
    assert drawn.p == pytest.approx(exact.p, abs=0.02)
    assert drawn == _fisher.__wrapped__(present, of, 9999, 7)
    assert drawn.p != _fisher.__wrapped__(present, of, 9999, 8).p
    assert drawn.smallest == 1 / 10_000


@pytest.mark.parametrize(
    ("test", "present", "of", "printed"),
    [
        ("barnard", (7, 12), (15, 15), 0.0682),  # SciPy's documentation
        ("boschloo", (74, 31), (117, 63), 0.0711),  # twice the 0.0356 of its one-sided example
    ],
)
def test_unconditional_tests_give_what_is_printed(
    test: str, present: tuple[int, int], of: tuple[int, int], printed: float
) -> None:
    assert unconditional(test, present, of).p == pytest.approx(printed, abs=6e-5)


def test_all_against_none_is_the_least_an_unconditional_test_can_give() -> None:
    of = (3, 4)
    for test, run in (("boschloo", boschloo_exact), ("barnard", barnard_exact)):
        every = [float(run([[a, b], [3 - a, 4 - b]]).pvalue) for a, b in product(range(4), range(5)) if 0 < a + b < 7]
        assert unconditional(test, (1, 2), of).smallest == pytest.approx(min(every))
        assert unconditional(test, (3, 4), of).p == 1  # everybody: every table is as extreme


@pytest.mark.parametrize(("gained", "lost"), [(6, 0), (5, 1), (3, 3), (0, 9), (12, 5)])
def test_mcnemar_is_a_sign_test_of_those_that_changed(gained: int, lost: int) -> None:
    assert mcnemar(gained, lost).p == pytest.approx(binomtest(gained, gained + lost).pvalue)
    assert mcnemar(gained, lost).smallest == pytest.approx(binomtest(0, gained + lost).pvalue)


def test_holm_step_down_counted_by_hand() -> None:
    """0.01 × 4; 0.02 × 3 = 0.06; 0.03 × 2 = 0.06; 0.5 × 1."""
    assert holm([0.5, 0.01, 0.03, 0.02]) == pytest.approx((0.5, 0.04, 0.06, 0.06))
    assert holm([]) == ()
    assert holm([0.4, 0.6]) == pytest.approx((0.8, 0.8))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_an_adjusted_p_is_never_smaller_and_keeps_the_order(ps: list[float]) -> None:
    adjusted = holm(ps)
    assert all(p <= q <= 1 for p, q in zip(ps, adjusted, strict=True))
    assert [q for _, q in sorted(zip(ps, adjusted, strict=True))] == sorted(adjusted)


def test_a_p_is_printed_with_three_decimals_and_never_as_nought() -> None:
    assert (told(1.0), told(0.0499), told(0.0004)) == ("1.000", "0.050", "< 0.001")


# Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
PRINTED = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0000)),
    ((10, 10, 0, 10), (0.6075, 1.0000)),
]


@pytest.mark.parametrize(("counts", "printed"), PRINTED)
def test_newcombe_s_interval_is_as_printed(counts: tuple[int, int, int, int], printed: tuple[float, float]) -> None:
    assert newcombe(*counts, level=0.95) == pytest.approx(printed, abs=6e-5)


# Newcombe 1998, Statistics in Medicine 17:2635, method 10; Altman et al. 2000, table 6.2; Fagerland et al. 2014.
PRINTED_PAIRED = [
    ((36, 12, 2, 0), (0.0569, 0.3404)),
    ((14, 5, 0, 22), (0.011, 0.226)),
    ((1, 1, 7, 12), (-0.507, -0.026)),
]


@pytest.mark.parametrize(("counts", "printed"), PRINTED_PAIRED)
def test_newcombe_s_paired_interval_is_as_printed(
    counts: tuple[int, int, int, int], printed: tuple[float, float]
) -> None:
    assert newcombe_paired(*counts, level=0.95) == pytest.approx(printed, abs=6e-4)


@settings(deadline=None)  # the first one loads scipy
@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_an_interval_holds_the_difference_and_is_turned_by_turning_the_groups(
    of_first: int, of_second: int, data: st.DataObject
) -> None:
    first, second = data.draw(st.integers(0, of_first)), data.draw(st.integers(0, of_second))
    low, high = newcombe(first, of_first, second, of_second, level=0.95)
    assert -1 <= low <= first / of_first - second / of_second <= high <= 1
    assert newcombe(second, of_second, first, of_first, level=0.95) == pytest.approx((-high, -low))


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 9)] * 4).filter(any))
def test_a_paired_interval_does_the_same(counts: tuple[int, int, int, int]) -> None:
    both, first, second, neither = counts
    low, high = newcombe_paired(both, first, second, neither, level=0.95)
    assert -1 <= low <= (first - second) / sum(counts) + 1e-12
    assert (first - second) / sum(counts) - 1e-12 <= high <= 1
    assert newcombe_paired(both, second, first, neither, level=0.95) == pytest.approx((-high, -low))


def test_plain_lists_and_numbers_of_numpy_are_counts_too() -> None:
    import numpy as np

    assert fisher([3, 1], [4, 4]) == fisher((3, 1), (4, 4), draws=99, seed=0)
    assert fisher(np.array([3, 1]), np.array([4, 4])).p == pytest.approx(34 / 70)
    assert unconditional("boschloo", [3, 1], [4, 4]).p == unconditional("boschloo", (3, 1), (4, 4)).p


@pytest.mark.parametrize(("present", "of"), [([5, 1], [4, 4]), ([-1, 1], [4, 4]), ([1], [4, 4])])
def test_more_voices_than_people_are_refused(present: list[int], of: list[int]) -> None:
    with pytest.raises(StudyError, match="voice it"):
        fisher(present, of)
    with pytest.raises(StudyError, match="voice it"):
        unconditional("barnard", present, of)


def test_an_unconditional_test_of_three_groups_is_refused() -> None:
    with pytest.raises(StudyError, match="two groups, not 3"):
        unconditional("barnard", [1, 1, 1], [4, 4, 4])
