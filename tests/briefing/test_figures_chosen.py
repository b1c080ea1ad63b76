"""Which figures stand in the briefing, and where: by name, in the part to which each belongs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collabstudy.briefing.blocks import Briefing, Matrix, Picture
from collabstudy.briefing.compose import compose
from collabstudy.compare.crosstab import crosstab
from collabstudy.errors import SettingsError
from collabstudy.model.study import Study

Make = Callable[..., Study]
NAMES = (
    "codes",
    "codes_by_sector",
    "contrast",
    "cooccurrence",
    "crosstab",
    "joint",
    "saturation",
    "timeline",
    "truthtable",
)


@pytest.fixture
def shown(make: Make) -> Callable[..., dict[str, list[str]]]:
    """The names of the figures in each section; a matrix is called so."""

    def stand(toml: str = "") -> dict[str, list[str]]:
        study = make(written={"briefing.toml": toml})
        figures = {name: Picture(name, f"{name}.", name, b"<svg/>", b"") for name in NAMES}
        made: Briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures=figures, manifest={})
        found = {
            section.name: [
                block.name if isinstance(block, Picture) else "crosstab"
                for block in section.blocks
                if isinstance(block, Picture | Matrix)
            ]
            for section in made.sections
        }
        return {name: names for name, names in found.items() if names}

    return stand


def test_without_a_choice_the_usual_ones_stand_where_they_belong(shown: Callable[..., dict[str, list[str]]]) -> None:
    assert shown() == {
        "who": ["timeline"],
        "themes": ["crosstab", "codes_by_sector"],
        "figures": ["contrast"],
        "made": ["saturation"],
    }


def test_a_choice_says_which_and_in_which_order(shown: Callable[..., dict[str, list[str]]]) -> None:
    toml = '[figures]\nshow = ["truthtable", "contrast", "cooccurrence", "crosstab", "codes", "joint"]'
    assert shown(toml) == {
        "themes": ["crosstab", "codes"],
        "figures": [
            "truthtable",
            "contrast",
            "cooccurrence",
            "joint",
        ],  # there are no topics, with which a joint display would stand
    }


def test_no_figures_at_all_can_be_wanted(shown: Callable[..., dict[str, list[str]]]) -> None:
    assert shown("[figures]\nshow = []") == {}


def test_a_figure_whose_part_is_left_out_stands_with_the_others(shown: Callable[..., dict[str, list[str]]]) -> None:
    toml = 'sections = ["summary", "figures"]\n[figures]\nshow = ["timeline", "contrast"]'
    assert shown(toml) == {"figures": ["timeline", "contrast"]}


def test_a_figure_that_there_is_not_is_named(shown: Callable[..., dict[str, list[str]]]) -> None:
    with pytest.raises(SettingsError, match="there is no figure `contrasts`") as caught:
        shown('\n[figures]\nshow = ["contrasts"]')
    assert caught.value.line == 3
    assert "contrast" in caught.value.hint
