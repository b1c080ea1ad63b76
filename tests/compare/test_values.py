"""Values without passages: those of the crosstab."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare import crosstab
from collabstudy.compare.counting.values import values
from collabstudy.errors import SettingsError
from collabstudy.model.coding import Coding
from collabstudy.model.log import Done
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ORIGINS = st.sampled_from([("person",), ("rules",), ("person", "rules")])


def same_as_the_crosstab(study: Study, origins: tuple[str, ...], documents: list[str] | None = None) -> None:
    table = crosstab(study, unit="coding", evidence=origins, documents=documents)
    told = {place: cell.value for place, cell in table.cells.items()}
    assert values(study, evidence=origins, documents=documents) == told


def test_all_four_values_can_be_counted_on_the_fingers(hand: ModuleType) -> None:
    found = values(hand.make())
    assert len(found) == 4 * 5
    assert {code: found["birch", code] for code in ("sharing", "voting", "money")} == {
        "sharing": "not_asked",
        "voting": "absent",
        "money": "present",
    }
    assert found["ash", "power"] == "present"  # by what is below it
    assert found["dogwood", "money"] == "not_coded"


def test_the_demo_has_the_values_of_its_crosstab(demo_study_folder: Path) -> None:
    study = read_study(demo_study_folder)
    assert {"present", "absent", "not_asked"} <= set(values(study).values())
    same_as_the_crosstab(study, ("person",))
    same_as_the_crosstab(study, ("rules", "person"))
    same_as_the_crosstab(study, ("person",), [document.id for document in study.documents[::2]])


@st.composite
def people(draw: st.DrawFn) -> list[Coding]:
    places = st.tuples(
        st.sampled_from(["P01", "P02", "P03", "P05", "A1"]),
        st.sampled_from(["power", "sharing", "voting", "trust", "money"]),
        st.integers(0, 70),
    )
    said = draw(st.lists(places, max_size=6))
    return [Coding(f"c{at}", document, code, "mira", s, s + 9, "") for at, (document, code, s) in enumerate(said)]


@QUIET
@given(people(), st.sets(st.sampled_from(["P01", "P02", "P03", "P04", "A1"])), ORIGINS)
def test_values_are_those_of_the_crosstab(
    hand: ModuleType, said: list[Coding], done: set[str], origins: tuple[str, ...]
) -> None:
    study = hand.make(codings=said, done=[Done(document, "mira", "") for document in sorted(done)])
    same_as_the_crosstab(study, origins)
    same_as_the_crosstab(study, origins, ["P02", "P03", "A1"])


def test_there_are_no_values_of_a_document_that_there_is_not(hand: ModuleType) -> None:
    with pytest.raises(SettingsError, match="no document P99"):
        values(hand.make(), documents=["P99"])


@pytest.mark.parametrize("nothing", ["cases", "codes", "codings", "documents", "done"])
def test_a_study_of_nothing_has_its_values_all_the_same(hand: ModuleType, nothing: str) -> None:
    study = hand.make(**{"tags": (), nothing: ()})
    same_as_the_crosstab(study, ("person",))
    assert len(values(study)) == len(study.cases) * len(study.codebook.codes)
