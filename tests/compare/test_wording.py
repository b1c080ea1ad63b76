"""Counts in words, and percentages only where there is enough to take them of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collabstudy.compare import Denominator, wilson, wording
from collabstudy.compare.wording import meanings, thresholds
from collabstudy.errors import SettingsError
from collabstudy.model.study import Settings


def test_the_words_of_study_toml_are_used() -> None:
    ours = Settings("S", rest={"words": {"nearly all": 0.9, "half": "1/2", "several": 3, "a couple of": 2}})
    told = [wording(count, 10, ours) for count in (10, 9, 8, 5, 3, 2, 1, 0)]
    assert told == [
        *("all ten places", "nearly all places", "half places", "half places"),
        *("several places", "a couple of places", "one place", "no place"),
    ]


def test_cases_are_called_what_the_study_calls_them() -> None:
    schools = Settings("S", rest={"cases": {"singular": "school", "plural": "schools"}})
    assert wording(14, 14, schools) == "all 14 schools"
    assert wording(0, 0, schools) == "no school that was asked"


@pytest.mark.parametrize("value", ["2/0", "many", 0, -1, 1.5, True])
def test_a_word_that_means_nothing_is_named(value: object) -> None:
    with pytest.raises(SettingsError, match=r"\[words\] most") as error:
        thresholds(Settings("S", rest={"words": {"most": value}}))
    assert error.value.file == "study.toml"


def test_ten_cases_never_become_a_percentage() -> None:
    assert str(Denominator("trust", 7, 10)) == "7 of 10 places"
    assert str(Denominator("trust", 29, 29)) == "29 of 29 places"
    assert Denominator("trust", 7, 10).interval() is None


def test_from_thirty_on_there_is_a_percentage_with_its_interval() -> None:
    assert str(Denominator("trust", 0, 30, plural="schools")) == "0 of 30 schools (0 %, 95 % interval 0 to 11 %)"


def test_the_interval_is_the_published_one(shared: Path) -> None:
    vectors = json.loads((shared / "vectors" / "prevalence_intervals.json").read_text(encoding="utf-8"))["vectors"]
    newcombe = next(vector for vector in vectors if vector["id"] == "newcombe1998_table1")
    assert len(newcombe["data"]) == 4
    for row in newcombe["data"]:
        assert wilson(row["x"], row["n"]) == pytest.approx(row["exact"]["wilson"], abs=1e-9)
        assert [round(end, 4) for end in wilson(row["x"], row["n"])] == row["published"]["wilson"]


def test_a_word_may_have_an_upper_bound() -> None:
    ours = Settings("S", rest={"words": {"most": "2/3", "about half of the": "1/3-2/3", "a few": "2-3"}})
    told = [wording(count, 10, ours) for count in (9, 6, 4, 3, 2)]
    assert told == [
        "most places",
        "about half of the places",
        "about half of the places",
        "a few places",
        "a few places",
    ]
    assert [str(t) for t in thresholds(ours)] == ["2/3 or more", "1/3 to 2/3", "2 to 3"]
    assert meanings(ours) == (
        "“Most” is two thirds of them or more, “about half of the” a third to two thirds of them, “a few” two or three."
    )


@pytest.mark.parametrize("value", ["3-2", "1/2-3", "0-2", "1-", "2/3-1/3"])
def test_bounds_that_are_none_are_named(value: str) -> None:
    with pytest.raises(SettingsError, match=r"\[words\] few"):
        thresholds(Settings("S", rest={"words": {"few": value}}))
