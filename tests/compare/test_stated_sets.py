"""A truth table typed with other sets than study.toml states: what was stated of those left out is not meant."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare.stated import make
from collabstudy.errors import SettingsError

STATED: dict[str, Any] = {
    "outcome": "trust",
    "conditions": ["money", "staff"],
    "inclusion": 1,
    "exclusion": 0,
    "frequency": 1,
    "expectations": {"money": "absent"},
    "calibration": {"staff": {"threshold": 100}, "sector": {"is": "council"}},
}


def test_calibrations_and_expectations_of_other_sets_do_not_stand_in_the_way(hand: ModuleType) -> None:
    study = hand.make(rest={"compare": {"truthtable": STATED}})
    found = make(study, "truthtable", conditions=["sector"])
    assert [one.id for one in found.conditions] == ["sector"]
    assert not any("money" in str(choice) for choice in found.made_by.choices.values())
    turned = make(study, "truthtable", outcome="~staff", conditions=["sector"])
    assert turned.outcome.how == "100 or more"


def test_what_study_toml_states_wrongly_itself_is_still_told(hand: ModuleType) -> None:
    study = hand.make(rest={"compare": {"truthtable": STATED}})
    with pytest.raises(SettingsError, match=r"\[compare.truthtable\]: `sector` is calibrated but not asked for"):
        make(study, "truthtable")


def test_all_that_is_wrong_is_told_at_once_with_its_place(hand: ModuleType) -> None:
    wrong = STATED | {"calibration": {"staff": {"threshold": "x"}, "hope": {}}}
    with pytest.raises(SettingsError) as refused:
        make(hand.make(rest={"compare": {"truthtable": wrong}}), "truthtable")
    assert refused.value.file == "study.toml"
    assert len(refused.value.others) == 1
