"""Saturation and unseen codes as they are in print: Guest, Namey & Chen; iNEXT; vegan; novelqualcodes mended."""

from __future__ import annotations

import json
from fractions import Fraction
from math import comb
from pathlib import Path
from typing import Any

import pytest

from collabstudy.compare.statistics.accumulation import Reached, curve, expected, reached
from collabstudy.compare.statistics.chao import bootstrapped, second_jackknife, unseen


@pytest.fixture(scope="module")
def vectors(shared: Path) -> Any:
    return json.loads((shared / "vectors/saturation.json").read_text(encoding="utf-8"))


def same(found: Reached, wanted: dict[str, Any]) -> None:
    assert found.base_codes == wanted["base_themes"]
    assert (found.at, found.notation) == (wanted["saturation_interview"], wanted["notation"])
    told = [
        {"first": run.first, "last": run.last, "new": run.new, "ratio": run.ratio, "below": run.below}
        for run in found.runs
    ]
    assert told == wanted["runs"]


def new_of(example: dict[str, Any], last: int) -> list[int]:
    """The base's themes, said to be new in the first interview, and what was new from the fifth on."""
    later = {int(number): new for number, new in example["new_by_interview"].items()}
    return [example["base_themes"], 0, 0, 0, *(later.get(number, 0) for number in range(5, last + 1))]


def test_the_worked_example_ends_at_six_plus_two(vectors: Any) -> None:
    example = vectors["guest2020"]["worked_example"]
    found = reached(new_of(example, 8), base=4, run=2, threshold=0.05)
    same(found, example["exact"])
    assert [f"{run.ratio:.0%}" for run in found.runs] == [run["ratio"] for run in example["published_runs"]]
    assert found.notation == "6+2"


def test_other_bases_runs_and_thresholds(vectors: Any) -> None:
    example, settings = vectors["guest2020"]["worked_example"], vectors["guest2020"]["other_settings"]
    assert len(settings) == 3
    for setting in settings:
        found = reached(new_of(example, 9), base=setting["base"], run=setting["run"], threshold=setting["thr"])
        wanted = setting["result"]
        assert (found.base_codes, found.at) == (wanted["base_themes"], wanted["saturation_interview"])
        assert found.notation == wanted["notation"]
        told = [(run.first, run.last, run.new, run.ratio, run.below) for run in found.runs]
        assert told[: len(wanted["runs"])] == [
            tuple(run[what] for what in ("first", "last", "new", "ratio", "below")) for run in wanted["runs"]
        ]


def test_the_printed_curve_of_novelqualcodes_is_mended_to_eighteen_codes(vectors: Any) -> None:
    study = next(v for v in vectors["code_by_interview"] if v["id"] == "novelqualcodes_insect_study")
    voiced, known = [], 0
    for new, old in zip(study["n_novel"], study["n_duplicate"], strict=True):
        voiced.append([at < old or known <= at < known + new for at in range(18)])
        known += new
    import numpy as np

    assert [sum(row) for row in voiced] == study["n_codes"]
    found = curve(np.array(voiced)).tolist()
    assert found == study["cumulative"]
    assert found[-1] == 18
    assert found != study["published"]["cumsum_novel"]
    same(reached(study["n_novel"], base=4, run=2, threshold=0.05), study["guest_base4_run2_5pct"])
    same(reached(study["n_novel"], base=4, run=2, threshold=0.0), study["guest_base4_run2_0pct"])


def test_the_curve_over_all_orders_of_novelqualcodes(vectors: Any) -> None:
    """How many codes were voiced in how many interviews is not printed; the curve itself tells, exactly."""
    study = next(v for v in vectors["code_by_interview"] if v["id"] == "novelqualcodes_insect_study")
    curve_of, of = study["accumulation_exact"], 15
    counts: list[int] = []
    left = [Fraction(18 - value).limit_denominator(10**6) * comb(of, t) for t, value in enumerate(curve_of, 1)]
    for n in range(1, of + 1):  # the code voiced in n interviews is missing in at most of - n
        many = left[of - n - 1] if n < of else 18 - len(counts)
        assert many == int(many)
        counts += [n] * int(many)
        left = [value - int(many) * comb(of - n, t) for t, value in enumerate(left, 1)]
    assert sum(counts) == sum(study["n_codes"])
    assert (counts.count(1), counts.count(2)) == (study["chao2"]["Q1"], study["chao2"]["Q2"])
    assert expected(counts, of=of) == pytest.approx(curve_of, abs=1e-9)
    assert unseen(counts, of=of).estimate == pytest.approx(study["chao2"]["exact"], abs=1e-9)


def test_guest_2006_and_its_shares(vectors: Any) -> None:
    study = next(v for v in vectors["code_by_interview"] if v["id"] == "guest_bunce_johnson2006")
    for interviews in (6, 12):
        share = study["published"][f"after_{interviews}_interviews"] / study["published"]["ghana_codes"]
        assert share == pytest.approx(study["exact"][f"pct_{interviews}"], abs=1e-9)
        assert round(share, 2) == study["published"][f"pct_{interviews}"]


def test_abundances_of_spiders_give_the_printed_chao1(vectors: Any) -> None:
    for one in vectors["chao"]["spider"]["data"]:
        found = unseen(one["abundances"], of=one["n"])
        assert (found.codes, found.once, found.twice) == (one["S_obs"], one["f1"], one["f2"])
        assert found.estimate == pytest.approx(one["exact"]["chao1_iNEXT"], abs=1e-9)
        assert found.coverage == pytest.approx(one["exact"]["coverage"], abs=1e-9)
        assert found.estimate == pytest.approx(one["published"]["estimate"], abs=0.0005)
        assert found.error == pytest.approx(one["published"]["se"], abs=0.0005)
        assert found.interval == pytest.approx(one["published"]["ci95"], abs=0.0005)


def test_ciliates_give_the_printed_chao2(vectors: Any) -> None:
    printed = vectors["chao"]["ciliates"]["iNEXT"]
    for at, (place, one) in enumerate(vectors["chao"]["ciliates"]["summary"].items()):
        found = unseen(counts_of(one["S"], one["Q1"], one["Q2"], one["U"]), of=one["T"])
        assert found.estimate == pytest.approx(vectors["chao"]["ciliates"]["exact"][place], abs=1e-9)
        agrees(found, printed, at)


def test_ants_give_the_printed_chao2_and_coverage(vectors: Any) -> None:
    info, printed = vectors["chao"]["ant"]["info"], vectors["chao"]["ant"]["iNEXT"]
    for at in range(5):
        counts = counts_of(info["S.obs"][at], info["Q1"][at], info["Q2"][at], info["U"][at])
        found = unseen(counts, of=info["T"][at])
        agrees(found, printed, at)
        assert found.coverage == pytest.approx(info["SC"][at], abs=0.00005)


def counts_of(codes: int, once: int, twice: int, incidences: int) -> list[int]:
    """Counts with so many ones, twos and sum: the others three each, and one whatever is left."""
    rest = codes - once - twice
    left = incidences - once - 2 * twice - 3 * (rest - 1)
    assert left >= 3
    return [1] * once + [2] * twice + [3] * (rest - 1) + [left]


def agrees(found: Any, printed: dict[str, list[Any]], at: int) -> None:
    assert found.codes == printed["Observed"][at]
    assert found.estimate == pytest.approx(printed["Estimator"][at], abs=0.0005)
    assert found.error == pytest.approx(printed["Est_s.e."][at], abs=0.0005)
    assert found.interval == pytest.approx([printed["95% Lower"][at], printed["95% Upper"][at]], abs=0.0005)


def test_the_trees_of_barro_colorado(vectors: Any) -> None:
    one = vectors["chao"]["BCI"]
    found = unseen([1] * one["Q1"] + [2] * one["Q2"] + [9] * (one["S"] - one["Q1"] - one["Q2"]), of=one["T"])
    assert found.estimate == pytest.approx(one["exact"]["chao2"], abs=1e-9)
    assert found.estimate == pytest.approx(one["published"]["chao"], abs=0.00005)
    assert found.error == pytest.approx(one["published"]["chao_se"], abs=0.000005)
    assert found.jackknife == pytest.approx(one["exact"]["jack1"], abs=1e-9)
    counts = [1] * one["Q1"] + [2] * one["Q2"] + [9] * (one["S"] - one["Q1"] - one["Q2"])
    assert second_jackknife(counts, of=one["T"]) == pytest.approx(one["published"]["jack2"], abs=0.00005)


def test_dune_meadows_give_vegans_estimates_and_exact_curve(vectors: Any) -> None:
    one = vectors["chao"]["dune"]
    found = unseen(one["incidence"], of=one["T"])
    assert found.estimate == pytest.approx(one["vegan_specpool"]["chao"][0], abs=1e-9)
    assert found.error == pytest.approx(one["vegan_specpool"]["chao.se"][0], abs=1e-9)
    assert found.jackknife == pytest.approx(one["vegan_specpool"]["jack1"][0], abs=1e-9)
    second, boot = second_jackknife(one["incidence"], of=one["T"]), bootstrapped(one["incidence"], of=one["T"])
    assert second == pytest.approx(one["vegan_specpool"]["jack2"][0], abs=1e-9)
    assert boot == pytest.approx(one["vegan_specpool"]["boot"][0], abs=1e-9)
    assert expected(one["incidence"], of=one["T"]) == pytest.approx(one["accumulation_exact"], abs=1e-9)
    assert expected(one["incidence"], of=one["T"]) == pytest.approx(one["vegan_specaccum_exact"]["richness"], abs=1e-9)


def test_edges_have_no_number_but_a_reason(vectors: Any) -> None:
    edges = vectors["edge_cases"]
    empty = reached([0] * 8, base=4, run=2, threshold=0.05)
    same(empty, edges["no_codes"])
    assert "no code was voiced in the first 4" in empty.reason
    few = reached([5, 1, 1, 1, 0], base=4, run=2, threshold=0.05)
    same(few, edges["too_few"])
    assert few.reason == "5 are too few for a base of 4 and a run of 2"
    never = reached([10, 5, 5, 5, *[5] * 4], base=4, run=2, threshold=0.05)
    same(never, edges["never"])
    assert "more than the threshold" in never.reason


def test_codes_voiced_once_and_none_twice_take_the_bias_corrected_form(vectors: Any) -> None:
    found = unseen([1, 1, 1, *[4] * 7], of=10)  # 10 + 9/10 · 3 · 2 / 2
    assert found.estimate == pytest.approx(vectors["edge_cases"]["f2_zero"])
    assert "bias-corrected" in found.reason
    assert found.interval is not None
    assert found.interval[0] > 10


def test_without_codes_voiced_once_nothing_is_missing_and_there_is_no_interval(vectors: Any) -> None:
    found = unseen([2, 2, 3, 4, 5, 5, 5, 5, 5, 5], of=10)
    assert found.estimate == vectors["edge_cases"]["no_singletons"]
    assert (found.error, found.interval, found.coverage) == (None, None, 1.0)
    assert found.reason.startswith("no code was voiced in only one interview")


@pytest.mark.parametrize(("counts", "of"), [([], 5), ([0, 0], 5), ([1, 1], 1)])
def test_where_nothing_can_be_estimated_all_numbers_are_none(counts: list[int], of: int) -> None:
    found = unseen(counts, of=of)
    assert (found.estimate, found.error, found.interval, found.jackknife, found.coverage) == (None,) * 5
    assert found.reason
    assert str(found) == found.reason
