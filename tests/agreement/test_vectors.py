"""Every published and exact figure of the reference vectors comes out, also of further files of their shape."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from collabstudy import agreement
from collabstudy.agreement import from_table

EXACT = 1e-9
Figures = dict[str, Callable[[], float]]
# Printed, but no figure of these functions: κ's standard error of 1971, and what the paper made of rounded numbers.
NOT_OURS = {"var", "se", "note", "kappa_j_printed"}


def agreement_files(shared: Path) -> list[Path]:
    return sorted((shared / "vectors").glob("agreement_*.json"))


def load(shared: Path, topic: str) -> Any:
    return json.loads((shared / "vectors" / topic).read_text(encoding="utf-8"))


def vectors(shared: Path) -> list[dict[str, Any]]:
    found = [v for file in agreement_files(shared) for v in json.loads(file.read_text()).get("vectors", [])]
    by_id = {v["id"]: v for v in found}
    for v in found:  # some name the data of another: "data = krippendorff2011_C_missing with …"
        named = re.search(r"data = (\w+)", v.get("citation", ""))
        if "data" not in v and named:
            v["data"], v["kind"] = by_id[named[1]]["data"], by_id[named[1]]["kind"]
    return found


def of_two(ratings: Any) -> Figures:
    """The figures of a table of two coders, by the names that the vectors use."""
    kappa = agreement.cohen_kappa(ratings, interval=None)
    pi = agreement.scott_pi(ratings, interval=None)
    ac1 = agreement.gwet_ac1(ratings, interval=None)
    return {
        "po": lambda: kappa.observed,
        "pe_cohen": lambda: kappa.expected,
        "cohen_kappa": lambda: float(kappa),
        "kappa_max": lambda: kappa.more["highest"],
        "scott_pi": lambda: float(pi),
        "pe_scott": lambda: pi.expected,
        "bennett_s_brennan_prediger": lambda: float(agreement.brennan_prediger(ratings, interval=None)),
        "gwet_ac1": lambda: float(ac1),
        "pe_ac1": lambda: ac1.expected,
        "krippendorff_alpha": lambda: float(agreement.krippendorff_alpha(ratings, interval=None)),
    }


def of_several(ratings: Any, categories: list[Any] | None) -> Figures:
    """The same of a list of units × coders."""
    fleiss = agreement.fleiss_kappa(ratings, categories=categories, interval=None)
    nominal = agreement.krippendorff_alpha(ratings, interval=None)
    figures: Figures = {
        "pa": lambda: float(agreement.percent_agreement(ratings, interval=None)),
        "percent_agreement": lambda: float(agreement.percent_agreement(ratings, interval=None)),
        "fleiss_kappa": lambda: float(fleiss),
        "fleiss_generalised": lambda: float(fleiss),
        "Po": lambda: fleiss.observed,
        "Pe": lambda: fleiss.expected,
        "gwet_ac1": lambda: float(agreement.gwet_ac1(ratings, categories=categories, interval=None)),
        "randolph_kappa_brennan_prediger": lambda: float(
            agreement.brennan_prediger(ratings, categories=categories, interval=None)
        ),
        "brennan_prediger": lambda: float(agreement.brennan_prediger(ratings, interval=None)),
        "conger": lambda: float(agreement.cohen_kappa(ratings, several="conger", interval=None)),
        "krippendorff_alpha": lambda: float(nominal),
        "alpha": lambda: float(nominal),
        "n_pairable_values": lambda: nominal.pairable_values,
    }
    for level in ("nominal", "ordinal", "interval", "ratio"):
        figures[f"alpha_{level}"] = lambda level=level: alpha(ratings, level).value
        figures[f"Do_{level}"] = lambda level=level: alpha(ratings, level).observed
        figures[f"De_{level}"] = lambda level=level: alpha(ratings, level).expected
    for category in categories or []:
        kappa = agreement.fleiss_kappa(ratings, categories=categories, code=category, interval=None)
        figures[f"kappa_j.{category}"] = lambda kappa=kappa: float(kappa)
    return figures


def alpha(ratings: Any, level: Any) -> agreement.Agreement:
    return agreement.krippendorff_alpha(ratings, level, interval=None)


def figures_of(vector: dict[str, Any]) -> Figures:
    if vector["kind"] == "two_rater_table":
        return of_two(from_table(vector["data"]))
    return of_several(vector["data"], vector.get("categories"))


def flat(figures: dict[str, Any], categories: list[Any] | None) -> Iterator[tuple[str, Any]]:
    """Figures one by one; a list or mapping by category, a name a category."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{category}", number) for category, number in value.items())
        elif isinstance(value, list) and categories and len(value) == len(categories):
            yield from ((f"{name}.{category}", number) for category, number in zip(categories, value, strict=True))
        else:
            yield name, value


def decimals(number: float) -> int:
    return len(f"{number!r}".partition(".")[2]) if not float(number).is_integer() else 1


def test_every_exact_figure_comes_out_to_nine_places(shared: Path) -> None:
    checked: Counter[str] = Counter()
    for vector in vectors(shared):
        known = figures_of(vector)
        for name, exact in flat(vector.get("exact", {}), vector.get("categories")):
            assert name in known, f"{vector['id']}: no figure is called {name}"
            assert known[name]() == pytest.approx(exact, abs=EXACT), f"{vector['id']}: {name}"
            checked[vector["id"]] += 1
    assert len(checked) >= 15
    assert checked.total() >= 100


def test_every_published_figure_comes_out_as_printed(shared: Path) -> None:
    checked: Counter[str] = Counter()
    rounded_early = set()
    for vector in vectors(shared):
        known = figures_of(vector)
        looser = re.search(r"tolerance (\.\d+)", vector.get("note", ""))
        for name, printed in flat(vector["published"], vector.get("categories")):
            if name.partition(".")[0] in NOT_OURS or isinstance(printed, list):
                continue
            places = vector.get("published_decimals") or decimals(printed)
            room = float(looser[1]) if looser else 0.5 * 10**-places + EXACT
            exact = dict(flat(vector.get("exact", {}), vector.get("categories"))).get(name, printed)
            if abs(exact - printed) > room:  # the paper went on with rounded numbers
                rounded_early.add((vector["id"], name))
                continue
            assert known[name]() == pytest.approx(printed, abs=room), f"{vector['id']}: {name}"
            checked[vector["id"]] += 1
    assert len(checked) >= 15
    assert checked.total() >= 45
    assert {one for one in rounded_early if one[0] == "fleiss1971"} == {("fleiss1971", "Pe")}
    assert len(rounded_early) * 10 < checked.total()


def test_coefficients_with_gaps_are_those_of_gwet_and_his_program(shared: Path) -> None:
    (vector,) = [v for v in vectors(shared) if "multi_coefficient_missing_data" in v]
    known, gaps = figures_of(vector), vector["multi_coefficient_missing_data"]
    assert len(gaps["outputs"]) == 5
    for name, printed in gaps["published_irrCAC_README"].items():
        assert known[name]() == pytest.approx(printed, abs=0.5 * 10 ** -decimals(printed) + EXACT), name
    for name, outputs in gaps["outputs"].items():
        assert known[name]() == pytest.approx(outputs["python_irrCAC"]["value"], abs=1e-11), name


def test_the_handbooks_triples_of_observed_expected_and_coefficient_come_out(shared: Path) -> None:
    triples = [v for v in vectors(shared) if all(isinstance(p, list) for p in v["published"].values())]
    assert triples
    for vector in triples:
        ratings = vector["data"]
        found = {
            "conger_kappa": agreement.cohen_kappa(ratings, several="conger", interval=None),
            "brennan_prediger": agreement.brennan_prediger(ratings, interval=None),
            "fleiss_pi": agreement.fleiss_kappa(ratings, interval=None),
            "gwet_ac1": agreement.gwet_ac1(ratings, interval=None),
        }
        for name, (observed, expected, value) in vector["published"].items():
            if name != "krippendorff_alpha":
                told = (found[name].observed, found[name].expected, float(found[name]))
                assert told == pytest.approx((observed, expected, value), abs=0.5e-4 + EXACT), name
                continue
            one = alpha(ratings, "nominal")  # Gwet writes α with agreements, corrected for the size of the sample
            values = one.pairable_values
            told = ((1 - one.observed) * (1 - 1 / values) + 1 / values, 1 - one.expected * (1 - 1 / values), one.value)
            assert told == pytest.approx((observed, expected, value), abs=0.5e-4 + EXACT)


def test_every_edge_case_ends_as_the_convention_says(shared: Path) -> None:
    edges = load(shared, "agreement_edge_cases.json")
    words = {name: re.search(r'status="(\w+)"', told) for name, told in edges["recommended_convention"].items()}
    said = {name: found[1] for name, found in words.items() if found}
    assert said == {
        "no_variation": "undefined_no_variation",
        "one_coder": "needs_two_coders",
        "no_pairable_units": "no_pairable_units",
    }
    convention = {
        "no_variation_2coders_10units_all_absent": said["no_variation"],
        "no_variation_2coders_10units_all_present": said["no_variation"],
        "single_unit_agree": said["no_variation"],
        "one_coder_only": said["one_coder"],
        "empty": said["one_coder"],
        "missing_every_unit_single_coded": said["no_pairable_units"],
    }
    checked = 0
    for name, case in edges["cases"].items():
        for coefficient in CORRECTED:
            found = coefficient(case["data"])
            assert found.status == convention.get(name, "ok"), (name, found)
            assert math.isnan(float(found)) == (name in convention)
            checked += 1
        if convention.get(name) == said["no_variation"]:
            assert agreement.cohen_kappa(case["data"]).percent_agreement == 1.0
            assert agreement.percent_agreement(case["data"]).value == 1.0
    assert checked == len(edges["cases"]) * len(CORRECTED) >= 63


CORRECTED: tuple[Callable[[Any], agreement.Agreement], ...] = (
    agreement.cohen_kappa,
    agreement.scott_pi,
    agreement.fleiss_kappa,
    agreement.brennan_prediger,
    agreement.gwet_ac1,
    agreement.krippendorff_alpha,
    agreement.pooled_kappa,
)


# Which of the libraries' outputs are of the coefficient that we have under this name, where they have one.
SAME = {
    "krippendorff 0.9.0 alpha nominal": agreement.krippendorff_alpha,
    "nltk alpha": agreement.krippendorff_alpha,
    "rater-agreement alpha": agreement.krippendorff_alpha,
    "irrCAC krippendorff": agreement.krippendorff_alpha,
    "sklearn cohen_kappa_score": agreement.cohen_kappa,
    "statsmodels cohens_kappa(2x2)": agreement.cohen_kappa,
    "rater-agreement cohen": agreement.cohen_kappa,
    "statsmodels fleiss_kappa": agreement.fleiss_kappa,
    "irrCAC fleiss": agreement.fleiss_kappa,
    "irrCAC gwet": agreement.gwet_ac1,
    "irrCAC bp": agreement.brennan_prediger,
}


def test_where_the_edge_cases_are_defined_we_say_what_the_libraries_say(shared: Path) -> None:
    checked = 0
    for name in ("one_coder_constant_other_varies", "single_unit_disagree", "some_missing"):
        case = load(shared, "agreement_edge_cases.json")["cases"][name]
        for library, output in case["outputs"].items():
            if library in SAME and re.fullmatch(r"-?[\d.]+", output):
                found = float(SAME[library](case["data"]))
                assert found == pytest.approx(float(output), abs=0.5 * 10 ** -decimals(float(output)) + EXACT), library
                checked += 1
    assert checked >= 20


def test_a_coder_who_always_says_the_same_shows_in_prevalence_and_bias(shared: Path) -> None:
    data = load(shared, "agreement_edge_cases.json")["cases"]["one_coder_constant_other_varies"]["data"]
    found = agreement.cohen_kappa(data)
    assert (found.value, found.percent_agreement) == (0.0, 0.9)
    assert found.prevalence[1] == pytest.approx(1 / 20)
    assert found.bias == pytest.approx(0.1)
    assert found.counts == {"1": {0: 10, 1: 0}, "2": {0: 9, 1: 1}}


def test_nvivos_kappa_is_that_of_its_help_page(shared: Path) -> None:
    vectors = load(shared, "agreement_nvivo_holsti_pooled.json")["nvivo"]["vectors"]
    assert len(vectors) >= 7
    for vector in vectors:
        counts = tuple(vector[name] for name in ("both", "a_only", "b_only", "neither"))
        found, exact = agreement.nvivo_kappa(counts=counts), vector["exact"]
        assert found.percent_agreement == pytest.approx(exact["percent_agreement"], abs=EXACT)
        assert found.expected * found.n == pytest.approx(exact["expected_frequency"], abs=1e-6)
        if exact["kappa"] is None:
            assert (math.isnan(found.value), found.status) == (True, "undefined_no_variation")
        else:
            assert found.value == pytest.approx(exact["kappa"], abs=EXACT)
        if vector["published_percent_agreement"] is not None:
            assert found.percent_agreement == pytest.approx(vector["published_percent_agreement"], abs=0.005)


def test_holstis_coefficient_is_that_of_its_counts(shared: Path) -> None:
    vectors = load(shared, "agreement_nvivo_holsti_pooled.json")["holsti"]["vectors"]
    assert len(vectors) >= 3
    for vector in vectors:
        found = agreement.holsti(counts=(vector["M"], vector["N1"], vector["N2"]))
        if vector["exact"] is None:
            assert (math.isnan(found.value), found.status) == (True, "no_codings")
        else:
            assert (found.value, found.status) == (pytest.approx(vector["exact"], abs=EXACT), "ok")


def test_pooled_kappa_averages_agreement_and_chance(shared: Path) -> None:
    vectors = load(shared, "agreement_nvivo_holsti_pooled.json")["pooled_kappa"]["vectors"]
    assert len(vectors) >= 2
    for vector in vectors:
        exact, found = vector["exact"], agreement.pooled_kappa(tables=vector["tables"])
        assert found.value == pytest.approx(exact["pooled_kappa"], abs=EXACT)
        assert (found.observed, found.expected) == pytest.approx((exact["mean_po"], exact["mean_pe"]), abs=EXACT)
        assert found.more["mean_kappa"] == pytest.approx(exact["average_kappa"], abs=EXACT)
        for table, kappa in zip(vector["tables"], exact["item_kappas"], strict=True):
            assert agreement.cohen_kappa(from_table(table)).value == pytest.approx(kappa, abs=EXACT)


def test_intervals_are_those_of_the_reference_up_to_chance(shared: Path) -> None:
    told = load(shared, "agreement_multi_coders.json")
    data, intervals = {v["id"]: v.get("data") for v in vectors(shared)}, told["bootstrap_ci"]["computed"]
    assert len(intervals) >= 3
    for name, wanted in intervals.items():
        which, level = name.split("/")
        units = agreement.krippendorff_alpha(data[which], level, resamples=5000)
        pairs = agreement.krippendorff_alpha(data[which], level, interval="kalpha", resamples=10000)
        assert units.value == pairs.value == pytest.approx(wanted["alpha"], abs=EXACT)
        assert (units.interval.low, units.interval.high) == pytest.approx(wanted["unit_resampling_ci95"], abs=0.025)
        close = pytest.approx(wanted["krippendorff_pair_bootstrap_ci95"], abs=0.011)
        assert (pairs.interval.low, pairs.interval.high) == close
        assert (units.interval.method, pairs.interval.method) == ("units", "kalpha")


def test_the_interval_printed_by_kalpha_comes_out(shared: Path) -> None:
    told = load(shared, "agreement_multi_coders.json")["bootstrap_ci"]["published"]
    (printed,) = told.values()
    (name,) = told
    data = {v["id"]: v.get("data") for v in vectors(shared)}[name.split("/")[0]]
    found = agreement.krippendorff_alpha(data, "ordinal", interval="kalpha", resamples=printed["boot"])
    assert (found.interval.low, found.interval.high) == pytest.approx(printed["ci95"], abs=0.003)


def test_the_unitizing_family_comes_out(shared: Path) -> None:
    told = load(shared, "unitizing.json")
    checked = 0
    for vector in told["vectors"]:
        found, exact = agreement.u_alpha(vector["coders"], length=vector["L"]), vector["exact"]
        ours = {
            "u_alpha": float(found),
            "Do_len": found.u.observed,
            "De_len": found.u.expected,
            "bar_u_alpha": float(found.binary),
            "cu_alpha": float(found.cu),
            "cu_coverage": found.coverage[""],
        }
        assert ours == pytest.approx({name: exact[name] for name in ours}, abs=EXACT)
        for value, one in exact["k_u_alpha"].items():
            assert found.coverage[value] == pytest.approx(one["coverage"], abs=EXACT)
            assert told_value(found.ku[value]) == pytest.approx(one["alpha"], abs=EXACT)
            checked += 2
        checked += len(ours)
        for name, printed in vector.get("published", {}).items():
            if name.startswith("coverage_"):
                assert found.coverage[name.removeprefix("coverage_")] == pytest.approx(printed, abs=0.005)
            elif name == "k_u_alpha":
                assert {k: float(found.ku[k]) for k in printed} == pytest.approx(printed, abs=0.0005)
            else:
                assert ours[name] == pytest.approx(printed, abs=0.0005 + EXACT)
            checked += 1
    assert checked >= 35


def told_value(one: agreement.Agreement) -> float | None:
    return float(one) if one.defined else None


# The file gives only what comes out; these spans were found by hand from D_o, D_e and coverage.
EDGES: dict[str, tuple[dict[str, list[tuple[int, int, str]]], int]] = {
    "no_annotations_at_all": ({"mira": [], "jonas": []}, 20),
    "identical": ({"mira": [(0, 5, "a"), (10, 14, "b")], "jonas": [(0, 5, "a"), (10, 14, "b")]}, 20),
    "one_coder_empty": ({"mira": [(0, 5, "a")], "jonas": []}, 20),
    "disjoint": ({"mira": [(0, 5, "a")], "jonas": [(10, 15, "a")]}, 20),
    "same_span_diff_code": ({"mira": [(0, 5, "a")], "jonas": [(0, 5, "b")]}, 20),
    "single_code": ({"mira": [(0, 5, "a")], "jonas": [(1, 5, "a"), (10, 12, "a")]}, 20),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_of_unitizing_come_out(shared: Path, name: str) -> None:
    exact = load(shared, "unitizing.json")["edge_cases_own_reference"][name]
    spans, length = EDGES[name]
    found = agreement.u_alpha(spans, length=length)
    assert told_value(found.u) == pytest.approx(exact["u_alpha"], abs=EXACT)
    assert (found.u.observed, found.u.expected) == pytest.approx((exact["Do_len"], exact["De_len"]), abs=EXACT)
    assert told_value(found.binary) == pytest.approx(exact["bar_u_alpha"], abs=EXACT)
    assert told_value(found.cu) == pytest.approx(exact["cu_alpha"], abs=EXACT)
    assert found.coverage[""] == pytest.approx(exact["cu_coverage"], abs=EXACT)
    for value, one in exact["k_u_alpha"].items():
        assert told_value(found.ku[value]) == pytest.approx(one["alpha"], abs=EXACT)
        assert found.coverage[value] == pytest.approx(one["coverage"], abs=EXACT)
