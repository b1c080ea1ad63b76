"""What holds for every study, whatever has been coded."""

from __future__ import annotations

from itertools import product
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare import crosstab
from collabstudy.model.coding import Coding
from collabstudy.model.log import Done

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    """Codings anywhere in the documents, by three coders, some of them out of date."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 60))
        coder = draw(st.sampled_from(["mira", "jonas", "rules"]))
        found.append(
            Coding(
                f"c{number}",
                draw(st.sampled_from(["P01", "P02", "P03", "P05", "A1"])),
                draw(st.sampled_from(["power", "sharing", "voting", "trust", "money"])),
                coder,
                start,
                start + draw(st.integers(1, 40)),
                "",
                "rules" if coder == "rules" else "person",
                draw(st.sampled_from(["kept", "moved", "review", "orphaned"])),
            )
        )
    return found


DONE = st.sets(st.sampled_from(["P01", "P02", "P03", "P04", "P05", "A1"]))
UNITS = st.sampled_from(["turn", "coding", "document"])


def build(hand: ModuleType, said: list[Coding], done: set[str]) -> Any:
    people = [coding for coding in said if coding.origin == "person"]
    rules = [coding for coding in said if coding.origin == "rules"]
    return hand.make(codings=people, tags=rules, done=[Done(d, "mira", "") for d in sorted(done)])


@QUIET
@given(codings(), DONE, UNITS)
def test_denominators_and_cells_tell_the_same(hand: ModuleType, said: list[Coding], done: set[str], unit: str) -> None:
    table = crosstab(build(hand, said, done), unit=unit, evidence=["person", "rules"])
    for code, of in table.denominators().items():
        values = [table.cell(group.id, code).value for group in table.groups]
        assert of.present == values.count("present")
        assert of.of == values.count("present") + values.count("absent")
        assert of.of + of.not_asked + of.not_coded == len(values) == 4


@QUIET
@given(codings(), DONE, UNITS)
def test_present_is_where_there_are_passages(hand: ModuleType, said: list[Coding], done: set[str], unit: str) -> None:
    table = crosstab(build(hand, said, done), unit=unit)
    for group, row in product(table.groups, table.rows):
        cell = table.cell(group.id, row.id)
        assert (cell.value == "present") == bool(cell.passages) == bool(cell.codings)
        assert cell.codings == sum(cell.origins.values()) >= (cell.value == "present")
        assert cell.documents == len({passage.document for passage in cell.passages})
        assert {span.document for passage in cell.passages for span in passage.spans} <= {
            p.document for p in cell.passages
        }


@QUIET
@given(codings(), DONE)
def test_what_is_below_a_code_counts_towards_it(hand: ModuleType, said: list[Coding], done: set[str]) -> None:
    table = crosstab(build(hand, said, done), unit="turn")
    for group in table.groups:
        power, sharing, voting = (table.cell(group.id, code) for code in ("power", "sharing", "voting"))
        assert power.words >= sharing.words >= voting.words
        assert len(power.passages) >= len(sharing.passages) >= len(voting.passages)


@QUIET
@given(codings(), DONE)
def test_groups_of_cases_add_up_to_the_cases(hand: ModuleType, said: list[Coding], done: set[str]) -> None:
    study = build(hand, said, done)
    by_case, by_sector = crosstab(study, unit="turn"), crosstab(study, unit="turn", by="sector")
    assert by_case.denominators() == by_sector.denominators()
    assert by_case.totals == by_sector.totals


@QUIET
@given(codings(), DONE, st.randoms(use_true_random=False))
def test_order_changes_nothing(hand: ModuleType, said: list[Coding], done: set[str], chance: Any) -> None:
    table = crosstab(build(hand, said, done), unit="turn", evidence=["person", "rules"])
    chance.shuffle(said)
    assert crosstab(build(hand, [*said, *said], done), unit="turn", evidence=["person", "rules"]) == table
