"""What two texts certainly have in common is in every way of laying them side by side."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy.coding.common import Common, common
from collabstudy.coding.unique import Run, in_order, unique_windows
from collabstudy.coding.words import Words, words

Pairs = frozenset[tuple[int, int]]


def every_way(old: str, new: str) -> frozenset[Pairs]:
    """All longest common subsequences, each as pairs of places; the slow way, by hand."""

    @cache
    def longest(a: int, b: int) -> int:
        if a == len(old) or b == len(new):
            return 0
        return max(longest(a + 1, b), longest(a, b + 1), (old[a] == new[b]) + longest(a + 1, b + 1))

    @cache
    def ways(a: int, b: int) -> frozenset[Pairs]:
        if not longest(a, b):
            return frozenset([frozenset()])
        found: frozenset[Pairs] = frozenset()
        for left in ((a + 1, b), (a, b + 1)):
            if longest(*left) == longest(a, b):
                found |= ways(*left)
        if old[a] == new[b] and longest(a + 1, b + 1) + 1 == longest(a, b):
            found |= {way | {(a, b)} for way in ways(a + 1, b + 1)}
        return found

    return ways(0, 0)


def pairs(found: Common) -> set[tuple[int, int]]:
    return {(run.old + at, run.new + at) for run in found.runs for at in range(run.size)}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_what_is_certain_every_longest_common_sequence_has(old: str, new: str) -> None:
    ways, found = every_way(old, new), common(old, new)
    only_put_in_or_out = len(next(iter(ways))) == min(len(old), len(new))
    if not only_put_in_or_out:
        assert pairs(found) <= frozenset.intersection(*ways)
        assert found.loose == {a for way in ways for a, _ in way} - {a for a, _ in pairs(found)}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("abc", max_size=8), st.integers(0, 8), st.text("abc", min_size=1, max_size=5))
def test_where_something_was_only_put_in_what_is_certain_is_right(old: str, at: int, put_in: str) -> None:
    at = min(at, len(old))
    new = old[:at] + put_in + old[at:]
    truth = {(place, place if place < at else place + len(put_in)) for place in range(len(old))}
    assert pairs(common(old, new)) <= truth
    assert {(b, a) for a, b in pairs(common(new, old))} <= truth


def test_a_long_stretch_is_cut_at_what_is_unique() -> None:
    old = "".join(chr(0x4000 + at * 7 % 500) for at in range(500)) * 2
    new = old[:300] + "xyz" + old[300:700] + old[720:]
    found = common(old, new)
    assert sum(run.size for run in found.runs) >= len(old) - 20 - 8
    assert pairs(found) <= {(at, at + 3 * (at >= 300) - 20 * (at >= 720)) for at in range(len(old))}


def test_where_nothing_is_unique_in_a_very_long_stretch_everything_is_loose() -> None:
    old = "ab" * 1_000
    found = common(old, "x" + old[:700] + "x" + old[704:] + "y")
    assert found.runs == [] or sum(run.size for run in found.runs) < 10
    assert len(found.loose) > 1_900


def test_the_heaviest_stretches_that_keep_their_order_stay() -> None:
    old, new = "abcdefghXijklmnop", "ijklmnopXabcdefgh"
    stays, goes = in_order(*unique_windows(old, new, 4))
    assert (stays, goes) == ([Run(0, 9, 5)], [Run(9, 0, 5)]) or (stays, goes) == ([Run(9, 0, 5)], [Run(0, 9, 5)])
    assert in_order(*unique_windows("", "abc", 4)) == ([], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The “Café”—it’s OPEN.", 'the "cafe\u0301"-it\'s open.'),
        ("co\u00adoperate  now", "cooperate\nnow"),
        ("e\ufb03cient", "efficient"),
        ("Straße", "STRASSE"),
    ],
)
def test_typing_makes_no_other_word(one: str, other: str) -> None:
    vocabulary: dict[str, str] = {}
    assert words(one, vocabulary).said == words(other, vocabulary).said != ""


def test_words_know_where_they_stand() -> None:
    cut: Words = words("Yes —\n图书 no.", {})
    assert [cut.raw(at, at + 1) for at in range(len(cut.said))] == ["Yes", "—", "图", "书", "no", "."]
    assert [cut.begins_line(at) for at in range(6)] == [True, False, True, False, False, False]
    assert cut.within(2, 5) == (0, 2)
    assert cut.within(3, 4) == (1, 1)
    assert cut.size(0, 3) == 5
