"""The contract of every file in topics/methods."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from collabstudy.errors import StudyError
from collabstudy.topics.embed import one_thread_each
from collabstudy.topics.methods import method_named, method_names

SIZES = (30, 25, 20)


def three_heaps() -> np.ndarray:
    """75 rows in three heaps far apart, no number negative, so that they will do as word counts too."""
    random = np.random.default_rng(3)
    rows = random.uniform(0, 0.1, (sum(SIZES), 40))
    for heap, start in enumerate(np.cumsum((0, *SIZES[:-1]))):
        rows[start : start + SIZES[heap], 10 * heap : 10 * heap + 10] += 1
    return rows


def labels(name: str, rows: np.ndarray, n: int | None = 3) -> np.ndarray:
    steps = method_named(name).steps(n=n, seed=5, count=len(rows))
    with one_thread_each():
        return np.asarray(steps.cluster.fit(steps.reduce.fit_transform(rows)).labels_)


def test_there_are_methods() -> None:
    assert {"ward", "hdbscan", "nmf"} <= set(method_names())


@pytest.mark.parametrize("name", method_names())
def test_a_method_finds_heaps_that_lie_apart(name: str) -> None:
    found = labels(name, three_heaps())
    heaps = np.split(found, np.cumsum(SIZES)[:-1])
    assert [set(heap.tolist()) for heap in heaps] == [{heap[0]} for heap in heaps]
    assert all(one[0] != other[0] for one, other in combinations(heaps, 2))
    assert found.min() >= 0


@pytest.mark.parametrize("name", method_names())
def test_a_method_makes_no_more_groups_than_asked_for(name: str) -> None:
    assert set(labels(name, three_heaps(), n=2).tolist()) - {-1} == {0, 1}


@pytest.mark.parametrize("name", method_names())
def test_a_method_gives_the_same_labels_twice(name: str) -> None:
    rows = np.random.default_rng(1).uniform(0, 1, (80, 40))
    assert labels(name, rows).tolist() == labels(name, rows).tolist()


@pytest.mark.parametrize("name", method_names())
def test_a_method_says_what_it_stands_on_and_how_much_it_can_hold(name: str) -> None:
    method = method_named(name)
    assert method.MATERIAL in ("embeddings", "words")
    assert method.MOST >= 10_000
    assert isinstance(method.NEEDS_N, bool)
    assert method.__doc__


def test_rows_without_words_belong_to_no_group_of_nmf() -> None:
    rows = three_heaps()
    rows[7] = 0
    assert labels("nmf", rows)[7] == -1
    assert (np.delete(labels("nmf", rows), 7) >= 0).all()


def test_hdbscan_finds_the_number_of_groups_by_itself() -> None:
    assert set(labels("hdbscan", three_heaps(), n=None).tolist()) == {0, 1, 2}


def test_an_unknown_method_is_answered_with_those_there_are() -> None:
    with pytest.raises(StudyError, match=r"no topic method lda\n  hint: use one of .*nmf"):
        method_named("lda")
