"""The measures of distinctive words, against published numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.statistics import keyness


@pytest.fixture(scope="module")
def vectors(shared: Path) -> dict[str, Any]:
    told = json.loads((shared / "vectors" / "keyness.json").read_text(encoding="utf-8"))
    return {vector["id"]: vector for vector in told["vectors"]} | {"": told}


def test_all_vectors_are_tried_here(vectors: dict[str, Any]) -> None:
    assert set(vectors) == {"", "dunning1993_table", "tidylo_janeausten", "monroe_persuasion_v_northanger"}


def test_dunnings_table_of_1993_to_the_printed_decimals(vectors: dict[str, Any]) -> None:
    rows = vectors["dunning1993_table"]["rows"]
    assert len(rows) == 19
    for row in rows:
        both, b, c, neither = row["k"]
        found = keyness.log_likelihood_4(both, b, both + c, b + neither)
        assert found == pytest.approx(row["exact_g2_4cell"], abs=1e-9)
        assert round(found or 0, 2) == pytest.approx(row["published"], abs=0.0051), row["bigram"]


def test_rayson_and_garsides_form_counts_two_cells(vectors: dict[str, Any]) -> None:
    for _, published, a, b in vectors[""]["keyness_pkg"]:
        found = keyness.log_likelihood_2(int(a), int(b), 10_000, 10_000)
        assert found == pytest.approx(float(published), abs=0.0051)
    assert keyness.log_likelihood_2(100, 50, 10_000, 10_000) == pytest.approx(16.990, abs=5e-4)  # as UCREL prints it
    four = keyness.log_likelihood_4(100, 50, 10_000, 10_000)
    assert four is not None
    assert abs(four - 16.990) > 0.05  # the two forms are not the same


def test_weighted_log_odds_of_monroe_colaresi_and_quinn(vectors: dict[str, Any]) -> None:
    vector = vectors["monroe_persuasion_v_northanger"]
    c, d = vector["n1"], vector["n2"]
    assert len(vector["rows"]) > 10
    for row in vector["rows"]:
        a, b = row["y1"], row["y2"]
        assert row["prior_informative"] == pytest.approx(1000 * (a + b) / (c + d), abs=1e-12)
        told = keyness.weighted_log_odds(a, b, c, d, prior=row["prior_informative"], all_prior=1000)
        flat = keyness.weighted_log_odds(a, b, c, d, prior=0.01, all_prior=0.01 * vector["vocab"])
        for found, expected in ((told, row["informative"]), (flat, row["uninformative_01"])):
            assert found is not None
            assert found.delta == pytest.approx(expected["delta"], abs=1e-9)
            assert found.variance == pytest.approx(expected["var"], abs=1e-9)
            assert found.z == pytest.approx(expected["z"], abs=1e-9)


def test_the_pooled_form_is_tidylos(vectors: dict[str, Any]) -> None:
    vector = vectors["tidylo_janeausten"]
    sets = {one["book"]: one for one in vector["sets"]}
    assert sum(row["published"] is not None for row in vector["rows"]) > 5
    for row in vector["rows"]:
        book, prior = sets[row["book"]], row["total"]
        every = row["total"] + row["k_sets"] * prior
        with_prior = book["n_tokens"] + book["sum_alpha"]
        found = keyness.pooled_log_odds(row["n"] + prior, with_prior, every, vector["grand_total"])
        assert found is not None
        assert found.z == pytest.approx(row["exact"], abs=1e-9)
        assert row["published"] is None or round(found.z, 1) == pytest.approx(row["published"], abs=0.051)


class TestEdges:
    def test_nothing_said_adds_nothing(self) -> None:
        # 10 of 100 against 0 of 100: 2 · 10 · ln(10 / 5)
        assert keyness.log_likelihood_2(10, 0, 100, 100) == pytest.approx(13.862943611198906)
        assert keyness.log_likelihood_2(0, 10, 100, 100) == pytest.approx(13.862943611198906)

    def test_ratios_to_nothing_are_undefined(self) -> None:
        assert keyness.log_ratio(10, 0, 100, 100) is None
        assert keyness.log_ratio(0, 10, 100, 100) is None
        assert keyness.percent_difference(10, 0, 100, 100) is None
        assert keyness.percent_difference(0, 10, 100, 100) == -100

    def test_equal_shares_are_no_difference(self) -> None:
        assert keyness.log_likelihood_2(10, 30, 100, 300) == 0
        assert keyness.log_likelihood_4(10, 30, 100, 300) == pytest.approx(0, abs=1e-12)
        assert keyness.log_ratio(10, 30, 100, 300) == 0
        assert keyness.percent_difference(10, 30, 100, 300) == pytest.approx(0)

    @pytest.mark.parametrize(("c", "d"), [(0, 100), (100, 0), (0, 0)])
    def test_a_part_without_words_can_be_compared_with_nothing(self, c: int, d: int) -> None:
        a, b = (0, 5) if c == 0 else (5, 0)
        assert keyness.log_likelihood_2(a, b, c, d) is None
        assert keyness.log_likelihood_4(a, b, c, d) is None
        assert keyness.log_ratio(a, b, c, d) is None
        assert keyness.percent_difference(a, b, c, d) is None
        assert keyness.weighted_log_odds(a, b, c, d, prior=1, all_prior=10) is None
        assert keyness.signed(None, a, b, c, d) == float("-inf")

    def test_where_no_other_word_is_said_there_are_no_odds(self) -> None:
        assert keyness.weighted_log_odds(3, 2, 3, 2, prior=10, all_prior=10) is None
        assert keyness.pooled_log_odds(3, 3, 5, 5) is None

    def test_less_is_below_nothing(self) -> None:
        assert keyness.signed(4.0, 1, 9, 100, 100) == -4.0
        assert keyness.signed(4.0, 9, 1, 100, 100) == 4.0


def test_gries_dp_by_hand() -> None:
    # two texts of 100 and 300 words; the word three times in the first, once in the second:
    # |3/4 - 1/4| + |1/4 - 3/4| = 1, half of it
    assert keyness.deviation_of_proportions([3, 1], [100, 300], 400) == pytest.approx(0.5)
    assert keyness.deviation_of_proportions([1, 3], [100, 300], 400) == pytest.approx(0)
    assert keyness.deviation_of_proportions([4], [100], 1000) == pytest.approx(0.9)
    assert keyness.deviation_of_proportions([4], [100], 100) is None  # one text only
    assert keyness.deviation_of_proportions([], [], 100) is None  # not said


TEXTS = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 90)), min_size=2, max_size=6)


@given(TEXTS)
def test_dp_is_half_of_all_differences_between_found_and_expected(texts: list[tuple[int, int]]) -> None:
    every, times = sum(long for _, long in texts), sum(often for often, _ in texts)
    there = [(often, long) for often, long in texts if often]
    found = keyness.deviation_of_proportions([o for o, _ in there], [w for _, w in there], every)
    if not times:
        assert found is None
        return
    expected = sum(abs(often / times - long / every) for often, long in texts) / 2
    assert found == pytest.approx(expected, abs=1e-12)
    assert 0 <= expected < 1


@given(st.integers(0, 50), st.integers(0, 50), st.integers(60, 500), st.integers(60, 500))
def test_both_log_likelihoods_are_the_same_from_either_side_and_never_below_nothing(
    a: int, b: int, c: int, d: int
) -> None:
    for measure in (keyness.log_likelihood_2, keyness.log_likelihood_4):
        one, other = measure(a, b, c, d), measure(b, a, d, c)
        assert one is not None
        assert one == pytest.approx(other, abs=1e-9)
        assert one >= -1e-9
