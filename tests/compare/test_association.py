"""Numbers that follow from four counts: the published ones, and their edges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabstudy.compare.statistics.association import Association

NAMES = {
    "c_coefficient": "jaccard",
    "jaccard": "jaccard",
    "overlap": "overlap",
    "dice": "dice",
    "lift": "lift",
    "pmi_log2": "pmi",
    "npmi": "npmi",
    "phi": "phi",
}


@pytest.fixture
def vectors(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "vectors" / "cooccurrence.json").read_text(encoding="utf-8"))
    return found


def test_every_edge_case_of_the_vectors_is_reproduced(vectors: dict[str, Any]) -> None:
    assert len(vectors["edge_cases"]) >= 4
    for case in vectors["edge_cases"]:
        found = Association(case["n12"], case["n1"], case["n2"], case["N"])
        expected = dict(case["exact"])
        if case["n12"] == 0 and case["n1"] and case["n2"]:
            expected["npmi"] = -1.0  # the limit that the note beside it gives
        assert expected.keys() <= NAMES.keys()
        for name, value in expected.items():
            told = getattr(found, NAMES[name])
            assert told is None if value is None else told == pytest.approx(value, abs=1e-9), (case["note"], name)


def test_the_coefficient_of_the_manual_of_atlas_ti_is_reproduced(vectors: dict[str, Any]) -> None:
    (manual,) = (vector for vector in vectors["vectors"] if vector["id"] == "atlasti_manual")
    counts = manual["data"]
    found = Association(counts["n12"], counts["n1"], counts["n2"], 1000)
    assert found.jaccard == pytest.approx(manual["exact"], abs=1e-9)
    assert found.jaccard is not None
    assert round(found.jaccard, manual["published_decimals"]) == manual["published"]["c"] == 0.048
    assert found.overlap == 0.5
    assert found.uneven  # 100 is more than five times 10


def test_a_code_exactly_five_times_as_frequent_is_not_marked_yet() -> None:
    assert [Association(1, 5, 1, 10).uneven, Association(1, 6, 1, 10).uneven, Association(0, 6, 0, 10).uneven] == [
        False,
        True,
        False,
    ]


def test_what_is_undefined_has_a_reason() -> None:
    told = {counts: Association(*counts).reason for counts in ((0, 0, 5, 9), (0, 0, 0, 9), (9, 9, 9, 9), (0, 3, 4, 9))}
    assert list(told.values()) == [
        "one of them is not coded",
        "neither is coded",
        "always together, and everywhere",
        "never together",
    ]
    assert Association(2, 2, 9, 9).reason == "one of them is everywhere"  # phi
    assert Association(2, 3, 4, 9).reason == ""


@st.composite
def counts(draw: st.DrawFn) -> Association:
    of = draw(st.integers(1, 200))
    a, b = draw(st.integers(0, of)), draw(st.integers(0, of))
    return Association(draw(st.integers(max(0, a + b - of), min(a, b))), a, b, of)


@given(counts())
def test_whatever_is_counted_stays_in_its_limits(found: Association) -> None:
    for value, low in ((found.jaccard, 0), (found.overlap, 0), (found.dice, 0), (found.npmi, -1), (found.phi, -1)):
        assert value is None or low - 1e-12 <= value <= 1 + 1e-12
    undefined = [found.jaccard, found.overlap, found.dice, found.lift, found.pmi, found.npmi, found.phi].count(None)
    assert (undefined > 0) == bool(found.reason)
