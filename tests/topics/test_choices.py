"""What study.toml may say about topics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from collabstudy.errors import SettingsError
from collabstudy.model.study import Settings, Study
from collabstudy.topics import Choices, Passages, fit_passages, fit_stated, stated


def with_table(study_of: Callable[..., Study], table: Any, **settings: Any) -> Study:
    return study_of([], {}, settings=Settings("Made", **settings, rest={} if table is None else {"topics": table}))


def test_the_table_is_read_and_unit_and_seed_are_the_studys_own(study_of: Callable[..., Study]) -> None:
    table = {"method": "ward", "n": 9, "stop_words": ["anley"], "kinds": ["interview"]}
    found = stated(with_table(study_of, table, unit="sentence", seed=3))
    assert found == Choices("ward", "sentence", 3, n=9, stop_words=("anley",), kinds=("interview",))


def test_the_table_can_have_its_own_unit_and_seed(study_of: Callable[..., Study]) -> None:
    found = stated(with_table(study_of, {"method": "hdbscan", "unit": "turn", "seed": 8}, unit="sentence"))
    assert found == Choices("hdbscan", "turn", 8)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (None, "no method for topics is chosen"),
        ("ward", "no method for topics is chosen"),
        ({"n": 3}, "no method for topics is chosen"),
        ({"method": "lda"}, r"method cannot be 'lda'\n  hint: use hdbscan, nmf, ward"),
        ({"method": "ward", "topics": 3}, "knows no topics"),
        ({"method": "ward", "unit": "page"}, "unit cannot be 'page'"),
        ({"method": "ward", "n": "many"}, "n must be a whole number from 2 on"),
        ({"method": "ward", "n": True}, "n must be a whole number"),
        ({"method": "ward", "rounds": -1}, "rounds must be a whole number from 0 on"),
        ({"method": "ward", "kinds": ["letter"]}, "kinds cannot be 'letter'"),
        ({"method": "ward", "stop_words": "anley"}, "stop_words must be a list of words"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_file(study_of: Callable[..., Study], table: Any, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as refused:
        stated(with_table(study_of, table))
    assert refused.value.file == "study.toml"


def test_fitting_as_stated_is_fitting_with_these_choices(themed: Study, themed_passages: Passages) -> None:
    table = {"method": "nmf", "n": 3, "rounds": 0}
    study = replace(themed, settings=Settings("Made", seed=2, rest={"topics": table}))
    by_hand = fit_passages(themed_passages, method="nmf", n=3, seed=2, rounds=0)
    assert len(by_hand) == 3
    assert fit_stated(study).to_bytes() == by_hand.to_bytes()
