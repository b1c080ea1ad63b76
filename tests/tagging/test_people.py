"""People speak for the case with which a text introduces them."""

from __future__ import annotations

import pytest

from collabstudy.model.case import Case
from collabstudy.tagging.names import Names, plain
from collabstudy.tagging.people import Person, introduced, names_of, runs, spoken_of

CASES = (Case("carrowby", "Carrowby Council"), Case("oddmill", "The Oddmill Trust", ("Oddmill",)))


def people(text: str) -> list[tuple[str, tuple[str, ...]]]:
    (mentions,) = Names(CASES, "en").in_texts([plain(text)])
    return [(person.name, person.cases) for person in introduced(plain(text), mentions, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Archer from Carrowby Council spoke first.",
        "Then Ann Archer, of Carrowby, spoke.",
        "Ann Archer, Policy Manager, Carrowby Council",
        "Ann Archer (Carrowby Council)",
        "Councillor Ann Archer, leader of Carrowby Council, said so.",
        "Ann Archer, from Rolling Stones, in Carrowby explained it.",
        "Carrowby’s chief executive Ann Archer disagreed.",
        "Carrowby Council Chief Executive, Ann Archer, disagreed.",
        "the Carrowby Council director Ann Archer",
        "Ann Archer (AA), Carrowby Council, in the chair",
    ],
)
def test_somebody_is_introduced_with_a_case(text: str) -> None:
    assert people(text) == [("Ann Archer", ("carrowby",))]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Archer met people from Carrowby.",
        "Ann Archer left. From Carrowby came nobody.",
        "Ann Archer, who had once been to see the people of Carrowby, spoke.",
        "Ann Archer and Carrowby Council agree.",
        "Ann Archer, and people from Carrowby",
        "Ann from Carrowby",
        "people from Rolling Stones in Carrowby",
        "Carrowby is far away, says Ann Archer.",
        "In Carrowby Ann Archer is unknown.",
    ],
)
def test_somebody_who_is_only_near_a_case_is_not(text: str) -> None:
    assert people(text) == []


def test_two_people_are_each_tied_to_their_own() -> None:
    text = "Ann Archer from Carrowby Council and Joe Bell-Low, of Oddmill, met Zoe Day."
    assert people(text) == [("Ann Archer", ("carrowby",)), ("Joe Bell-Low", ("oddmill",))]


ANN, JOE = Person("Ann Archer", ("carrowby",)), Person("Joe Bell-Low", ("oddmill",))


@pytest.mark.parametrize(
    ("text", "others", "cases"),
    [
        ("Ann Archer said", "", {"carrowby"}),
        ("Then Ann explained; Bell-Low did not", "", {"carrowby", "oddmill"}),
        ("Ms Archer’s view", "", {"carrowby"}),
        ("When Ann came", "", {"carrowby"}),
        ("Annex, archery and an archer", "", set()),
        ("Ann Miller came", "", set()),
        ("Ann said", "Ann Miller came.", set()),
        ("Archer said", "Ann Miller came.", {"carrowby"}),
        ("Archer Street", "", set()),
    ],
)
def test_a_name_told_later_means_the_same_person(text: str, others: str, cases: set[str]) -> None:
    everybody = runs(plain(f"{others} {text}"), "en")
    assert spoken_of(plain(text), names_of([ANN, JOE], everybody), "en") == cases


def test_initials_in_minutes_mean_who_has_them() -> None:
    (mentions,) = Names(CASES, "en").in_texts([plain("Ann Archer (AA), Carrowby Council; Joe Bell (JB), Oddmill")])
    ann, joe = introduced(plain("Ann Archer (AA), Carrowby Council; Joe Bell (JB), Oddmill"), mentions, "en")
    assert (ann.initials, joe.initials) == ("AA", "JB")
    assert spoken_of("AA said that JB’s plan", names_of([ann, joe], ()), "en") == {"carrowby", "oddmill"}
    assert spoken_of("AA said", names_of([ann, joe._replace(initials="AA")], ()), "en") == set()


def test_two_people_of_one_case_may_share_a_name() -> None:
    brothers = [Person("Ann Archer", ("carrowby",)), Person("Tom Archer", ("carrowby",))]
    assert spoken_of("Archer said", names_of(brothers, ()), "en") == {"carrowby"}
    strangers = [Person("Ann Archer", ("carrowby",)), Person("Tom Archer", ("oddmill",))]
    assert spoken_of("Archer said", names_of(strangers, ()), "en") == set()
