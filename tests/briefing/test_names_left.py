"""Where quotations of the briefing may still name people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy.briefing.compose import compose
from collabstudy.briefing.names_left import problems
from collabstudy.briefing.people import people
from collabstudy.compare.crosstab import crosstab
from collabstudy.model.checks import Problem
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Study

Make = Callable[..., Study]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("So I asked Hilda, and Hilda’s sister.", ["Hilda"]),
        ("It was Tom Bray who came.", ["Tom Bray"]),
        ("Mrs Bray knew. Dorrie did not.", ["Mrs Bray", "Dorrie"]),
        ("O'Neil knew. Ask O’Brien; I'm not sure.", ["O'Neil", "O’Brien"]),
        ("Ruth knew.", []),  # a word of the dictionary, at the beginning of a sentence
        ("On Monday, in Hull, at the Meadow, I met the Mayor of the County Council.", []),
        ("We went to Mill Road and Cotter's Cross by Easter.", []),
        ("ask [a neighbour], or [the Director], and THEN the NHS", []),
        ("“We asked,” I said. “Nobody knew.”", []),
    ],
)
def test_what_looks_like_a_name(said: str, names: list[str]) -> None:
    assert list(people(said, "en")) == names


def test_known_words_are_no_people() -> None:
    assert people("we met Tollgate and Mr Quint", "en", {"tollgate", "quint"}) == ()


def left(study: Study) -> list[Problem]:
    return list(problems(study, compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})))


@pytest.fixture
def whole(small: ModuleType, monkeypatch: pytest.MonkeyPatch, make: Make) -> Callable[..., list[Problem]]:
    """What is left to look at when three people of the small study talk of Hilda Bray; D3 anonymously."""

    def looked_at(**changes: object) -> list[Problem]:
        for document in ("D1", "D3"):
            speech = [(who, f"{said} I know, I asked Hilda Bray.") for who, said in small.SPEECH[document]]
            monkeypatch.setitem(small.SPEECH, document, speech)
        more = [c for c in small.codings() if c.code == "paper"]
        more.append(small.coding("jonas", "D1", "money", "thirty years. I know, I asked Hilda Bray."))
        toml = f'[quotes]\nsounds_pinned = ["{more[0].id}"]\n'
        end = small.transcript("D3").turns[1].end
        said = small.transcript("D3").text
        more[0] = replace(more[0], end=end, quote=said[more[0].start : end])
        return left(make(more=tuple(more), written={"briefing.toml": toml}, **changes))

    return looked_at


def test_it_is_told_by_document_and_turn_and_not_by_name(whole: Callable[..., list[Problem]]) -> None:
    (problem,) = whole()
    assert (problem.code, problem.severity, problem.file) == ("names-told", "note", "corpus/names.csv")
    assert problem.problem == ("2 passages quoted in the briefing may name people: D1 (turn 4), 1 anonymous quotation")
    assert "Bray" not in problem.problem + problem.hint


def test_once_the_name_is_listed_nothing_is_left(whole: Callable[..., list[Problem]]) -> None:
    assert whole(names=(Pseudonym("Hilda Bray", "a neighbour"),)) == []


def test_a_study_without_names_has_nothing_to_look_at(make: Make) -> None:
    assert left(make()) == []


def test_quotations_in_the_boxes_of_places_are_looked_at_too(
    small: ModuleType, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech = [(who, f"{said} I know, I asked Hilda Bray.") for who, said in small.SPEECH["D2"]]
    monkeypatch.setitem(small.SPEECH, "D2", speech)
    more = small.coding("jonas", "D2", "power", "I trust them with the keys. I know, I asked Hilda Bray.")
    toml = "[quotes]\nper_theme = 0\nsounds = 0\nper_case = 2\n[passages]\nper_place = 0\n"
    (problem,) = left(make(more=(more,), written={"briefing.toml": toml}))
    assert problem.problem.endswith("D2 (turn 2)")
