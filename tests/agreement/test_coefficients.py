"""What the coefficients do with whatever a table of ratings may hold."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy import agreement
from collabstudy.agreement import Agreement, from_table
from collabstudy.errors import StudyError

Coefficient = Callable[..., Agreement]
CORRECTED: dict[str, Coefficient] = {
    "cohen": agreement.cohen_kappa,
    "conger": lambda ratings, **more: agreement.cohen_kappa(ratings, several="conger", **more),
    "scott": agreement.scott_pi,
    "fleiss": agreement.fleiss_kappa,
    "brennan_prediger": agreement.brennan_prediger,
    "ac1": agreement.gwet_ac1,
    "alpha": agreement.krippendorff_alpha,
    "pooled": agreement.pooled_kappa,
}
ALL = CORRECTED | {"percent": agreement.percent_agreement, "holsti": agreement.holsti}
some_ratings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from(["a", "b", "c", None]), min_size=coders, max_size=coders), min_size=1, max_size=15
    )
)
every = pytest.mark.parametrize("coefficient", ALL.values(), ids=ALL)
corrected = pytest.mark.parametrize("coefficient", CORRECTED.values(), ids=CORRECTED)
few = settings(max_examples=25, deadline=None)


def same(one: Agreement, other: Agreement) -> None:
    assert (one.status, one.n, one.pairable_n) == (other.status, other.n, other.pairable_n)
    assert float(one) == pytest.approx(float(other), abs=1e-12, nan_ok=True)


@every
@few
@given(ratings=some_ratings, random=st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(coefficient: Coefficient, ratings: list[list[str]], random: Any) -> None:
    shuffled = random.sample(ratings, len(ratings))
    same(coefficient(ratings, interval=None), coefficient(shuffled, interval=None))


@every
@few
@given(ratings=some_ratings, random=st.randoms(use_true_random=False))
def test_the_order_of_coders_changes_nothing(coefficient: Coefficient, ratings: list[list[str]], random: Any) -> None:
    order = random.sample(range(len(ratings[0])), len(ratings[0]))
    turned = [[row[coder] for coder in order] for row in ratings]
    same(coefficient(ratings, interval=None), coefficient(turned, interval=None))


@every
@few
@given(ratings=some_ratings)
def test_other_names_for_the_categories_change_nothing(coefficient: Coefficient, ratings: list[list[str]]) -> None:
    names = {"a": 7, "b": "zebra", "c": -1.5, None: math.nan}
    renamed = [[names[rating] for rating in row] for row in ratings]
    same(coefficient(ratings, interval=None), coefficient(renamed, interval=None))


@corrected
@few
@given(units=st.lists(st.sampled_from("abc"), min_size=2, max_size=15).filter(lambda u: len(set(u)) > 1))
def test_perfect_agreement_with_variation_is_one(coefficient: Coefficient, units: list[str]) -> None:
    found = coefficient([[unit] * 3 for unit in units])
    assert float(found) == pytest.approx(1)
    assert found.interval is not None
    assert found.interval.high == pytest.approx(1)


@few
@given(ratings=some_ratings)
def test_pooled_kappa_of_the_categories_of_one_frame_is_cohens_kappa(ratings: list[list[str]]) -> None:
    two = [row[:2] for row in ratings]
    same_value = (agreement.pooled_kappa(two, interval=None), agreement.cohen_kappa(two, interval=None))
    assert float(same_value[0]) == pytest.approx(float(same_value[1]), abs=1e-9, nan_ok=True)


@few
@given(ratings=some_ratings)
def test_no_coefficient_is_ever_above_one_and_a_reason_stands_for_every_missing_one(ratings: list[list[str]]) -> None:
    for coefficient in ALL.values():
        found = coefficient(ratings, interval=None)
        assert (float(found) <= 1 + 1e-12) == (found.status == "ok")
        assert bool(found.reason) == (found.status != "ok")


SHAPES: dict[str, Any] = {
    "rows": [[0, 0], [1, 1], [0, 1], [1, None]],
    "tuples": ((0, 0), (1, 1), (0, 1), (1, None)),
    "array": np.array([[0, 0], [1, 1], [0, 1], [1, np.nan]]),
    "frame": pd.DataFrame({"mira": [0, 1, 0, 1], "jonas": [0, 1, 1, None]}),
    "nullable": pd.DataFrame({"mira": [0, 1, 0, 1], "jonas": pd.array([0, 1, 1, None], dtype="Int64")}),
    "booleans": {"mira": [False, True, False, True], "jonas": [0.0, 1.0, 1, pd.NA]},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_however_the_table_comes_zeros_ones_and_gaps_are_read(shape: str) -> None:
    found = agreement.cohen_kappa(SHAPES[shape])
    assert float(found) == pytest.approx(0.4)  # po 2/3, pe 4/9
    assert (found.n, found.pairable_n, found.pairable_values) == (4, 3, 6)
    assert found.prevalence == {0: 0.5, 1: 0.5}


def test_coders_are_called_as_in_the_frame_and_counted_each() -> None:
    found = agreement.cohen_kappa(SHAPES["frame"])
    assert found.coders == ("mira", "jonas")
    assert found.counts == {"mira": {0: 2, 1: 1}, "jonas": {0: 1, 1: 2}}
    assert found.bias == pytest.approx(1 / 3)


def test_words_and_numbers_may_be_mixed() -> None:
    found = agreement.krippendorff_alpha([["trust", "trust"], [3, 3], ["trust", 3]])
    assert float(found) == pytest.approx(1 - (1 / 3) / (18 / 30))


def test_a_category_that_nobody_used_counts_where_it_is_declared() -> None:
    ratings = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]
    assert float(agreement.brennan_prediger(ratings)) == pytest.approx((0.75 - 1 / 2) / (1 - 1 / 2))
    assert float(agreement.brennan_prediger(ratings, categories="abc")) == pytest.approx((0.75 - 1 / 3) / (1 - 1 / 3))
    assert agreement.cohen_kappa(ratings, categories="abc").prevalence["c"] == 0
    declared = pd.DataFrame(ratings).astype(pd.CategoricalDtype(["a", "b", "c"]))
    assert float(agreement.brennan_prediger(declared)) == pytest.approx((0.75 - 1 / 3) / (1 - 1 / 3))


@corrected
def test_declaring_a_second_category_makes_no_variation_out_of_none(coefficient: Coefficient) -> None:
    found = coefficient([[0, 0], [0, 0]], categories=[0, 1])
    assert (math.isnan(float(found)), found.status) == (True, "undefined_no_variation")
    assert found.percent_agreement == 1
    assert found.interval is None


@every
def test_a_coder_without_ratings_is_no_second_coder(coefficient: Coefficient) -> None:
    assert coefficient({"mira": [1, 0], "jonas": [None, None]}).status == "needs_two_coders"
    nobody = pd.DataFrame({"mira": [], "jonas": []})
    assert coefficient(nobody).status == coefficient(nobody, categories=[0, 1]).status == "no_pairable_units"
    assert coefficient({"mira": [1, 0, 1], "jonas": [1, 0, 0], "lea": [None] * 3}).status == "ok"


@every
def test_of_a_single_unit_there_is_no_interval(coefficient: Coefficient) -> None:
    found = coefficient([["a", "b"]])
    assert found.status == "ok"
    assert found.interval is None


def test_of_three_coders_every_pair_is_shown_and_the_mean_taken() -> None:
    ratings = {"mira": [1, 1, 0, 0], "jonas": [1, 1, 0, 1], "lea": [1, 0, 0, 0]}
    found = agreement.cohen_kappa(ratings)
    pairs = {pair.coders: float(pair) for pair in found.pairs}
    assert pairs == {("mira", "jonas"): 0.5, ("mira", "lea"): 0.5, ("jonas", "lea"): pytest.approx(0.2)}
    assert float(found) == pytest.approx(0.4)
    assert list(found.frame()["coders"]) == ["mira + jonas + lea", "mira + jonas", "mira + lea", "jonas + lea"]


def test_a_pair_without_value_is_left_out_of_the_mean_and_named() -> None:
    found = agreement.cohen_kappa({"mira": [1, 0, None], "jonas": [1, 0, 1], "lea": [None, None, 1]})
    assert float(found) == 1
    assert [pair.status for pair in found.pairs] == ["ok", "no_pairable_units", "undefined_no_variation"]
    assert "1 of 3 pairs" in found.note
    assert "mira and lea (no_pairable_units)" in found.note


WEIGHED = from_table([[1, 1, 0], [0, 1, 1], [0, 0, 1]])  # five units, two of them one step apart


def test_weights_count_near_misses_in_part() -> None:
    # pe by steps apart: none 6/25 + …; first 2 2 1, second 1 2 2 of five
    assert float(agreement.cohen_kappa(WEIGHED)) == pytest.approx((0.6 - 8 / 25) / (1 - 8 / 25))
    linear = agreement.cohen_kappa(WEIGHED, weights="linear")
    assert (linear.observed, linear.expected) == pytest.approx((0.8, (8 + 12 / 2) / 25))
    quadratic = agreement.cohen_kappa(WEIGHED, weights="quadratic")
    assert (quadratic.observed, quadratic.expected) == pytest.approx((0.9, (8 + 12 * 3 / 4) / 25))


def test_quadratic_weights_on_equal_totals_give_alpha_of_intervals_but_for_its_small_sample() -> None:
    ratings = [[1, 2], [2, 1], [2, 3], [3, 2], [3, 3], [1, 1]]
    pi = agreement.fleiss_kappa(ratings, weights="quadratic").value
    alpha = agreement.krippendorff_alpha(ratings, "interval").value
    assert alpha == pytest.approx(1 - (1 - pi) * 11 / 12)  # 12 values


def test_weights_need_an_order() -> None:
    words = [["low", "high"], ["mid", "mid"]]
    with pytest.raises(StudyError, match="categories in an order"):
        agreement.cohen_kappa(words, weights="linear")
    assert agreement.cohen_kappa(words, weights="linear", categories=["low", "mid", "high"]).status == "ok"
    with pytest.raises(StudyError, match="no weights"):
        agreement.cohen_kappa([[0, 1]], weights="cubic")  # type: ignore[arg-type]


def test_a_code_against_all_others_is_the_two_by_two_table() -> None:
    table = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]  # Agresti (1992), 118 slides
    ratings = from_table(table)
    found = [agreement.cohen_kappa(ratings, code=code).value for code in range(4)]
    by_hand = []
    for code in range(4):
        both, first, second, n = table[code][code], sum(table[code]), sum(row[code] for row in table), 118
        po, pe = (n - first - second + 2 * both) / n, (first * second + (n - first) * (n - second)) / n**2
        by_hand.append((po - pe) / (1 - pe))
    assert found == pytest.approx(by_hand, abs=1e-12)
    assert agreement.cohen_kappa(ratings).value == pytest.approx(0.493, abs=0.0005)
    # printed there: chance by the totals of both pathologists together, which is π
    for coefficient in (agreement.scott_pi, agreement.fleiss_kappa):
        printed = [round(coefficient(ratings, code=code).value, 3) for code in range(4)]
        assert printed == [0.781, 0.247, 0.402, 0.435]


def test_percent_agreement_over_pairs_differs_where_there_are_gaps() -> None:
    ratings = [["a", "a", "a"], ["a", "b", None]]
    assert float(agreement.percent_agreement(ratings)) == 0.5
    assert float(agreement.percent_agreement(ratings, over="pairs")) == 0.75


def test_holsti_counts_the_decisions_that_are_shared() -> None:
    given = {"mira": [1, 1, 0, 0], "jonas": [1, 0, 1, 0]}
    assert float(agreement.holsti(given)) == 0.5  # every unit is a decision: percent agreement
    assert float(agreement.holsti(given, code=1)) == 0.5  # M 1, N1 2, N2 2
    assert agreement.holsti({"mira": [0, 0], "jonas": [0, 0]}, code=0).value == 1
    assert agreement.holsti(pd.DataFrame({"mira": [0, 0], "jonas": [0, 0]}), categories=[0, 1], code=1).status == (
        "no_codings"
    )


def test_pooled_kappa_takes_a_frame_for_each_code() -> None:
    trust = pd.DataFrame({"mira": [1, 1, 0, 0], "jonas": [1, 0, 0, 0]})
    time_ = pd.DataFrame({"mira": [0, 0, 0, 0], "jonas": [0, 0, 0, 0]})  # nobody used it
    found = agreement.pooled_kappa({"trust": trust, "time": time_})
    assert (found.observed, found.expected) == pytest.approx(((0.75 + 1) / 2, (0.5 + 1) / 2))
    assert float(found) == pytest.approx(0.5)
    assert math.isnan(found.more["mean_kappa"])
    assert (found.n, found.made_by.choices["codes"]) == (8, 2)
    assert found.value == agreement.pooled_kappa([trust, time_]).value


def test_nvivos_kappa_of_spans_is_that_of_ratings_by_character() -> None:
    spans = {"mira": [(0, 4), (2, 6)], "jonas": [(4, 8)]}
    ratings = {"mira": [1] * 6 + [0] * 4, "jonas": [0] * 4 + [1] * 4 + [0] * 2}
    found = agreement.nvivo_kappa(spans, length=10)
    assert found.value == agreement.nvivo_kappa(ratings).value == agreement.cohen_kappa(ratings).value
    assert (found.n, found.interval, found.counts["mira"][1]) == (10, None, 6)
    assert "not independent" in found.note


def test_the_same_seed_gives_the_same_interval_and_another_a_different_one() -> None:
    ratings = np.random.default_rng(1).integers(0, 2, (60, 2))
    first, again, other = (agreement.cohen_kappa(ratings, seed=seed).interval for seed in (0, 0, 1))
    assert first == again
    assert first != other
    assert first is not None
    assert (first.level, first.resamples, first.method, first.seed) == (0.95, 1000, "units", 0)


def test_units_that_hang_together_make_the_interval_wider() -> None:
    ratings = np.repeat(np.random.default_rng(2).integers(0, 2, (20, 2)), 20, axis=0)
    alone = agreement.krippendorff_alpha(ratings).interval
    together = agreement.krippendorff_alpha(ratings, clusters=[unit // 20 for unit in range(400)]).interval
    assert alone is not None
    assert together is not None
    assert together.high - together.low > 3 * (alone.high - alone.low)
    assert together.method == "clusters"


def test_resamples_without_variation_are_left_out_and_counted() -> None:
    found = agreement.krippendorff_alpha([["a", "a"]] * 9 + [["a", "b"]])
    assert found.interval is not None
    assert 250 < found.interval.undefined < 450  # (9/10)^10 is 0.35


def test_rows_that_nobody_rated_are_no_units_and_change_nothing() -> None:
    ratings = np.random.default_rng(4).integers(0, 2, (40, 2)).tolist()
    for coefficient in ALL.values():
        alone, among = coefficient(ratings), coefficient([*ratings, *[[None, None]] * 60])
        same(alone, among)
        assert alone.interval == among.interval


def test_the_result_says_how_it_was_made() -> None:
    found = agreement.krippendorff_alpha([[1, 2], [2, 2], [3, 3]], "ordinal", seed=4)
    assert str(found.made_by) == (
        "krippendorff_alpha: level=ordinal, interval=units, resamples=1000, confidence=0.95, seed=4"
    )
    assert repr(found).startswith("<Agreement Krippendorff's α 0.78 [")
    assert found.frame().loc[0, "value"] == float(found)


def test_an_interval_of_a_thousand_units_is_there_at_once() -> None:
    ratings = np.random.default_rng(3).integers(0, 6, (1000, 3))
    for coefficient in ALL.values():
        begun = time.perf_counter()
        assert coefficient(ratings).interval is not None
        assert time.perf_counter() - begun < 2  # measured: 0.1


BAD: dict[str, tuple[Any, dict[str, Any], str]] = {
    "one row": ([1, 0, 1], {}, "one rating where"),
    "a word": ("abc", {}, "no table of ratings"),
    "ragged": ([[1, 0], [1]], {}, "different lengths"),
    "ragged columns": ({"mira": [1], "jonas": [1, 0]}, {}, "different numbers of units"),
    "three dimensions": (np.zeros((2, 2, 2)), {}, "3 dimensions"),
    "sets": ([[{"a"}, {"b"}]], {}, "a list, a set"),
    "undeclared": ([["a", "b"]], {"categories": ["a"]}, "outside the declared categories: b"),
    "declared twice": ([["a", "b"]], {"categories": ["a", "b", "a"]}, "declared twice"),
    "no such code": ([["a", "b"]], {"code": "c"}, "no category `c`"),
    "infinite": ([[1.5, math.inf]], {}, "infinite"),
    "interval": ([["a", "b"]], {"interval": "kalpha"}, "no interval"),
    "resamples": ([["a", "b"]], {"resamples": 0}, "0 resamples"),
    "confidence": ([["a", "b"]], {"confidence": 95}, "an interval of 95"),
    "clusters": ([["a", "b"]], {"clusters": [1, 2]}, "2 clusters for 1 units"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_of_ratings_is_refused_with_a_way_out(name: str) -> None:
    ratings, more, problem = BAD[name]
    with pytest.raises(StudyError, match=problem) as refused:
        agreement.cohen_kappa(ratings, **more)
    assert refused.value.hint


@pytest.mark.parametrize("level", ["interval", "ratio"])
def test_levels_of_numbers_want_numbers(level: Any) -> None:
    with pytest.raises(StudyError, match="needs numbers"):
        agreement.krippendorff_alpha([["a", "b"]], level)
    with pytest.raises(StudyError, match="no level"):
        agreement.krippendorff_alpha([[1, 2]], "metric")  # type: ignore[arg-type]


def test_a_ratio_knows_nothing_below_zero_but_zero_itself() -> None:
    assert agreement.krippendorff_alpha([[0, 0], [1, 0], [2, 2]], "ratio").status == "ok"
    with pytest.raises(StudyError, match="from 0"):
        agreement.krippendorff_alpha([[-1, 0]], "ratio")


def test_an_order_can_be_given_to_words() -> None:
    words = [["low", "mid"], ["high", "high"], ["low", "low"], ["mid", "high"]]
    numbers = [[1, 2], [3, 3], [1, 1], [2, 3]]
    found = agreement.krippendorff_alpha(words, "ordinal", categories=["low", "mid", "high"])
    assert float(found) == float(agreement.krippendorff_alpha(numbers, "ordinal"))
    with pytest.raises(StudyError, match="in an order"):
        agreement.krippendorff_alpha(words, "ordinal")


def test_unitizing_takes_a_frame_of_codings_over_several_texts() -> None:
    rows = [
        ("P01", "mira", 0, 5, "a"),
        ("P01", "jonas", 0, 5, "a"),
        ("P02", "mira", 3, 9, "b"),
        ("P02", "jonas", 5, 9, "b"),
    ]
    frame = pd.DataFrame(rows, columns=["document", "coder", "start", "end", "code"])
    found = agreement.u_alpha(frame, length={"P01": 20, "P02": 20, "P03": 10})
    shifted = {
        "mira": [(0, 5, "a"), (23, 29, "b")],
        "jonas": [(0, 5, "a"), (25, 29, "b")],
    }
    assert float(found) == pytest.approx(float(agreement.u_alpha(shifted, length=50)))
    assert found.interval is not None
    assert found.interval.method == "documents"
    assert agreement.u_alpha(shifted, length=50).interval is None
    assert list(found.frame()["coefficient"]) == ["u_alpha", "binary_u_alpha", "cu_alpha", "ku_alpha", "ku_alpha"]


def test_overlapping_spans_of_one_coder_count_once_or_as_a_value_of_their_own() -> None:
    once = agreement.u_alpha({"mira": [(0, 6, "a"), (4, 9, "a")], "jonas": [(0, 9, "a")]}, length=20)
    assert (float(once), once.note) == (1.0, "")
    both = agreement.u_alpha({"mira": [(0, 6, "a"), (4, 9, "b")], "jonas": [(0, 9, "a")]}, length=20)
    assert set(both.ku) == {"a", "a + b", "b"}
    assert "value of their own" in both.note


def test_spans_outside_the_text_are_refused() -> None:
    with pytest.raises(StudyError, match="5:30 in a text of 20 characters"):
        agreement.u_alpha({"mira": [(5, 30, "a")], "jonas": []}, length=20)
    frame = pd.DataFrame([("P02", "mira", 0, 2)], columns=["document", "coder", "start", "end"])
    with pytest.raises(StudyError, match="no length of P02"):
        agreement.u_alpha(frame, length={"P01": 20})
    with pytest.raises(StudyError, match="5:30 of 20"):
        agreement.nvivo_kappa({"mira": [(5, 30)], "jonas": []}, length=20)


def test_one_coder_has_nobody_to_agree_with_in_unitizing_either() -> None:
    found = agreement.u_alpha({"mira": [(0, 5, "a")]}, length=20)
    assert (found.status, math.isnan(float(found)), found.pairable_n) == ("needs_two_coders", True, 0)


def test_words_as_a_plain_categorical_have_no_order_for_weights() -> None:
    scale = pd.DataFrame({"mira": ["low", "high", "mid", "low"], "jonas": ["low", "mid", "mid", "high"]})
    alphabet = scale.astype(pd.CategoricalDtype(["high", "low", "mid"]))  # what astype("category") makes of it
    for measured in (
        lambda: agreement.cohen_kappa(alphabet, weights="linear"),
        lambda: agreement.krippendorff_alpha(alphabet, "ordinal"),
    ):
        with pytest.raises(StudyError, match="in an order"):
            measured()
    ordered = scale.astype(pd.CategoricalDtype(["low", "mid", "high"], ordered=True))
    declared = agreement.cohen_kappa(scale, weights="linear", categories=["low", "mid", "high"], interval=None)
    assert float(agreement.cohen_kappa(ordered, weights="linear", interval=None)) == float(declared)


def test_series_of_two_coders_meet_by_their_labels_and_not_by_their_order() -> None:
    mira = pd.Series(["x", "y", "x"], index=["u1", "u2", "u3"])
    jonas = pd.Series(["y", "x", "x"], index=["u2", "u1", "u3"])
    assert float(agreement.percent_agreement({"mira": mira, "jonas": jonas}, interval=None)) == 1
    short = agreement.percent_agreement({"mira": mira, "jonas": jonas[:2]}, interval=None)
    assert (short.n, short.pairable_n) == (3, 2)
    with pytest.raises(StudyError, match="rated a unit twice"):
        agreement.percent_agreement({"mira": mira, "jonas": pd.Series(["x", "y"], index=["u1", "u1"])})


def test_alpha_keeps_its_interval_where_some_resamples_have_no_pair() -> None:
    sparse = [[1, 1], [2, 1], [2, 2], *([[1, None]] * 30)]  # about one resample in twenty draws none of the three
    for level in ("nominal", "ordinal", "interval", "ratio"):
        between = agreement.krippendorff_alpha(sparse, level).interval
        assert between is not None
        assert 0 < between.undefined < between.resamples


def test_holsti_leaves_out_a_pair_that_never_met() -> None:
    ratings = pd.DataFrame([["a", "a", None], ["b", "a", None], ["b", "b", None]], columns=["mira", "jonas", "asa"])
    found = agreement.holsti(ratings)
    assert [pair.defined for pair in found.pairs] == [True, False, False]
    assert float(found) == float(found.pairs[0]) == pytest.approx(2 / 3)


def test_of_a_single_cluster_there_is_no_interval() -> None:
    ratings = [["a", "a"], ["b", "a"], ["b", "b"]]
    assert agreement.cohen_kappa(ratings, resamples=50).interval is not None
    for of in (agreement.cohen_kappa, agreement.krippendorff_alpha, agreement.pooled_kappa):
        assert of(ratings, clusters=["P01"] * 3).interval is None


def test_rows_without_any_coder_are_no_crash() -> None:
    assert agreement.cohen_kappa([[], []]).status == "needs_two_coders"


def test_where_no_pair_has_a_value_the_reason_is_told_in_words() -> None:
    found = agreement.cohen_kappa([["a", "a", "a"], ["a", "a", "a"]])
    assert found.reason == "everything was put into one category, so that nothing could have come out otherwise"


def test_a_seed_below_zero_is_refused() -> None:
    with pytest.raises(StudyError, match="a seed of -1"):
        agreement.cohen_kappa([["a", "a"], ["b", "a"]], seed=-1)


def test_a_span_with_a_gap_in_its_row_is_named_by_row() -> None:
    spans = pd.DataFrame({"coder": ["mira", "jonas"], "start": [0, 1], "end": [5, None], "code": ["a", "b"]})
    with pytest.raises(StudyError, match="row 2 of the frame of spans has a gap"):
        agreement.u_alpha(spans, length=10)
    with pytest.raises(StudyError, match="row 1 of the frame of spans has a gap"):
        agreement.u_alpha(spans.assign(end=[5, 6], code=[None, "b"]), length=10)
    with pytest.raises(StudyError, match="without a code"):
        agreement.u_alpha({"mira": [(0, 5, "")], "jonas": [(0, 5, "a")]}, length=10)


def test_a_crosstab_is_read_by_its_labels_where_a_coder_never_used_a_category() -> None:
    mira, jonas = pd.Series(list("aabbcc"), name="mira"), pd.Series(list("aabbdb"), name="jonas")
    table = pd.crosstab(mira, jonas)
    assert (list(table.index), list(table.columns)) == (["a", "b", "c"], ["a", "b", "d"])  # square, and not alike
    asked = float(agreement.cohen_kappa(pd.DataFrame({"mira": mira, "jonas": jonas}), interval=None))
    assert asked == pytest.approx((24 - 10) / (36 - 10))  # 4 of 6 alike; by chance (2·2 + 2·3) of 36
    assert float(agreement.cohen_kappa(from_table(table), interval=None)) == pytest.approx(asked)
    assert float(agreement.cohen_kappa(from_table(table[["d", "b", "a"]]), interval=None)) == pytest.approx(asked)
    assert float(agreement.pooled_kappa(tables=[table], interval=None)) == pytest.approx(asked)
    with pytest.raises(StudyError, match="no category in common"):
        from_table(table.set_axis(["x", "y", "z"], axis=1))
    with pytest.raises(StudyError, match="in an order"):  # of letters only by the alphabet
        agreement.cohen_kappa(from_table(table), weights="linear")
    assert agreement.cohen_kappa(from_table(table, list("abdc")), weights="linear").defined


def test_of_a_coder_whom_a_resample_misses_conger_expects_nothing() -> None:
    differ = [["a", "b", None], ["b", "a", None]] * 10
    found = agreement.cohen_kappa([*differ, ["a", "a", "a"]], several="conger")  # two of three resamples have the guest
    assert found.interval is not None
    # with the guest or without, chance is about a half; a third coder without ratings would make it a sixth
    assert found.interval.high < -0.5
