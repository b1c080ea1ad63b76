"""Comparisons as study.toml states them: what is typed goes before what is stated, and nothing is passed over."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from collabstudy.compare import COMPARISONS, make
from collabstudy.compare.stated import stated
from collabstudy.errors import SettingsError

FISHER = {"contrast": {"by": "sector", "test": "fisher"}}


def tables(**compare: Any) -> dict[str, Any]:
    return {"rest": {"compare": compare}}


def test_what_is_stated_is_chosen_and_what_is_typed_goes_before_it(hand: ModuleType) -> None:
    study = hand.make(**tables(**FISHER))
    assert make(study, "contrast").made_by.choices["test"] == "fisher"
    assert make(study, "contrast", test="barnard", by=None).made_by.choices["test"] == "barnard"
    assert make(study, "contrast", test="barnard").made_by.choices["by"] == "sector"


def test_cuts_that_were_stated_for_one_attribute_stayed_for_another(hand: ModuleType) -> None:
    study = hand.make(**tables(contrast={"by": "staff", "cuts": [100], "test": "fisher"}))
    assert "cuts" in make(study, "contrast").made_by.choices
    assert "cuts" not in make(study, "contrast", by="sector").made_by.choices


def test_a_choice_that_has_to_be_made_is_asked_for_with_the_place_to_write_it(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="`contrast` needs `test`") as raised:
        make(hand.make(**tables(contrast={"by": "sector"})), "contrast")
    assert raised.value.hint == "give it, or write test = … under [compare.contrast]"
    with pytest.raises(SettingsError, match="`cooccurrence` needs `within` and `level` and `coders`"):
        make(hand.make(), "cooccurrence")


def test_everything_wrong_is_said_at_once(hand: ModuleType) -> None:
    study = hand.make(**tables(contrasts={}, contrast={"byy": "sector", "tst": "fisher"}, joint=3))
    with pytest.raises(SettingsError) as raised:
        stated(study.settings)
    told = [error.problem for error in (raised.value, *raised.value.others)]
    assert told == [
        "there is no comparison `contrasts`",
        "[compare.contrast] has no choice `byy`",
        "[compare.contrast] has no choice `tst`",
        "`compare.joint` is no table",
    ]


def test_a_value_that_the_comparison_refuses_is_told_with_the_table_in_which_it_stands(hand: ModuleType) -> None:
    study = hand.make(**tables(contrast={"by": "sector", "test": "anova"}))
    with pytest.raises(SettingsError, match=r"study.toml: \[compare.contrast\]: .*anova"):
        make(study, "contrast")


def test_every_comparison_has_a_table_and_a_command_of_its_name() -> None:
    from collabstudy import plugins

    assert set(COMPARISONS) <= set(plugins.names("collabstudy.tables"))
    assert set(COMPARISONS) | {"crosstab"} == set(plugins.names("collabstudy.cli.comparing"))
    assert set(COMPARISONS) <= set(plugins.names("collabstudy.figures"))
