"""Truth tables as they are in print: Lipset's democracies (Rihoux & De Meur, Ragin 2009), Stokke, Cress & Snow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from collabstudy.compare.qca.calibration import Anchors, direct
from collabstudy.compare.qca.configurations import Configuration, Members, configurations
from collabstudy.compare.qca.solutions import Model, necessity, solutions
from collabstudy.compare.qca.sufficiency import necessary

LIPSET = ("LC_SURV_5cond", "LC_SURV_4cond", "LF_survneg_0.8", "LF_survneg_0.7")


@pytest.fixture(scope="module")
def vectors(shared: Path) -> Any:
    return json.loads((shared / "vectors/qca.json").read_text(encoding="utf-8"))


def members(vectors: Any, one: dict[str, Any]) -> Members:
    data = vectors["data"][one["data_key"]]
    outcome = data[one["outcome"].strip("~")]
    outcome = [1 - value for value in outcome] if one["outcome"].startswith("~") else outcome
    return Members(tuple(vectors["data"]["cases"]), {name: data[name] for name in one["conditions"]}, outcome)


def table(vectors: Any, one: dict[str, Any]) -> tuple[Members, tuple[Configuration, ...]]:
    found = members(vectors, one)
    cut = one["incl_cut"]
    return found, configurations(found, inclusion=cut, exclusion=cut, frequency=one["n_cut"])


def vector(vectors: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in vectors["vectors"] if one["id"] == name)
    return found


def written(models: Iterable[Model]) -> set[frozenset[frozenset[str]]]:
    return {frozenset(frozenset(path.name.upper().split("*")) for path in model.paths) for model in models}


def printed(lines: Sequence[str]) -> set[frozenset[frozenset[str]]]:
    """The models in what R printed: from `M1:` to the arrow, over several lines where they are long."""
    text = " ".join(lines)
    found = re.findall(r"M\d+: (.*?) <?-> ", text)
    assert found
    return {frozenset(frozenset(term.strip().split("*")) for term in model.upper().split("+")) for model in found}


def test_all_108_printed_memberships_come_out_of_the_anchors(vectors: Any) -> None:
    same = 0
    for name, one in vectors["calibration"]["anchors_found_here"].items():
        anchors = Anchors(one["full_out"], one["crossover"], one["full_in"])
        found = [direct(value, anchors, idm=0.9526) for value in vectors["data"]["LR"][name]]
        assert found == pytest.approx(one["membership_log_odds3"], abs=1e-9)
        same += [round(value, 2) for value in found] == vectors["data"]["LF"][name]
        by_r = [direct(value, anchors, idm=0.95) for value in vectors["data"]["LR"][name]]
        off = [round(mine, 2) != its for mine, its in zip(by_r, vectors["data"]["LF"][name], strict=True)]
        assert sum(off) == one["cases_off_with_ln19"]
    assert same == 6  # of 18 cases each


def test_crisp_thresholds_give_the_printed_memberships(vectors: Any) -> None:
    raw, crisp, cut = vectors["data"]["LR"], vectors["data"]["LC"], vectors["crisp_thresholds"]
    for name in ("DEV", "URB", "LIT", "IND"):
        assert [int(value >= cut[name]) for value in raw[name]] == crisp[name]
    assert [int(value < 10) for value in raw["STB"]] == crisp["STB"]


@pytest.mark.parametrize("name", LIPSET)
def test_the_truth_table_is_that_of_r(vectors: Any, name: str) -> None:
    one = vector(vectors, name)
    _, rows = table(vectors, one)
    seen, wanted = [row for row in rows if row.cases], one["R_truth_table"]
    assert len(rows) == 2 ** len(one["conditions"])
    assert [str(row.number) for row in seen] == wanted["row"]
    assert [row.out for row in seen] == wanted["OUT"]
    assert [",".join(row.cases) for row in seen] == wanted["cases"]
    assert [row.fit.inclusion for row in seen] == pytest.approx([float(value) for value in wanted["incl"]], abs=1e-9)
    assert [row.fit.pri for row in seen] == pytest.approx([float(value) for value in wanted["PRI"]], abs=1e-9)


@pytest.mark.parametrize("name", LIPSET)
@pytest.mark.parametrize("kind", ["conservative", "parsimonious", "intermediate"])
def test_models_and_their_fit_are_those_of_r(vectors: Any, name: str, kind: str) -> None:
    one = vector(vectors, name)
    found, rows = table(vectors, one)
    helping = not one["outcome"].startswith("~")
    every = solutions(found, rows, expectations=dict.fromkeys(one["conditions"], helping))
    models = [model for model in every if model.kind == kind]
    wanted = one["R_models"][kind]
    if wanted is None:
        pytest.skip("R was not asked for it")
    assert written(models) == {frozenset(frozenset(term.split("*")) for term in model) for model in wanted}
    assert len(models) == len(one["exact_fit"][kind])
    for model, fit in zip(models, one["exact_fit"][kind], strict=True):
        whole = (model.fit.inclusion, model.fit.coverage, model.fit.pri)
        assert whole == pytest.approx([fit["solution"][what] for what in ("consistency", "coverage", "PRI")], abs=1e-9)
        terms = {frozenset(term["term"].split("*")): term for term in fit["terms"]}
        assert len(model.paths) == len(terms)
        for path in model.paths:
            term = terms[frozenset(path.name.split("*"))]
            own = (path.fit.inclusion, path.fit.coverage, path.fit.pri, path.fit.unique)
            told = [term[what] for what in ("consistency", "coverage", "PRI", "unique_coverage")]
            assert own == pytest.approx(told, abs=1e-9)


def test_ragins_printed_formulas(vectors: Any) -> None:
    """Consistency and coverage of formulas 5 and 6 (pages 115 and 117), as printed."""
    found, rows = table(vectors, vector(vectors, "LF_survneg_0.7"))
    by_kind = {model.kind: model for model in solutions(found, rows)}
    told = {kind: (round(m.fit.inclusion or 0, 3), round(m.fit.coverage or 0, 3)) for kind, m in by_kind.items()}
    assert told == {"conservative": (0.897, 0.803), "parsimonious": (0.849, 0.888)}
    assert str(by_kind["parsimonious"]) == "~DEV + ~STB"


def test_contradictory_rows_are_reported_and_never_taken_for_either(vectors: Any) -> None:
    one, raw, crisp = vectors["contradictions"], vectors["data"]["LR"], vectors["data"]["LC"]
    values = {name: crisp[name] for name in one["conditions"]}
    values["DEV"] = [int(value >= vectors["crisp_thresholds"]["DEV_initial"]) for value in raw["DEV"]]
    found = Members(tuple(vectors["data"]["cases"]), values, crisp["SURV"])
    rows = configurations(found, inclusion=1, exclusion=0, frequency=1)
    seen = [row for row in rows if row.cases]
    assert [(row.id, len(row.cases), row.out, ",".join(row.cases)) for row in seen] == [
        (row["row"], row["n"], row["OUT"], row["cases"]) for row in one["published"]
    ]
    assert [row.fit.inclusion for row in seen] == pytest.approx([row["incl"] for row in one["exact"]], abs=1e-9)
    assert [row.id for row in seen if row.contradictory] == ["0010", "1011", "1111"]
    assert next(row.deviant for row in seen if row.id == "0010") == ("FI",)
    for model in solutions(found, rows):
        for row in seen:
            covered = any(path.term == row.present or set(row.cases) <= set(path.cases) for path in model.paths)
            assert not (covered and row.out != "1")


def test_necessary_conditions_are_those_of_r(vectors: Any) -> None:
    data, wanted = vectors["data"]["LF"], vectors["necessity_LF"]["R"]
    names = wanted["term"][:-1]
    found = Members(tuple(vectors["data"]["cases"]), {name: data[name] for name in names}, data["SURV"])
    by_name = dict(necessity(found))
    assert len(by_name) == 10
    for at, name in enumerate(names):
        fit = by_name[name]
        told = [wanted[what][at] for what in ("inclN", "RoN", "covN")]
        assert (fit.inclusion, fit.relevance, fit.coverage) == pytest.approx(told, abs=1e-9)
    anything = [max(values) for values in zip(*(data[name] for name in names), strict=True)]
    fit = necessary(anything, data["SURV"])
    told = [wanted[what][-1] for what in ("inclN", "RoN", "covN")]
    assert (fit.inclusion, fit.relevance, fit.coverage) == pytest.approx(told, abs=1e-9)
    lines = [line.split() for line in vectors["necessity_LF"]["print"] if re.match(r"\s*\d", line)]
    assert len(lines) == 10
    for _, term, *numbers in lines:
        fit = by_name[term]
        assert [f"{value:.3f}" for value in (fit.inclusion, fit.relevance, fit.coverage)] == numbers


def test_stokkes_fishery_cases(vectors: Any) -> None:
    one = vectors["other_published_data"]["Stokke2007"]
    names = [name for name in one["data"] if name not in ("success", "_row")]
    found = Members(tuple(one["data"]["_row"]), {name: one["data"][name] for name in names}, one["data"]["success"])
    models = solutions(found, configurations(found, inclusion=1, exclusion=1, frequency=1))
    assert written(m for m in models if m.kind == "conservative") == printed(one["R_QCA_print"]["cons"])
    assert written(m for m in models if m.kind == "parsimonious") == printed(one["R_QCA_print"]["pars"])


@pytest.mark.parametrize("outcome", ["Representation", "Resources", "Rights", "Relief"])
def test_cress_and_snow_with_all_models_that_tie(vectors: Any, outcome: str) -> None:
    data = vectors["other_published_data"]["CressSnow2000"]["data"]
    wanted = vectors["other_published_data"]["CressSnow2000"]["R_QCA_print"][f"CressSnow_{outcome.upper()}"]
    names = ("Viable", "Disrupt", "Allies", "City", "Diag", "Prog")
    found = Members(tuple(data["Caseid"]), {name: data[name] for name in names}, data[outcome])
    models = solutions(found, configurations(found, inclusion=1, exclusion=1, frequency=1))
    assert written(m for m in models if m.kind == "conservative") == printed(wanted["cons"])
    simple = [model for model in models if model.kind == "parsimonious"]
    assert written(simple) == printed(wanted["pars"])
    assert len(simple) == {"Representation": 9, "Resources": 1, "Rights": 2, "Relief": 6}[outcome]


OTHERS = [("Stokke2007", "success"), *(("CressSnow2000", what) for what in ("Representation", "Resources", "Rights"))]
OTHERS.append(("CressSnow2000", "Relief"))


@pytest.mark.parametrize(("study", "outcome"), OTHERS)
@pytest.mark.parametrize("kind", ["conservative", "parsimonious"])
def test_the_fit_of_each_path_is_as_r_prints_it(vectors: Any, study: str, outcome: str, kind: str) -> None:
    """Inclusion, PRI and coverage of each path to three decimals; its own coverage where one model was found."""
    one = vectors["other_published_data"][study]
    data, told = one["data"], one["R_QCA_print"]
    lines = told.get(f"CressSnow_{outcome.upper()}", told)[kind[:4]]
    names = [name for name in data if name not in ("success", "_row")]
    names = ["Viable", "Disrupt", "Allies", "City", "Diag", "Prog"] if study == "CressSnow2000" else names
    found = Members(tuple(data.get("Caseid", data.get("_row"))), {name: data[name] for name in names}, data[outcome])
    every = solutions(found, configurations(found, inclusion=1, exclusion=1, frequency=1))
    models = [model for model in every if model.kind == kind]
    paths = {frozenset(path.name.upper().split("*")): path.fit for model in models for path in model.paths}
    rows = [line.split() for line in lines if re.match(r"\s*\d+\s+[A-Z~*]+\s+\d\.\d", line)]
    first = {row[1]: row[2:] for row in reversed(rows)}  # wide tables go on below, with other columns
    assert len(first) == len(paths)
    for name, numbers in first.items():
        fit = paths[frozenset(name.split("*"))]
        assert [f"{value:.3f}" for value in (fit.inclusion, fit.pri, fit.coverage)] == numbers[:3]
        if len(models) == 1 and numbers[3] != "-":
            assert f"{fit.unique:.3f}" == numbers[3]
