"""How many people it takes, as printed by Fugard & Potts (2015) and by the binomial distribution."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from collabstudy.compare.statistics.intervals import clopper_pearson
from collabstudy.compare.statistics.samplesize import people_needed
from collabstudy.errors import SettingsError


def test_fugard_and_potts(shared: Path) -> None:
    vectors = json.loads((shared / "vectors/prevalence_intervals.json").read_text(encoding="utf-8"))["vectors"]
    rows = next(vector for vector in vectors if vector["id"] == "fugard_potts2015")["data"]
    assert len(rows) == 4
    for row in rows:
        found = people_needed(row["prevalence"], instances=row["instances"], power=row["power"])
        assert found == row["exact_n"] == row.get("published_n", found)


def test_clopper_and_pearson_as_newcombe_printed_them(shared: Path) -> None:
    vectors = json.loads((shared / "vectors/prevalence_intervals.json").read_text(encoding="utf-8"))["vectors"]
    rows = next(vector for vector in vectors if vector["id"] == "newcombe1998_table1")["data"]
    assert len(rows) == 4
    for row in rows:
        found = clopper_pearson(row["x"], row["n"], level=0.95)
        assert found == pytest.approx(row["exact"]["clopper_pearson"], abs=1e-9)
        assert found == pytest.approx(row["published"]["clopper_pearson"], abs=0.00005)


@given(st.floats(0.02, 1), st.integers(1, 5), st.floats(0.05, 0.99))
def test_one_person_fewer_would_not_do(prevalence: float, instances: int, power: float) -> None:
    found = people_needed(prevalence, instances=instances, power=power)
    assert binom.sf(instances - 1, found, prevalence) >= power - 1e-9
    assert found == instances or binom.sf(instances - 1, found - 1, prevalence) < power + 1e-9


@pytest.mark.parametrize("choices", [(0.0, 1, 0.8), (1.1, 1, 0.8), (0.1, 0, 0.8), (0.1, 1, 1.0), (1e-9, 1, 0.8)])
def test_numbers_that_cannot_be_are_refused(choices: tuple[float, int, float]) -> None:
    prevalence, instances, power = choices
    with pytest.raises(SettingsError) as refused:
        people_needed(prevalence, instances=instances, power=power)
    assert refused.value.hint
