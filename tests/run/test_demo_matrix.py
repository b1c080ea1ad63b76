"""The demo's interviews were planned before they were written: who speaks of what, who does not, who was not asked.

The plan stands here as it was drawn up. The comparison has to come to the same picture by way of fourteen files in
a dozen formats, a guide, and some hundreds of codings by two people.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import collabstudy as cs
from collabstudy.run.making import arrive_later

# BR Brackwater, CA Carrowby, DU Duskmere, VE Vennermoor: councils. KK Kettle and Kin, OD Oddmill, LS Late Swallows,
# PL Plankway, LW Lampwick, YM Young Marrowick: charities.
# ● voiced   ○ asked, not voiced   – not asked   In the last column, of how many places that were asked it is voiced.
AFTER_TWELVE = """
                              BR CA DU VE KK OD LS PL LW YM
new-relationship              ●  ●  ●  ●  ●  ●  ●  ●  ●  ●   10 of 10
fiscal-pressure               ●  ●  ●  ●  ●  ●  ●  ●  ●  ●   10 of 10
scepticism                    –  ●  ○  ●  ○  ●  ○  ●  ●  ○   5 of 9
time                          ●  ●  ○  ●  ●  ●  ●  ○  ○  ●   7 of 10
sharing-power                 ●  ●  ●  ●  ●  ●  ○  ○  ●  ●   8 of 10
beyond-co-production          ●  ●  –  ○  ●  ●  ●  ○  ●  ●   7 of 9
convening                     ●  ●  ●  ●  ○  ●  ○  ○  ●  ○   6 of 10
trust                         ●  ●  ●  ●  ●  ●  ●  ○  ●  ●   9 of 10
partnership-not-competition   ●  ○  ●  ●  ●  ●  ●  ○  ●  ●   8 of 10
procurement-obstacle          ●  ●  ●  ●  ○  ●  –  ○  ●  –   6 of 8
contracts-protect             ○  ○  ○  ○  ○  ○  –  ●  ●  –   2 of 8
culture-change                ●  ●  ●  ●  ○  ○  –  ○  –  –   4 of 7
measuring-success             ●  ●  ●  ●  ●  –  –  ●  ●  –   7 of 7
system-health                 ●  ●  ○  ●  ○  –  –  ○  ●  –   4 of 7
outcomes-for-people           ○  ○  ●  ○  ●  –  –  ●  ○  –   3 of 7
learning                      –  ●  ●  ○  ●  ●  ○  ○  ●  ●   6 of 9
key-people                    ○  ●  ●  ○  ●  –  ●  ●  ○  ●   6 of 9
"""
# What the two later interviews change: Oddmill's own habits and its director, Late Swallows' contract.
AFTER_FOURTEEN = """
                              OD LS
procurement-obstacle          ●  ○   6 of 9
contracts-protect             ○  ●   3 of 9
culture-change                ●  ○   5 of 8
key-people                    ●  ●   7 of 10
"""
CASES = {
    "BR": "brackwater",
    "CA": "carrowby",
    "DU": "duskmere",
    "VE": "vennermoor",
    "KK": "kettle-and-kin",
    "OD": "oddmill",
    "LS": "late-swallows",
    "PL": "plankway",
    "LW": "lampwick",
    "YM": "young-marrowick",
}
MARKS = {"●": "present", "○": "absent", "–": "not_asked"}

# claim, and what becomes of it after twelve interviews and after fourteen, with what stands behind it
CLAIMS = """
new-relationship       holds      10 of 10   holds      10 of 10
money                  holds      10 of 10   holds      10 of 10
handing-over           holds      8 of 10    holds      8 of 10
beyond-co-production   holds      7 of 9     holds      7 of 9
in-one-breath          holds      5 of 7     holds      5 of 7
time                   holds      7 of 10    holds      7 of 10
trust                  holds      9 of 10    holds      9 of 10
partnership            holds      8 of 10    holds      8 of 10
procurement            holds      6 of 8     weakened   6 of 9
contracts              holds      2 of 8     holds      3 of 9
first-contract         holds      1 of 2     holds      1 of 3
learning               holds      6 of 9     holds      6 of 9
convening              holds      4 of 4     holds      4 of 4
culture                undecided  4 of 4     broken     4 of 4
key-people             holds      4 of 5     holds      5 of 6
outcomes-first         undecided  2 of 3     undecided  2 of 3
doubt                  holds      5 of 9     holds      5 of 9
carrowby-october       holds      1 of 1     holds      1 of 1
"""

Cells = dict[tuple[str, str], str]


def planned(table: str) -> tuple[Cells, dict[str, str]]:
    """The cells of a table above, and its last column."""
    head, *rows = table.strip("\n").splitlines()
    columns = [CASES[name] for name in head.split()]
    cells, counts = {}, {}
    for row in rows:
        code, *told = row.split()
        marks, count = told[: len(columns)], told[len(columns) :]
        cells |= {(case, code): MARKS[mark] for case, mark in zip(columns, marks, strict=True)}
        counts[code] = " ".join(count)
    return cells, counts


def found(study: cs.Study) -> tuple[Cells, dict[str, str]]:
    table = cs.compare.crosstab(study, unit="turn")
    frame = table.frame()
    cells = {(case, code): value for case, code, value in frame[["case", "code", "value"]].itertuples(index=False)}
    counts = {code: f"{count.present} of {count.of}" for code, count in table.denominators().items()}
    return cells, counts


@pytest.fixture(scope="module")
def earlier(demo_study_folder: Path) -> cs.Study:
    return cs.read_study(demo_study_folder)


@pytest.fixture
def later(demo: Path) -> cs.Study:
    assert arrive_later(demo) == ("P13", "P14")
    return cs.read_study(demo)


def test_the_plan_is_a_whole_matrix() -> None:
    cells, counts = planned(AFTER_TWELVE)
    assert len(cells) == 10 * 17
    for code, count in counts.items():
        values = [value for (_, named), value in cells.items() if named == code]
        asked = len(values) - values.count("not_asked")
        assert count == f"{values.count('present')} of {asked}", code


def test_after_twelve_interviews_the_comparison_is_the_planned_one(earlier: cs.Study) -> None:
    cells, counts = planned(AFTER_TWELVE)
    actual, counted = found(earlier)
    assert {cell: (actual.get(cell), value) for cell, value in cells.items() if actual.get(cell) != value} == {}
    assert {code: counted[code] for code in counts} == counts


def test_after_fourteen_it_has_changed_where_planned_and_nowhere_else(earlier: cs.Study, later: cs.Study) -> None:
    before, _ = found(earlier)
    after, counted = found(later)
    cells, counts = planned(AFTER_FOURTEEN)
    assert {cell: value for cell, value in after.items() if before[cell] != value} == {
        cell: value for cell, value in cells.items() if before[cell] != value
    }
    assert {cell: after[cell] for cell in cells} == cells
    assert {code: counted[code] for code in counts} == counts


@pytest.mark.parametrize("when", ["earlier", "later"])
def test_the_claims_come_out_as_planned(when: str, request: pytest.FixtureRequest) -> None:
    rows = [line.split() for line in CLAIMS.strip().splitlines()]
    plan = {row[0]: (row[1], " ".join(row[2:5])) if when == "earlier" else (row[5], " ".join(row[6:])) for row in rows}
    study = request.getfixturevalue(when)
    outcomes = {
        outcome.finding.id: (outcome.result, f"{len(outcome.support)} of {outcome.denominator}")
        for outcome in cs.findings.check(study)
    }
    assert outcomes == plan


def test_it_is_oddmill_that_breaks_the_claim_about_councils(earlier: cs.Study, later: cs.Study) -> None:
    assert cs.findings.check(earlier)["culture"].against == ()
    assert cs.findings.check(later)["culture"].against == ("oddmill",)


def test_the_two_later_interviews_break_one_sentence_and_weaken_one(later: cs.Study) -> None:
    outcomes = cs.findings.check(later)
    found = {name: [o.finding.id for o in outcomes if o.result == name] for name in ("broken", "weakened")}
    assert found == {"broken": ["culture"], "weakened": ["procurement"]}
    assert [outcome.finding.id for outcome in outcomes.broken] == ["culture"]
    assert outcomes["procurement"].note == "6 of 9 places, was 6 of 8; not asked: Young Marrowick"


def test_carrowby_was_not_asked_in_march_what_it_says_in_october(earlier: cs.Study) -> None:
    cells = cs.compare.crosstab(earlier, unit="turn", by="document").cells
    assert cells["P03", "key-people"].value == "not_asked"
    assert cells["P04", "key-people"].value == "present"
