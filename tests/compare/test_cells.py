"""Cells of a table: counted all at once, made one by one."""

from __future__ import annotations

import pickle
from collections import Counter
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare import crosstab
from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import coded
from collabstudy.compare.counting.units import once
from collabstudy.model.case import CaseLink
from collabstudy.model.coding import Coding

QUIET = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 90))
        coder = draw(st.sampled_from(["mira", "jonas", "rules"]))
        found.append(
            Coding(
                f"c{number}",
                draw(st.sampled_from(["P01", "P02", "P03", "A1", "A1"])),
                draw(st.sampled_from(["power", "sharing", "voting", "trust", "money"])),
                coder,
                start,
                start + draw(st.integers(1, 60)),
                "",
                "rules" if coder == "rules" else "person",
            )
        )
    return found


LINKS = st.lists(
    st.builds(
        CaseLink,
        st.just("A1"),
        st.integers(1, 3),
        st.sampled_from(["ash", "birch", "cedar"]),
        st.sampled_from(["named", "heading"]),
    ),
    max_size=6,
)


@QUIET
@given(codings(), LINKS, st.sampled_from(["case", "sector", "kind", "document", "year"]))
def test_every_number_is_that_of_the_codings_looked_at_one_by_one(
    hand: ModuleType, said: list[Coding], links: list[CaseLink], by: str
) -> None:
    people, rules = [c for c in said if c.origin == "person"], [c for c in said if c.origin == "rules"]
    study = hand.make(codings=people, tags=rules, links=links, evidence=("person", "rules"))
    table, belongings, counting = crosstab(study, unit="turn", by=by), Belongings(study), coded(study).codings
    for group, row in product(table.groups, table.rows):
        cell = table.cell(group.id, row.id)
        cases, documents = members(study, by, group.id)
        below = {row.id, *(code.id for code in study.codebook.below(row.id))}
        here = [
            coding
            for coding in counting
            if coding.code in below
            and coding.document in documents
            and cases & {case for case, _ in belongings.of(coding)}
        ]
        numbers = once(here)
        own = [coding for coding in here if coding.code == row.id]
        assert cell.codings == len(set(numbers.values()))
        assert cell.own == len(set(once(own).values()))
        assert cell.documents == len({coding.document for coding in here})
        origin_of = {number: next(c.origin for c in here if c.id == coding) for coding, number in numbers.items()}
        assert cell.origins == Counter(origin_of.values())
        assert {coding for passage in cell.passages for coding in passage.codings} == {coding.id for coding in here}


def members(study: Any, by: str, group: str) -> tuple[set[str], set[str]]:
    """The cases and documents of a column."""
    cases = {case.id for case in study.cases}
    documents = {document.id for document in study.documents if document.consent != "withdrawn"}
    if by == "case":
        return {group}, documents
    if by == "sector":
        return {case.id for case in study.cases if case.attributes["sector"] == group}, documents
    keys = {"kind": lambda d: d.kind, "document": lambda d: d.id, "year": lambda d: d.date[:4]}
    return cases, {d.id for d in study.documents if d.id in documents and keys[by](d) == group}


def test_passages_are_put_together_when_somebody_looks(hand: ModuleType) -> None:
    cell = crosstab(hand.make(), unit="turn").cell("ash", "trust")
    assert cell.codings == 1
    assert "_behind" not in vars(cell)
    assert (len(cell.passages), cell.words) == (1, 7)  # we trusted each other, you know, more
    assert cell.passages is cell.passages


def test_a_table_can_be_put_away_without_its_study(hand: ModuleType) -> None:
    table = crosstab(hand.make(evidence=("person", "rules")), unit="turn")
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert again.evidence("ash", "sharing") == table.evidence("ash", "sharing") != ()
    assert again.cell("ash", "sharing").words == 12  # ten of Ash, two of the article


def test_cells_that_differ_in_their_passages_alone_are_not_the_same(hand: ModuleType) -> None:
    cell = crosstab(hand.make(), unit="turn").cell("ash", "sharing")
    other = crosstab(hand.make(), unit="sentence").cell("ash", "sharing")
    assert cell != other
    assert cell == crosstab(hand.make(), unit="turn").cell("ash", "sharing")
    with pytest.raises(TypeError, match="unhashable"):
        hash(cell)


def test_there_are_as_many_cells_as_cases_and_codes(hand: ModuleType) -> None:
    table = crosstab(hand.make(), unit="turn")
    assert len(table.cells) == 4 * 5
    assert list(table.cells)[:2] == [("ash", "power"), ("ash", "sharing")]
    assert ("ash", "elm") not in table.cells
    assert ("elm", "trust") not in table.cells


@pytest.mark.parametrize("nothing", ["cases", "codes", "codings", "documents"])
@pytest.mark.parametrize("by", ["case", "kind", "document"])
def test_a_study_of_nothing_has_a_table_of_nothing(hand: ModuleType, nothing: str, by: str) -> None:
    table = crosstab(hand.make(**{"tags": (), nothing: ()}), unit="turn", by=by)
    assert len(table.cells) == len(table.groups) * len(table.rows)
    assert table.frame()["codings"].sum() == 0
    assert table.origins == {}
