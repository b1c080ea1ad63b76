"""Stability figures, counted on the fingers."""

from __future__ import annotations

import math

import numpy as np

from collabstudy.topics.stability import best_overlaps, stability

TWO = np.array([0] * 10 + [1] * 10)


def test_the_overlap_with_the_most_similar_group_is_shared_over_all() -> None:
    before, after = np.array([0, 0, 0, 0, 1, 1]), np.array([5, 5, 5, 9, 9, 9])
    assert best_overlaps(before, after, 2) == [3 / 4, 2 / 3]


def test_passages_without_a_group_are_nobodys_match() -> None:
    assert best_overlaps(np.array([0, 0, 1, 1]), np.array([-1, -1, 2, 2]), 2) == [0.0, 1.0]


def test_groups_that_come_back_whole_are_stable() -> None:
    found = stability(TWO, lambda subset: 1 - TWO[subset], rounds=4, seed=1)
    assert (found.groups, found.whole, found.rounds) == ((1.0, 1.0), 1.0, 4)


def test_a_method_that_puts_everything_together_has_no_agreement_beyond_chance() -> None:
    found = stability(TWO, lambda subset: np.zeros(len(subset), int), rounds=3, seed=1)
    assert found.whole == 0
    assert all(0.3 < overlap < 0.7 for overlap in found.groups)


def test_each_round_sees_four_fifths_in_order_and_the_seed_decides_which() -> None:
    seen: list[list[int]] = []

    def group(subset: np.ndarray) -> np.ndarray:
        seen.append(subset.tolist())
        return TWO[subset]

    for seed in (1, 1, 2):
        stability(TWO, group, rounds=1, seed=seed)
    assert [len(set(subset)) for subset in seen] == [16, 16, 16]
    assert all(subset == sorted(subset) for subset in seen)
    assert seen[0] == seen[1] != seen[2]


def test_without_rounds_nothing_is_claimed() -> None:
    found = stability(TWO, lambda subset: TWO[subset], rounds=0, seed=1)
    assert math.isnan(found.whole)
    assert [math.isnan(overlap) for overlap in found.groups] == [True, True]
